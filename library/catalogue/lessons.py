"""Lessons: the videos of a course, uploaded or linked, and their order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Engine, delete, func, insert, select, update

from backend.common.errors import BadMessageError, NotFoundError
from library.common.errors import ConflictError
from library.common.ids import is_id, new_id
from library.storage.tables import COURSE, LESSON, TRACK

Facts = dict[str, Any]
LESSONS_MAX = 200
_TOLD = [column for column in LESSON.c if column.name not in ("curve_since", "course")]


class Lessons:
    """The lessons of one database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def make(self, course: str, wanted: Mapping[str, Any]) -> str:
        """Make a lesson at the end of a course; return its id."""
        lesson = new_id()
        facts = {"duration_ms": 0, "link": None, **wanted}
        with self._engine.begin() as connection:
            query = select(func.count(), func.max(LESSON.c.position)).where(LESSON.c.course == course)
            count, last = connection.execute(query).one()
            if count >= LESSONS_MAX:
                raise ConflictError(f"A course has at most {LESSONS_MAX} lessons.")
            place = 0 if last is None else last + 1
            values = {"id": lesson, "course": course, "position": place, "published": False, **facts}
            connection.execute(insert(LESSON).values(values))
        return lesson

    def of_course(self, course: str, *, all_of_them: bool = False) -> list[Facts]:
        """Return the published lessons of a course in their order, or all."""
        query = select(*_TOLD).where(LESSON.c.course == course).order_by(LESSON.c.position, LESSON.c.id)
        if not all_of_them:
            query = query.where(LESSON.c.published)
        with self._engine.connect() as connection:
            return [dict(row) for row in connection.execute(query).mappings()]

    def find(self, lesson: str) -> Facts:
        """Return a lesson with its course's code, policy and title; raise NotFoundError."""
        query = (
            select(*_TOLD, LESSON.c.course, COURSE.c.policy, COURSE.c.title.label("course_title"))
            .join(COURSE, COURSE.c.code == LESSON.c.course)
            .where(LESSON.c.id == lesson)
        )
        with self._engine.connect() as connection:
            row = connection.execute(query).mappings().first() if is_id(lesson) else None
        if row is None:
            raise NotFoundError("There is no such lesson here.")
        return dict(row)

    def published(self, lesson: str) -> Facts:
        """Return a lesson that students may watch; raise NotFoundError."""
        found = self.find(lesson)
        if not found["published"]:
            raise NotFoundError("There is no such lesson here.")
        return found

    def change(self, lesson: str, wanted: Mapping[str, Any]) -> None:
        """Change facts of a lesson. Raises BadMessageError where it cannot be published yet."""
        after = {**self.find(lesson), **wanted}
        if after["published"] and (not is_ready(after) or after["duration_ms"] <= 0):
            raise BadMessageError("A lesson is published when its video is there and its length is known.")
        with self._engine.begin() as connection:
            connection.execute(update(LESSON).where(LESSON.c.id == lesson).values(**wanted))

    def set_file(self, lesson: str, *, mime: str, total: int) -> None:
        """Say which file begins to arrive."""
        with self._engine.begin() as connection:
            values = {"mime": mime, "bytes": total, "sha256": None}
            connection.execute(update(LESSON).where(LESSON.c.id == lesson).values(values))

    def set_arrived(self, lesson: str, sha256: str) -> None:
        """Say that a lesson's file is whole."""
        with self._engine.begin() as connection:
            connection.execute(update(LESSON).where(LESSON.c.id == lesson).values(sha256=sha256))

    def delete(self, lesson: str) -> None:
        """Delete a lesson with its text tracks and its curve."""
        with self._engine.begin() as connection:
            connection.execute(delete(LESSON).where(LESSON.c.id == lesson))

    def uploaded_bytes(self) -> int:
        """Return what all uploads take, those under way with what they will."""
        with self._engine.connect() as connection:
            return int(connection.scalar(select(func.coalesce(func.sum(LESSON.c.bytes), 0))) or 0)

    def tracks(self, lesson: str) -> list[Facts]:
        """Return which text tracks a lesson has."""
        query = select(TRACK.c.kind, TRACK.c.lang, TRACK.c.label).where(TRACK.c.lesson == lesson)
        with self._engine.connect() as connection:
            rows = connection.execute(query.order_by(TRACK.c.kind, TRACK.c.lang)).mappings()
            return [dict(row) for row in rows]


def is_ready(lesson: Mapping[str, Any]) -> bool:
    """Return whether a lesson's video can be played: it is a link, or has arrived whole."""
    return lesson["link"] is not None or lesson["sha256"] is not None
