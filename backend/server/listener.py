"""Listener: accepts connections, does their TLS handshakes, and serves each in a greenlet of its own."""

from __future__ import annotations

import errno
import socket
import ssl
from typing import Any

from backend.common.logs import HTTP_LOG
from backend.http.connection import HttpConnection, SharedState
from backend.http.connection_limits import ConnectionLimits, UnjoinedClient
from backend.http.environ import shared_environ
from backend.http.https_redirect import is_tls, send_redirect
from backend.http.scheduler import Scheduler, Turn
from backend.http.stream import Stream, WaitBudget
from backend.limits.by_address import site_of
from backend.limits.limits import (
    ACCEPTED_AT_ONCE,
    ADDRESS_SHARE,
    ANSWER_UNREAD_BYTES,
    HANDSHAKE_WITHIN_S,
    NO_FILES_PAUSE_S,
    NO_ROOM_PAUSE_S,
)
from backend.settings.config import Config
from backend.web.address import WsgiApp

# Errors of accept that are permanent, and those that end when other connections close. All others concern one
# connection.
BROKEN_LISTENER = frozenset({errno.EBADF, errno.EINVAL, errno.ENOTSOCK})
NO_FILES = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM})


class Listener:
    """All connections of one process."""

    def __init__(
        self, app: WsgiApp, loop: Any, context: ssl.SSLContext | None, connections: int, config: Config
    ) -> None:
        self._loop = loop
        self._context = context
        self._connections = connections
        self._open = 0
        share = max(1, int(connections * ADDRESS_SHARE)) if config.address_limits else None
        self._shared = SharedState(
            app,
            shared_environ(is_secure=context is not None),
            Scheduler(loop, is_open=not config.address_limits),
            ConnectionLimits(share),
            config.trust_proxy,
        )

    def serve(self, listener: Any) -> None:
        """Accept for ever. Raises OSError where the listening socket is broken."""
        # Accepted connections inherit this.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, ANSWER_UNREAD_BYTES)
        accepted = 0
        while True:
            self._make_room()
            if self._accept(listener):
                accepted += 1
            if accepted % ACCEPTED_AT_ONCE == 0:
                self._loop.give_way()

    def _make_room(self) -> None:
        while self._open >= self._connections:
            self._shared.connection_limits.make_room()
            self._loop.sleep(NO_ROOM_PAUSE_S)

    def _accept(self, listener: Any) -> bool:
        try:
            connection, address = self._loop.accept(listener)
        except BlockingIOError:
            self._loop.wait_readable(listener.fileno())
            return False
        except OSError as error:
            if error.errno in BROKEN_LISTENER:
                raise
            # Out of file descriptors, or a connection that closed while it waited.
            if error.errno in NO_FILES:
                self._shared.connection_limits.make_room()
                self._loop.sleep(NO_FILES_PAUSE_S)
            return True
        self._open += 1
        self._loop.spawn(self._serve_connection, connection, address)
        return True

    def _serve_connection(self, connection: Any, address: Any) -> None:
        stream = Stream(connection, self._loop)
        client = UnjoinedClient(stream.hang_up)
        try:
            peer = (str(address[0]), int(address[1]))
            self._shared.connection_limits.enter(client, site_of(peer[0]))
            if self._has_begun(stream, client):
                HttpConnection(self._shared, stream, client, peer).serve()
        except OSError:
            # Clients disconnect, and some are disconnected; that is no error of ours.
            stream.drop()
        except Exception:
            HTTP_LOG.exception("A fault in serving a connection")
        finally:
            self._shared.connection_limits.leave(client)
            stream.close()
            self._open -= 1

    def _has_begun(self, stream: Stream, client: UnjoinedClient) -> bool:
        """Do the TLS handshake where there is TLS; return whether requests follow."""
        if self._context is None:
            return True
        turn = Turn(self._shared.scheduler, client)
        stream.after_waiting = turn.acquire
        budget = WaitBudget(HANDSHAKE_WITHIN_S)
        if not is_tls(stream.peek(budget)):
            send_redirect(stream, budget)
            return False
        turn.ensure()
        stream.secure(self._context)
        while not self._shake_hands(stream, client):
            stream.wait_readable(budget)
        return True

    def _shake_hands(self, stream: Stream, client: UnjoinedClient) -> bool:
        """Advance a TLS handshake."""
        with self._shared.scheduler.charged(client.site):
            return stream.shake_hands()
