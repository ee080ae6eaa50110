"""Memory budget: bounds what all connections together keep in memory, and ends connections beyond it.

A connection counts from the moment its client stops reading, or stops in the middle of a message. One that
keeps up holds nothing and does not appear here.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol

from backend.limits.limits import (
    IDLE_READER_S,
    MEMORY_BUDGET_AFTER_EVICTION,
    MEMORY_BUDGET_BYTES,
    SYSTEM_UNREAD_BYTES,
)


class Holder(Protocol):
    """A connection for which memory is kept."""

    def end(self) -> None:
        """End the connection and free its memory."""


class MemoryBudget:
    """The bytes kept, by connection; `clock` is monotonic, in seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._bytes: dict[Holder, int] = {}
        self._moved_s: dict[Holder, float] = {}
        self.all_bytes = 0

    def __len__(self) -> int:
        return len(self._bytes)

    def record(self, holder: Holder, unread_bytes: int, unfinished_bytes: int, *, has_moved: bool) -> None:
        """Record what is kept for a connection, and whether its client has just read or finished something.

        A frame counts once for each connection although they share it: the system copies what it takes, and
        its own buffer is full wherever anything is unread.
        """
        kept_bytes = unread_bytes + unfinished_bytes + (SYSTEM_UNREAD_BYTES if unread_bytes else 0)
        self.all_bytes += kept_bytes - self._bytes.get(holder, 0)
        if kept_bytes == 0:
            self._forget(holder)
            return
        self._bytes[holder] = kept_bytes
        if has_moved or holder not in self._moved_s:
            self._moved_s[holder] = self._clock()
        if self.all_bytes > MEMORY_BUDGET_BYTES:
            self._evict()

    def forget(self, holder: Holder) -> None:
        """Forget a connection that has ended."""
        self.all_bytes -= self._bytes.get(holder, 0)
        self._forget(holder)

    def _forget(self, holder: Holder) -> None:
        self._bytes.pop(holder, None)
        self._moved_s.pop(holder, None)

    def _evict(self) -> None:
        """End connections until there is room again: idle readers first, and of them the fullest."""
        idle_since_s = self._clock() - IDLE_READER_S
        by_need = sorted(
            self._bytes,
            key=lambda each: (self._moved_s[each] < idle_since_s, self._bytes[each]),
            reverse=True,
        )
        for holder in by_need:
            if self.all_bytes <= MEMORY_BUDGET_BYTES * MEMORY_BUDGET_AFTER_EVICTION:
                return
            # First, since ending it may call back into this class.
            self.forget(holder)
            holder.end()
