"""`confused` from the worker to the board, on recorded landmarks where FaceMesh's would stand."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.classroom import Console, create_room, join, role, seen, watch
from tests.browser.recordings import CALM, PUZZLED, PUZZLED_SMILING, Scene, write_recording
from tests.serving import REPOSITORY, serve

RECORDED_WORKER = REPOSITORY / "tests" / "browser" / "recorded_worker.js"
# 15 s of calibration, at most one second of which the pipeline does not count, and then some calm.
CALIBRATION: Scene = (CALM, 20.0)
HOLD_S = 4.0

BEHAVIOUR: Mapping[str, list[Scene]] = {
    "sustained": [CALIBRATION, (PUZZLED, 2 * HOLD_S), (CALM, 8.0)],
    "smiling": [CALIBRATION, (PUZZLED_SMILING, 2 * HOLD_S), (CALM, 8.0)],
    "half the time": [CALIBRATION, (PUZZLED, HOLD_S / 2), (CALM, 6.0), (PUZZLED, HOLD_S / 2), (CALM, 6.0)],
}


@pytest.fixture(scope="module")
def boards(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, list[str]]]:
    """Every state each board showed, from three lessons at once: a server each, for a recording each."""
    console = Console()
    pages: dict[str, Page] = {}
    with ExitStack() as servers:
        for name, scenes in BEHAVIOUR.items():
            recording = write_recording(tmp_path_factory.mktemp("recordings") / "recording.json", scenes)
            overrides = {
                "/vendor/face_mesh/face_worker.js": RECORDED_WORKER,
                "/vendor/face_mesh/recording.json": recording,
            }
            server = servers.enter_context(serve(overrides=overrides))
            pages[name] = open_lesson(browser, server.url, console)
        longest_s = max(sum(seconds for _, seconds in scenes) for scenes in BEHAVIOUR.values())
        pages["sustained"].wait_for_timeout((longest_s + 5) * 1000)
        yield {name: [state for (state,) in seen(page)] for name, page in pages.items()}
        for page in pages.values():
            page.context.close()
    assert console.complaints == []


def open_lesson(browser: Browser, base_url: str, console: Console) -> Page:
    """Open a board and a student beside it; return the board, which notes its tile's states."""
    room = create_room(base_url)
    context = browser.new_context()
    teacher, student = context.new_page(), context.new_page()
    console.listen(teacher)
    console.listen(student)
    teacher.goto(room.teacher_url)
    watch(teacher, "tile", ["data-state"])
    join(student, room)
    expect(student.locator(role("my-state"))).to_have_attribute("data-state", "calibrating")
    return teacher


def test_brow_tilt_no_smile_and_centred_gaze_sustained_are_confused(boards: Mapping[str, list[str]]) -> None:
    states = boards["sustained"]
    assert states[states.index("confused") - 1] in ("focused", "neutral")
    assert states[states.index("confused") + 1] in ("focused", "neutral")
    assert states.count("confused") == 1


def test_the_same_with_a_smile_is_never_confused(boards: Mapping[str, list[str]]) -> None:
    assert "focused" in boards["smiling"]
    assert "confused" not in boards["smiling"]


def test_the_same_for_half_the_time_is_never_confused(boards: Mapping[str, list[str]]) -> None:
    assert "focused" in boards["half the time"]
    assert "confused" not in boards["half the time"]


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
