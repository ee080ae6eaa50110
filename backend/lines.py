"""Lines: one client's WebSocket without a greenlet of its own, and with a bound on everything it can hold.

The switchboard calls when bytes have come; they are read, understood and answered in one go. What the client
does not read is kept up to a bound; then the line is cut, and the client comes back and asks for the rest.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable
from typing import Any, Protocol

from backend.limits import MESSAGE_BYTES, NOISE, UNREAD_BYTES, TokenBucket
from backend.switchboard import Switchboard
from backend.websocket import TOO_MUCH, BrokenLineError, Message, Reader, close_frame

# One system call takes what has piled up, two whole messages at least.
READ_BYTES = 1 << 16

_NOT_NOW = (BlockingIOError, InterruptedError, ssl.SSLWantReadError, ssl.SSLWantWriteError)


class Wire(Protocol):
    """A socket that never waits, as an event loop's module hands it over."""

    fileno: int

    def recv(self, size: int) -> bytes:
        """Return what has come."""

    def send(self, data: bytes | bytearray) -> int:
        """Send what there is room for; return how much."""

    def pending(self) -> int:
        """Return how much has been decrypted and not read."""

    def close(self) -> None:
        """Hang up."""


class Line:
    """One client's WebSocket. `hear` gets its messages; `woken` is an event of its greenlet."""

    def __init__(
        self, wire: Wire, switchboard: Switchboard, woken: Any, hear: Callable[[Line, Message], None]
    ) -> None:
        self.sid: str | None = None
        self.is_open = True
        self.is_silent = False
        self.waiting = 0
        self._wire = wire
        self._switchboard = switchboard
        self._woken = woken
        self._hear = hear
        self._reader = Reader(MESSAGE_BYTES)
        self._noise = TokenBucket(NOISE, time.monotonic())
        self._unsent = bytearray()
        self._is_held = False
        self._is_stuck = False
        self._is_closing = False

    def open(self) -> None:
        """Begin to listen, and return when the line is over."""
        self._switchboard.watch(self._wire.fileno, self)
        self._listen()
        self._switchboard.unwatch(self._wire.fileno)
        self._wire.close()

    def _listen(self) -> None:
        self._woken.wait()

    def read(self) -> None:
        """Take in what has come; the end of the line where it broke off."""
        try:
            data = self._wire.recv(READ_BYTES)
            while self._wire.pending():
                data += self._wire.recv(READ_BYTES)
        except _NOT_NOW:
            return
        except OSError:
            data = b""
        if data and not self._is_closing:
            self._take(data)
        else:
            self.end()

    def _take(self, data: bytes) -> None:
        self._understand(data)

    def _understand(self, data: bytes) -> None:
        # Answers to what came together leave together.
        self._is_held = True
        try:
            for message in self._reader.update(data):
                self._hear(self, message)
                if self._is_closing:
                    break
        except BrokenLineError as error:
            self.finish(error.status)
        self._is_held = False
        if self._unsent:
            self.flush()

    def write(self, data: bytes) -> None:
        """Send now, or as soon as the client reads; end the line of one that leaves too much unread."""
        if not self.is_open or self._is_closing:
            return
        self._unsent += data
        self.waiting += 1
        if len(self._unsent) > UNREAD_BYTES:
            self.end()
        elif not (self._is_held or self._is_stuck):
            self.flush()

    def count_noise(self) -> None:
        """Count what is no message of the wire; end the line of one that sends too much of it."""
        if not self._noise.update(time.monotonic()):
            self.finish(TOO_MUCH)

    def finish(self, status: int) -> None:
        """Say goodbye and end the line once the client has read it all."""
        self.write(close_frame(status))
        self._is_closing = True
        if not self._unsent:
            self.end()

    def end(self) -> None:
        """End the line now, whatever is unread."""
        if self.is_open:
            self.is_open = False
            # The keeper remembers a line for some seconds more.
            self._unsent.clear()
            self._woken.set()

    def flush(self) -> None:
        """Send what there is room for."""
        if not self.is_open:
            return
        try:
            sent = self._wire.send(self._unsent)
        except _NOT_NOW:
            sent = 0
        except OSError:
            self.end()
            return
        del self._unsent[:sent]
        if not self._unsent:
            self.waiting = 0
        self._note_stuck(is_stuck=len(self._unsent) > 0)
        if self._is_closing and not self._unsent:
            self.end()

    def _note_stuck(self, *, is_stuck: bool) -> None:
        if is_stuck == self._is_stuck:
            return
        self._is_stuck = is_stuck
        if is_stuck:
            self._switchboard.watch_writing(self._wire.fileno)
        else:
            self._switchboard.unwatch_writing(self._wire.fileno)


class PatientLine(Line):
    """A line whose messages are understood in its own greenlet, which may wait."""

    def __init__(
        self, wire: Wire, switchboard: Switchboard, woken: Any, hear: Callable[[Line, Message], None]
    ) -> None:
        super().__init__(wire, switchboard, woken, hear)
        self._inbox = bytearray()

    def _listen(self) -> None:
        while self.is_open:
            self._woken.wait()
            self._woken.clear()
            data = bytes(self._inbox)
            self._inbox.clear()
            if len(data) >= READ_BYTES:
                self._switchboard.watch_reading(self._wire.fileno)
            if data:
                self._understand(data)

    def _take(self, data: bytes) -> None:
        self._inbox += data
        if len(self._inbox) >= READ_BYTES:
            self._switchboard.unwatch_reading(self._wire.fileno)
        self._woken.set()
