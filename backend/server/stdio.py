"""Standard output and error that hold nothing up: where they are full, closed or unread, words are lost.

Every greenlet of the process would wait for one write to a pipe that nobody reads. So words wait in memory,
and a thread of the system's for each stream writes them. Imported before the standard library is patched.
"""

from __future__ import annotations

import atexit
import contextlib
import io
import os
import sys
import time
from _thread import RLock, allocate_lock, start_new_thread
from collections import deque
from os import write
from time import sleep
from typing import TextIO

# What may wait for a reader: hundreds of lines of a log, tens of tracebacks. What comes then is lost.
WAITING_BYTES = 256 * 1024
# What an end may wait for its last words to be read.
DRAINED_WITHIN_S = 0.5
_LOOK_EVERY_S = 0.005
_STANDARD_FILES = 3


class Stream(io.TextIOBase):
    """Writes to a file descriptor without ever waiting for it, and without a word where that fails."""

    def __init__(self, under: TextIO) -> None:
        super().__init__()
        self._under = under
        self._fd = under.fileno()
        self._waiting: deque[bytes] = deque()
        # Counted by who writes here, under a lock of their own, and by the thread.
        self._taken = self._given = 0
        # What is told in the midst of telling, by an object that is collected, must not wait for itself.
        self._taking = RLock()
        # Open while there is something to write.
        self._gate = allocate_lock()
        self._has_thread = False

    # A text file's own attribute, which mypy knows as a variable.
    @property
    def encoding(self) -> str:  # type: ignore[override]
        """Return the encoding of the stream under it."""
        return self._under.encoding

    def fileno(self) -> int:
        """Return the file descriptor."""
        return self._fd

    def isatty(self) -> bool:
        """Return whether a person reads along."""
        return self._under.isatty()

    def writable(self) -> bool:
        """Return that it can be written to."""
        return True

    def write(self, text: str) -> int:
        """Take words over; they are written soon, or lost."""
        words = text.encode(self.encoding, "backslashreplace")
        with self._taking:
            if self._taken - self._given + len(words) <= WAITING_BYTES:
                self._taken += len(words)
                self._waiting.append(words)
                self._wake()
        return len(text)

    def drain(self, within_s: float) -> None:
        """Wait until all is written, or for so long."""
        until_s = time.monotonic() + within_s
        while self._given < self._taken and time.monotonic() < until_s:
            sleep(_LOOK_EVERY_S)

    def _wake(self) -> None:
        if not self._has_thread:
            self._has_thread = True
            self._gate.acquire()
            start_new_thread(self._write_for_ever, ())
        if self._gate.locked():
            self._gate.release()

    def _write_for_ever(self) -> None:
        while True:
            self._gate.acquire()
            while self._waiting:
                words = self._waiting.popleft()
                self._write(words)
                self._given += len(words)

    def _write(self, words: bytes) -> None:
        # Nobody could be told where it fails.
        with contextlib.suppress(OSError):
            while words:
                words = words[write(self._fd, words) :]


def _open_what_is_closed() -> None:
    """Have all three standard files: else the next socket would get such a number, and be written to."""
    while (opened := os.open(os.devnull, os.O_RDWR)) < _STANDARD_FILES:
        pass
    os.close(opened)
    for number, name in ((1, "stdout"), (2, "stderr")):
        if getattr(sys, name) is None:
            setattr(sys, name, io.TextIOWrapper(io.FileIO(number, "w"), encoding="utf-8"))


def drain_streams() -> None:
    """Give the last words their time."""
    until_s = time.monotonic() + DRAINED_WITHIN_S
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, Stream):
            stream.drain(until_s - time.monotonic())


def take_streams_over() -> None:
    """Let all that this process says go this way, from now on."""
    _open_what_is_closed()
    sys.stdout, sys.stderr = Stream(sys.stdout), Stream(sys.stderr)
    atexit.register(drain_streams)
