"""The spine with the real FaceMesh: a picture before a camera becomes a colour on the board."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright

from tests.browser import clips
from tests.browser.classroom import (
    Console,
    create_room,
    holds_in_order,
    join,
    launch,
    role,
    seen,
    wait_until,
    watch,
)

# The clip runs in a loop from the browser's start on; a slow machine looks once in two or three seconds,
# and is calibrated by the second round.
ROUNDS_S = 420
FIRST_S = 24.0


@pytest.fixture(scope="module")
def coming_and_going(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A face, nobody, two faces, the face again."""
    scenes = [
        (clips.face(), FIRST_S),
        (clips.no_face(), 20.0),
        (clips.two_faces(), 14.0),
        (clips.face(), 14.0),
    ]
    return clips.write_clip(tmp_path_factory.mktemp("clips") / "coming_and_going.mjpeg", scenes)


@pytest.fixture(scope="module")
def tilting(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A face at rest, and the same with its head tilted."""
    rest, tilted = (clips.face(rotation_deg=roll, mouth="corners down") for roll in (0, 15))
    scenes = [(rest, FIRST_S), (tilted, 14.0)]
    return clips.write_clip(tmp_path_factory.mktemp("clips") / "tilting.mjpeg", scenes)


@contextmanager
def lesson(
    playwright: Playwright, relay: str, clip: Path, *, proctoring: bool = False
) -> Iterator[tuple[Page, Page]]:
    """Give a board that notes every state and alert of its one tile, and the student behind it."""
    browser, console = launch(playwright, clip, whole=True), Console()
    try:
        room = create_room(relay, proctoring=proctoring)
        teacher, student = browser.new_page(), browser.new_page()
        console.listen(teacher)
        console.listen(student)
        teacher.goto(room.teacher_url)
        watch(teacher, "tile", ["data-state", "data-alerts"])
        join(student, room, "Eileen")
        yield teacher, student
        assert console.complaints == []
    finally:
        browser.close()


def attentive(value: Sequence[str]) -> bool:
    state, alerts = value
    return state in ("focused", "neutral") and alerts == ""


def is_absent(value: Sequence[str]) -> bool:
    return value[0] == "absent"


def alerts(name: str) -> Callable[[Sequence[str]], bool]:
    return lambda value: name in value[1].split()


def measured(cues: str = "", without: str = "") -> Callable[[Sequence[str]], bool]:
    """Return whether a label of an attentive face has all of some cues and none of others."""

    def holds(value: Sequence[str]) -> bool:
        shown = set(value[1].split())
        return (
            value[0] in ("focused", "neutral")
            and shown >= set(cues.split())
            and not shown & set(without.split())
        )

    return holds


def test_a_proctoring_board_shows_no_face_then_two_faces_then_recovery(
    hasty_relay: str, playwright: Playwright, coming_and_going: Path
) -> None:
    steps = [attentive, is_absent, alerts("no_face"), alerts("multiple_faces"), attentive]
    with lesson(playwright, hasty_relay, coming_and_going, proctoring=True) as (teacher, _):
        wait_until(
            teacher, lambda: holds_in_order(seen(teacher), *steps), ROUNDS_S, f"in order: {seen(teacher)}"
        )


def test_a_real_tilt_is_a_cue_in_the_students_own_view(
    hasty_relay: str, playwright: Playwright, tilting: Path
) -> None:
    steps = [measured("gaze_centred", without="head_tilted"), measured("gaze_centred head_tilted")]
    with lesson(playwright, hasty_relay, tilting) as (_, student):
        watch(student, "my-state", ["data-state", "data-cues"])
        wait_until(
            student, lambda: holds_in_order(seen(student), *steps), ROUNDS_S, f"in order: {seen(student)}"
        )
        assert student.locator(role("cue-words")).inner_text() != ""
        assert "on the" in (student.locator(role("engine")).text_content() or ""), "the engine is told"
