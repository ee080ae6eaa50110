"""Lines: one client's WebSocket without a greenlet of its own, and with a bound on everything it can hold.

The switchboard calls when bytes have come; they are read, understood and answered in one go. What the client
does not read is kept up to a bound; then the line is cut, and the client comes back and asks for the rest.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from backend.driver.frames import TOO_MUCH, BrokenLineError, Message, Reader, close_frame
from backend.driver.poller import Switchboard
from backend.driver.write_buffer import Unsent
from backend.limits.limits import MESSAGE_BYTES, NOISE, UNREAD_BYTES, TokenBucket
from backend.limits.memory_budget import Held

# One system call takes what has piled up, two whole messages at least.
READ_BYTES = 1 << 16

_NOT_NOW = (BlockingIOError, InterruptedError, ssl.SSLWantReadError, ssl.SSLWantWriteError)


class Wire(Protocol):
    """A socket that never waits, as an event loop's module hands it over."""

    fileno: int

    def recv(self, size: int) -> bytes:
        """Return what has come."""

    def send(self, data: bytes | memoryview) -> int:
        """Send what there is room for; return how much."""

    def pending(self) -> int:
        """Return how much has been decrypted and not read."""

    def close(self) -> None:
        """Hang up."""


class Line:
    """One client's WebSocket. `hear` gets its messages; `woken` is an event of its greenlet.

    `held` knows what all lines of the process hold together.
    """

    def __init__(
        self,
        wire: Wire,
        switchboard: Switchboard,
        held: Held,
        woken: Any,
        hear: Callable[[Line, Message], None],
    ) -> None:
        self.sid: str | None = None
        self.is_open = True
        self.is_silent = False
        self._wire = wire
        self._switchboard = switchboard
        self._held = held
        self._woken = woken
        self._hear = hear
        self._reader = Reader(MESSAGE_BYTES)
        self._noise = TokenBucket(NOISE, time.monotonic())
        self._unsent = Unsent()
        self._is_answering = False
        self._is_stuck = False
        self._is_unfinished = False
        self._is_closing = False

    @property
    def waiting(self) -> int:
        """Return how many frames wait for the client to read."""
        return len(self._unsent)

    def open(self) -> None:
        """Begin to listen, and return when the line is over."""
        self._switchboard.watch(self._wire.fileno, self)
        self._woken.wait()
        self._switchboard.unwatch(self._wire.fileno)
        self._wire.close()

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
            self._understand(data)
        else:
            self.end()

    def _understand(self, data: bytes) -> None:
        # Answers to what came together leave together.
        self._is_answering = True
        try:
            self._hear_all(self._reader.update(data))
        except BrokenLineError as error:
            self._hear_all(error.messages)
            self.finish(error.status)
        self._is_answering = False
        if self._reader.spare_frames:
            self._count_spare_frames()
        self._note_unfinished()
        if self._unsent.all_bytes:
            self.flush()

    def _hear_all(self, messages: Sequence[Message]) -> None:
        for message in messages:
            if self._is_closing:
                break
            self._hear(self, message)

    def _count_spare_frames(self) -> None:
        """Count fragments as noise: nobody need cut a message that one frame holds."""
        spare, self._reader.spare_frames = self._reader.spare_frames, 0
        while spare and not self._is_closing:
            self.count_noise()
            spare -= 1

    def write(self, data: bytes) -> None:
        """Send now, or as soon as the client reads; end the line of one that leaves too much unread."""
        if not self.is_open or self._is_closing:
            return
        self._unsent.add(data)
        if self._unsent.all_bytes > UNREAD_BYTES:
            self.end()
        elif self._is_stuck:
            self._note_held(has_moved=False)
        elif not self._is_answering:
            self.flush()

    def count_noise(self) -> None:
        """Count what is no message of the wire; end the line of one that sends too much of it."""
        if not self._noise.update(time.monotonic()):
            self.finish(TOO_MUCH)

    def finish(self, status: int | None) -> None:
        """Say goodbye and end the line once the client has read it all."""
        self.write(close_frame(status))
        self._is_closing = True
        if not self._unsent.all_bytes:
            self.end()
        elif self._is_stuck:
            self._listen_no_more()

    def end(self) -> None:
        """End the line now, whatever is unread."""
        if self.is_open:
            self.is_open = False
            # The keeper remembers a line for some seconds more.
            self._unsent.clear()
            self._reader.forget()
            self._held.forget(self)
            self._woken.set()

    def flush(self) -> None:
        """Send what there is room for."""
        if not self.is_open:
            return
        before_bytes = self._unsent.all_bytes
        try:
            self._send()
        except _NOT_NOW:
            pass
        except OSError:
            self.end()
            return
        left_bytes = self._unsent.all_bytes
        if left_bytes or self._is_stuck:
            self._note_stuck(is_stuck=left_bytes > 0, has_moved=left_bytes < before_bytes)
        if self._is_closing and not left_bytes:
            self.end()

    def _send(self) -> None:
        while self._unsent.all_bytes:
            data = self._unsent.head()
            sent_bytes = self._wire.send(data)
            self._unsent.drop(sent_bytes)
            if sent_bytes < len(data):
                return

    def _note_stuck(self, *, is_stuck: bool, has_moved: bool) -> None:
        if is_stuck != self._is_stuck:
            self._is_stuck = is_stuck
            if is_stuck:
                self._switchboard.watch_writing(self._wire.fileno)
            else:
                self._switchboard.unwatch_writing(self._wire.fileno)
        if self._is_closing:
            self._listen_no_more()
        self._note_held(has_moved=has_moved)

    def _listen_no_more(self) -> None:
        """Leave to the system what a client says that is being told goodbye."""
        self._switchboard.unwatch_reading(self._wire.fileno)

    def _note_unfinished(self) -> None:
        unfinished_bytes = self._reader.held_bytes
        if unfinished_bytes or self._is_unfinished:
            self._is_unfinished = unfinished_bytes > 0
            self._note_held(has_moved=False)

    def _note_held(self, *, has_moved: bool) -> None:
        if self.is_open:
            unread_bytes = self._unsent.all_bytes if self._is_stuck else 0
            self._held.update(self, unread_bytes, self._reader.held_bytes, has_moved=has_moved)
