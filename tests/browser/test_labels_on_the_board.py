"""Labels from the worker to the board, on recorded landmarks where FaceMesh's would stand."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.classroom import Console, create_room, join, role, seen, wait_until, watch
from tests.browser.recordings import CALIBRATION, CALM, PUZZLED, PUZZLED_SMILING, Scene, recorded
from tests.serving import serve

HOLD_S = 4.0
# Nobody, until the lesson is over: a board that shows it has shown all before.
END: Scene = (None, 60.0)
SHOWN_WITHIN_S = 120

BEHAVIOUR: Mapping[str, list[Scene]] = {
    "sustained": [CALIBRATION, (PUZZLED, 2 * HOLD_S), (CALM, 8.0), END],
    "smiling": [CALIBRATION, (PUZZLED_SMILING, 2 * HOLD_S), (CALM, 4.0), END],
    "half the time": [
        CALIBRATION,
        (PUZZLED, HOLD_S / 2),
        (CALM, 6.0),
        (PUZZLED, HOLD_S / 2),
        (CALM, 4.0),
        END,
    ],
    "away for longer than an alert needs": [CALIBRATION, (None, 8.0), (CALM, 6.0), END],
}


# Every pair of state and alerts that each board showed.
Boards = Mapping[str, list[list[str]]]


@pytest.fixture(scope="module")
def boards(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Boards]:
    """What each board showed, from lessons at the same time: a server each, for a recording each."""
    console = Console()
    pages: dict[str, Page] = {}
    with ExitStack() as servers:
        for name, scenes in BEHAVIOUR.items():
            overrides = recorded(tmp_path_factory.mktemp("recordings"), scenes)
            server = servers.enter_context(serve(overrides=overrides))
            pages[name] = open_lesson(browser, server.url, console)
        for name, page in pages.items():
            wait_for_end(page, BEHAVIOUR[name])
        yield {name: seen(page) for name, page in pages.items()}
        for page in pages.values():
            page.context.close()
    assert console.complaints == []


def wait_for_end(board: Page, scenes: Sequence[Scene]) -> None:
    """Wait until the board has shown an absent student as often as the recording has one."""
    absences = [face for face, _ in scenes].count(None)

    def is_over() -> bool:
        return [state for state, _ in seen(board)].count("absent") == absences

    wait_until(board, is_over, SHOWN_WITHIN_S, "the end")


def open_lesson(browser: Browser, base_url: str, console: Console) -> Page:
    """Open a board and a student beside it; return the board, which notes its tile's states."""
    room = create_room(base_url)
    context = browser.new_context()
    teacher, student = context.new_page(), context.new_page()
    console.listen(teacher)
    console.listen(student)
    teacher.goto(room.teacher_url)
    watch(teacher, "tile", ["data-state", "data-alerts"])
    join(student, room)
    expect(student.locator(role("my-state"))).to_have_attribute("data-state", "calibrating")
    return teacher


def states_on(boards: Boards, name: str) -> list[str]:
    return [state for state, _ in boards[name]]


def test_brow_tilt_no_smile_and_centred_gaze_sustained_are_confused(boards: Boards) -> None:
    states = states_on(boards, "sustained")
    assert states[states.index("confused") - 1] in ("focused", "neutral")
    assert states[states.index("confused") + 1] in ("focused", "neutral")
    assert states.count("confused") == 1


def test_the_same_with_a_smile_is_never_confused(boards: Boards) -> None:
    assert "focused" in states_on(boards, "smiling")
    assert "confused" not in states_on(boards, "smiling")


def test_the_same_for_half_the_time_is_never_confused(boards: Boards) -> None:
    assert "focused" in states_on(boards, "half the time")
    assert "confused" not in states_on(boards, "half the time")


def test_a_board_without_proctoring_shows_absent_and_the_return_and_never_an_alert(boards: Boards) -> None:
    states = states_on(boards, "away for longer than an alert needs")
    assert states[states.index("absent") + 1] in ("focused", "neutral")
    assert {alerts or "" for shown in boards.values() for _, alerts in shown} == {""}


@pytest.mark.parametrize(
    "path",
    [
        "/vendor/face_mesh/recording.json",
        "/vendor/face_mesh/recorded_worker.js",
        "/tests/browser/recorded_worker.js",
    ],
)
def test_a_production_server_serves_nothing_in_place_of_facemesh(relay: str, path: str) -> None:
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(relay + path, timeout=5)
