"""A room that asks first: a puzzled student is asked on their own page, and the teacher hears a yes alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.boards import OpenPage
from tests.browser.classroom import create_room, join, role
from tests.browser.recordings import CALIBRATION, PUZZLED, recorded
from tests.serving import serve

PUZZLED_WITHIN_MS = 60_000
OTHER_ANSWERS = ("no", "later", "never")


@pytest.fixture(scope="module")
def server_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    scenes = [CALIBRATION, (PUZZLED, 120.0)]
    with serve(overrides=recorded(tmp_path_factory.mktemp("ask"), scenes)) as server:
        yield server.url


def puzzled_students(open_page: OpenPage, url: str, count: int) -> tuple[Page, list[Page]]:
    """Return the board and students who are being asked."""
    room = create_room(url, "ask")
    teacher = open_page()
    teacher.goto(room.teacher_url)
    students = [join(open_page(), room) for _ in range(count)]
    for student in students:
        expect(student.locator(role("ask-question"))).to_be_visible(timeout=PUZZLED_WITHIN_MS)
    return teacher, students


def answer(student: Page, name: str) -> None:
    student.locator(f'[data-answer="{name}"]').click()
    expect(student.locator(role("ask-question"))).to_be_hidden()
    expect(student.locator(role("lost"))).to_be_focused()


def sent(student: Page) -> str:
    """Return every message the student's page has sent."""
    student.locator(role("wire")).locator("summary").click()
    rows = student.locator(f"{role('wire-rows')} code")
    expect(rows.first).to_be_visible()
    return "\n".join(rows.all_inner_texts())


def test_a_yes_tells_the_teacher_that_the_student_is_lost(server_url: str, open_page: OpenPage) -> None:
    teacher, [student] = puzzled_students(open_page, server_url, 1)
    expect(student.locator(role("my-state"))).to_have_attribute("data-state", "confused")
    answer(student, "yes")
    expect(teacher.locator('[data-role="tile"][data-lost="true"]')).to_have_count(1)
    told = sent(student)
    assert '"lost":true' in told
    assert "confused" not in told


def test_any_other_answer_sends_nothing(server_url: str, open_page: OpenPage) -> None:
    _, students = puzzled_students(open_page, server_url, len(OTHER_ANSWERS))
    for student, name in zip(students, OTHER_ANSWERS, strict=True):
        answer(student, name)
    students[-1].wait_for_timeout(1500)  # longer than anything takes to be sent
    for student in students:
        expect(student.locator(role("ask-question"))).to_be_hidden()
        told = sent(student)
        assert '"present"' in told
        assert "lost" not in told
        assert "confused" not in told
