"""Byte stream: one connection's socket, under either loop, with a time limit on every wait.

The socket itself never blocks. Where it is not ready the loop waits, and the wait budget shrinks by that time
alone: time in which other greenlets ran is not counted.
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

# SO_LINGER: on, with zero seconds.
_AT_ONCE = struct.pack("ii", 1, 0)

_READ_LATER = (ssl.SSLWantReadError, BlockingIOError, InterruptedError)


class DisconnectedError(OSError):
    """Raised when the other side has disconnected, or a wait has timed out."""


class WaitBudget:
    """The seconds and the reads that are left for receiving or sending one thing."""

    def __init__(self, seconds: float, reads: int = READS) -> None:
        self.left_s = seconds
        self._reads = reads

    def spend(self, seconds: float) -> None:
        """Count time spent waiting; raise DisconnectedError where none is left."""
        self.left_s -= seconds
        if self.left_s <= 0:
            raise DisconnectedError

    def count_read(self) -> None:
        """Count one read; raise DisconnectedError where there were too many."""
        self._reads -= 1
        if self._reads < 0:
            raise DisconnectedError


def _go_on() -> None:
    """Do nothing after a wait."""


class Stream:
    """An accepted connection."""

    def __init__(self, connection: Any, loop: Any) -> None:
        connection.setblocking(False)
        self.socket = connection
        # Called after each wait for something to read.
        self.after_waiting = _go_on
        self._loop = loop
        self._plain = loop.plain(connection)
        self._fileno = connection.fileno()
        self.unread = b""

    def peek(self, budget: WaitBudget) -> bytes:
        """Return the first byte without consuming it; nothing where the other side has closed."""
        while True:
            try:
                return bytes(self.socket.recv(1, socket.MSG_PEEK))
            except _READ_LATER:
                self.wait_readable(budget)

    def secure(self, context: ssl.SSLContext) -> None:
        """Switch to TLS; the handshake is still to be done."""
        self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)
        self.socket.setblocking(False)
        self._plain = self._loop.plain(self.socket)

    def shake_hands(self) -> bool:
        """Advance the TLS handshake; return whether it is complete."""
        try:
            self.socket.do_handshake()
        except _READ_LATER:
            return False
        return True

    def read_more(self, budget: WaitBudget) -> None:
        """Append received bytes to `unread`, waiting for them."""
        budget.count_read()
        while True:
            try:
                data = self.socket.recv(READ_BYTES)
                break
            except _READ_LATER:
                self.wait_readable(budget)
        if not data:
            raise DisconnectedError
        self.unread = self.unread + data if self.unread else data

    def wait_readable(self, budget: WaitBudget) -> None:
        """Wait until something has arrived."""
        self._wait(self._loop.wait_readable, budget)
        self.after_waiting()

    def send(self, data: bytes, budget: WaitBudget) -> None:
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
                self._wait(self._loop.wait_writable, budget)

    def _wait(self, wait: Any, budget: WaitBudget) -> None:
        began_s = time.monotonic()
        try:
            wait(self._fileno, budget.left_s)
        except TimeoutError:
            raise DisconnectedError from None
        budget.spend(time.monotonic() - began_s)

    def hang_up(self) -> None:
        """Shut the connection down now, which wakes whoever waits for it."""
        with contextlib.suppress(OSError):
            # On the plain socket: shutdown on a TLS socket would drop its TLS state.
            _socket.socket.shutdown(self._plain, socket.SHUT_RDWR)

    def say_goodbye(self) -> None:
        """Close gracefully: closing with unread data would discard the last response."""
        with contextlib.suppress(OSError):
            if isinstance(self.socket, ssl.SSLSocket):
                with contextlib.suppress(OSError, ValueError):
                    self.socket.unwrap()
            _socket.socket.shutdown(self._plain, socket.SHUT_WR)
            budget, self.after_waiting = WaitBudget(LINGER_S, LINGER_READS), _go_on
            while True:
                self.unread = b""
                self.read_more(budget)

    def drop(self) -> None:
        """Make close discard unsent data, which the system would otherwise retry for minutes."""
        with contextlib.suppress(OSError):
            self._plain.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)

    def close(self) -> None:
        """Close the socket. Sent data still arrives, and whoever waits for the connection is woken."""
        self.hang_up()
        with contextlib.suppress(OSError):
            self.socket.close()
