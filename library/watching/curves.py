"""Curves: the sums of a lesson over its time, written by the pool and read by the course's teacher."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, Engine, delete, select, text, update
from sqlalchemy.dialects import sqlite

from library.storage.tables import COURSE, CURVE, LESSON, OFFER
from library.watching.bins import BIN_MS
from library.watching.contributions import SEEN_KINDS, STATES
from library.watching.pool import Cell

KINDS = (*SEEN_KINDS, *STATES)
Rows = list[dict[str, Any]]
_INSERT = sqlite.insert(CURVE)
_ADD_ROW = _INSERT.on_conflict_do_update(
    index_elements=[CURVE.c.lesson, CURVE.c.bin, CURVE.c.kind],
    set_={"sum": CURVE.c.sum + _INSERT.excluded.sum},
)
# One question for all rows: over a network each would be a wait of its own.
_ADD_ARRAYS = text(
    "INSERT INTO curve (lesson, bin, kind, sum) "
    "SELECT * FROM unnest(CAST(:lesson AS varchar[]), CAST(:bin AS integer[]), "
    "CAST(:kind AS varchar[]), CAST(:sum AS bigint[])) "
    "ON CONFLICT (lesson, bin, kind) DO UPDATE SET sum = curve.sum + excluded.sum"
)


class Curves:
    """The curves of one database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._upsert = _upsert_arrays if engine.dialect.name == "postgresql" else _upsert_rows

    def add(self, sums: Mapping[Cell, int]) -> None:
        """Add sums to the curves in one transaction; those of lessons that are gone go with them."""
        lessons = {lesson for lesson, _, _ in sums}
        with self._engine.begin() as connection:
            # The lock on these rows keeps a lesson from going away while its sums are written.
            query = select(LESSON.c.id, LESSON.c.curve_since).where(LESSON.c.id.in_(lessons))
            known = {row.id: row.curve_since for row in connection.execute(query.with_for_update())}
            rows = [
                {"lesson": lesson, "bin": place, "kind": kind, "sum": amount}
                for (lesson, place, kind), amount in sorted(sums.items())
                if lesson in known
            ]
            if rows:
                self._upsert(connection, rows)
            new = [lesson for lesson, since in known.items() if since is None]
            if new:
                changed = update(LESSON).where(LESSON.c.id.in_(new))
                connection.execute(changed.values(curve_since=date.today()))

    def read(self, lesson: str, bins: int) -> dict[str, Any]:
        """Return a lesson's sums: a list a kind, one number a bin; kinds without any are left out."""
        sums: dict[str, list[int]] = {}
        query = select(CURVE.c.bin, CURVE.c.kind, CURVE.c.sum).where(CURVE.c.lesson == lesson)
        with self._engine.connect() as connection:
            for place, kind, amount in connection.execute(query):
                if place < bins:
                    sums.setdefault(kind, [0] * bins)[place] = amount
        return {"bin_ms": BIN_MS, "bins": bins, "sums": {kind: sums[kind] for kind in KINDS if kind in sums}}

    def delete(self, lesson: str) -> None:
        """Delete the curve of a lesson, and the counts of its offers with it."""
        with self._engine.begin() as connection:
            for table in (CURVE, OFFER):
                connection.execute(delete(table).where(table.c.lesson == lesson))
            connection.execute(update(LESSON).where(LESSON.c.id == lesson).values(curve_since=None))

    def out_of_date(self, today: date) -> list[str]:
        """Return the lessons whose curve is older than its course keeps one."""
        query = select(LESSON.c.id, LESSON.c.curve_since, COURSE.c.keep_days).join(
            COURSE, COURSE.c.code == LESSON.c.course
        )
        with self._engine.connect() as connection:
            return [
                lesson
                for lesson, since, keep_days in connection.execute(query)
                if since is not None and (today - since).days > keep_days
            ]


def _upsert_rows(connection: Connection, rows: Rows) -> None:
    connection.execute(_ADD_ROW, rows)


def _upsert_arrays(connection: Connection, rows: Rows) -> None:
    names = ("lesson", "bin", "kind", "sum")
    connection.execute(_ADD_ARRAYS, {name: [row[name] for row in rows] for name in names})
