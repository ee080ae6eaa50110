"""gevent as the relay uses it. Twin of on_eventlet.py: what `--async-mode` chooses between."""

from __future__ import annotations

import contextlib
import functools
import os
import socket
import ssl
from collections.abc import Callable
from pathlib import Path
from typing import Any

import gevent
import gevent.monkey
import gevent.pool
import gevent.pywsgi
import gevent.socket
import gevent.ssl

from backend.limits import BACKLOG, HANDSHAKE_WITHIN_S, HEAD_WITHIN_S, HTTP_SILENCE_S, SYSTEM_UNREAD_BYTES
from backend.plain_http import send_on_plain

_HANDLER = "readroom.handler"

spawn = gevent.spawn
sleep = gevent.sleep
# Without waiting it needs no patching, and the patched module has none.
epoll = gevent.monkey.get_original("select", "epoll")


def listen(address: Any, family: int) -> socket.socket:
    """Return a listening socket."""
    listener = gevent.socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(address)
    listener.listen(BACKLOG)
    listener.setblocking(False)
    return listener  # type: ignore[no-any-return]  # gevent has no type hints


def serve(app: Any, listener: socket.socket, context: ssl.SSLContext | None, connections: int) -> None:
    """Answer requests for ever, of so many connections at once; return only where the listener is broken."""
    # Anybody can hang up in mid-word; that is worth no traceback.
    hub = gevent.get_hub()
    hub.NOT_ERROR = (*hub.NOT_ERROR, OSError)
    secure = {} if context is None else {"ssl_context": context}
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        _Server(
            listener,
            app,
            log=None,
            # It would hold addresses and whatever strangers write; faults of ours Flask logs itself.
            error_log=None,
            spawn=gevent.pool.Pool(connections),
            handler_class=_Handler,
            environ={"wsgi.errors": nowhere},
            **secure,
        ).serve_forever(stop_timeout=0)


class _Server(gevent.pywsgi.WSGIServer):  # type: ignore[misc]  # gevent has no type hints
    """A server whose handshakes end in time; its accepting survives all but a broken listener."""

    def __init__(self, *args: Any, **how: Any) -> None:
        super().__init__(*args, **how)
        if self.ssl_enabled:
            self.wrap_socket = functools.partial(_shake_hands, vars(self)["wrap_socket"])


def _shake_hands(wrap_socket: Callable[..., Any], line: Any, **how: Any) -> Any:
    with gevent.Timeout(HANDSHAKE_WITHIN_S, TimeoutError()):
        send_on_plain(line)
        return wrap_socket(line, **how)


class _Handler(gevent.pywsgi.WSGIHandler):  # type: ignore[misc]  # gevent has no type hints
    """One HTTP connection, let go where it is silent."""

    _deadline: Any = None

    def handle(self) -> None:
        self.socket.settimeout(HTTP_SILENCE_S)
        super().handle()

    def handle_one_request(self) -> Any:
        """Answer one request, and let others have their turn before the next."""
        try:
            return super().handle_one_request()
        finally:
            self._end_deadline()
            gevent.sleep(0)

    def read_requestline(self) -> Any:
        """Wait for a request; from its first byte on the whole head is due."""
        self.rfile.peek(1)
        self._deadline = gevent.Timeout.start_new(HEAD_WITHIN_S, TimeoutError())
        return super().read_requestline()

    def read_request(self, raw_requestline: str) -> Any:
        """Read the head in time."""
        try:
            return super().read_request(raw_requestline)
        finally:
            self._end_deadline()

    def _end_deadline(self) -> None:
        if self._deadline is not None:
            self._deadline.close()

    def _handle_client_error(self, error: Exception) -> Any:
        # Also what gevent itself does not expect of a request: it would write a traceback for each.
        return super()._handle_client_error(ValueError(str(error)))

    def get_environ(self) -> dict[str, Any]:
        environ: dict[str, Any] = super().get_environ()
        environ[_HANDLER] = self
        return environ


def wait_readable(fileno: int) -> None:
    """Return when there is something to read."""
    gevent.socket.wait_read(fileno)


def look_up(host: str) -> None:
    """Resolve a name; gevent lets all else go on meanwhile. Raise OSError."""
    gevent.socket.getaddrinfo(host, None)


def upgraded(environ: dict[str, Any]) -> list[bytes]:
    """Return the WSGI response of a request whose socket was taken over."""
    environ[_HANDLER].close_connection = True
    return []


class Wire:
    """The socket of a WSGI request, without waiting."""

    def __init__(self, environ: dict[str, Any]) -> None:
        # A request that asks for an upgrade has the connection itself as its input.
        green = environ["wsgi.input"].raw._sock
        green.settimeout(0)
        self._socket = green if isinstance(green, gevent.ssl.SSLSocket) else green._sock
        self.fileno = self._socket.fileno()
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SYSTEM_UNREAD_BYTES)
        self.recv = self._socket.recv
        self.send = self._socket.send
        self.pending = getattr(self._socket, "pending", int)

    def close(self) -> None:
        """Hang up."""
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
