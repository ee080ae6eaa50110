"""The library behind the shipped nginx: one origin with the relay, and lessons that nginx sends by itself."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
import requests

from backend.settings.settings import SETTINGS
from backend.web.static_files import FOLDERS
from library.settings.options import read_library_config
from library.settings.settings import LIBRARY_SETTINGS
from tests.deploy.school import write_configuration
from tests.library.serving.test_processes import teacher_of
from tests.library.teacher import MP4
from tests.programs import find_program, free_port, run_program
from tests.serving import REPOSITORY, serve

WITHIN_S = 20.0
DEPLOY = REPOSITORY / "deploy"
KEY = "the school's own key"
SHARED = ("--secret-key", "a secret key for tests", "--trust-proxy", "yes")


def configuration(folder: Path, public: int, relay: int, libraries: list[int], data: Path) -> Path:
    """Write the shipped files as an administrator does, with this test's ports and folder."""
    main = write_configuration(folder, public, [relay, relay])
    shipped = (DEPLOY / "nginx_library.conf").read_text(encoding="utf-8")
    assert "/var/lib/readroom-library" in shipped
    own = shipped.replace("/var/lib/readroom-library", str(data))
    (folder / "library.conf").write_text(own, encoding="utf-8")
    upstream = (DEPLOY / "nginx_library_upstream.conf").read_text(encoding="utf-8")
    one = "    server 127.0.0.1:5100 max_fails=0;\n"
    assert upstream.count(one) == 1
    each = "".join(one.replace("5100", str(port)) for port in libraries)
    server = folder / "readroom.conf"
    text = server.read_text(encoding="utf-8")
    mark = "    location /socket.io/ {"
    assert text.count(mark) == 1
    included = text.replace(mark, f"    include {folder}/library.conf;\n{mark}")
    server.write_text(upstream.replace(one, each) + included, encoding="utf-8")
    return main


@pytest.mark.filterwarnings("ignore::urllib3.exceptions.InsecureRequestWarning")
def test_relay_and_library_are_one_origin_and_nginx_sends_the_lessons(tmp_path: Path) -> None:
    relay, port, second, public = (free_port() for _ in range(4))
    data = tmp_path / "data"
    url = f"https://127.0.0.1:{public}"
    options = ["--data", str(data), "--upload-gib", "1", "--accel", "yes", "--create-key", KEY]
    main = configuration(tmp_path, public, relay, [port, second], data)
    command = [find_program("nginx"), "-e", "stderr", "-c", str(main)]
    with (
        serve("--port", str(relay), "--library-url", url, *SHARED),
        serve("--port", str(port), *options, *SHARED, module="library"),
        serve("--port", str(second), *options, *SHARED, module="library"),
        run_program(command, public, tmp_path),
        requests.Session() as session,
    ):
        session.verify, session.trust_env = False, False
        assert session.get(f"{url}/s", timeout=WITHIN_S).status_code == 200
        assert session.get(f"{url}/library/healthz", timeout=WITHIN_S).json()["ok"]
        assert session.get(f"{url}/rooms", timeout=WITHIN_S).json()["library"] == url
        wanted = {"title": "Algorithms", "policy": "self"}
        # Behind a proxy nobody is this machine.
        assert session.post(f"{url}/library/api/courses", json=wanted, timeout=WITHIN_S).status_code == 403
        key = {"X-Readroom-Create-Key": KEY}
        made = session.post(f"{url}/library/api/courses", json=wanted, headers=key, timeout=WITHIN_S).json()
        teacher, api = teacher_of(made), f"{url}/library/api/lessons"
        facts: dict[str, str | int] = {"title": "Queues", "duration_ms": 9000}
        lesson = session.post(api, json=facts, headers=teacher, timeout=WITHIN_S).json()["id"]
        total = len(MP4)
        for data_sent, content_range in ((MP4, f"bytes 0-{total - 1}/{total}"), (b"", f"bytes */{total}")):
            headers = {**teacher, "Content-Range": content_range, "Content-Type": "video/mp4"}
            put = session.put(f"{api}/{lesson}/media", data=data_sent, headers=headers, timeout=WITHIN_S)
            assert put.status_code == 200, put.text
        session.patch(f"{api}/{lesson}", json={"published": True}, headers=teacher, timeout=WITHIN_S)
        part = session.get(
            f"{url}/library/media/{lesson}", headers={"Range": "bytes=10-19"}, timeout=WITHIN_S
        )
        assert (part.status_code, part.content) == (206, MP4[10:20])
        assert part.headers["Content-Range"] == f"bytes 10-19/{total}"
        assert part.headers["Content-Type"] == "video/mp4"
        assert part.headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in part.headers["Content-Security-Policy"]
        # Five viewers meet in one process, whichever it is.
        for _ in range(5):
            ticket = session.post(f"{api}/{lesson}/tickets", timeout=WITHIN_S).json()["ticket"]
            said = {"ticket": ticket, "seq": 1, "runs": [[0, 1, None]], "again": [], "marks": []}
            told = session.post(f"{api}/{lesson}/contributions", json=said, timeout=WITHIN_S)
            assert told.status_code == 200, told.text
        curve = session.get(f"{api}/{lesson}/curve", headers=teacher, timeout=WITHIN_S).json()
        assert curve["sums"] == {"first": [5, 0]}
        for hidden in (f"/library-media/{lesson}.media", "/library-media/../library.db", "/library-media/"):
            assert session.get(f"{url}{hidden}", timeout=WITHIN_S).status_code == 404


def test_the_service_names_options_and_variables_that_there_are() -> None:
    unit = (DEPLOY / "readroom-library.service").read_text(encoding="utf-8")
    [command] = re.findall(r"^ExecStart=(.*)$", unit, re.MULTILINE)
    config = read_library_config(shlex.split(command)[4:], {})
    assert (config.host, config.port, config.trust_proxy, config.accel) == ("127.0.0.1", 5100, True, True)
    named = set(re.findall(r"READROOM_[A-Z_]+", unit))
    assert named <= {setting.variable for setting in LIBRARY_SETTINGS}


def test_the_image_holds_what_the_library_serves_and_reads_its_options(tmp_path: Path) -> None:
    text = (DEPLOY / "Dockerfile.library").read_text(encoding="utf-8")
    [words] = re.findall(r"^ENTRYPOINT \[(.*)\]$", text, re.MULTILINE)
    config = read_library_config([word.strip().strip('"') for word in words.split(",")][3:], {})
    assert (config.host, config.port, config.trust_proxy, config.accel) == ("0.0.0.0", 5000, True, True)
    copied = set(re.findall(r"^COPY (\w+) \1$", text, re.MULTILINE))
    assert copied == {"backend", "library", *FOLDERS}
    ignored = (DEPLOY / "Dockerfile.library.dockerignore").read_text(encoding="utf-8")
    allowed = set(re.findall(r"^!(\S+)$", ignored, re.MULTILINE))
    assert copied < allowed
    assert all((REPOSITORY / name).exists() for name in allowed)
    for folder in copied:
        shutil.copytree(REPOSITORY / folder, tmp_path / folder)
    with serve("--data", str(tmp_path / "data"), module="library", repository=tmp_path) as server:
        for path in ("w", "manage", "pages/watch/face/face_side.js"):
            assert requests.get(f"{server.url.removesuffix('/library')}/library/{path}", timeout=WITHIN_S).ok


def test_compose_leads_nginx_to_the_library_and_names_variables_that_there_are() -> None:
    """Its edits, run by the real sed, must leave no foreign address behind."""
    text = (DEPLOY / "compose_library.yaml").read_text(encoding="utf-8")
    named = set(re.findall(r"READROOM_[A-Z_]+", text)) - {"READROOM_SERVER_NAME"}
    assert named <= {setting.variable for setting in (*LIBRARY_SETTINGS, *SETTINGS)}
    command = r"sed (-e 's/127.0.0.1:5100.*?) /readroom_library_upstream.conf"
    upstream = edited(text, command, "nginx_library_upstream.conf")
    assert "127.0.0.1" not in upstream
    assert upstream.count("    server library:5000 max_fails=0;") == 1
    assert "./nginx_library.conf:/etc/nginx/readroom_library.conf:ro" in text
    main = edited(text, r"sed (-e 's/127.0.0.1:5001.*?) /readroom.conf", "nginx.conf")
    assert "127.0.0.1:500" not in main
    assert main.count("    include /etc/nginx/readroom_library.conf;\n    location /socket.io/ {") == 1
    assert "library:/var/lib/readroom-library:ro" in text
    server = (DEPLOY / "nginx_library.conf").read_text(encoding="utf-8")
    assert "alias /var/lib/readroom-library/media/;" in server


def edited(compose: str, command: str, name: str) -> str:
    """Return what the compose file makes of a shipped configuration."""
    found = re.search(command, compose, re.DOTALL)
    assert found is not None
    edits = shlex.split(found[1].replace("$$READROOM_SERVER_NAME", "school.example"))
    done = subprocess.run(["sed", *edits, str(DEPLOY / name)], capture_output=True, text=True, check=True)
    return done.stdout
