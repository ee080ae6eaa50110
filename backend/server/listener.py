"""The front door: accepts connections, lets them shake hands, and serves each in a greenlet of its own."""

from __future__ import annotations

import errno
import socket
import ssl
from typing import Any

from backend.common.logs import HTTP_LOG
from backend.http.connection import House, HttpLine
from backend.http.connection_limits import Guest, Guests
from backend.http.environ import always
from backend.http.https_redirect import is_handshake, send_on
from backend.http.scheduler import Place, Turns
from backend.http.stream import Patience, Stream
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

# Of accepting: what no waiting mends, and what other connections' ends do. All else is one connection's.
BROKEN_LISTENER = frozenset({errno.EBADF, errno.EINVAL, errno.ENOTSOCK})
NO_FILES = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM})


class FrontDoor:
    """Everybody who is connected to one process."""

    def __init__(
        self, app: WsgiApp, loop: Any, context: ssl.SSLContext | None, connections: int, config: Config
    ) -> None:
        self._loop = loop
        self._context = context
        self._connections = connections
        self._open = 0
        share = max(1, int(connections * ADDRESS_SHARE)) if config.address_limits else None
        self._house = House(
            app,
            always(is_secure=context is not None),
            Turns(loop, is_open=not config.address_limits),
            Guests(share),
            config.trust_proxy,
        )

    def serve(self, listener: Any) -> None:
        """Accept for ever. Raises OSError where the listener is broken."""
        # Each connection begins with its listener's.
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
            self._house.guests.make_room()
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
            # Out of files, or a connection that ended while it waited.
            if error.errno in NO_FILES:
                self._house.guests.make_room()
                self._loop.sleep(NO_FILES_PAUSE_S)
            return True
        self._open += 1
        self._loop.spawn(self._meet, connection, address)
        return True

    def _meet(self, connection: Any, address: Any) -> None:
        stream = Stream(connection, self._loop)
        guest = Guest(stream.hang_up)
        try:
            peer = (str(address[0]), int(address[1]))
            self._house.guests.enter(guest, site_of(peer[0]))
            if self._is_welcome(stream, guest):
                HttpLine(self._house, stream, guest, peer).serve()
        except OSError:
            # Anybody can hang up in mid-word, or has to be hung up on; that is worth no traceback.
            stream.drop()
        except Exception:
            HTTP_LOG.exception("A fault in serving a connection")
        finally:
            self._house.guests.leave(guest)
            stream.close()
            self._open -= 1

    def _is_welcome(self, stream: Stream, guest: Guest) -> bool:
        """Shake hands where that is due; return whether requests follow."""
        if self._context is None:
            return True
        place = Place(self._house.turns, guest)
        stream.after_waiting = place.take
        patience = Patience(HANDSHAKE_WITHIN_S)
        if not is_handshake(stream.peek(patience)):
            send_on(stream, patience)
            return False
        place.need()
        stream.secure(self._context)
        while not self._shake_hands(stream, guest):
            stream.wait_readable(patience)
        return True

    def _shake_hands(self, stream: Stream, guest: Guest) -> bool:
        """Do what can be done now of a handshake."""
        with self._house.turns.charged(guest.site):
            return stream.shake_hands()
