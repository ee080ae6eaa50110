"""Courses: made, listed, changed and deleted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Engine, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from backend.common.errors import NotFoundError
from backend.rooms.codes import new_course_code
from library.storage.tables import COURSE, LESSON

Facts = dict[str, Any]
# The open list is read whole by everybody who opens it.
LISTED_MAX = 500


class Courses:
    """The courses of one database."""

    def __init__(self, engine: Engine, keep_days: int) -> None:
        self._engine = engine
        self._keep_days = keep_days

    def make(self, wanted: Mapping[str, Any]) -> str:
        """Make a course; return its code."""
        facts = {"topic": "", "listed": False, "keep_days": self._keep_days, **wanted}
        while True:
            code = new_course_code()
            try:
                with self._engine.begin() as connection:
                    # A day, and no clock: what a course is needs no more.
                    connection.execute(insert(COURSE).values(code=code, made_on=date.today(), **facts))
            except IntegrityError:
                continue
            return code

    def listed(self) -> list[Facts]:
        """Return the courses of the open list, newest first, with the number of their published lessons."""
        lessons = func.count(LESSON.c.id).label("lessons")
        query = (
            select(COURSE.c.code, COURSE.c.title, COURSE.c.topic, COURSE.c.policy, lessons)
            .outerjoin(LESSON, (LESSON.c.course == COURSE.c.code) & LESSON.c.published)
            .where(COURSE.c.listed)
            .group_by(COURSE.c.code)
            .order_by(COURSE.c.made_on.desc(), COURSE.c.code)
            .limit(LISTED_MAX)
        )
        with self._engine.connect() as connection:
            return [dict(row) for row in connection.execute(query).mappings()]

    def find(self, code: str) -> Facts:
        """Return one course; raise NotFoundError."""
        columns = [column for column in COURSE.c if column.name != "made_on"]
        with self._engine.connect() as connection:
            row = connection.execute(select(*columns).where(COURSE.c.code == code)).mappings().first()
        if row is None:
            raise NotFoundError("There is no such course here.")
        return dict(row)

    def change(self, code: str, wanted: Mapping[str, Any]) -> None:
        """Change facts of a course."""
        with self._engine.begin() as connection:
            connection.execute(update(COURSE).where(COURSE.c.code == code).values(**wanted))

    def delete(self, code: str) -> list[str]:
        """Delete a course with everything in it, and return the lessons that it had."""
        with self._engine.begin() as connection:
            lessons = list(connection.scalars(select(LESSON.c.id).where(LESSON.c.course == code)))
            connection.execute(delete(COURSE).where(COURSE.c.code == code))
        return lessons
