"""Why there is no label: in words on the student's page, its group at most on the wire, and the student's own never.

Every lesson goes on at the same time, each student before a recording of one thing that keeps labels away.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, WebSocket, expect

from signals.reasons import GROUP_OF
from signals.synthetic.face import Face
from tests.browser.boards import has, tile
from tests.browser.classroom import Console, attribute, create_room, join, role, wait_until
from tests.browser.recordings import CALM, Scene, recorded
from tests.serving import serve

LASTS_S = 90.0
TOLD_WITHIN_S = 60.0
EVENT = re.compile(r"42\d+(\[.*\])")
WANDERING = [(Face(gaze_yaw_deg=yaw), 1.0) for yaw in (-16.0, 16.0) * 45]
# What keeps labels away, and the state it ends in.
SCENES: Mapping[str, tuple[list[Scene], str]] = {
    "face_small": ([(Face(distance_cm=175), LASTS_S)], "unknown"),
    "camera_low": ([(Face(pitch_deg=38), LASTS_S)], "unknown"),
    "eyes_shut": ([(Face(closure=1), LASTS_S)], "unknown"),
    "gaze_unsteady": (WANDERING, "calibrating"),
}
STUDENTS_OWN = [reason for reason in SCENES if GROUP_OF[reason] is None]
POLICIES = ("labels", "ask", "presence")


@dataclass
class Lesson:
    """One student's page and its board, and all that the page sent."""

    student: Page
    board: Page
    frames: list[str] = field(default_factory=list)

    def reports(self) -> list[dict[str, Any]]:
        """Return every report sent."""
        sent = [json.loads(found[1]) for found in map(EVENT.fullmatch, self.frames) if found]
        return [payload for event, payload in sent if event == "report"]


Lessons = Mapping[tuple[str, str], Lesson]


@pytest.fixture(scope="module")
def lessons(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lessons]:
    """Give each reason's lesson in a room of each policy, as it is when the page has told the reason."""
    console, held = Console(), {}
    with ExitStack() as servers:
        for reason, (scenes, _) in SCENES.items():
            overrides = recorded(tmp_path_factory.mktemp("reasons"), scenes)
            url = servers.enter_context(serve(overrides=overrides)).url
            for policy in POLICIES if reason in ("face_small", "eyes_shut") else POLICIES[:1]:
                held[reason, policy] = begin(browser, url, policy, console)
        for (reason, _), lesson in held.items():
            told = lambda: attribute(lesson.student, "my-state", "data-reason") == reason  # noqa: B023, E731
            wait_until(lesson.student, told, TOLD_WITHIN_S, f"the page tells {reason}")
        yield held
        for lesson in held.values():
            lesson.student.context.close()
    assert console.complaints == []


def begin(browser: Browser, url: str, policy: str, console: Console) -> Lesson:
    """Open a board, and a student's page that uses its camera."""
    context = browser.new_context()
    board, student = context.new_page(), context.new_page()
    lesson = Lesson(student, board)

    def opened(socket: WebSocket) -> None:
        socket.on("framesent", lambda frame: lesson.frames.append(str(frame)))

    student.on("websocket", opened)
    for page in (board, student):
        console.listen(page)
    room = create_room(url, policy)
    board.goto(room.teacher_url)
    join(student, room, "Ada")
    return lesson


@pytest.mark.parametrize("reason", SCENES)
def test_the_page_says_why_and_what_to_do(reason: str, lessons: Lessons) -> None:
    page = lessons[reason, "labels"].student
    words = page.evaluate(
        "async (key) => (await import('/look/locale.js')).text(key)", f"reason.{reason}"
    )
    expect(page.locator(role("my-state"))).to_have_attribute("data-state", SCENES[reason][1])
    expect(page.locator(role("reason"))).to_have_text(words)
    expect(page.locator(role("reason"))).to_be_visible()


@pytest.mark.parametrize("reason", SCENES)
def test_the_page_says_what_the_teacher_is_told_of_it(reason: str, lessons: Lessons) -> None:
    told = lessons[reason, "labels"].student.locator(role("teacher-sees"))
    words = {"face": "too small in the picture", "camera": "camera’s position", None: "stays on this device"}
    expect(told).to_contain_text(words[GROUP_OF[reason]])


@pytest.mark.parametrize("reason", SCENES)
def test_the_board_gets_the_reasons_group_and_nothing_else(reason: str, lessons: Lessons) -> None:
    lesson, group = lessons[reason, "labels"], GROUP_OF[reason]
    has(lesson.board, "Ada", state=SCENES[reason][1])
    told = [report["cues"] for report in lesson.reports() if report["state"] == "unknown"]
    assert [cues for cues in told if cues] == ([] if group is None else [[group]])
    if group is None:
        expect(tile(lesson.board, "Ada").locator(role("tile-cues"))).to_be_empty()
    else:
        expect(tile(lesson.board, "Ada").locator(role("tile-cues"))).not_to_be_empty()


@pytest.mark.parametrize("reason", STUDENTS_OWN)
def test_what_is_about_the_student_leaves_in_no_form(reason: str, lessons: Lessons) -> None:
    for (told, _), lesson in lessons.items():
        if told != reason:
            continue
        sent = "".join(lesson.frames)
        assert [name for name in (*GROUP_OF, '"reason"') if name in sent] == []
        shapes = {(report["state"], *report["cues"], *report["alerts"]) for report in lesson.reports()}
        assert shapes <= {("calibrating",), ("unknown",)}


@pytest.mark.parametrize("policy", ["ask", "presence"])
def test_rooms_that_ask_or_count_get_no_reason_at_all(policy: str, lessons: Lessons) -> None:
    for (reason, where), lesson in lessons.items():
        if where == policy:
            assert [report["cues"] for report in lesson.reports() if report["cues"]] == []
            expect(lesson.student.locator(role("teacher-sees"))).to_contain_text("stays on this device")
            assert attribute(lesson.student, "my-state", "data-reason") == reason
