"""Non-blocking standard output and error: text is lost where they are full, closed or unread.

One blocking write to a pipe that nobody reads would stop every greenlet of the process. So text waits in
memory, and one thread per stream writes it. Imported before the standard library is patched.
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

# What may wait to be written: hundreds of log lines, tens of tracebacks. More is lost.
WAITING_BYTES = 256 * 1024
# How long an exit waits for the last text to be written.
DRAINED_WITHIN_S = 0.5
_LOOK_EVERY_S = 0.005
_STANDARD_FILES = 3


class NonBlockingStream(io.TextIOBase):
    """Writes to a file descriptor without ever blocking, and drops text silently where that fails."""

    def __init__(self, under: TextIO) -> None:
        super().__init__()
        self._under = under
        self._fd = under.fileno()
        self._waiting: deque[bytes] = deque()
        # Counted by writers, under a lock of their own, and by the thread.
        self._taken = self._given = 0
        # Reentrant: an object that is collected during a write may write too.
        self._taking = RLock()
        # Open while there is something to write.
        self._pending_lock = allocate_lock()
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
        """Return whether it is a terminal."""
        return self._under.isatty()

    def writable(self) -> bool:
        """Return that it can be written to."""
        return True

    def write(self, text: str) -> int:
        """Queue text; it is written soon, or lost."""
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
            self._pending_lock.acquire()
            start_new_thread(self._write_for_ever, ())
        if self._pending_lock.locked():
            self._pending_lock.release()

    def _write_for_ever(self) -> None:
        while True:
            self._pending_lock.acquire()
            while self._waiting:
                words = self._waiting.popleft()
                self._write(words)
                self._given += len(words)

    def _write(self, words: bytes) -> None:
        # There is nowhere to report a failure.
        with contextlib.suppress(OSError):
            while words:
                words = words[write(self._fd, words) :]


def _open_what_is_closed() -> None:
    """Open all three standard files: otherwise the next socket would get such a number, and be written to."""
    while (opened := os.open(os.devnull, os.O_RDWR)) < _STANDARD_FILES:
        pass
    os.close(opened)
    for number, name in ((1, "stdout"), (2, "stderr")):
        if getattr(sys, name) is None:
            setattr(sys, name, io.TextIOWrapper(io.FileIO(number, "w"), encoding="utf-8"))


def drain_streams() -> None:
    """Wait a moment until the last text is written."""
    until_s = time.monotonic() + DRAINED_WITHIN_S
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, NonBlockingStream):
            stream.drain(until_s - time.monotonic())


def replace_standard_streams() -> None:
    """Write everything that this process prints through such streams from now on."""
    _open_what_is_closed()
    sys.stdout, sys.stderr = NonBlockingStream(sys.stdout), NonBlockingStream(sys.stderr)
    atexit.register(drain_streams)
