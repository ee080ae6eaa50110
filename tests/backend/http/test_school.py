"""A school behind one address: everybody gets their pages and is in, at the pace that the allowances give.

Times are the server's own CPU: how long people wait on a machine that others use as well says nothing.
"""

from __future__ import annotations

import selectors
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from backend.limits.limits import (

    ADDRESS_SHARE,

    CONNECTIONS,

    HTTP_WORK,

    HTTP_WORK_WAIT_S,

    TURN_WORK_S,

    UPGRADE_WORK_S,

)
from backend.web.static_files import REPOSITORY
from benchmarks.bench.relays.contestants import readroom_places
from benchmarks.bench.relays.crowd import Crowd
from benchmarks.bench.relays.meters import cpu_s
from tests.backend.http.test_connection import LOOPS
from tests.serving import Server, serve

CLASS, SCHOOL = 40, 2000
LINES_EACH, FILES_EACH = 6, 60
CLASS_IN_WITHIN_S, THOUSAND_IN_WITHIN_S = 2.0, 40.0
# What the figures below are allowed to be worse by on a machine that is slow, or shared.
SLOWER = 4
WITHIN_S = 60.0


@pytest.fixture(scope="module", params=LOOPS)
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    with serve("--async-mode", request.param) as server:
        yield server


def files() -> list[str]:
    """Return as many files as a student's page loads at its first visit."""
    scripts = [
        path
        for folder in ("student", "capture", "look")
        for path in sorted((REPOSITORY / folder).rglob("*.js"))
    ]
    return ["/s", *(f"/{path.relative_to(REPOSITORY)}" for path in scripts)][:FILES_EACH]


class Browsers:
    """Connections that ask one file after the other, all at once; `refused` counts what is no file."""

    def __init__(self, server: Server, lines: int, requests: list[bytes]) -> None:
        parts = urlsplit(server.url)
        address = (str(parts.hostname), int(parts.port or 0))
        self.answered = 0
        self.refused = 0
        self._requests = requests
        self._selector = selectors.DefaultSelector()
        for _ in range(lines):
            line = socket.create_connection(address, WITHIN_S)
            self._selector.register(line, selectors.EVENT_READ, [0, 0])
            line.sendall(requests[0])

    def visit(self) -> None:
        """Go on until each connection has had all of its files."""
        while self._selector.get_map():
            ready = self._selector.select(WITHIN_S)
            assert ready, "nobody was answered any more"
            for key, _ in ready:
                self._read(key.fileobj, key.data)  # type: ignore[arg-type]

    def _read(self, line: socket.socket, progress: list[int]) -> None:
        data = line.recv(1 << 20)
        assert data, "a connection was cut"
        if progress[1] == 0:
            head, _, rest = data.partition(b"\r\n\r\n")
            self.refused += not head.startswith((b"HTTP/1.1 200 ", b"HTTP/1.1 304 "))
            size = head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]
            progress[1], data = int(size or 0), rest
        progress[1] -= len(data)
        if progress[1] == 0:
            self._go_on(line, progress)

    def _go_on(self, line: socket.socket, progress: list[int]) -> None:
        self.answered += 1
        progress[0] += 1
        if progress[0] < len(self._requests):
            line.sendall(self._requests[progress[0]])
        else:
            self._selector.unregister(line)
            line.close()


def get(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n".encode()


def test_a_class_gets_its_pages_at_once_and_a_school_without_one_refusal(server: Server) -> None:
    requests = [get(path) for path in files()]
    assert len(requests) == FILES_EACH
    each = len(requests) // LINES_EACH
    began_s = cpu_s(server.process.pid)
    # Six connections of each browser share its files.
    browsers = Browsers(server, CLASS * LINES_EACH, requests[:each])
    browsers.visit()
    assert (browsers.answered, browsers.refused) == (CLASS * FILES_EACH, 0)
    request_s = (cpu_s(server.process.pid) - began_s) / browsers.answered + TURN_WORK_S
    assert CLASS * FILES_EACH * request_s < HTTP_WORK.burst
    # The last of a school's connections waits for all others, and no longer than anybody may.
    assert SCHOOL * LINES_EACH <= CONNECTIONS * ADDRESS_SHARE
    assert SCHOOL * LINES_EACH * request_s / HTTP_WORK.per_s < HTTP_WORK_WAIT_S


def test_two_thousand_students_of_one_address_open_their_page_at_the_same_moment(server: Server) -> None:
    browsers = Browsers(server, SCHOOL, [get("/s"), get("/student/main.js")])
    browsers.visit()
    assert (browsers.answered, browsers.refused) == (2 * SCHOOL, 0)


def test_a_class_and_a_thousand_more_are_in_as_fast_as_the_machine_lets_them(server: Server) -> None:
    pid, took_s = server.process.pid, []
    for students in (CLASS, 1000):
        began_s = cpu_s(pid)
        crowd = Crowd(server.url, readroom_places(server.url, 1), students, is_acknowledged=True)
        took_s.append(cpu_s(pid) - began_s)
        crowd.close()
    assert took_s[0] < CLASS_IN_WITHIN_S
    assert took_s[1] < THOUSAND_IN_WITHIN_S
    # None of them waits for an allowance.
    assert HTTP_WORK.burst > 1000 * (UPGRADE_WORK_S + SLOWER * TURN_WORK_S)
