"""Relay and library side by side as real processes: one secret, two origins, and kills."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.library.teacher import MINUTE_MS, MP4
from tests.programs import free_port
from tests.serving import Server, serve
from tools.run_with_library import commands

WITHIN_S = 20.0
BIG = MP4 + bytes(12 * 1024 * 1024)
PIECE = 4 * 1024 * 1024


def base_of(server: Server) -> str:
    return server.url.removesuffix("/library")


def make_course(url: str, **facts: Any) -> dict[str, Any]:
    wanted = {"title": "Algorithms", "policy": "labels", **facts}
    answer = requests.post(f"{url}/library/api/courses", json=wanted, timeout=WITHIN_S)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def teacher_of(course: dict[str, Any]) -> dict[str, str]:
    return {"Authorization": f"Readroom {course['token']}"}


def test_relay_and_library_are_two_origins_that_know_each_other_and_no_other(tmp_path: Path) -> None:
    port, secret = str(free_port()), str(tmp_path / "secret")
    with serve(
        "--port", port, "--data", str(tmp_path), "--relay-url", "http://127.0.0.1:9", module="library"
    ) as one:
        library = base_of(one)
        relays = {"Origin": "http://127.0.0.1:9"}
        for path in ("/library/api/courses", "/library/healthz"):
            told = requests.get(f"{library}{path}", headers=relays, timeout=WITHIN_S).headers
            assert told["Access-Control-Allow-Origin"] == "http://127.0.0.1:9"
            strangers = {"Origin": "https://evil.example"}
            other = requests.get(f"{library}{path}", headers=strangers, timeout=WITHIN_S).headers
            assert "Access-Control-Allow-Origin" not in other
        # Worker, signals and look are the library's own too; the relay's pages are not.
        for path in ("/capture/worker/observer.js", "/look/base.css", "/vendor/face_mesh/face_worker.js"):
            assert requests.get(f"{library}{path}", timeout=WITHIN_S).status_code == 200, path
        for path in ("/t", "/s", "/rooms", "/lesson", "/library/pages/../app.py", "/library/app.py"):
            assert requests.get(f"{library}{path}", timeout=WITHIN_S).status_code == 404, path
        with serve("--library-url", library, "--secret-file", secret) as relay:
            policy = requests.get(f"{relay.url}/", timeout=WITHIN_S).headers["Content-Security-Policy"]
            connect = next(part for part in policy.split("; ") if part.startswith("connect-src "))
            host = relay.url.partition("://")[2]
            assert connect == f"connect-src 'self' ws://{host} wss://{host} {library}"
            assert requests.get(f"{relay.url}/rooms", timeout=WITHIN_S).json()["library"] == library


def test_the_two_share_the_secret_file_and_links_outlive_a_restart(tmp_path: Path) -> None:
    options = ["--data", str(tmp_path), "--secret-file", str(tmp_path / "secret")]
    with serve(*options, module="library") as one:
        course = make_course(base_of(one))
        with serve("--secret-file", str(tmp_path / "secret")) as relay:
            room = requests.post(f"{relay.url}/rooms", json={"policy": "self"}, timeout=WITHIN_S).json()
        wrong = {"Authorization": f"Readroom {room['teacher_url'].partition('#')[2]}"}
        answer = requests.get(f"{base_of(one)}/library/api/mine", headers=wrong, timeout=WITHIN_S)
        assert answer.json()["error"] == "bad_token"
        assert one.stop() == 0
    with serve(*options, module="library") as again:
        mine = requests.get(
            f"{base_of(again)}/library/api/mine", headers=teacher_of(course), timeout=WITHIN_S
        )
        assert mine.json()["code"] == course["code"]


def kill(server: Server) -> None:
    """Kill the library with all its processes."""
    for child in Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text().split():
        os.kill(int(child), signal.SIGKILL)
    server.process.kill()
    server.process.wait(WITHIN_S)


def test_a_kill_in_the_middle_loses_no_finished_byte_and_no_five(tmp_path: Path) -> None:
    options = ["--data", str(tmp_path), "--secret-key", "a secret key for tests", "--upload-gib", "1"]
    with serve(*options, module="library") as one:
        url = base_of(one)
        teacher = teacher_of(make_course(url))
        made: dict[str, str | int] = {"title": "Queues", "duration_ms": MINUTE_MS}
        api = f"{url}/library/api/lessons"
        lesson = requests.post(api, json=made, headers=teacher, timeout=WITHIN_S).json()["id"]
        put_piece(api, lesson, teacher, 0)
        # The next piece is on its way when the process is killed.
        sending = threading.Thread(target=try_piece, args=(api, lesson, teacher, PIECE))
        sending.start()
        kill(one)
        sending.join()
    with serve(*options, module="library") as two:
        api = f"{base_of(two)}/library/api/lessons"
        head = requests.head(f"{api}/{lesson}/media", headers=teacher, timeout=WITHIN_S)
        offset = int(head.headers["Upload-Offset"])
        assert offset >= PIECE
        while offset < len(BIG):
            offset = put_piece(api, lesson, teacher, offset)
        finish = {**teacher, "Content-Range": f"bytes */{len(BIG)}", "Content-Type": "video/mp4"}
        done = requests.put(f"{api}/{lesson}/media", headers=finish, timeout=WITHIN_S)
        assert done.status_code == 200, done.text
        got = requests.get(f"{base_of(two)}/library/media/{lesson}", timeout=WITHIN_S)
        assert got.status_code == 404
        published = {"published": True}
        requests.patch(f"{api}/{lesson}", json=published, headers=teacher, timeout=WITHIN_S)
        assert requests.get(f"{base_of(two)}/library/media/{lesson}", timeout=WITHIN_S).content == BIG
        for _ in range(9):
            watch(api, lesson)
        kill(two)
    with serve(*options, module="library") as three:
        api = f"{base_of(three)}/library/api/lessons"
        curve = requests.get(f"{api}/{lesson}/curve", headers=teacher, timeout=WITHIN_S).json()
        # Of nine, five had been answered that they are kept; the other four waited in memory.
        assert curve["sums"] == {"first": [5] + [0] * 11}


def watch(api: str, lesson: str) -> None:
    ticket = requests.post(f"{api}/{lesson}/tickets", timeout=WITHIN_S).json()["ticket"]
    said = {"ticket": ticket, "seq": 1, "runs": [[0, 1, None]], "again": [], "marks": []}
    answer = requests.post(f"{api}/{lesson}/contributions", json=said, timeout=WITHIN_S)
    assert answer.status_code == 200, answer.text


def put_piece(api: str, lesson: str, teacher: dict[str, str], start: int) -> int:
    stop = min(start + PIECE, len(BIG))
    headers = {
        **teacher,
        "Content-Range": f"bytes {start}-{stop - 1}/{len(BIG)}",
        "Content-Type": "video/mp4",
    }
    answer = requests.put(f"{api}/{lesson}/media", data=BIG[start:stop], headers=headers, timeout=WITHIN_S)
    assert answer.status_code == 200, answer.text
    return stop


def try_piece(api: str, lesson: str, teacher: dict[str, str], start: int) -> None:
    try:
        put_piece(api, lesson, teacher, start)
    except (requests.ConnectionError, requests.Timeout):
        return


@pytest.mark.parametrize(
    ("argv", "environ", "library_port", "relay_url"),
    [
        ([], {}, "5001", "http://127.0.0.1:5000"),
        (["--port", "8000"], {}, "8001", "http://127.0.0.1:8000"),
        ([], {"READROOM_PORT": "7000", "READROOM_LIBRARY_PORT": "7500"}, "7500", "http://127.0.0.1:7000"),
    ],
)
def test_make_run_tells_each_where_the_other_is(
    argv: list[str], environ: dict[str, str], library_port: str, relay_url: str
) -> None:
    library, relay = commands("lessons", argv, environ)
    told = dict(zip(library[3::2], library[4::2], strict=True))
    assert told == {
        "--data": "lessons",
        "--port": library_port,
        "--relay-url": relay_url,
        "--upload-gib": "20",
    }
    assert relay[3:5] == ["--library-url", f"http://127.0.0.1:{library_port}"]
    assert relay[5:] == argv
