"""The secret file: made once, kept between runs, for its owner alone."""

from __future__ import annotations

import stat
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from backend.common.errors import ConfigError
from backend.settings.secret_file import kept_secret, usual_file
from tests.backend.clients import Client, Clients, RefusedError, token_of
from tests.serving import serve

AT_ONCE = 16


def test_a_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "state" / "readroom" / "secret"
    key = kept_secret(path)
    assert len(key) > 40
    assert kept_secret(path) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [file.name for file in path.parent.iterdir()] == ["secret"]


def test_starts_at_once_read_the_same_key(tmp_path: Path) -> None:
    ready = threading.Barrier(AT_ONCE)

    def start(_number: int) -> str:
        ready.wait()
        return kept_secret(tmp_path / "secret")

    with ThreadPoolExecutor(AT_ONCE) as starts:
        assert len(set(starts.map(start, range(AT_ONCE)))) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["secret"]


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o602, 0o660])
def test_a_file_that_others_can_open_is_refused_with_what_to_do(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "secret"
    kept_secret(path)
    path.chmod(mode)
    with pytest.raises(ConfigError, match=f"chmod 600 {path}"):
        kept_secret(path)


@pytest.mark.parametrize("content", [b"", b"\n", b"short", b"\xff" * 40, b"sixteen letters!\nand more"])
def test_an_empty_or_broken_file_is_refused_with_what_to_do(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "secret"
    path.touch(mode=0o600)
    path.write_bytes(content)
    with pytest.raises(ConfigError, match="delete it and start again"):
        kept_secret(path)


@pytest.mark.parametrize(
    ("environ", "path"),
    [
        ({"HOME": "/home/ada"}, "/home/ada/.local/state/readroom/secret"),
        ({"HOME": "/home/ada", "XDG_STATE_HOME": "/state"}, "/state/readroom/secret"),
        ({"HOME": "/home/ada", "XDG_STATE_HOME": "here"}, "/home/ada/.local/state/readroom/secret"),
        ({"HOME": ""}, None),
        ({}, None),
    ],
)
def test_the_usual_file_stands_where_programs_keep_their_state(
    environ: dict[str, str], path: str | None
) -> None:
    assert usual_file(environ) == (None if path is None else Path(path))


def test_a_restart_keeps_the_teacher_in(tmp_path: Path) -> None:
    kept = {"HOME": str(tmp_path), "XDG_STATE_HOME": "", "READROOM_SECRET_FILE": "auto"}
    with serve(variables=kept) as server:
        room = Clients(server.url).room()
        said = server.read_output()
        assert f"kept in {tmp_path}/.local/state/readroom/secret" in said
    with serve("--log-format", "json", variables=kept) as server:
        assert '"message": "secret: kept in ' in server.read_output()
        board = Client(server.url, {"role": "teacher", "token": token_of(room)})
        assert board.wait("joined")[0]["code"] == room["code"]
        board.socket.disconnect()


@pytest.mark.parametrize("home", ["", "/proc"])
def test_where_nothing_can_be_kept_it_starts_with_a_secret_for_the_run_and_says_so(home: str) -> None:
    nowhere = {"HOME": home, "XDG_STATE_HOME": "", "READROOM_SECRET_FILE": "auto"}
    with serve(variables=nowhere) as server:
        room = Clients(server.url).room()
        assert "Secret:             made for this run; teacher links end with it, as " in server.read_output()
    with serve(variables=nowhere) as server, pytest.raises(RefusedError) as refused:
        Client(server.url, {"role": "teacher", "token": token_of(room)})
    assert refused.value.data["error"] == "bad_token"


def test_a_configured_key_needs_no_file(tmp_path: Path) -> None:
    kept = {"HOME": str(tmp_path), "XDG_STATE_HOME": "", "READROOM_SECRET_FILE": "auto"}
    with serve("--secret-key", "sixteen letters!", variables=kept) as server:
        assert "Secret" not in server.read_output()
    assert list(tmp_path.iterdir()) == []
