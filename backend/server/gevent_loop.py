"""Event loop adapter for gevent. Twin of eventlet_loop.py: `--async-mode` chooses between them."""

from __future__ import annotations

import contextlib
import socket
from typing import Any

import gevent
import gevent.event
import gevent.monkey
import gevent.socket
import gevent.ssl

from backend.http.environ import SOCKET
from backend.limits.limits import BACKLOG, SYSTEM_UNREAD_BYTES

spawn = gevent.spawn
sleep = gevent.sleep
event = gevent.event.Event
# It never waits here, so it needs no patching, and the patched module has none.
epoll = gevent.monkey.get_original("select", "epoll")


def listen(address: Any, family: int) -> socket.socket:
    """Return a listening socket."""
    listener = gevent.socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(address)
    listener.listen(BACKLOG)
    listener.setblocking(False)
    return listener  # type: ignore[no-any-return]  # gevent has no type hints


def accept(listener: Any) -> tuple[Any, Any]:
    """Return the next connection and its address; raise BlockingIOError where there is none."""
    return listener.accept()  # type: ignore[no-any-return]


def give_way() -> None:
    """Let all other due greenlets run, and poll the system once."""
    hub = gevent.get_hub()
    # gevent.sleep(0) lets greenlets run that are ready, a thousand before it asks the system.
    with hub.loop.timer(0) as at_once:
        hub.wait(at_once)


def wait_readable(fileno: int, within_s: float | None = None) -> None:
    """Return when there is something to read; raise TimeoutError where that takes too long."""
    gevent.socket.wait_read(fileno, within_s, TimeoutError())


def wait_writable(fileno: int, within_s: float | None = None) -> None:
    """Return when there is room to write; raise TimeoutError where that takes too long."""
    gevent.socket.wait_write(fileno, within_s, TimeoutError())


def raw(connection: Any) -> Any:
    """Return the system's socket of a connection: for TLS, the one that is read and written."""
    return connection if isinstance(connection, gevent.ssl.SSLSocket) else connection._sock


def plain(connection: Any) -> Any:
    """Return the system's socket of a connection, below TLS."""
    return connection._sock


def look_up(host: str) -> None:
    """Resolve a name; other greenlets run meanwhile. Raises OSError."""
    gevent.socket.getaddrinfo(host, None)


def upgraded(_environ: dict[str, Any]) -> list[bytes]:
    """Return the WSGI response of a request whose socket was taken over."""
    return []


class NonBlockingSocket:
    """A WSGI request's socket, which never waits."""

    def __init__(self, environ: dict[str, Any]) -> None:
        green = environ[SOCKET]
        green.setblocking(False)
        self._socket = raw(green)
        self.fileno = self._socket.fileno()
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SYSTEM_UNREAD_BYTES)
        self.recv = self._socket.recv
        self.send = self._socket.send
        self.pending = getattr(self._socket, "pending", int)

    def close(self) -> None:
        """Shut the connection down."""
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
