"""eventlet as the relay uses it. Twin of on_gevent.py: what `--async-mode` chooses between."""

from __future__ import annotations

import contextlib
import os
import socket
import ssl
from collections.abc import Callable
from pathlib import Path
from typing import Any

import eventlet
import eventlet.wsgi

from backend.limits import BACKLOG, CONNECTIONS, HTTP_SILENCE_S, SYSTEM_UNREAD_BYTES
from backend.logs import HTTP_LOG

spawn = eventlet.spawn
sleep = eventlet.sleep
# Without waiting it needs no greening, and the greened module has none.
epoll = eventlet.patcher.original("select").epoll


def listen(address: Any, family: int) -> socket.socket:
    """Return a listening socket."""
    # Without reuse_port=False a second server would quietly share the port with the first.
    return eventlet.listen(address, family, backlog=BACKLOG, reuse_port=False)  # type: ignore[no-any-return]


def serve(app: Any, listener: socket.socket, context: ssl.SSLContext | None) -> None:
    """Answer requests for ever."""
    if context is not None:
        listener = context.wrap_socket(listener, server_side=True)
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        eventlet.wsgi.server(
            listener,
            app,
            log=HTTP_LOG,
            log_output=False,
            debug=False,
            protocol=_Protocol,
            custom_pool=_Connections(CONNECTIONS),
            socket_timeout=HTTP_SILENCE_S,
            # eventlet writes addresses there for each line that breaks off; our own faults go to the logs.
            environ={"wsgi.errors": nowhere},
        )


class _Protocol(eventlet.wsgi.HttpProtocol):  # type: ignore[misc]  # eventlet has no type hints
    """One HTTP connection."""

    def log_message(self, *_words: Any) -> None:
        """Write nothing: it would be addresses, and whatever strangers send."""

    def finish(self) -> None:
        """Close the connection, also where the client hung up before it read the answer."""
        try:
            super().finish()
        finally:
            # As long as this file is open, so is the socket.
            self.rfile.close()


class _Connections(eventlet.GreenPool):  # type: ignore[misc]  # eventlet has no type hints
    """The greenlets of all connections."""

    def spawn(self, handle: Callable[..., Any], *args: Any) -> Any:
        return super().spawn(_until_broken, handle, *args)


def _until_broken(handle: Callable[..., Any], *args: Any) -> None:
    try:
        handle(*args)
    except OSError:
        # Anybody can hang up in mid-word or speak HTTP to a TLS port; that is worth no traceback.
        return


def wait_readable(fileno: int) -> None:
    """Return when there is something to read."""
    eventlet.hubs.trampoline(fileno, read=True)


def upgraded(environ: dict[str, Any]) -> list[bytes]:
    """Return the WSGI response of a request whose socket was taken over."""
    eventlet.wsgi.WSGI_LOCAL.already_handled = True
    return []


class Wire:
    """The socket of a WSGI request, without waiting."""

    def __init__(self, environ: dict[str, Any]) -> None:
        green = environ["eventlet.input"].get_socket()
        green.settimeout(0)
        self._socket = green if isinstance(green, ssl.SSLSocket) else green.fd
        self.fileno = self._socket.fileno()
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SYSTEM_UNREAD_BYTES)
        self.recv = self._socket.recv
        self.send = self._socket.send
        self.pending = getattr(self._socket, "pending", int)

    def close(self) -> None:
        """Hang up."""
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
