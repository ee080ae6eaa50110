"""Listener: whatever one connection does, the next one is served; should it end, so does the process."""

from __future__ import annotations

import contextlib
import resource
import signal
import socket
import ssl
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from backend.limits.limits import CONNECTIONS, HANDSHAKE_WITHIN_S, HEAD_WITHIN_S
from backend.server.server import OTHER_FILES, OWN_FILES, connections_within
from tests.serving import REPOSITORY, Server, serve

SERVED_WITHIN_S = 20.0
HELLO = b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"
LOOPS = ("eventlet", "gevent")
FEW_FILES = 64


@pytest.fixture(scope="module")
def servers() -> Iterator[list[Server]]:
    """Both loops, each with TLS and without."""
    with contextlib.ExitStack() as started:
        yield [
            started.enter_context(serve("--async-mode", loop, *tls))
            for loop in LOOPS
            for tls in ((), ("--tls", "adhoc"))
        ]


def connect(server: Server) -> socket.socket:
    parts = urlsplit(server.url)
    return socket.create_connection((str(parts.hostname), int(parts.port or 0)), SERVED_WITHIN_S)


def reset(connection: socket.socket) -> None:
    """End a connection as phones do that do not know a certificate."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def is_served(server: Server) -> bool:
    """Return whether a newcomer gets an answer."""
    plain = connect(server)
    with ssl._create_unverified_context().wrap_socket(plain) if is_secure(server) else plain as connection:
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        return connection.recv(100).startswith(b"HTTP/1.1 200")


def is_secure(server: Server) -> bool:
    return server.url.startswith("https:")


def open_files(server: Server) -> int:
    return len(list(Path(f"/proc/{server.process.pid}/fd").iterdir()))


@contextlib.contextmanager
def held_still(server: Server) -> Iterator[None]:
    """Let the system take connections, and the server none until the block ends."""
    server.process.send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        server.process.send_signal(signal.SIGCONT)


def test_connections_reset_before_they_were_accepted_stop_nobody(servers: list[Server]) -> None:
    for server in servers:
        with held_still(server):
            for said in (b"", HELLO, b"GET /") * 5:
                connection = connect(server)
                connection.sendall(said)
                reset(connection)
        assert is_served(server)


def test_connections_reset_in_mid_handshake_stop_nobody_and_leave_no_file(
    servers: list[Server],
) -> None:
    for server in servers:
        assert is_served(server)
        before = open_files(server)
        for said in (b"", HELLO, b"GET / HTTP/1.1\r\n", HELLO + b"\x00" * 600) * 5:
            connection = connect(server)
            connection.sendall(said)
            assert is_served(server)
            reset(connection)
        assert is_served(server)
        deadline_s = time.monotonic() + SERVED_WITHIN_S
        while open_files(server) > before and time.monotonic() < deadline_s:
            time.sleep(0.05)
        assert open_files(server) <= before


def test_who_stalls_holds_nobody_up_and_is_disconnected(servers: list[Server]) -> None:
    """Silent handshakes, half a greeting, and heads of which a byte drips now and then."""
    held = [connect(server) for server in servers for _ in range(3)]
    for at, connection in enumerate(held):
        said = HELLO if is_secure(servers[at // 3]) else b"GET / HTTP/1.1\r\nX: "
        connection.sendall(said[: None if at % 3 else 1])
    assert all(is_served(server) for server in servers)
    deadline_s = time.monotonic() + max(HANDSHAKE_WITHIN_S, HEAD_WITHIN_S) + SERVED_WITHIN_S
    while held and time.monotonic() < deadline_s:
        held = [connection for connection in held if not is_let_go(connection)]
        time.sleep(0.5)
    assert held == []
    assert all(is_served(server) for server in servers)


def is_let_go(connection: socket.socket) -> bool:
    """Say one more byte, and return whether the server has hung up."""
    connection.settimeout(0.01)
    try:
        connection.sendall(b"y")
        while connection.recv(1000) != b"":
            pass
    except TimeoutError:
        return False
    except OSError:
        pass
    connection.close()
    return True


def test_a_server_that_ran_out_of_files_once_goes_on(servers: list[Server]) -> None:
    for server in servers:
        assert is_served(server)
        usual = resource.prlimit(server.process.pid, resource.RLIMIT_NOFILE)
        few = open_files(server) + 3
        resource.prlimit(server.process.pid, resource.RLIMIT_NOFILE, (few, usual[1]))
        connections = [connect(server) for _ in range(20)]
        time.sleep(0.5)
        for connection in connections:
            connection.close()
        # The limit stays low: as many as it allows are served again.
        assert is_served(server)
        assert server.process.poll() is None
        resource.prlimit(server.process.pid, resource.RLIMIT_NOFILE, usual)
        assert is_served(server)


@pytest.mark.parametrize("loop", LOOPS)
def test_fewer_connections_are_accepted_than_files_are_allowed(loop: str) -> None:
    few = ("sh", "-c", f'ulimit -n {FEW_FILES}; exec "$0" "$@"')
    with serve("--async-mode", loop, prefix=few) as server:
        connections = [connect(server) for _ in range(2 * FEW_FILES)]
        time.sleep(0.5)
        assert open_files(server) < FEW_FILES
        for connection in connections:
            connection.close()
        assert is_served(server)
        assert "Traceback" not in server.read_output()


def test_a_usual_limit_holds_every_connection_that_is_promised() -> None:
    assert connections_within(CONNECTIONS + OTHER_FILES) == CONNECTIONS
    assert connections_within(10 * CONNECTIONS) == CONNECTIONS
    for files in (FEW_FILES, 256, 1024, 4096):
        assert 0 < connections_within(files) <= files - OWN_FILES


@pytest.mark.parametrize("loop", LOOPS)
def test_a_loop_that_ends_ends_the_process_with_an_error(loop: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", BROKEN, "--async-mode", loop, "--port", "0"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 1, done.stderr
    assert "the server stopped listening and ends" in done.stderr


# Shuts its own listener down while a connection is open, as nothing should.
BROKEN = """
import sys
import backend.server.monkey_patch
import backend.server.server
from backend.app import create_app
from backend.settings.options import read_config
config = read_config(sys.argv[1:], {})
loop = backend.server.server.loop_of(config)
listener = backend.server.server.listen(config)
def break_it():
    import socket
    client = socket.create_connection(listener.getsockname())
    loop.sleep(0.2)
    listener.shutdown(socket.SHUT_RDWR)
    loop.sleep(60)
loop.spawn(break_it)
backend.server.server.serve(create_app(config), listener, None, config)
"""
