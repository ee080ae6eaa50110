"""A whole lesson under each policy: a board, a student with and one without a camera, and every frame sent.

The four lessons go on at the same time. Ada's camera shows a recording: calm, puzzled, gone. Ben uses none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, WebSocket, expect

from tests.browser.boards import has, tile
from tests.browser.classroom import WATCH_ATTRIBUTES, Room, create_room, join, role, seen
from tests.browser.recordings import CALIBRATION, PUZZLED, recorded
from tests.serving import serve

SCENES = [CALIBRATION, (PUZZLED, 20.0), (None, 300.0)]
GONE_WITHIN_MS = 150_000
EVENT = re.compile(r"42\d+(\[.*\])")
STUDENT_EVENTS = {"report", "history", "status", "answer", "clock"}
ANYWHERE = {"unknown", "calibrating", "absent", "paused", "self", "offline"}
FACES = {"focused", "neutral", "confused", "drowsy", "away", "down"}
LESSONS: Mapping[str, dict[str, Any]] = {
    "labels": {"policy": "labels"},
    "ask": {"policy": "ask"},
    "self": {"policy": "self"},
    "proctor": {"policy": "labels", "proctoring": True},
}
MAY_BE_SEEN = {
    "labels": ANYWHERE | FACES,
    "ask": ANYWHERE | {"present"},
    "self": ANYWHERE,
    "proctor": ANYWHERE | FACES,
}


@dataclass
class Student:
    """One student's page, and all it has asked for and sent."""

    page: Page
    urls: list[str] = field(default_factory=list)
    frames: list[str] = field(default_factory=list)

    def events(self, name: str) -> list[dict[str, Any]]:
        """Return what was sent under a name, in order."""
        sent = [json.loads(found[1]) for found in map(EVENT.fullmatch, self.frames) if found]
        return [payload for event, payload in sent if event == name]

    def reports(self) -> list[dict[str, Any]]:
        """Return every report, those a board asked for again included."""
        asked_for = [report for history in self.events("history") for report in history["reports"]]
        return self.events("report") + asked_for

    def event_names(self) -> set[str]:
        """Return the names of everything that was sent."""
        return {json.loads(found[1])[0] for found in map(EVENT.fullmatch, self.frames) if found}


@dataclass
class Lesson:
    """What there was of one lesson when it was over."""

    board: Page
    ada: Student
    ben: Student


@pytest.fixture(scope="module")
def lessons(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Lesson]]:
    contexts: list[BrowserContext] = []
    with serve(overrides=recorded(tmp_path_factory.mktemp("policies"), SCENES)) as server:
        held = {name: begin(browser, contexts, server.url, room) for name, room in LESSONS.items()}
        hold(held["ask"], held)
        yield held
    for context in contexts:
        context.close()


def begin(browser: Browser, contexts: list[BrowserContext], url: str, flags: dict[str, Any]) -> Lesson:
    """Open a board, and let both students join."""
    room = create_room(url, **flags)
    contexts += [browser.new_context() for _ in range(3)]
    board, ada, ben = (context.new_page() for context in contexts[-3:])
    board.goto(room.teacher_url)
    camera = "consent-self" if flags["policy"] == "self" else "consent-camera"
    lesson = Lesson(board, take_part(ada, room, "Ada", camera), take_part(ben, room, "Ben", "consent-self"))
    has(board, "Ben", state="self")
    expect(tile(board, "Ada")).to_be_visible()
    selector = '[data-role="tile"][data-name="Ada"]'
    board.evaluate(WATCH_ATTRIBUTES, [selector, ["data-state", "data-alerts"]])
    return lesson


def take_part(page: Page, room: Room, name: str, consent: str) -> Student:
    student = Student(page)

    def opened(socket: WebSocket) -> None:
        socket.on("framesent", lambda frame: student.frames.append(str(frame)))

    page.on("websocket", opened)
    page.on("request", lambda request: student.urls.append(request.url))
    join(page, room, name, consent)
    return student


def hold(asked: Lesson, lessons: dict[str, Lesson]) -> None:
    """Teach: one is puzzled and says so, both press, both answer, one goes, and the rooms are closed."""
    asked.ada.page.locator('[data-answer="yes"]').click(timeout=GONE_WITHIN_MS)
    has(asked.board, "Ada", lost="true")
    for lesson in lessons.values():
        press_and_answer(lesson)
    for name in ("labels", "ask", "proctor"):
        has(lessons[name].board, "Ada", GONE_WITHIN_MS, state="absent")
    has(lessons["proctor"].board, "Ada", alerts="no_face")
    for lesson in lessons.values():
        close(lesson)


def press_and_answer(lesson: Lesson) -> None:
    board = lesson.board
    lesson.ben.page.locator(role("hand")).click()
    lesson.ben.page.locator('[data-pace="slower"]').click()
    has(board, "Ben", hand="true")
    expect(board.locator(role("pace"))).to_be_visible()
    board.locator(role("open-ask")).click()
    board.locator(role("ask-check")).click()
    board.locator(role("send-question")).click()
    for student, choice in ((lesson.ada, "Got it"), (lesson.ben, "So-so")):
        student.page.get_by_role("button", name=choice).click()
        expect(board.locator(role("answers"))).to_contain_text(f"{choice}: 1")


def close(lesson: Lesson) -> None:
    lesson.board.locator(role("close-room")).click()
    lesson.board.locator(role("confirm-close")).click()
    for student in (lesson.ada, lesson.ben):
        expect(student.page.locator('[data-kind="closed"]')).to_be_visible()


@pytest.mark.parametrize("name", LESSONS)
def test_the_board_shows_what_the_policy_lets_through_and_no_more(
    name: str, lessons: dict[str, Lesson]
) -> None:
    shown = seen(lessons[name].board)
    states = {state for state, _ in shown}
    assert states <= MAY_BE_SEEN[name]
    assert ("confused" in states) == (name in ("labels", "proctor"))
    assert ("present" in states) == (name == "ask")
    assert ("absent" in states) == (name != "self")
    assert any(alerts for _, alerts in shown) == (name == "proctor")


@pytest.mark.parametrize("name", LESSONS)
def test_nothing_else_went_over_the_wire(name: str, lessons: dict[str, Lesson]) -> None:
    ada, ben = lessons[name].ada, lessons[name].ben
    assert ada.event_names() | ben.event_names() <= STUDENT_EVENTS
    for student in (ada, ben):
        reports = student.reports()
        assert {report["state"] for report in reports} <= MAY_BE_SEEN[name]
        if name in ("ask", "self"):
            assert [report["cues"] for report in reports if report["cues"]] == []
        if name != "proctor":
            assert [report["alerts"] for report in reports if report["alerts"]] == []
    assert {report["state"] for report in ben.reports()} == {"self"}
    assert [answer["choice"] for answer in ada.events("answer") + ben.events("answer")] == [0, 1]
    assert ben.events("status")[-1]["pace"] == "slower"


def test_in_a_room_that_asks_the_guess_is_told_by_the_students_yes_alone(lessons: dict[str, Lesson]) -> None:
    ada = lessons["ask"].ada
    assert [status["lost"] for status in ada.events("status")] == [True]
    assert "confused" not in "".join(ada.frames)


def test_camera_code_is_fetched_by_nobody_who_uses_no_camera(lessons: dict[str, Lesson]) -> None:
    without = [lessons["self"].ada, *(lesson.ben for lesson in lessons.values())]
    fetched = [url for student in without for url in student.urls]
    assert any("/student/lesson.js" in url for url in fetched)
    assert [url for url in fetched if re.search(r"camera|face_mesh|/signals/", url)] == []
