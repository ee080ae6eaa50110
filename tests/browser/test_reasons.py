"""Why there is no label: in words on the student's page, its group at most on the wire, nothing of the eyes.

Every lesson goes on at the same time, each student before a recording of one thing that keeps labels away. It
begins again at its end: nothing changes, however long a busy machine takes.
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

from offline.synthetic.people.face import Face
from signals.contract.reasons import GROUP_OF
from tests.browser.boards import has, tile
from tests.browser.classroom import Console, attribute, create_room, join, role, wait_until
from tests.browser.haste import hasty
from tests.browser.recordings import Scene, recorded
from tests.serving import serve

LASTS_S = 12.0
TOLD_WITHIN_S = 60.0
EVENT = re.compile(r"42\d+(\[.*\])")
GLANCES_DEG = (-16.0, 8.0, 0.0, 16.0, -8.0)
# What keeps labels away, in which state the student is then, and what the board is told of it.
SCENES: Mapping[str, tuple[list[Scene], str, list[str]]] = {
    "face_small": ([(Face(distance_cm=175), LASTS_S)], "unknown", ["face"]),
    "camera_sideways": ([(Face(roll_deg=60), LASTS_S)], "unknown", ["camera"]),
    "camera_low": ([(Face(pitch_deg=38), LASTS_S)], "focused", ["gaze_centred"]),
    "eyes_shut": ([(Face(closure=1), LASTS_S)], "unknown", []),
    "gaze_unsteady": ([(Face(gaze_yaw_deg=yaw), 0.6) for yaw in GLANCES_DEG * 4], "calibrating", []),
}
STUDENTS_OWN = [reason for reason in SCENES if GROUP_OF[reason] is None]
# Whose lesson is held in a room of another policy as well.
ELSEWHERE = {"ask": "face_small", "presence": "eyes_shut"}
# A calibration that takes whatever it gets after a while would end in the middle of these tests.
CALIBRATES_S = 3600.0


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
    """Give each reason's lesson in rooms of these policies, as it is when the page has told the reason."""
    console, held = Console(), {}
    with ExitStack() as servers:
        for reason, (scenes, _, _) in SCENES.items():
            folder = tmp_path_factory.mktemp("reasons")
            overrides = recorded(folder, scenes, again=True)
            if reason == "gaze_unsteady":
                overrides |= hasty(folder, baseline_max_s=CALIBRATES_S)
            url = servers.enter_context(serve(overrides=overrides)).url
            for policy in ("labels", *(policy for policy, told in ELSEWHERE.items() if told == reason)):
                held[reason, policy] = begin(browser, url, policy, console)
        for (reason, _), lesson in held.items():
            wait_for_reason(lesson.student, reason, SCENES[reason][1])
        yield held
        for lesson in held.values():
            lesson.student.context.close()
    assert console.complaints == []


def wait_for_reason(page: Page, reason: str, state: str) -> None:
    """Wait until the page tells a reason beside a state."""

    def told() -> bool:
        shown = [attribute(page, "my-state", name) for name in ("data-reason", "data-state")]
        return shown == [reason, state]

    wait_until(page, told, TOLD_WITHIN_S, f"the page tells {reason}")


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
    words = page.evaluate("async (key) => (await import('/look/locale.js')).text(key)", f"reason.{reason}")
    expect(page.locator(role("reason"))).to_be_visible()
    expect(page.locator(role("reason"))).to_contain_text(words)


def test_a_calibration_that_waits_for_a_steady_gaze_is_not_told_as_done(lessons: Lessons) -> None:
    bar = lessons["gaze_unsteady", "labels"].student.locator(role("calibration"))
    expect(bar).to_be_visible()
    assert 0.5 < float(bar.evaluate("(bar) => bar.value")) < 1


@pytest.mark.parametrize("reason", SCENES)
def test_the_page_says_what_the_teacher_is_told_of_it(reason: str, lessons: Lessons) -> None:
    told = lessons[reason, "labels"].student.locator(role("teacher-sees"))
    words = {
        "face_small": "too small in the picture",
        "camera_sideways": "a still picture",
        "camera_low": "Your teacher sees: Focused",
    }
    expect(told).to_contain_text(words.get(reason, "stays on this device"))


@pytest.mark.parametrize("reason", SCENES)
def test_the_board_gets_the_reasons_group_and_nothing_else(reason: str, lessons: Lessons) -> None:
    lesson, (_, state, cues) = lessons[reason, "labels"], SCENES[reason]
    has(lesson.board, "Ada", state=state)
    assert lesson.reports()[-1]["cues"] == cues
    shown = tile(lesson.board, "Ada").locator(role("tile-cues"))
    # A tile that calls for nobody says no more than its state.
    if cues and state != "focused":
        expect(shown).not_to_be_empty()
    else:
        expect(shown).to_be_empty()


@pytest.mark.parametrize("reason", STUDENTS_OWN)
def test_what_is_about_the_student_leaves_in_no_form(reason: str, lessons: Lessons) -> None:
    for (told, _), lesson in lessons.items():
        if told != reason:
            continue
        sent = "".join(lesson.frames)
        assert [name for name in (*GROUP_OF, '"reason"') if name in sent] == []
        shapes = {(report["state"], *report["cues"], *report["alerts"]) for report in lesson.reports()}
        assert shapes <= {("calibrating",), ("unknown",)}


@pytest.mark.parametrize(("policy", "reason"), ELSEWHERE.items())
def test_rooms_that_ask_or_count_get_no_reason_at_all(policy: str, reason: str, lessons: Lessons) -> None:
    lesson = lessons[reason, policy]
    has(lesson.board, "Ada", state="unknown")
    assert [report["cues"] for report in lesson.reports() if report["cues"]] == []
    expect(lesson.student.locator(role("teacher-sees"))).to_contain_text("stays on this device")
    expect(tile(lesson.board, "Ada").locator(role("tile-cues"))).to_be_empty()
