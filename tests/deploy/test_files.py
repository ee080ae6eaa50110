"""The files of deploy/: they name options, folders and numbers that exist, and programs understand them."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import requests

from backend.limits.limits import CONNECTIONS, MEMORY_BUDGET_BYTES
from backend.server.server import OTHER_FILES
from backend.settings.options import read_config
from backend.settings.settings import SETTINGS
from backend.web.static_files import FOLDERS
from tests.serving import REPOSITORY, serve

DEPLOY = REPOSITORY / "deploy"
MIB = 1024 * 1024
# As the benchmarks measure them: a worker with nobody in it, and an eventlet line with all that is its.
OWN_BYTES, CONNECTION_BYTES = 100 * 1000 * 1000, 58 * 1000
UNIT = DEPLOY / "readroom@.service"
# The compose file's own: what nginx calls itself.
NOT_SETTINGS = {"READROOM_SERVER_NAME"}


def text_of(name: str) -> str:
    return (DEPLOY / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["readroom@.service", "compose.yaml", "Dockerfile"])
def test_every_variable_is_one_of_the_settings(name: str) -> None:
    named = set(re.findall(r"READROOM_[A-Z_]+", text_of(name))) - NOT_SETTINGS
    assert named <= {setting.variable for setting in SETTINGS}


def unit_options() -> list[str]:
    [command] = re.findall(r"^ExecStart=(.*)$", text_of("readroom@.service"), re.MULTILINE)
    return shlex.split(command.replace("%i", "5001"))[4:]


def image_options() -> list[str]:
    [words] = re.findall(r"^ENTRYPOINT \[(.*)\]$", text_of("Dockerfile"), re.MULTILINE)
    return [word.strip().strip('"') for word in words.split(",")][3:]


def test_the_commands_options_can_be_read() -> None:
    unit, image = read_config(unit_options(), {}), read_config(image_options(), {})
    assert (unit.host, unit.port, unit.trust_proxy, unit.metrics) == ("127.0.0.1", 5001, True, True)
    assert (image.host, image.port) == ("0.0.0.0", 5000)


def test_open_files_suffice_for_every_connection() -> None:
    wanted = str(CONNECTIONS + OTHER_FILES)
    assert f"LimitNOFILE={wanted}\n" in text_of("readroom@.service")
    assert f"nofile: {wanted}\n" in text_of("compose.yaml")


def test_memory_suffices_for_every_connection_and_all_that_is_held() -> None:
    high, most = (int(found) for found in re.findall(r"^Memory\w+=(\d+)M$", text_of(UNIT.name), re.MULTILINE))
    needed_bytes = OWN_BYTES + CONNECTIONS * CONNECTION_BYTES + MEMORY_BUDGET_BYTES
    assert needed_bytes < high * MIB < most * MIB
    assert f"mem_limit: {most}m\n" in text_of("compose.yaml")


def copied() -> set[str]:
    """Return the folders of the repository that the image holds."""
    lines = re.findall(r"^COPY (\w+) (\w+)$", text_of("Dockerfile"), re.MULTILINE)
    assert all(source == target for source, target in lines)
    return {source for source, _ in lines}


def test_the_image_holds_what_is_served_and_its_context_lets_it_in() -> None:
    assert copied() == {"backend", *FOLDERS}
    allowed = set(re.findall(r"^!(\S+)$", text_of("Dockerfile.dockerignore"), re.MULTILINE))
    assert copied() < allowed
    for name in allowed:
        assert (REPOSITORY / name).exists(), name


def test_what_the_image_holds_serves(tmp_path: Path) -> None:
    for folder in copied():
        shutil.copytree(REPOSITORY / folder, tmp_path / folder)
    with serve(repository=tmp_path) as server:
        assert requests.get(f"{server.url}/s", timeout=5).ok


def test_compose_changes_what_the_configuration_says() -> None:
    """Its edits, run by the real sed, must leave no worker's port and no foreign name behind."""
    command = re.search(r"sed (-e 's/127.*?) /readroom.conf", text_of("compose.yaml"), re.DOTALL)
    assert command is not None
    edits = shlex.split(command[1].replace("$$READROOM_SERVER_NAME", "school.example"))
    nginx = subprocess.run(["sed", *edits, str(DEPLOY / "nginx.conf")], capture_output=True, text=True).stdout
    for word in ("127.0.0.1:500", "server_name readroom.example", "/etc/letsencrypt"):
        assert word not in nginx
    for word in ("worker1:5000", "worker2:5000", "server_name school.example;", "/certificates/privkey.pem"):
        assert nginx.count(word) in (1, 2)


def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("systemd-analyze is not installed here")
    unit = tmp_path / UNIT.name
    here = UNIT.read_text(encoding="utf-8").replace("/opt/readroom/.venv/bin/python", sys.executable)
    unit.write_text(here, encoding="utf-8")
    done = subprocess.run([program, "verify", str(unit)], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
