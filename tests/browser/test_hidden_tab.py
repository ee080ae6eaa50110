"""A hidden tab: frames go on where the browser allows it, else nothing is measured; it is never an alert.

`pytest tests/browser/test_hidden_tab.py --hidden-s 600` hides it for ten minutes.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from tests.backend.people import Client, People
from tests.browser.devtools import Tab, chromium
from tests.browser.recordings import CALM, GLANCING, write_recording
from tests.serving import REPOSITORY, serve

pytestmark = pytest.mark.alone

CALIBRATED_WITHIN_S = 40.0
STATE = "document.querySelector('[data-role=my-state]').dataset.state"
# The longest gaze away that is a label and not yet an alert.
GLANCE_S, BETWEEN_S = 4.0, 4.0
CALM_S = 24.0
# After so long without a report the page says `unknown`; what notices it ticks every second or two.
SILENCE_IS_UNKNOWN_S = 4.0 + 2.0
NOTE_FRAMES = """
window.frames_ms = [];
const make = createImageBitmap;
window.createImageBitmap = (...what) => { frames_ms.push(Date.now()); return make(...what); };
"""


@pytest.fixture(scope="module")
def lesson(
    tmp_path_factory: pytest.TempPathFactory, face_clip: Path, request: pytest.FixtureRequest
) -> Iterator[tuple[Client, Tab, float]]:
    """A proctored student whose tab went behind another one, after the time at which it did."""
    folder = tmp_path_factory.mktemp("hidden")
    hidden_s = request.config.getoption("--hidden-s")
    glances = 2 + round(hidden_s / (GLANCE_S + BETWEEN_S))
    scenes = [(CALM, CALM_S), *[(GLANCING, GLANCE_S), (CALM, BETWEEN_S)] * glances, (CALM, 60.0)]
    overrides = {
        "/vendor/face_mesh/face_worker.js": REPOSITORY / "tests" / "browser" / "recorded_worker.js",
        "/vendor/face_mesh/recording.json": write_recording(folder / "recording.json", scenes),
    }
    with serve(overrides=overrides) as server, chromium(face_clip, folder / "profile") as browser:
        people = People(server.url)
        room = people.room(proctoring=True)
        board = people.teacher(room)
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
        yield board, student, hidden_at
        people.go_home()


def test_labels_go_on_from_a_hidden_tab(lesson: tuple[Client, Tab, float]) -> None:
    board, _, hidden_at = lesson
    states = [state for _, _, at, state, _, _ in board.rows("reports") if at > hidden_at]
    assert "away" in states
    assert "focused" in states


def test_a_hidden_tab_is_looked_at_every_second_or_not_measurable(lesson: tuple[Client, Tab, float]) -> None:
    board, student, hidden_at = lesson
    unknown_at = [at for _, _, at, state, _, _ in board.rows("reports") if state == "unknown"]
    frames_ms: list[float] = student.evaluate("[...frames_ms, Date.now()]")
    assert len(frames_ms) > 1
    for before, after in pairwise([hidden_at, *frames_ms]):
        if after - before > SILENCE_IS_UNKNOWN_S * 1000:
            assert any(before < at < after for at in unknown_at)


def test_a_hidden_tabs_journal_reaches_the_board_whole(lesson: tuple[Client, Tab, float]) -> None:
    board, _, _ = lesson
    numbers = [seq for _, seq, *_ in board.rows("reports")]
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    assert len(numbers) > 4


def test_a_hidden_tab_whose_frames_stop_is_not_measurable(lesson: tuple[Client, Tab, float]) -> None:
    _, student, _ = lesson
    student.evaluate("document.querySelector('video').pause()")
    student.wait(f"{STATE} === 'unknown'", 10)
    assert student.evaluate("document.visibilityState") == "hidden"


def test_a_hidden_tab_is_never_an_alert(lesson: tuple[Client, Tab, float]) -> None:
    board, _, _ = lesson
    assert [alerts for *_, alerts in board.rows("reports") if alerts] == []
