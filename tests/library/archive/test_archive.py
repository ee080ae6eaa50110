"""The archive: a teacher keeps class curves, on either database, and deletes them without a byte left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import IntegrityError

from library.archive.sessions import SESSIONS_MAX
from library.settings.settings import parse_database
from library.watching.retention import Retention
from tests.library.storage.test_database import bytes_of
from tests.library.teacher import Course, Library, json_of, make_library
from tests.programs import run_postgresql

TODAY = date.today()


def minute(**other: Any) -> dict[str, Any]:
    """Return a minute of a class in which few were lost."""
    told = {"here": "20-29", "lost": 5, "slower": 5, "faster": 5, "lost_or_slower": 5}
    return {**told, "focused": 60, "coverage": 90, **other}


def curve(**other: Any) -> dict[str, Any]:
    """Return a lesson that may be kept."""
    return {
        "day": TODAY.isoformat(),
        "title": "Zwetschgendatschi",
        "policy": "labels",
        "here": "20-29",
        "voice": 40,
        "in_view": {"share": 60, "low": 50, "high": 70, "coverage": 90},
        "minutes": [None, *[minute() for _ in range(10)], minute(focused=None, coverage=None)],
        "marks": [[1, "Quittengelee"], [4, "Stacks"]],
        **other,
    }


def keep(course: Course, **other: Any) -> Any:
    return course.call("POST", f"/courses/{course.code}/sessions", json=curve(**other))


def kept(course: Course) -> list[dict[str, Any]]:
    return list(json_of(course.call("GET", f"/courses/{course.code}/sessions"))["sessions"])


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Iterator[str | None]:
    """Return no address for SQLite in the folder, or that of a PostgreSQL."""
    if request.param == "sqlite":
        yield None
        return
    with run_postgresql() as url:
        yield parse_database(url)


@pytest.fixture
def archive(database: str | None, tmp_path: Path) -> Iterator[Library]:
    library = make_library(tmp_path, database=database)
    yield library
    library.services.engine.dispose()


def test_a_lesson_is_kept_as_it_was_shown_and_read_by_its_own_course_alone(archive: Library) -> None:
    course, other = archive.course(), archive.course()
    answer = keep(course)
    assert answer.status_code == 201, answer.json
    session = json_of(answer)["id"]
    assert kept(course) == [{"id": session, **curve()}]
    assert kept(other) == []
    path = f"/courses/{course.code}/sessions"
    assert archive.client.get(f"/library/api{path}").status_code == 403
    assert archive.client.post(f"/library/api{path}", json=curve()).status_code == 403
    for method, where in (
        ("GET", path),
        ("POST", path),
        ("DELETE", path),
        ("DELETE", f"/sessions/{session}"),
    ):
        how = {"json": curve()} if method == "POST" else {}
        assert json_of(other.call(method, where, **how))["error"] == "bad_token", (method, where)
    # A second press, or a second board, keeps it once.
    assert keep(course).status_code == 409
    assert keep(course, title="Another").status_code == 201
    assert course.call("DELETE", f"/sessions/{session}").status_code == 200
    assert [lesson["title"] for lesson in kept(course)] == ["Another"]
    assert course.call("DELETE", f"/sessions/{session}").status_code == 404
    assert course.call("DELETE", path).status_code == 200
    assert kept(course) == []
    assert keep(course).status_code == 201
    assert course.call("DELETE", "/mine").status_code == 200


def test_the_database_itself_takes_no_small_count_and_no_unrounded_share(archive: Library) -> None:
    course = archive.course()
    session = json_of(keep(course))["id"]
    # Its own engine: the checks are the database's, whatever code asks.
    engine = create_engine(archive.config.database_url)

    def change(what: str) -> None:
        with engine.begin() as connection:
            connection.execute(text(f"UPDATE session_minute SET {what} WHERE session = :id"), {"id": session})

    change("lost = 15")
    for wrong in ("here = '1-4'", "lost = 0", "lost = 100", "lost = 12", "coverage = 99"):
        with pytest.raises(IntegrityError):
            change(wrong)
    engine.dispose()


def test_the_tables_have_no_column_for_a_person_a_clock_or_a_room(archive: Library) -> None:
    course = archive.course()
    session = json_of(keep(course, marks=[]))["id"]
    with archive.services.engine.connect() as connection:
        rows = [
            str(value)
            for table, key in (("session", "id"), ("session_minute", "session"))
            for row in connection.execute(
                text(f"SELECT * FROM {table} WHERE {key} = :session"), {"session": session}
            )
            for value in row
        ]
    known = {course.code, session, TODAY.isoformat(), "Zwetschgendatschi", "labels", "20-29", "None"}
    # Whatever else is there is a share, or the number of a minute.
    assert all(re.fullmatch(r"\d{1,2}", value) for value in set(rows) - known), set(rows) - known


@pytest.mark.parametrize(
    "wrong",
    [
        {"minutes": [minute() for _ in range(9)]},
        {"minutes": [minute()] * 481},
        {"minutes": [minute(here="1-4")] * 10},
        {"minutes": [minute(here=4)] * 10},
        {"minutes": [minute(here="30-49")] * 10},
        {"minutes": [minute(lost=0)] * 10},
        {"minutes": [minute(lost=100)] * 10},
        {"minutes": [minute(lost=12)] * 10},
        {"minutes": [minute(lost=True)] * 10},
        {"minutes": [minute(focused=60, coverage=45)] * 10},
        {"minutes": [minute(focused=60, coverage=None)] * 10},
        {"minutes": [minute(student="Anna")] * 10},
        {"policy": "self"},
        {"policy": "self", "in_view": None},
        {"policy": "proctoring"},
        {"in_view": {"share": 60, "low": 65, "high": 70, "coverage": 90}},
        {"in_view": {"share": 60, "low": 50, "high": 70, "coverage": 40}},
        {"here": "0-4"},
        {"voice": 3},
        {"students": ["Anna"]},
        {"at": 1700000000},
        {"day": f"{TODAY.isoformat()}T10:00"},
        {"day": "2026-02-30"},
        {"day": (TODAY + timedelta(days=2)).isoformat()},
        {"day": (TODAY - timedelta(days=191)).isoformat()},
        {"marks": [[12, "Beyond the end"]]},
        {"marks": [[1, "x" * 81]]},
        {"title": " "},
    ],
)
def test_what_tells_too_much_is_refused_whole(library: Library, wrong: dict[str, Any]) -> None:
    course = library.course()
    answer = keep(course, **wrong)
    assert answer.status_code in (400, 422), answer.json
    assert kept(course) == []


def test_a_library_keeps_only_what_its_own_settings_let_through(tmp_path: Path) -> None:
    library = make_library(tmp_path, min_here=10, policies=("self", "ask"))
    course = library.course(policy="self")
    assert keep(course).json["error"] == "policy_off"
    plain = [minute(focused=None, coverage=None)] * 10
    facts = {"policy": "self", "in_view": None}
    small = [minute(here="5-9", focused=None, coverage=None), *plain]
    assert keep(course, **facts, minutes=small).json["error"] == "bad_curve"
    assert keep(course, **facts, minutes=plain, marks=[]).status_code == 201


def test_a_course_keeps_so_many_lessons_and_no_more(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert SESSIONS_MAX == 200
    monkeypatch.setattr("library.archive.sessions.SESSIONS_MAX", 2)
    course = library.course()
    assert [keep(course, title=title).status_code for title in ("One", "Two", "Three")] == [201, 201, 413]
    # Another course has its own.
    assert keep(library.course()).status_code == 201


def test_a_lesson_goes_when_its_days_are_over_and_leaves_no_bytes(library: Library) -> None:
    course = library.course(keep_days=30)
    assert keep(course).status_code == 201
    services = library.services

    def after(days: int) -> None:
        desks = (services.curves, services.pool, services.offers)
        parts = (services.engine, *desks, services.store, services.sessions)
        Retention(*parts, lambda: TODAY + timedelta(days=days)).sweep()

    after(30)
    assert len(kept(course)) == 1
    after(31)
    assert kept(course) == []
    assert b"Zwetschgendatschi" not in bytes_of(library.config.data)
    assert course.call("PATCH", "/mine", json={"keep_days": 800}).status_code == 200
    assert keep(course).status_code == 201
    after(31)
    assert len(kept(course)) == 1


@pytest.mark.parametrize("path", ["/sessions/{session}", "/courses/{code}/sessions", "/mine"])
def test_a_deletion_leaves_no_bytes_in_the_file_and_its_log(library: Library, path: str) -> None:
    course = library.course()
    session = json_of(keep(course))["id"]
    gone = (b"Zwetschgendatschi", b"Quittengelee", session.encode())
    before = bytes_of(library.config.data)
    assert all(word in before for word in gone)
    where = path.format(session=session, code=course.code)
    assert course.call("DELETE", where).status_code == 200
    left = bytes_of(library.config.data)
    assert not [word for word in gone if word in left]
