"""Unwanted requests: what is no request of ours costs no log line, descriptor, memory or time."""

from __future__ import annotations

import socket
import struct
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from backend.driver.frames import TOO_MUCH
from backend.limits.limits import HTTP_SILENCE_S, NOISE
from benchmarks.bench.relays import wire
from benchmarks.fuzz.frames import frame
from tests.backend.clients import Clients, report
from tests.serving import GREETING_LINES, Server, serve

WITHIN_S = 5.0
# Longer than any connection may be silent, however busy the machine.
LET_GO_WITHIN_S = HTTP_SILENCE_S + 15.0
PING, PONG = 0x89, 0x8A

NO_REQUESTS = [
    b"SSH-2.0-x\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01",
    b"\x00" * 100 + b"\r\n\r\n",
    b"GET / HTTP/9.9\r\n\r\n",
    b"GET / HTTP/1\r\n\r\n",
    b"GET / HTTP/\r\n\r\n",
    b"GET /\r\n\r\n",
    b"G\x00T / HTTP/1.1\r\n\r\n",
    b"GET / HTTP/1.1\r\nno colon\r\n\r\n",
    b"GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n",
    b"GET / HTTP/1.1\r\nX: " + b"y" * 100_000 + b"\r\n\r\n",
]


@pytest.fixture(scope="module", params=["eventlet", "gevent"])
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    with serve("--async-mode", request.param) as server:
        yield server


def open_connection(server: Server) -> socket.socket:
    parts = urlsplit(server.url)
    return socket.create_connection((str(parts.hostname), int(parts.port or 80)), WITHIN_S)


def open_websocket(server: Server) -> socket.socket:
    """Return a WebSocket that has not joined."""
    connection = open_connection(server)
    connection.sendall(wire.upgrade(urlsplit(server.url).netloc))
    while b'"sid"' not in connection.recv(1 << 16):
        pass
    return connection


def read_to_end(connection: socket.socket) -> bytes:
    """Read until the relay hangs up."""
    data = b""
    try:
        while more := connection.recv(1 << 16):
            data += more
    except ConnectionResetError:
        pass
    return data


def open_files(server: Server) -> int:
    return len(list(Path(f"/proc/{server.process.pid}/fd").iterdir()))


def test_what_is_no_request_leaves_no_line_in_the_log(server: Server) -> None:
    for garbage in NO_REQUESTS:
        with open_connection(server) as connection:
            connection.sendall(garbage)
            connection.shutdown(socket.SHUT_WR)
            read_to_end(connection)
        with open_connection(server) as connection:
            connection.sendall(b"GET / HTTP/1.1\r\nHost: half")
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    assert len(server.read_output().splitlines()) == GREETING_LINES


def test_who_hangs_up_before_the_answer_leaves_no_descriptor(server: Server) -> None:
    before = open_files(server)
    for garbage in NO_REQUESTS * 5:
        with open_connection(server) as connection:
            connection.sendall(garbage)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    deadline_s = time.monotonic() + LET_GO_WITHIN_S
    while open_files(server) > before and time.monotonic() < deadline_s:
        time.sleep(0.05)
    assert open_files(server) <= before


@pytest.mark.parametrize("header", [b"", b"Connection: close\r\n", b"Connection: upgraded\r\n"])
def test_half_an_upgrade_is_refused(server: Server, header: bytes) -> None:
    request = wire.upgrade(urlsplit(server.url).netloc).replace(b"Connection: Upgrade\r\n", header)
    with open_connection(server) as connection:
        connection.sendall(request)
        answer = connection.recv(1 << 16)
    assert answer.startswith(b"HTTP/1.1 400")
    assert b'"sid"' not in answer


def test_an_accepted_upgrade_sets_no_cookie(server: Server) -> None:
    with open_connection(server) as connection:
        connection.sendall(wire.upgrade(urlsplit(server.url).netloc))
        answer = connection.recv(1 << 16)
    assert answer.startswith(b"HTTP/1.1 101")
    assert b"cookie" not in answer.lower()


@pytest.mark.parametrize(
    "noise", [frame(b"", PING), frame(b"", PONG), frame(b"9"), frame(b'42["report",{}]'), frame(b"4x")]
)
def test_a_flood_of_what_is_no_message_ends_the_connection(server: Server, noise: bytes) -> None:
    with open_websocket(server) as connection:
        connection.sendall(noise * int(NOISE.burst + 100))
        assert struct.pack("!BBH", 0x88, 2, TOO_MUCH) in read_to_end(connection)


def test_pings_within_the_allowance_are_answered(server: Server) -> None:
    with open_websocket(server) as connection:
        connection.sendall(frame(b"here?", PING) * 100)
        heard = b""
        while heard.count(b"\x8a\x05here?") < 100:
            heard += connection.recv(1 << 16)


def test_a_flood_of_refused_messages_ends_the_connection_of_a_member(server: Server) -> None:
    clients = Clients(server.url)
    room = clients.room()
    board, ada = clients.teacher(room), clients.student(room)
    with open_websocket(server) as connection:
        connection.sendall(wire.connect({"role": "student", "code": room["code"], "name": None}))
        board.wait_rows("presence", 2)
        connection.sendall(frame(b'42["report",{}]') * int(NOISE.burst + 100))
        assert struct.pack("!BBH", 0x88, 2, TOO_MUCH) in read_to_end(connection)
    assert [row[2] for row in board.wait_rows("presence", 3)] == ["joined", "joined", "left"]
    assert ada.send("report", report()) == {"ok": True}
    clients.close_all()
