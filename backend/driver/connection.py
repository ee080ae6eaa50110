"""WebSocket connection: one client, without a greenlet of its own, and with a bound on what it can hold.

The poller calls when bytes have arrived; they are read, parsed and answered at once. What the client does not
read is buffered up to a limit; then the connection ends, and the client reconnects and asks for the rest.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from backend.driver.frames import TOO_MUCH, Message, ProtocolError, Reader, close_frame
from backend.driver.poller import Poller
from backend.driver.write_buffer import WriteBuffer
from backend.limits.limits import MESSAGE_BYTES, NOISE, UNREAD_BYTES, TokenBucket
from backend.limits.memory_budget import MemoryBudget

# Enough for one system call to read everything that has piled up: two whole messages at least.
READ_BYTES = 1 << 16

_NOT_NOW = (BlockingIOError, InterruptedError, ssl.SSLWantReadError, ssl.SSLWantWriteError)


class NonBlockingSocket(Protocol):
    """A socket that never waits, as an event loop's module provides it."""

    fileno: int

    def recv(self, size: int) -> bytes:
        """Return the bytes that have arrived."""

    def send(self, data: bytes | memoryview) -> int:
        """Send what there is room for; return how many bytes."""

    def pending(self) -> int:
        """Return how many bytes TLS has decrypted that were not read."""

    def close(self) -> None:
        """Shut the connection down."""


class Connection:
    """One client's WebSocket. `on_message` gets its messages; its greenlet waits for the event `ended`.

    `memory_budget` counts what all connections of the process hold together.
    """

    def __init__(
        self,
        sock: NonBlockingSocket,
        poller: Poller,
        memory_budget: MemoryBudget,
        ended: Any,
        on_message: Callable[[Connection, Message], None],
    ) -> None:
        self.sid: str | None = None
        self.is_open = True
        self.is_silent = False
        self._socket = sock
        self._poller = poller
        self._memory_budget = memory_budget
        self._ended = ended
        self._on_message = on_message
        self._reader = Reader(MESSAGE_BYTES)
        self._noise = TokenBucket(NOISE, time.monotonic())
        self._write_buffer = WriteBuffer()
        self._is_answering = False
        self._is_blocked = False
        self._is_unfinished = False
        self._is_closing = False

    @property
    def waiting(self) -> int:
        """Return how many frames the client has not read."""
        return len(self._write_buffer)

    def run(self) -> None:
        """Watch the connection, and return when it has ended."""
        self._poller.watch(self._socket.fileno, self)
        self._ended.wait()
        self._poller.unwatch(self._socket.fileno)
        self._socket.close()

    def read(self) -> None:
        """Read and handle what has arrived; end the connection where the client has closed it."""
        try:
            data = self._socket.recv(READ_BYTES)
            while self._socket.pending():
                data += self._socket.recv(READ_BYTES)
        except _NOT_NOW:
            return
        except OSError:
            data = b""
        if data and not self._is_closing:
            self._parse(data)
        else:
            self.end()

    def _parse(self, data: bytes) -> None:
        # Answers to messages that arrived together are sent together.
        self._is_answering = True
        try:
            self._handle_all(self._reader.feed(data))
        except ProtocolError as error:
            self._handle_all(error.messages)
            self.close(error.status)
        self._is_answering = False
        if self._reader.excess_fragments:
            self._count_excess_fragments()
        self._note_unfinished()
        if self._write_buffer.all_bytes:
            self.flush()

    def _handle_all(self, messages: Sequence[Message]) -> None:
        for message in messages:
            if self._is_closing:
                break
            self._on_message(self, message)

    def _count_excess_fragments(self) -> None:
        """Count fragments as noise: a message that fits into one frame need not be fragmented."""
        excess, self._reader.excess_fragments = self._reader.excess_fragments, 0
        while excess and not self._is_closing:
            self.count_noise()
            excess -= 1

    def write(self, data: bytes) -> None:
        """Send now, or as soon as the client reads; end a connection that leaves too much unread."""
        if not self.is_open or self._is_closing:
            return
        self._write_buffer.add(data)
        if self._write_buffer.all_bytes > UNREAD_BYTES:
            self.end()
        elif self._is_blocked:
            self._record_memory(has_moved=False)
        elif not self._is_answering:
            self.flush()

    def count_noise(self) -> None:
        """Count a frame that is no valid message; close a connection that sends too many."""
        if not self._noise.take(time.monotonic()):
            self.close(TOO_MUCH)

    def close(self, status: int | None) -> None:
        """Send a close frame, and end the connection once the client has read everything."""
        self.write(close_frame(status))
        self._is_closing = True
        if not self._write_buffer.all_bytes:
            self.end()
        elif self._is_blocked:
            self._stop_reading()

    def end(self) -> None:
        """End the connection now, whatever is unread."""
        if self.is_open:
            self.is_open = False
            # Freed now, since the heartbeat keeps a reference for some seconds.
            self._write_buffer.clear()
            self._reader.clear()
            self._memory_budget.forget(self)
            self._ended.set()

    def flush(self) -> None:
        """Send what there is room for."""
        if not self.is_open:
            return
        before_bytes = self._write_buffer.all_bytes
        try:
            self._send()
        except _NOT_NOW:
            pass
        except OSError:
            self.end()
            return
        left_bytes = self._write_buffer.all_bytes
        if left_bytes or self._is_blocked:
            self._note_blocked(is_blocked=left_bytes > 0, has_moved=left_bytes < before_bytes)
        if self._is_closing and not left_bytes:
            self.end()

    def _send(self) -> None:
        while self._write_buffer.all_bytes:
            data = self._write_buffer.head()
            sent_bytes = self._socket.send(data)
            self._write_buffer.drop(sent_bytes)
            if sent_bytes < len(data):
                return

    def _note_blocked(self, *, is_blocked: bool, has_moved: bool) -> None:
        if is_blocked != self._is_blocked:
            self._is_blocked = is_blocked
            if is_blocked:
                self._poller.watch_writing(self._socket.fileno)
            else:
                self._poller.unwatch_writing(self._socket.fileno)
        if self._is_closing:
            self._stop_reading()
        self._record_memory(has_moved=has_moved)

    def _stop_reading(self) -> None:
        """Read nothing more from a client to whom a close frame was sent."""
        self._poller.unwatch_reading(self._socket.fileno)

    def _note_unfinished(self) -> None:
        unfinished_bytes = self._reader.buffered_bytes
        if unfinished_bytes or self._is_unfinished:
            self._is_unfinished = unfinished_bytes > 0
            self._record_memory(has_moved=False)

    def _record_memory(self, *, has_moved: bool) -> None:
        if self.is_open:
            unread_bytes = self._write_buffer.all_bytes if self._is_blocked else 0
            self._memory_budget.record(self, unread_bytes, self._reader.buffered_bytes, has_moved=has_moved)
