"""Event loop adapter for eventlet. Twin of gevent_loop.py: `--async-mode` chooses between them."""

from __future__ import annotations

import contextlib
import socket
import ssl
from typing import Any

import eventlet
import eventlet.event
import eventlet.tpool

from backend.http.environ import SOCKET
from backend.limits.limits import BACKLOG, SYSTEM_UNREAD_BYTES

spawn = eventlet.spawn
sleep = eventlet.sleep
# It never waits here, so it needs no patching, and the patched module has none.
epoll = eventlet.patcher.original("select").epoll


def listen(address: Any, family: int) -> socket.socket:
    """Return a listening socket."""
    # Without reuse_port=False a second server would quietly share the port with the first.
    return eventlet.listen(address, family, backlog=BACKLOG, reuse_port=False)  # type: ignore[no-any-return]


def accept(listener: Any) -> tuple[Any, Any]:
    """Return the next connection and its address; raise BlockingIOError where there is none."""
    connection, address = listener.fd.accept()
    # Otherwise a greenlet that waits for an older connection with this number would get the new one's events.
    eventlet.hubs.notify_opened(connection.fileno())
    return eventlet.greenio.GreenSocket(connection), address


def give_way() -> None:
    """Let all other due greenlets run, and poll the system once."""
    eventlet.sleep(0)


class event(eventlet.event.Event):  # type: ignore[misc]  # noqa: N801  # eventlet has no type hints
    """What one greenlet waits for, once."""

    def set(self) -> None:
        """Wake it."""
        self.send()


def wait_readable(fileno: int, within_s: float | None = None) -> None:
    """Return when there is something to read; raise TimeoutError where that takes too long."""
    eventlet.hubs.trampoline(fileno, read=True, timeout=within_s, timeout_exc=TimeoutError)


def wait_writable(fileno: int, within_s: float | None = None) -> None:
    """Return when there is room to write; raise TimeoutError where that takes too long."""
    eventlet.hubs.trampoline(fileno, write=True, timeout=within_s, timeout_exc=TimeoutError)


def raw(connection: Any) -> Any:
    """Return the system's socket of a connection: for TLS, the one that is read and written."""
    return connection if isinstance(connection, ssl.SSLSocket) else connection.fd


def plain(connection: Any) -> Any:
    """Return the system's socket of a connection, below TLS."""
    return raw(connection)


def look_up(host: str) -> None:
    """Resolve a name in a thread, since eventlet's own sockets would block the process. Raises OSError."""
    eventlet.tpool.execute(socket.getaddrinfo, host, None)


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
