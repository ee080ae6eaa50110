"""Sessions: the class curves of live lessons that a course keeps, in the database."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Engine, delete, func, insert, select
from sqlalchemy.exc import IntegrityError

from backend.common.errors import NotFoundError
from library.common.errors import ConflictError, QuotaError
from library.common.ids import new_id
from library.storage.tables import COURSE, SESSION, SESSION_MARK, SESSION_MINUTE

# A school year of lessons a day; every one of them is drawn in the trend.
SESSIONS_MAX = 200
MINUTE_FIELDS = ("here", "lost", "slower", "faster", "lost_or_slower", "focused", "coverage")
_VIEW_FIELDS = ("share", "low", "high", "coverage")
Facts = dict[str, Any]


class Sessions:
    """The kept lessons of one database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(self, course: str, curve: Mapping[str, Any]) -> str:
        """Keep a checked curve whole, or not at all; return its id.

        Raises QuotaError where the course is full, and ConflictError where it has that day and title already.
        """
        session = new_id()
        row = {
            **{name: curve[name] for name in ("title", "policy", "here", "voice")},
            **{f"view_{name}": value for name, value in (curve["in_view"] or {}).items()},
            "id": session,
            "course": course,
            "day": date.fromisoformat(curve["day"]),
            "minutes": len(curve["minutes"]),
        }
        told = [
            {"session": session, "minute": minute, **facts}
            for minute, facts in enumerate(curve["minutes"])
            if facts is not None
        ]
        marks = [
            {"session": session, "place": place, "minute": minute, "text": text}
            for place, (minute, text) in enumerate(curve["marks"])
        ]
        try:
            with self._engine.begin() as connection:
                # The lock on the course's row has its lessons come one after another, so its quota holds.
                known = connection.scalar(
                    select(COURSE.c.code).where(COURSE.c.code == course).with_for_update()
                )
                if known is None:
                    raise NotFoundError("There is no such course here.")
                own = select(func.count()).select_from(SESSION).where(SESSION.c.course == course)
                if (connection.scalar(own) or 0) >= SESSIONS_MAX:
                    raise QuotaError(f"A course keeps at most {SESSIONS_MAX} live lessons.")
                connection.execute(insert(SESSION).values(**row))
                connection.execute(insert(SESSION_MINUTE), told)
                if marks:
                    connection.execute(insert(SESSION_MARK), marks)
        except IntegrityError:
            raise ConflictError("A lesson of this day and title is kept already.") from None
        return session

    def of_course(self, course: str) -> list[Facts]:
        """Return the lessons of a course, oldest first, each as it was kept."""
        query = select(SESSION).where(SESSION.c.course == course).order_by(SESSION.c.day, SESSION.c.title)
        own = select(SESSION.c.id).where(SESSION.c.course == course)
        with self._engine.connect() as connection:
            found = [_session_of(dict(row)) for row in connection.execute(query).mappings()]
            by_id = {session["id"]: session for session in found}
            minutes = select(SESSION_MINUTE).where(SESSION_MINUTE.c.session.in_(own))
            for row in connection.execute(minutes).mappings():
                facts = {name: row[name] for name in MINUTE_FIELDS}
                by_id[row["session"]]["minutes"][row["minute"]] = facts
            marks = select(SESSION_MARK).where(SESSION_MARK.c.session.in_(own)).order_by(SESSION_MARK.c.place)
            for row in connection.execute(marks).mappings():
                by_id[row["session"]]["marks"].append([row["minute"], row["text"]])
        return found

    def course_of(self, session: str) -> str:
        """Return the course of a lesson; raise NotFoundError."""
        with self._engine.connect() as connection:
            course = connection.scalar(select(SESSION.c.course).where(SESSION.c.id == session))
        if course is None:
            raise NotFoundError("There is no such lesson here.")
        return str(course)

    def delete(self, session: str) -> None:
        """Delete a lesson with everything of it."""
        self._delete([session])

    def delete_all(self, course: str) -> None:
        """Delete every lesson of a course."""
        with self._engine.begin() as connection:
            connection.execute(delete(SESSION).where(SESSION.c.course == course))

    def drop_out_of_date(self, today: date) -> bool:
        """Delete the lessons that are older than their course keeps them; return whether there were any."""
        query = select(SESSION.c.id, SESSION.c.day, COURSE.c.keep_days).join(
            COURSE, COURSE.c.code == SESSION.c.course
        )
        with self._engine.connect() as connection:
            rows = list(connection.execute(query))
        gone = [session for session, day, keep_days in rows if is_out_of_date(day, keep_days, today)]
        self._delete(gone)
        return bool(gone)

    def _delete(self, sessions: list[str]) -> None:
        if sessions:
            with self._engine.begin() as connection:
                connection.execute(delete(SESSION).where(SESSION.c.id.in_(sessions)))


def is_out_of_date(day: date, keep_days: int, today: date) -> bool:
    """Return whether a lesson of a day is kept no longer."""
    return day + timedelta(days=keep_days) < today


def _session_of(row: Mapping[str, Any]) -> Facts:
    view = {name: row[f"view_{name}"] for name in _VIEW_FIELDS}
    return {
        **{name: row[name] for name in ("id", "title", "policy", "here", "voice")},
        "day": row["day"].isoformat(),
        "in_view": None if view["share"] is None else view,
        "minutes": [None] * row["minutes"],
        "marks": [],
    }
