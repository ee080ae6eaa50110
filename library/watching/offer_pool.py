"""Pool of offers: counts of a card of help wait in memory until five people were shown that card.

The rule is the curve's (library/watching/pool.py): what is counted of a card goes to the disk with the fifth
ticket that was shown it, and then the count starts anew. A ticket is among a card's five once.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from library.watching.pool import PEOPLE, WAIT_S

# A card, the offer on it, and what happened to it.
Happened = tuple[str, int, str]
# The same, of a lesson.
OfferCell = tuple[str, str, int, str]
Write = Callable[[Mapping[OfferCell, int]], None]


@dataclass
class _Card:
    """What waits of one card: since when, who was shown it, and what happened."""

    since_s: float
    people: set[int] = field(default_factory=set)
    sums: Counter[tuple[int, str]] = field(default_factory=Counter)


class OfferPool:
    """Counts of one process that wait, and those that five people are in and that go to the disk."""

    def __init__(self, write: Write, clock: Callable[[], float]) -> None:
        self._write = write
        self._clock = clock
        self._lock = threading.Lock()
        self._flushing = threading.Lock()
        self._cards: dict[tuple[str, str], _Card] = {}
        self._ready: Counter[OfferCell] = Counter()

    def add(
        self, lesson: str, person: int, happened: Iterable[Happened], first_shown: Collection[str]
    ) -> bool:
        """Add what happened at one ticket, and the cards it was shown for the first time.

        Returns whether five people are now in something.
        """
        with self._lock:
            before = self._ready.total()
            for cue, place, kind in happened:
                self._card(lesson, cue).sums[place, kind] += 1
            for cue in first_shown:
                self._card(lesson, cue).people.add(person)
                self._release(lesson, cue)
            return self._ready.total() > before

    def _card(self, lesson: str, cue: str) -> _Card:
        return self._cards.setdefault((lesson, cue), _Card(self._clock()))

    def _release(self, lesson: str, cue: str) -> None:
        card = self._cards[lesson, cue]
        if len(card.people) < PEOPLE:
            return
        del self._cards[lesson, cue]
        for (place, kind), amount in card.sums.items():
            self._ready[lesson, cue, place, kind] += amount

    def flush(self) -> None:
        """Write what five people are in; where writing fails, everything waits for the next."""
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

    def forget(self, lesson: str, cues: Collection[str] | None = None) -> None:
        """Drop everything of a lesson, or of some of its cards."""

        def is_gone(of: str, cue: str) -> bool:
            return of == lesson and (cues is None or cue in cues)

        with self._lock:
            for key in [key for key in self._cards if is_gone(*key)]:
                del self._cards[key]
            for cell in [cell for cell in self._ready if is_gone(*cell[:2])]:
                del self._ready[cell]

    def sweep(self) -> None:
        """Drop what has waited for too long."""
        oldest_s = self._clock() - WAIT_S
        with self._lock:
            for key in [key for key, card in self._cards.items() if card.since_s < oldest_s]:
                del self._cards[key]
