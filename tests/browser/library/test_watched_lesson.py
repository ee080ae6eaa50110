"""A lesson from watching and being lost to the curve, on either database: sums of five, and nobody's row."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import create_engine, inspect, text

from library.settings.settings import parse_database
from tests.browser.boards import OpenPage
from tests.browser.classroom import role
from tests.browser.library.conftest import SECONDS
from tests.browser.library.lessons import make_lesson, serve_library
from tests.browser.library.player import WATCHED_WITHIN_MS, play, until
from tests.programs import run_postgresql

OF_SOMEBODY = {
    "ticket",
    "number",
    "name",
    "student",
    "viewer",
    "person",
    "user",
    "address",
    "ip",
    "at",
    "time",
}


QUIZ = {"do": "ask", "text": "Who leaves first?", "choices": ["Who came last", "Who came first"], "right": 1}


@pytest.fixture(params=["sqlite", "postgresql"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """A library on each database: its address, and the database's."""
    with ExitStack() as running:
        database = f"sqlite:///{tmp_path}/library.db"
        if request.param == "postgresql":
            database = parse_database(running.enter_context(run_postgresql()))
        options = () if request.param == "sqlite" else ("--database", database)
        yield running.enter_context(serve_library(tmp_path, *options)), database


def columns_of(database: str) -> dict[str, set[str]]:
    engine = create_engine(database)
    found = inspect(engine)
    columns = {
        table: {column["name"] for column in found.get_columns(table)} for table in found.get_table_names()
    }
    engine.dispose()
    return columns


def rows_of(database: str, table: str) -> list[dict[str, object]]:
    engine = create_engine(database)
    with engine.connect() as connection:
        found = [dict(row) for row in connection.execute(text(f"SELECT * FROM {table}")).mappings()]
    engine.dispose()
    return found


def answer(student: Page) -> None:
    """Take the help that comes to who is lost, and answer its question."""
    card = student.locator(role("help-card"))
    expect(card).to_be_visible()
    card.locator(role("help-offer")).click()
    card.locator(role("help-choice")).nth(1).click()
    expect(card.locator(role("help-said"))).to_have_text("Right.")
    card.locator(role("help-close")).click()
    expect(card).to_be_hidden()


def test_a_lost_student_and_four_others_are_a_curve_and_no_row_of_anybody(
    kept: tuple[str, str], video: Path, open_page: OpenPage
) -> None:
    url, database = kept
    lesson, student = make_lesson(url, "self", video, SECONDS), open_page()
    lesson.offer({"offer": [QUIZ]})
    tickets: list[str] = []
    student.on("response", lambda answer: tickets.append(answer.text()) if "/tickets" in answer.url else None)
    student.goto(lesson.watch_url)
    student.locator(role("agree")).click()
    with student.expect_response("**/contributions", timeout=WATCHED_WITHIN_MS) as told:
        play(student)
        until(student, "started")
        expect(student.locator(role("transcript")).locator("[aria-current=true]")).to_contain_text("first in")
        student.locator(role("press-lost")).click()
        answer(student)
        play(student)
        until(student, "ended")
    assert told.value.ok
    for _ in range(3):
        lesson.watched([[0, 3, None]])
    assert rows_of(database, "curve") == []
    for _ in range(2):
        lesson.watched([[0, 3, None]])

    teacher = open_page()
    teacher.goto(lesson.teacher_url)
    teacher.locator(role("curve")).click()
    expect(teacher.locator(role("curve-picture"))).to_have_attribute(
        "aria-valuetext", "0:00\u20130:05: seen by 5, again 0 times. Lost: 20 of 100. Chapter: Queues."
    )
    expect(teacher.locator(role("moments"))).to_contain_text("1 press, seen by 5")

    tables = columns_of(database)
    assert tables["curve"] == {"lesson", "bin", "kind", "sum"}
    assert not {(table, name) for table, names in tables.items() for name in names & OF_SOMEBODY}
    kinds = {(row["kind"], row["sum"]) for row in rows_of(database, "curve")}
    assert kinds == {("first", 5), ("lost", 1)}
    # Of help, one was offered any: that waits for four others.
    assert rows_of(database, "offer") == []
    written = str([rows_of(database, name) for name in tables])
    assert len(tickets) == 1
    assert tickets[0].split(".")[1] not in written
    assert "127.0.0.1" not in written
