"""Offer desk: takes what browsers say of offers, checked against the cards and what the ticket watched."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, select

from library.catalogue.offers import OfferCue, read_offers
from library.catalogue.tracks import OFFERS
from library.storage.database import forget_deleted
from library.storage.tables import TRACK
from library.watching.bins import BIN_MS, mask_of
from library.watching.offer_counts import HELPED, NOT_HELPED, SHOWN, TAKEN, OfferCounts
from library.watching.offer_pool import Happened, OfferPool
from library.watching.tickets import Counted

# Who presses in a stretch may see its card a little after its end.
LATE_BINS = 3
# By language, and there by name.
Cards = Mapping[str, Mapping[str, OfferCue]]


@dataclass(frozen=True)
class Stretch:
    """What a contribution may say of one card: where it may have been shown, and how many offers it has."""

    bins: int
    places: int


class OfferDesk:
    """Where counts of offers of one process are taken, and dropped when their cards change."""

    def __init__(self, engine: Engine, counts: OfferCounts, pool: OfferPool) -> None:
        self._engine = engine
        self._counts = counts
        self._pool = pool
        self._stretches: dict[str, Mapping[str, Stretch]] = {}

    def take(self, lesson: str, number: int, said: Sequence[Sequence[Any]], counted: Counted) -> bool:
        """Count what a ticket says; return whether something has to reach the disk before it is answered.

        What does not fit is passed over: the page may show cards that the teacher has changed since.
        """
        if not said:
            return False
        stretches = self._known(lesson)
        known = {cue for cue, _, _ in counted.offers}
        happened: list[Happened] = []
        for cue, place, kind in said:
            event = (cue, place, kind)
            stretch = stretches.get(cue)
            if stretch is None or place >= stretch.places or not stretch.bins & counted.watched:
                continue
            if event not in counted.offers and _follows(event, counted.offers):
                counted.offers.add(event)
                happened.append(event)
        first_shown = {cue for cue, _, kind in happened if kind == SHOWN} - known
        return self._pool.add(lesson, number, happened, sorted(first_shown))

    def _known(self, lesson: str) -> Mapping[str, Stretch]:
        found = self._stretches.get(lesson)
        if found is None:
            found = self._stretches[lesson] = _stretches(self.cards(lesson))
        return found

    def cards(self, lesson: str) -> Cards:
        """Return the cards that a lesson has now."""
        query = select(TRACK.c.lang, TRACK.c.body).where(TRACK.c.lesson == lesson, TRACK.c.kind == OFFERS)
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
        return {lang: {cue.name: cue for cue in read_offers(body)} for lang, body in rows}

    def change(self, lesson: str, before: Cards) -> None:
        """Drop the counts of cards that are not what they were: they were about other words."""
        self._stretches.pop(lesson, None)
        after = self.cards(lesson)
        gone = {
            name
            for lang, cues in before.items()
            for name, cue in cues.items()
            if after.get(lang, {}).get(name, None) is None or after[lang][name].offers != cue.offers
        }
        if not gone:
            return
        self._pool.forget(lesson, gone)
        self._counts.forget(lesson, gone)
        forget_deleted(self._engine)

    def read(self, lesson: str) -> list[dict[str, Any]]:
        """Return the counts of a lesson."""
        return self._counts.read(lesson)

    def flush(self) -> None:
        """Write what five people are in."""
        self._pool.flush()

    def sweep(self) -> None:
        """Drop what has waited for too long."""
        self._pool.sweep()

    def forget(self, lesson: str) -> None:
        """Drop everything that waits of a lesson."""
        self._stretches.pop(lesson, None)
        self._pool.forget(lesson)


def _follows(event: Happened, before: Collection[Happened]) -> bool:
    """Return whether an event can come after others: what is taken was shown, and what helped was taken."""
    cue, place, kind = event
    if kind == SHOWN:
        return True
    if kind == TAKEN:
        return (cue, place, SHOWN) in before
    other = NOT_HELPED if kind == HELPED else HELPED
    return (cue, place, TAKEN) in before and (cue, place, other) not in before


def _stretches(cards: Cards) -> dict[str, Stretch]:
    found: dict[str, Stretch] = {}
    for cues in cards.values():
        for cue in cues.values():
            bins = mask_of(cue.start_ms // BIN_MS, -(-cue.end_ms // BIN_MS) + LATE_BINS)
            known = found.get(cue.name, Stretch(0, 0))
            found[cue.name] = Stretch(known.bins | bins, max(known.places, len(cue.offers)))
    return found
