"""One connection's bytes, under either loop: read and written without waiting longer than was agreed.

The socket itself never waits. Where it has nothing, the loop is asked to wait, and the patience is counted
down by the time that took: the time that others' turns took is nobody's fault.
"""

from __future__ import annotations

import _socket
import contextlib
import socket
import ssl
import struct
import time
from typing import Any

from backend.limits.limits import LINGER_READS, LINGER_S, READ_BYTES, READS

# Whether closing waits, and for how many seconds.
_AT_ONCE = struct.pack("ii", 1, 0)

_READ_LATER = (ssl.SSLWantReadError, BlockingIOError, InterruptedError)


class GoneError(OSError):
    """Raised when the other side has hung up, or was waited for in vain."""


class Patience:
    """The seconds and the readings that are left for one thing to arrive, or to be taken."""

    def __init__(self, seconds: float, reads: int = READS) -> None:
        self.left_s = seconds
        self._reads = reads

    def spend(self, seconds: float) -> None:
        """Count time that was waited; raise GoneError where none is left."""
        self.left_s -= seconds
        if self.left_s <= 0:
            raise GoneError

    def count_read(self) -> None:
        """Count one reading; raise GoneError where these are more than anybody needs."""
        self._reads -= 1
        if self._reads < 0:
            raise GoneError


def _go_on() -> None:
    """Wait for nothing more."""


class Stream:
    """A connection that has been accepted."""

    def __init__(self, connection: Any, loop: Any) -> None:
        connection.setblocking(False)
        self.socket = connection
        # Called whenever there is something to read that was waited for.
        self.after_waiting = _go_on
        self._loop = loop
        self._plain = loop.plain(connection)
        self._fileno = connection.fileno()
        self.unread = b""

    def peek(self, patience: Patience) -> bytes:
        """Return the first byte that comes, which stays to be read; nothing where the other side hung up."""
        while True:
            try:
                return bytes(self.socket.recv(1, socket.MSG_PEEK))
            except _READ_LATER:
                self.wait_readable(patience)

    def secure(self, context: ssl.SSLContext) -> None:
        """Speak TLS from here on; the handshake is still to be done."""
        self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)
        self.socket.setblocking(False)
        self._plain = self._loop.plain(self.socket)

    def shake_hands(self) -> bool:
        """Do what can be done now of a TLS handshake; return whether it is over."""
        try:
            self.socket.do_handshake()
        except _READ_LATER:
            return False
        return True

    def read_more(self, patience: Patience) -> None:
        """Add what has come to `unread`, waiting for something."""
        patience.count_read()
        while True:
            try:
                data = self.socket.recv(READ_BYTES)
                break
            except _READ_LATER:
                self.wait_readable(patience)
        if not data:
            raise GoneError
        self.unread = self.unread + data if self.unread else data

    def wait_readable(self, patience: Patience) -> None:
        """Wait until something has come, of whatever kind."""
        self._wait(self._loop.wait_readable, patience)
        self.after_waiting()

    def send(self, data: bytes, patience: Patience) -> None:
        """Send all of it."""
        rest = memoryview(data)
        while rest:
            try:
                sent = self.socket.send(rest)
            except (ssl.SSLWantWriteError, BlockingIOError, InterruptedError):
                # gevent's TLS returns instead that it sent nothing.
                sent = 0
            rest = rest[sent:]
            if sent == 0:
                self._wait(self._loop.wait_writable, patience)

    def _wait(self, wait: Any, patience: Patience) -> None:
        began_s = time.monotonic()
        try:
            wait(self._fileno, patience.left_s)
        except TimeoutError:
            raise GoneError from None
        patience.spend(time.monotonic() - began_s)

    def hang_up(self) -> None:
        """End the connection now, whoever waits for it."""
        with contextlib.suppress(OSError):
            # The plain socket's own: TLS would forget here that what follows is secret.
            _socket.socket.shutdown(self._plain, socket.SHUT_RDWR)

    def say_goodbye(self) -> None:
        """End the connection so that the last answer is read: who hangs up on unread words takes it back."""
        with contextlib.suppress(OSError):
            if isinstance(self.socket, ssl.SSLSocket):
                with contextlib.suppress(OSError, ValueError):
                    self.socket.unwrap()
            _socket.socket.shutdown(self._plain, socket.SHUT_WR)
            patience, self.after_waiting = Patience(LINGER_S, LINGER_READS), _go_on
            while True:
                self.unread = b""
                self.read_more(patience)

    def drop(self) -> None:
        """Let nothing be sent any more, not even by the system, which would try for minutes."""
        with contextlib.suppress(OSError):
            self._plain.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)

    def close(self) -> None:
        """Let go of the socket. What was sent still arrives, and whoever else waits for it is woken."""
        self.hang_up()
        with contextlib.suppress(OSError):
            self.socket.close()
