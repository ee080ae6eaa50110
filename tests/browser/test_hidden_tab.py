"""A tab that is hidden, on a laptop that also sleeps: labels, or nothing measurable, and never an alert.

`pytest tests/browser/test_hidden_tab.py --hidden-s 600 --timeout 900` hides it for ten minutes.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from tests.backend.clients import Client, Clients
from tests.browser.devtools import Tab, chromium
from tests.browser.faults.asleep import asleep
from tests.browser.recordings import CALIBRATION, CALM, GLANCING, recorded
from tests.serving import serve

CALIBRATED_WITHIN_S = 40.0
STATE = "document.querySelector('[data-role=my-state]').dataset.state"
# A gaze away that is a label and no alert: of any 30 s, at most 8 are looked away, two short of what alerts.
GLANCE_S, BETWEEN_S = 4.0, 11.0
ASLEEP_S = 12.0
AWAKE_WITHIN_S = 40.0
# After so long without a report the page says `unknown`; what notices it ticks every second or two.
SILENCE_IS_UNKNOWN_S = 4.0 + 2.0
NOTE_FRAMES = """
window.frames_ms = [];
const post = Worker.prototype.postMessage;
Worker.prototype.postMessage = function (message, ...more) {
  if (message.type === "frame" && message.picture !== null) frames_ms.push(Date.now());
  return post.call(this, message, ...more);
};
"""
# What the browser fires when the system holds the camera back, which no fake one does.
MUTE = "document.querySelector('video').srcObject.getTracks()[0].dispatchEvent(new Event('mute'))"


@dataclass(frozen=True)
class Lesson:
    """A board, and a student whose tab went behind another one at this time (ms since 1970)."""

    board: Client
    student: Tab
    hidden_at: float
    browser_pid: int

    def states_since(self, at: float) -> list[str]:
        """Return what the board was told of the time after that."""
        return [state for _, _, when, state, _, _ in self.board.rows("reports") if when > at]


@pytest.fixture(scope="module")
def lesson(
    tmp_path_factory: pytest.TempPathFactory, face_clip: Path, request: pytest.FixtureRequest
) -> Iterator[Lesson]:
    """A proctored student whose tab has been hidden for as long as the tests are asked for."""
    folder = tmp_path_factory.mktemp("hidden")
    hidden_s = request.config.getoption("--hidden-s")
    glances = round((hidden_s + ASLEEP_S + 2 * AWAKE_WITHIN_S) / (GLANCE_S + BETWEEN_S))
    scenes = [CALIBRATION, *[(GLANCING, GLANCE_S), (CALM, BETWEEN_S)] * glances, (CALM, 60.0)]
    overrides = recorded(folder, scenes)
    with serve(overrides=overrides) as server, chromium(face_clip, folder / "profile") as browser:
        clients = Clients(server.url)
        room = clients.room(proctoring=True)
        board = clients.teacher(room)
        student = browser.open(room["student_url"])
        student.click("join")
        student.click("consent-camera")
        student.wait(f"{STATE} === 'focused'", CALIBRATED_WITHIN_S)
        student.evaluate(NOTE_FRAMES)
        browser.open("about:blank")
        student.wait("document.visibilityState === 'hidden'", 5)
        hidden_at = time.time() * 1000
        time.sleep(hidden_s)
        assert student.evaluate("document.visibilityState") == "hidden"
        yield Lesson(board, student, hidden_at, browser.pid)
        clients.close_all()


def test_labels_go_on_from_a_hidden_tab(lesson: Lesson) -> None:
    assert {"away", "focused"} <= set(lesson.states_since(lesson.hidden_at))


def test_a_hidden_tab_is_looked_at_every_second_or_not_measurable(lesson: Lesson) -> None:
    unknown_at = [at for _, _, at, state, _, _ in lesson.board.rows("reports") if state == "unknown"]
    frames_ms: list[float] = lesson.student.evaluate("[...frames_ms, Date.now()]")
    assert len(frames_ms) > 1
    for before, after in pairwise([lesson.hidden_at, *frames_ms]):
        if after - before > SILENCE_IS_UNKNOWN_S * 1000:
            assert any(before < at < after for at in unknown_at)


def test_a_student_whose_laptop_slept_is_measured_again(lesson: Lesson) -> None:
    with asleep(lesson.browser_pid):
        time.sleep(ASLEEP_S)
    woken_at = time.time() * 1000
    deadline_s = time.monotonic() + AWAKE_WITHIN_S
    while not {"away", "focused"} <= set(lesson.states_since(woken_at)):
        assert time.monotonic() < deadline_s, lesson.states_since(woken_at)
        time.sleep(0.2)


def test_the_journal_reaches_the_board_whole(lesson: Lesson) -> None:
    numbers = [seq for _, seq, *_ in lesson.board.rows("reports")]
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    assert len(numbers) > 4


def test_a_hidden_tab_whose_frames_stop_is_not_measurable(lesson: Lesson) -> None:
    lesson.student.evaluate(MUTE)
    lesson.student.wait(f"{STATE} === 'unknown'", 10)
    assert lesson.student.evaluate("document.visibilityState") == "hidden"


def test_neither_is_ever_an_alert(lesson: Lesson) -> None:
    assert [alerts for *_, alerts in lesson.board.rows("reports") if alerts] == []
