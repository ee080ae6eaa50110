"""What camera or worker lose for a while comes back by itself: no stale label meanwhile, and no alert."""

from __future__ import annotations

import operator
import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.browser.classroom import (
    attribute,
    create_room,
    holds_in_order,
    join,
    launch,
    role,
    seen,
    wait_until,
    watch,
)
from tests.browser.processes import process_ids
from tests.browser.recordings import CALM, WORKER, recorded
from tests.serving import REPOSITORY, serve

LOSING_WORKER = REPOSITORY / "tests" / "browser" / "losing_worker.js"
LABELLED_WITHIN_MS = 60_000
# By the real FaceMesh, which also loads.
LOADED_WITHIN_S = 150
TOLD_WITHIN_S = 30
# The real camera behind questions that are counted; with `hold`, each waits until `answer` is called.
QUESTIONS = """
window.questions = 0;
window.hold = false;
const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
navigator.mediaDevices.getUserMedia = async (wanted) => {
  window.questions += 1;
  if (window.hold) await new Promise((resolve) => { window.answer = resolve; });
  return ask(wanted);
};
"""
HOLD = "window.hold = true;"
FAULT = "(kind) => new BroadcastChannel('fault').postMessage(kind)"
TRACK_EVENT = (
    """(kind) => document.querySelector("video").srcObject.getTracks()[0].dispatchEvent(new Event(kind))"""
)


@dataclass(frozen=True)
class Lesson:
    """A board and a student who is labelled."""

    board: Page
    student: Page

    def expect_label(self) -> None:
        """Wait for the label of a calm face, here and on the board."""
        for page, handle in ((self.student, "my-state"), (self.board, "tile")):
            label = page.locator(role(handle))
            expect(label).to_have_attribute("data-state", "focused", timeout=LABELLED_WITHIN_MS)


@pytest.fixture(scope="module")
def server_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server whose students are calm, and whose workers can be lost."""
    overrides = {**recorded(tmp_path_factory.mktemp("recovery"), [(CALM, 10.0)]), WORKER: LOSING_WORKER}
    with serve(overrides=overrides) as server:
        yield server.url


@pytest.fixture(scope="module")
def shared(server_url: str, browser: Browser) -> Iterator[Lesson]:
    """One lesson for all tests: what each of them loses has come back at its end."""
    room = create_room(server_url, proctoring=True)
    board, student = browser.new_context().new_page(), browser.new_context().new_page()
    board.goto(room.teacher_url)
    student.add_init_script(QUESTIONS)
    join(student, room)
    yield Lesson(board, student)
    board.context.close()
    student.context.close()


@pytest.fixture
def lesson(shared: Lesson) -> Lesson:
    """The lesson, labelled and watched from here on."""
    shared.expect_label()
    watch(shared.board, "tile", ["data-state", "data-alerts"])
    return shared


def states(page: Page) -> list[str]:
    """Return the states that a watched page has shown; none of them may have come with an alert."""
    noted = seen(page)
    assert [alerts for _, alerts in noted if alerts] == []
    return [state for state, _ in noted]


def steps(*shown: str) -> list[Callable[[str], bool]]:
    """Return one step for each state, as `holds_in_order` takes them."""
    return [partial(operator.eq, state) for state in shown]


def test_a_video_that_the_system_pauses_plays_on_by_itself(lesson: Lesson) -> None:
    lesson.student.evaluate("document.querySelector('video').pause()")
    playing = "!document.querySelector('video').paused"
    wait_until(lesson.student, lambda: lesson.student.evaluate(playing), TOLD_WITHIN_S, "the video plays")
    lesson.expect_label()
    assert "calibrating" not in states(lesson.board)


def test_a_muted_track_is_not_measurable_until_it_is_unmuted(lesson: Lesson) -> None:
    lesson.student.evaluate(TRACK_EVENT, "mute")
    expect(lesson.student.locator(role("my-state"))).to_have_attribute("data-state", "unknown")
    told = lesson.student.locator('[data-kind="no-picture"]')
    expect(told.locator("p")).not_to_be_empty(timeout=TOLD_WITHIN_S * 1000)
    expect(told.locator('[data-way="retry-camera"]')).to_be_visible()
    lesson.student.evaluate(TRACK_EVENT, "unmute")
    lesson.expect_label()
    expect(told).to_have_count(0)
    shown = states(lesson.board)
    assert "unknown" in shown
    assert "calibrating" not in shown


@pytest.mark.parametrize("fault", ["lost", "failed"])
def test_a_worker_that_is_lost_is_started_again_by_itself_and_learns_anew(fault: str, lesson: Lesson) -> None:
    lesson.student.evaluate(FAULT, fault)
    expect(lesson.student.locator(role("my-state"))).to_have_attribute("data-state", "calibrating")
    lesson.expect_label()
    assert holds_in_order(states(lesson.board), *steps("unknown", "calibrating", "focused"))
    assert attribute(lesson.student, "message", "data-kinds") == ""
    assert lesson.student.evaluate("window.questions") == 1


def test_labels_come_back_after_the_browsers_gpu_process_has_died(
    hasty_relay: str, playwright: Playwright, face_clip: Path
) -> None:
    browser = launch(playwright, face_clip)
    page = join(browser.new_context().new_page(), create_room(hasty_relay, proctoring=True))
    label = page.locator(role("my-state"))
    expect(label).to_have_attribute("data-state", "focused", timeout=LOADED_WITHIN_S * 1000)
    watch(page, "my-state", ["data-state", "data-alerts"])
    [gpu] = process_ids(browser.new_browser_cdp_session(), "GPU")
    os.kill(gpu, signal.SIGKILL)
    again = steps("unknown", "calibrating", "focused")
    wait_until(page, lambda: holds_in_order(states(page), *again), LOADED_WITHIN_S, "a label again")
    browser.close()


def test_a_question_left_open_is_told_and_asked_once(server_url: str, browser: Browser) -> None:
    student = browser.new_context().new_page()
    student.add_init_script(QUESTIONS + HOLD)
    join(student, create_room(server_url))
    told = student.locator('[data-kind="asking"]')
    expect(told.locator("p")).not_to_be_empty()
    told.locator('[data-way="go-on-without"]').click()
    expect(student.locator(role("my-state"))).to_have_attribute("data-state", "self")
    expect(told).to_have_count(0)
    student.locator(role("start-camera")).click()
    expect(told).to_have_count(1)
    assert student.evaluate("window.questions") == 1
    student.evaluate("window.answer()")
    expect(student.locator(role("my-state"))).to_have_attribute("data-state", "calibrating")
    expect(told).to_have_count(0)
    tracks = "document.querySelector('video').srcObject.getTracks().map((track) => track.readyState)"
    assert student.evaluate(tracks) == ["live"]
    student.context.close()
