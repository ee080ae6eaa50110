"""eventlet as the relay uses it. Twin of on_gevent.py: what `--async-mode` chooses between."""

from __future__ import annotations

import contextlib
import errno
import os
import socket
import ssl
from collections.abc import Callable
from pathlib import Path
from typing import Any

import eventlet
import eventlet.tpool
import eventlet.wsgi

from backend.limits import (
    BACKLOG,
    HANDSHAKE_WITHIN_S,
    HEAD_WITHIN_S,
    HTTP_SILENCE_S,
    NO_FILES_PAUSE_S,
    SYSTEM_UNREAD_BYTES,
)
from backend.logs import HTTP_LOG
from backend.plain_http import send_on_plain

# Of accepting: what no waiting mends, and what other connections' ends do. All else is one connection's.
BROKEN_LISTENER = frozenset({errno.EBADF, errno.EINVAL, errno.ENOTSOCK})
NO_FILES = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM})

spawn = eventlet.spawn
sleep = eventlet.sleep
# Without waiting it needs no greening, and the greened module has none.
epoll = eventlet.patcher.original("select").epoll


def listen(address: Any, family: int) -> socket.socket:
    """Return a listening socket."""
    # Without reuse_port=False a second server would quietly share the port with the first.
    return eventlet.listen(address, family, backlog=BACKLOG, reuse_port=False)  # type: ignore[no-any-return]


def serve(app: Any, listener: socket.socket, context: ssl.SSLContext | None, connections: int) -> None:
    """Answer requests for ever, of so many connections at once; return only where the listener is broken."""
    secure = {} if context is None else {"wsgi.url_scheme": "https", "HTTPS": "on"}
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        eventlet.wsgi.server(
            _Listener(listener),
            app,
            log=HTTP_LOG,
            log_output=False,
            debug=False,
            protocol=_Protocol,
            custom_pool=_Connections(connections, context),
            socket_timeout=HTTP_SILENCE_S,
            # eventlet writes addresses there for each line that breaks off; our own faults go to the logs.
            environ={"wsgi.errors": nowhere, **secure},
        )


class _Listener:
    """A listener that survives whatever becomes of one connection, which ends eventlet's own server."""

    def __init__(self, listener: Any) -> None:
        self._listener = listener
        self.family = listener.family
        self.getsockname = listener.getsockname
        self.close = listener.close

    def accept(self) -> Any:
        """Return the next connection, plain: a TLS handshake is that connection's own business."""
        while True:
            try:
                return self._listener.accept()
            except OSError as error:
                if error.errno in BROKEN_LISTENER:
                    raise
                # Out of files, or a connection that ended while it waited.
                eventlet.sleep(NO_FILES_PAUSE_S if error.errno in NO_FILES else 0)


class _Protocol(eventlet.wsgi.HttpProtocol):  # type: ignore[misc]  # eventlet has no type hints
    """One HTTP connection."""

    _deadline: Any = None

    def handle_one_request(self) -> None:
        """Answer one request, and let others have their turn before the next."""
        try:
            super().handle_one_request()
        finally:
            self._end_deadline()
        eventlet.sleep(0)

    def _read_request_line(self) -> Any:
        with contextlib.suppress(OSError, ValueError):
            # What it waits for here is a request; from its first byte on the whole head is due.
            self.rfile.peek(1)
            self._deadline = eventlet.Timeout(HEAD_WITHIN_S, TimeoutError())
        return super()._read_request_line()

    def parse_request(self) -> Any:
        """Read the head in time."""
        try:
            return super().parse_request()
        finally:
            self._end_deadline()

    def _end_deadline(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()

    def get_environ(self) -> Any:
        """Return the request as WSGI has it, with the version it is of: eventlet calls all of them old."""
        return {**super().get_environ(), "SERVER_PROTOCOL": self.request_version}

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

    def __init__(self, size: int, context: ssl.SSLContext | None) -> None:
        super().__init__(size)
        self._context = context

    def spawn(self, handle: Callable[..., Any], connection: list[Any]) -> Any:
        return super().spawn(_until_broken, handle, connection, self._context)

    def waitall(self) -> None:
        """Wait for nobody: the server ends only where the process has to."""


def _until_broken(handle: Callable[..., Any], connection: list[Any], context: ssl.SSLContext | None) -> None:
    """Serve one connection, which eventlet closes after: its address, its socket and its state."""
    try:
        if context is not None:
            with eventlet.Timeout(HANDSHAKE_WITHIN_S, TimeoutError()):
                send_on_plain(connection[1])
                connection[1] = context.wrap_socket(connection[1], server_side=True)
                connection[1].do_handshake()
        handle(connection)
    except OSError:
        # Anybody can hang up in mid-word; that is worth no traceback.
        return


def wait_readable(fileno: int) -> None:
    """Return when there is something to read."""
    eventlet.hubs.trampoline(fileno, read=True)


def look_up(host: str) -> None:
    """Resolve a name in a thread: eventlet's own sockets would hold everything up. Raise OSError."""
    eventlet.tpool.execute(socket.getaddrinfo, host, None)


def upgraded(environ: dict[str, Any]) -> list[bytes]:
    """Return the WSGI response of a request whose socket was taken over."""
    eventlet.wsgi.WSGI_LOCAL.already_handled = True
    return []


class Wire:
    """The socket of a WSGI request, without waiting."""

    def __init__(self, environ: dict[str, Any]) -> None:
        green = environ["eventlet.input"].get_socket()
        # A timeout of nothing would not do: with TLS half a record, or a full buffer, would end the line.
        green.setblocking(False)
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
