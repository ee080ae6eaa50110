"""Every screen and state of the student's page, looked at for what keeps a person out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.access.screens import Examiner
from tests.browser.boards import OpenPage
from tests.browser.classroom import create_room, join, role
from tests.browser.recordings import CALM, recorded
from tests.serving import serve

SHOW_STATE = """async ([state, cues, reason]) => {
  const { showLabel } = await import("/student/panels/label_view.js");
  const label = { state, cues, alerts: [] };
  showLabel(label, label, { progress: 0.5, reason });
}"""
SHOW_EVERY_TROUBLE = """async () => {
  const { WAYS_ON } = await import("/student/panels/troubles.js");
  const { text } = await import("/look/locale.js");
  const { showTroubles } = await import("/student/panels/notices.js");
  showTroubles(new Map(Object.keys(WAYS_ON).map((kind) => [kind, text(`trouble.${kind}`)])), () => {});
}"""
SHOW_QUESTION = """async () => {
  const { showQuestion } = await import("/student/questions/question.js");
  const question = { id: "1", text: "Which force holds the moon?", choices: ["Gravity", "Friction"], at: 1 };
  const answering = { answered: () => 0, answer: () => {}, now: () => 0 };
  showQuestion({ ...question, ends_at: 90_000 }, answering);
}"""
SHOW_RESULTS = """async () => {
  const { showQuestion } = await import("/student/questions/question.js");
  const question = { id: "1", text: "Which force holds the moon?", choices: ["Gravity", "Friction"], at: 1 };
  const results = { ended: true, ended_at: 2, results: [12, 3], correct: 0 };
  showQuestion({ ...question, ...results }, { answered: () => 1, answer: () => {}, now: () => 0 });
}"""
STATES = {
    "focused": ["gaze_centred"],
    "neutral": [],
    "confused": ["brow_lowered", "head_tilted"],
    "drowsy": ["eyes_closed"],
    "away": ["gaze_left"],
    "down": ["gaze_down"],
    "absent": [],
    "unknown": [],
    "calibrating": [],
    "paused": [],
    "present": [],
}
# The longest reason, one with its group for the teacher, and one while the calibration goes on.
REASONS: dict[str, tuple[str, list[str]]] = {
    "no_eyes": ("unknown", []),
    "static_image": ("unknown", ["camera"]),
    "gaze_unsteady": ("calibrating", []),
}


@pytest.fixture(scope="module")
def server_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server whose students sit still before their cameras, as far as labels go."""
    with serve(overrides=recorded(tmp_path_factory.mktemp("access"), [(CALM, 60.0)])) as server:
        yield server.url


def test_join_and_consent_keep_nobody_out(server_url: str, open_page: OpenPage) -> None:
    page, examiner = open_page(), Examiner()
    page.goto(f"{server_url}/s")
    page.locator(role("code")).fill("K7QM4-F2P9X")
    page.keyboard.press("Enter")
    examiner.look(page, "join, with a wrong code")
    for policy in ("labels", "ask", "presence", "self"):
        page.goto("about:blank")
        page.goto(create_room(server_url, policy, proctoring=policy == "labels").student_url)
        page.locator(role("join")).click()
        expect(page.locator(role("consent-self"))).to_be_visible()
        examiner.look(page, f"consent in a room of policy {policy}")
    examiner.has_found_nothing()


def test_a_lesson_with_a_camera_keeps_nobody_out(server_url: str, open_page: OpenPage) -> None:
    page, examiner = open_page(), Examiner()
    join(page, create_room(server_url, "ask"))
    examiner.look(page, "a lesson that begins")
    open_everything(page)
    examiner.look(page, "everything opened")
    page.evaluate(SHOW_RESULTS)
    examiner.look(page, "results, with the own answer and the right one", focus=False)
    page.locator(role("pause")).click()
    examiner.look(page, "paused")
    for state, cues in STATES.items():
        page.evaluate(SHOW_STATE, [state, cues, None])
        examiner.look(page, state, focus=False)
    for reason, (state, cues) in REASONS.items():
        page.evaluate(SHOW_STATE, [state, cues, reason])
        examiner.look(page, f"{state}, {reason}", focus=False)
    page.evaluate(SHOW_EVERY_TROUBLE)
    examiner.look(page, "every trouble")
    page.locator(role("leave")).click()
    expect(page.locator(role("join-again"))).to_be_visible()
    examiner.look(page, "the end, with its summary")
    examiner.has_found_nothing()


def open_everything(page: Page) -> None:
    """Open each panel, press each button that stays pressed, and let the page ask."""
    for panel in ("cues", "picture", "wire"):
        page.locator(role(panel)).locator("summary").click()
    for button in ("expressions-switch", "lost", "hand"):
        page.locator(role(button)).click()
    page.locator('[data-pace="slower"]').click()
    page.locator('[data-switch="glasses"]').check()
    page.locator(role("ask-question")).evaluate("(card) => { card.hidden = false; }")
    page.evaluate(SHOW_QUESTION)
    expect(page.locator(role("question"))).to_be_visible()
