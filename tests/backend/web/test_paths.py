"""Paths that no disk can hold: each is a page that is not there, and none is worth a word in the log."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from backend.web.static_files import FOLDERS, face_mesh_folder
from tests.backend.web.test_pages import raw
from tests.serving import Server, serve

# The longest name of a file and of a whole path, on most disks.
NAME_BYTES, PATH_BYTES = 255, 4096
ROOTS = ("", "/vendor", "/vendor/face_mesh", face_mesh_folder(), "/dev", *(f"/{name}" for name in FOLDERS))
SUFFIXES = (".js", ".wasm", "")
NAMES = {
    "one byte too long": "x" * (NAME_BYTES - 2),
    "much too long": "x" * 3000,
    "too long in bytes alone": "%E2%82%AC" * 90,
    "too long and escaped": "%78" * 300,
    "a long folder": "y" * 300 + "/x",
    "a long path": "y/" * (PATH_BYTES // 2) + "x",
    "an end in the middle": "x%00",
    "an end and a long name": "x%00" + "y" * 300,
    "half a letter": "%ED%A0%80",
    "no letter": "%FF%FE",
    "out of the folder": "y/..%2F..%2F" + "x" * 300,
    "a line of its own": "x%0D%0AX-Own:%20y",
}
# What people may have typed at the end of the start page's address: they are sent on.
TYPED = {"half a letter", "no letter"}
PERSON = "Accept: text/html\r\nAccept-Encoding: gzip\r\n"


@pytest.fixture(scope="module", params=["eventlet", "gevent"])
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    with serve("--async-mode", request.param, "--dev") as server:
        yield server


@pytest.mark.parametrize("kind", NAMES)
def test_a_path_that_no_disk_can_hold_is_not_found_and_not_logged(server: Server, kind: str) -> None:
    before = server.read_output()
    roots = ROOTS[1:] if kind in TYPED else ROOTS
    asked = [(root, suffix, who) for root in roots for suffix in SUFFIXES for who in ("", PERSON)]
    for root, suffix, who in asked:
        target = f"{root}/{NAMES[kind]}{suffix}"
        said = raw(server.url, f"GET {target} HTTP/1.0\r\nHost: localhost\r\n{who}\r\n".encode("latin-1"))
        head, _, body = said.partition(b"\r\n\r\n")
        assert b" 404 " in head.splitlines()[0], (target[:80], head)
        assert b"X-Own" not in head
        assert b"not_found" in body, target[:80]
    assert server.read_output() == before
