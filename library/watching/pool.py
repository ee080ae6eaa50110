"""k-anonymous pool: holds sums in memory until five people are in them, and only then gives them to the disk.

What is counted of a bin waits until five tickets have seen that bin for the first time: each such ticket is
another browser, since a browser tells a bin first once in its life. Until then nobody can read it, on no disk
and no screen. A bin's states wait apart, for five tickets that were measured there. What waits longer than
thirty days is dropped.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from library.watching.bins import bins_of
from library.watching.contributions import Shares, bins_of_each

PEOPLE = 5
WAIT_S = 30 * 24 * 3600

# A lesson, a bin and a kind of number.
Cell = tuple[str, int, str]
Write = Callable[[Mapping[Cell, int]], None]


@dataclass
class Waiting:
    """Sums of one bin, the people in them, and since when the first of them waits."""

    since_s: float
    people: set[int] = field(default_factory=set)
    sums: Counter[str] = field(default_factory=Counter)

    def take(self) -> Counter[str]:
        """Return the sums and start anew where five people are in them; nothing otherwise."""
        if len(self.people) < PEOPLE:
            return Counter()
        taken, self.sums = self.sums, Counter()
        self.people = set()
        return taken


class Pool:
    """The sums of one process that wait, and those that five people are in and that go to the disk."""

    def __init__(self, write: Write, clock: Callable[[], float]) -> None:
        self._write = write
        self._clock = clock
        self._lock = threading.Lock()
        self._flushing = threading.Lock()
        # By lesson: what waits by bin, apart for what was seen and for states.
        self._waiting: dict[str, dict[tuple[int, bool], Waiting]] = {}
        self._ready: Counter[Cell] = Counter()

    def add(self, lesson: str, person: int, shares: Shares) -> bool:
        """Add what one ticket contributes; return whether five people are now in something."""
        with self._lock:
            before = self._ready.total()
            bins = self._waiting.setdefault(lesson, {})
            for place, kind in bins_of_each(shares):
                self._of(bins, place, is_state=False).sums[kind] += 1
            for state, mask in shares.first.items():
                for place in bins_of(mask):
                    self._join(bins, lesson, place, person, state)
            if not bins:
                del self._waiting[lesson]
            return self._ready.total() > before

    def _of(self, bins: dict[tuple[int, bool], Waiting], place: int, *, is_state: bool) -> Waiting:
        key = (place, is_state)
        found = bins.get(key)
        if found is None:
            found = bins[key] = Waiting(self._clock())
        return found

    def _join(
        self, bins: dict[tuple[int, bool], Waiting], lesson: str, place: int, person: int, state: str | None
    ) -> None:
        if state is not None:
            self._of(bins, place, is_state=True).sums[state] += 1
        for is_state in (False, True) if state is not None else (False,):
            waiting = self._of(bins, place, is_state=is_state)
            waiting.people.add(person)
            taken = waiting.take()
            if taken:
                del bins[place, is_state]
            for kind, amount in taken.items():
                self._ready[lesson, place, kind] += amount

    def flush(self) -> None:
        """Write what five people are in. Returns when all of it that was there is on the disk.

        Several at once share one transaction; where writing fails, everything waits for the next.
        """
        with self._flushing:
            with self._lock:
                ready, self._ready = self._ready, Counter()
            if not ready:
                return
            try:
                self._write(ready)
            except BaseException:
                with self._lock:
                    self._ready.update(ready)
                raise

    def forget(self, lesson: str) -> None:
        """Drop everything of a lesson."""
        with self._lock:
            self._waiting.pop(lesson, None)
            for cell in [cell for cell in self._ready if cell[0] == lesson]:
                del self._ready[cell]

    def sweep(self) -> None:
        """Drop what has waited for too long."""
        oldest_s = self._clock() - WAIT_S
        with self._lock:
            for lesson, bins in list(self._waiting.items()):
                for key in [key for key, waiting in bins.items() if waiting.since_s < oldest_s]:
                    del bins[key]
                if not bins:
                    del self._waiting[lesson]

    def __len__(self) -> int:
        """Return how many bins wait."""
        with self._lock:
            return sum(map(len, self._waiting.values()))
