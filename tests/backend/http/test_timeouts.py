"""Timeouts: whoever keeps a connection waiting is disconnected, and nobody waits for them."""

from __future__ import annotations

import contextlib
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from backend.limits.limits import (
    ANSWER_WITHIN_S,
    BODY_WITHIN_S,
    HANDSHAKE_WITHIN_S,
    HEAD_WITHIN_S,
    HTTP_SILENCE_S,
    JOIN_WITHIN_S,
)
from backend.web.static_files import FACE_MESH, face_mesh_folder
from tests.backend.http.test_connection import GET, LOOPS, POST
from tests.backend.server.test_listener import HELLO, connect, is_let_go, is_secure, is_served, open_files
from tests.serving import REPOSITORY, Server, serve

LET_GO_WITHIN_S = 30.0
SMALL_BUFFER = 4096
LARGE_FILE = max(FACE_MESH.glob("*.wasm"), key=lambda path: path.stat().st_size).name
GET_LARGE = b"GET %s/%s HTTP/1.1\r\nHost: localhost\r\n\r\n" % (
    face_mesh_folder().encode(),
    LARGE_FILE.encode(),
)
# What is said, and what is then said a byte at a time.
STALLS = {
    "a connection that says nothing": (b"", b""),
    "half a request connection": (b"GET /heal", b"t"),
    "a head that drips": (GET + b"X: ", b"y"),
    "a body that does not come": (POST + b"Content-Length: 16\r\n\r\n", b""),
    "a body that drips": (POST + b"Content-Length: 9000\r\n\r\n{", b" "),
    "a body that was asked for": (POST + b"Expect: 100-continue\r\nContent-Length: 16\r\n\r\n", b""),
    "silence after a request": (GET + b"\r\n", b""),
}
TLS_STALLS = {
    "half a greeting": (HELLO, b""),
    "a greeting that drips": (HELLO[:5], b"\x01"),
    "no TLS, and no request": (b"GET /", b"x"),
}


@pytest.fixture(scope="module", params=LOOPS)
def servers(request: pytest.FixtureRequest) -> Iterator[list[Server]]:
    """One loop, without TLS and with it."""
    with contextlib.ExitStack() as started:
        yield [
            started.enter_context(serve("--async-mode", request.param, *tls, module="tests.serving_hurried"))
            for tls in ((), ("--tls", "adhoc"))
        ]


def secured(connection: socket.socket) -> socket.socket:
    return ssl._create_unverified_context().wrap_socket(connection)


def dripping(connection: socket.socket, drop: bytes) -> bool:
    """Say one more byte, and return whether the server has hung up."""
    with contextlib.suppress(OSError):
        connection.sendall(drop)
    connection.settimeout(0.01)
    try:
        while connection.recv(1 << 16) != b"":
            pass
    except (TimeoutError, ssl.SSLWantReadError):
        return False
    except OSError:
        pass
    connection.close()
    return True


def test_who_stalls_in_any_way_is_disconnected(servers: list[Server]) -> None:
    held = []
    for server in servers:
        for what, (said, drop) in STALLS.items():
            connection = secured(connect(server)) if is_secure(server) else connect(server)
            connection.sendall(said)
            held.append((what, connection, drop))
    for what, (said, drop) in TLS_STALLS.items():
        connection = connect(servers[1])
        connection.sendall(said)
        held.append((what, connection, drop))
    deadline_s = time.monotonic() + LET_GO_WITHIN_S
    while held and time.monotonic() < deadline_s:
        held = [(what, connection, drop) for what, connection, drop in held if not dripping(connection, drop)]
        time.sleep(0.1)
    assert [what for what, _, _ in held] == []
    assert all(is_served(server) for server in servers)
    assert not any("Traceback" in server.read_output() for server in servers)


def test_who_reads_no_answer_is_disconnected_and_leaves_no_file(servers: list[Server]) -> None:
    for server in servers:
        assert is_served(server)
        before = open_files(server)
        connections = []
        for said in (GET_LARGE, GET_LARGE * 5, (GET + b"\r\n") * 20_000):
            connection = connect(server)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL_BUFFER)
            connection = secured(connection) if is_secure(server) else connection
            connection.settimeout(0.5)
            with contextlib.suppress(OSError):
                connection.sendall(said)
            connections.append(connection)
        deadline_s = time.monotonic() + LET_GO_WITHIN_S
        while open_files(server) > before and time.monotonic() < deadline_s:
            time.sleep(0.1)
        assert open_files(server) <= before
        for connection in connections:
            connection.close()


def test_nothing_may_keep_a_connection_waiting_for_a_minute() -> None:
    patience_s = (HTTP_SILENCE_S, HEAD_WITHIN_S, BODY_WITHIN_S, HANDSHAKE_WITHIN_S, ANSWER_WITHIN_S)
    assert max(*patience_s, JOIN_WITHIN_S, HEAD_WITHIN_S + BODY_WITHIN_S) <= 30


@pytest.mark.parametrize("loop", LOOPS)
def test_a_newcomer_gets_in_where_one_address_holds_all_the_connections_it_may(loop: str) -> None:
    few = ("sh", "-c", 'ulimit -n 64; exec "$0" "$@"')
    with serve("--async-mode", loop, prefix=few) as server:
        held = [connect(server) for _ in range(100)]
        for _ in range(5):
            assert is_served(server)
        assert sum(not is_let_go(connection) for connection in held) < 64
        for connection in held:
            connection.close()
        assert "Traceback" not in server.read_output()


@pytest.mark.parametrize("loop", LOOPS)
def test_a_lesson_has_its_turn_after_each_request_of_however_many_connections(loop: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LESSON, "--async-mode", loop],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    longest, heard = (int(word) for word in done.stdout.split())
    assert heard >= 10
    # The one that woke it, and one that was already on its way.
    assert longest <= 3


# Thirty connections with twenty requests each; every tenth wakes a lesson, which counts what came between.
LESSON = """
import os, socket, sys
import backend.server.monkey_patch
from backend.server.listener import Listener
from backend.server.server import loop_of
from backend.settings.options import read_config
from backend.server.stdio import drain_streams
config = read_config(sys.argv[1:], {})
loop = loop_of(config)
listener = loop.listen(("127.0.0.1", 0), socket.AF_INET)

hear, tell = os.pipe()
asked, woken_at, waits = [0], [0], []
def app(environ, start_response):
    asked[0] += 1
    if asked[0] % 10 == 0 and woken_at[0] == 0:
        woken_at[0] = asked[0]
        os.write(tell, b"x")
    start_response("200 OK", [("Content-Length", "0")])
    return []
def lesson():
    while True:
        loop.wait_readable(hear)
        os.read(hear, 1)
        waits.append(asked[0] - woken_at[0])
        woken_at[0] = 0
def attack():
    request = b"GET / HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n" * 20
    connections = [socket.create_connection(listener.getsockname()) for _ in range(30)]
    for connection in connections:
        connection.sendall(request)
    while asked[0] < 600:
        loop.sleep(0.01)
    loop.sleep(0.1)
    print(max(waits), len(waits))
    drain_streams()
    os._exit(0)
loop.spawn(lesson)
loop.spawn(attack)
Listener(app, loop, None, 1000, config).serve(listener)
"""
