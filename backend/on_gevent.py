"""gevent as the relay uses it. Twin of on_eventlet.py: what `--async-mode` chooses between."""

from __future__ import annotations

import contextlib
import os
import socket
import ssl
from collections.abc import Callable
from pathlib import Path
from typing import Any

import gevent
import gevent.pool
import gevent.pywsgi
import gevent.socket
import gevent.ssl

from backend.limits import BACKLOG, CONNECTIONS, HTTP_SILENCE_S, SYSTEM_UNREAD_BYTES

READ, WRITE = 1, 2
_HANDLER = "readroom.handler"

spawn = gevent.spawn
sleep = gevent.sleep


def listen(address: Any, family: int) -> socket.socket:
    """Return a listening socket."""
    listener = gevent.socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(address)
    listener.listen(BACKLOG)
    listener.setblocking(False)
    return listener  # type: ignore[no-any-return]  # gevent has no type hints


def serve(app: Any, listener: socket.socket, context: ssl.SSLContext | None) -> None:
    """Answer requests for ever."""
    # Anybody can hang up in mid-word or speak HTTP to a TLS port; that is worth no traceback.
    hub = gevent.get_hub()
    hub.NOT_ERROR = (*hub.NOT_ERROR, OSError)
    secure = {} if context is None else {"ssl_context": context}
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        gevent.pywsgi.WSGIServer(
            listener,
            app,
            log=None,
            # It would hold addresses and whatever strangers write; faults of ours Flask logs itself.
            error_log=None,
            spawn=gevent.pool.Pool(CONNECTIONS),
            handler_class=_Handler,
            environ={"wsgi.errors": nowhere},
            **secure,
        ).serve_forever()


class _Handler(gevent.pywsgi.WSGIHandler):  # type: ignore[misc]  # gevent has no type hints
    """One HTTP connection, let go where it is silent."""

    def handle(self) -> None:
        self.socket.settimeout(HTTP_SILENCE_S)
        super().handle()

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


def upgraded(environ: dict[str, Any]) -> list[bytes]:
    """Return the WSGI response of a request whose socket was taken over."""
    environ[_HANDLER].close_connection = True
    return []


class Wire:
    """The socket of a WSGI request, without waiting, watched by the hub."""

    def __init__(self, environ: dict[str, Any]) -> None:
        # A request that asks for an upgrade has the connection itself as its input.
        green = environ["wsgi.input"].raw._sock
        green.settimeout(0)
        self._socket = green if isinstance(green, gevent.ssl.SSLSocket) else green._sock
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SYSTEM_UNREAD_BYTES)
        self._reading: Any = None
        self._writing: Any = None
        self.recv = self._socket.recv
        self.send = self._socket.send
        self.pending = getattr(self._socket, "pending", int)

    def watch_reading(self, call: Callable[[], None]) -> None:
        """Call whenever there are bytes to read."""
        self._reading = self._watched(READ, call)

    def watch_writing(self, call: Callable[[], None]) -> None:
        """Call whenever there is room to write."""
        self._writing = self._watched(WRITE, call)

    def _watched(self, what: int, call: Callable[[], None]) -> Any:
        watcher = gevent.get_hub().loop.io(self._socket.fileno(), what)
        watcher.start(call)
        return watcher

    def unwatch_reading(self) -> None:
        """Call no more when there are bytes to read."""
        if self._reading is not None:
            self._reading.stop()
            self._reading.close()
            self._reading = None

    def unwatch_writing(self) -> None:
        """Call no more when there is room to write."""
        if self._writing is not None:
            self._writing.stop()
            self._writing.close()
            self._writing = None

    def close(self) -> None:
        """Stop watching and hang up."""
        self.unwatch_writing()
        self.unwatch_reading()
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
