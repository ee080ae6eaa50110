"""Held: what all lines of a process together make it keep, and whose line is cut when that is too much.

A line counts from the moment its client stopped reading, or stopped in the middle of a message: an ordinary
line holds nothing and is never met here.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol

from backend.limits.limits import ALL_HELD_BYTES, HELD_AFTER_CUTTING, IDLE_READER_S, SYSTEM_UNREAD_BYTES


class Holder(Protocol):
    """Somebody for whom something is kept."""

    def end(self) -> None:
        """Let go of all of it."""


class Held:
    """The sum over all lines, by line; `clock` is monotonic, in seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._bytes: dict[Holder, int] = {}
        self._moved_s: dict[Holder, float] = {}
        self.all_bytes = 0

    def __len__(self) -> int:
        return len(self._bytes)

    def update(self, holder: Holder, unread_bytes: int, unfinished_bytes: int, *, has_moved: bool) -> None:
        """Note what is kept for a line now, and whether its client has just read or finished something.

        Frames count as copies though lines share them: the system copies each one that it takes off us, and
        has kept a buffer full where anything is unread.
        """
        kept_bytes = unread_bytes + unfinished_bytes + (SYSTEM_UNREAD_BYTES if unread_bytes else 0)
        self.all_bytes += kept_bytes - self._bytes.get(holder, 0)
        if kept_bytes == 0:
            self._forget(holder)
            return
        self._bytes[holder] = kept_bytes
        if has_moved or holder not in self._moved_s:
            self._moved_s[holder] = self._clock()
        if self.all_bytes > ALL_HELD_BYTES:
            self._cut()

    def forget(self, holder: Holder) -> None:
        """Forget a line that is over."""
        self.all_bytes -= self._bytes.get(holder, 0)
        self._forget(holder)

    def _forget(self, holder: Holder) -> None:
        self._bytes.pop(holder, None)
        self._moved_s.pop(holder, None)

    def _cut(self) -> None:
        """End lines until there is room again: first of who reads nothing, and the fullest first."""
        idle_since_s = self._clock() - IDLE_READER_S
        by_need = sorted(
            self._bytes,
            key=lambda each: (self._moved_s[each] < idle_since_s, self._bytes[each]),
            reverse=True,
        )
        for holder in by_need:
            if self.all_bytes <= ALL_HELD_BYTES * HELD_AFTER_CUTTING:
                return
            # Before its end, which might come back here.
            self.forget(holder)
            holder.end()
