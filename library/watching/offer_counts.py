"""Offer counts: how often an offer was shown, taken and found helpful, as sums of five people or more."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Engine, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from library.storage.tables import LESSON, OFFER
from library.watching.offer_pool import OfferCell

SHOWN, TAKEN, HELPED, NOT_HELPED = KINDS = ("shown", "taken", "helped", "not_helped")


class OfferCounts:
    """The counts of one database, written by the pool and read by the course's teacher."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        insert = (postgresql if engine.dialect.name == "postgresql" else sqlite).insert(OFFER)
        self._upsert = insert.on_conflict_do_update(
            index_elements=[OFFER.c.lesson, OFFER.c.cue, OFFER.c.place, OFFER.c.kind],
            set_={"sum": OFFER.c.sum + insert.excluded.sum},
        )

    def add(self, sums: Mapping[OfferCell, int]) -> None:
        """Add counts in one transaction; those of lessons that are gone go with them."""
        lessons = {cell[0] for cell in sums}
        with self._engine.begin() as connection:
            query = select(LESSON.c.id, LESSON.c.curve_since).where(LESSON.c.id.in_(lessons))
            known = {row.id: row.curve_since for row in connection.execute(query.with_for_update())}
            rows = [
                {"lesson": lesson, "cue": cue, "place": place, "kind": kind, "sum": amount}
                for (lesson, cue, place, kind), amount in sorted(sums.items())
                if lesson in known
            ]
            if rows:
                connection.execute(self._upsert, rows)
            new = [lesson for lesson, since in known.items() if since is None]
            if new:
                # They are kept as long as the curve.
                connection.execute(
                    update(LESSON).where(LESSON.c.id.in_(new)).values(curve_since=date.today())
                )

    def read(self, lesson: str) -> list[dict[str, Any]]:
        """Return the counts of a lesson, a row for each offer that five people were shown."""
        found: dict[tuple[str, int], dict[str, Any]] = {}
        query = select(OFFER.c.cue, OFFER.c.place, OFFER.c.kind, OFFER.c.sum).where(OFFER.c.lesson == lesson)
        with self._engine.connect() as connection:
            for cue, place, kind, amount in connection.execute(query.order_by(OFFER.c.cue, OFFER.c.place)):
                row = found.setdefault((cue, place), {"cue": cue, "place": place, **dict.fromkeys(KINDS, 0)})
                row[kind] = amount
        return list(found.values())

    def forget(self, lesson: str, cues: Collection[str]) -> None:
        """Delete the counts of cards that have changed."""
        with self._engine.begin() as connection:
            connection.execute(delete(OFFER).where(OFFER.c.lesson == lesson, OFFER.c.cue.in_(cues)))
