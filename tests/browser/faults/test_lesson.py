"""A lesson that everything happens to: the board's timelines stay the students' own journals.

Real pages, each on a network of its own; recorded landmarks stand where FaceMesh's would, so that there are
transitions all the time.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace

import pytest
from playwright.sync_api import Browser, Page, Playwright, TimeoutError, expect

from tests.browser.boards import has
from tests.browser.classroom import create_room, join, role
from tests.browser.devtools import Chromium, chromium
from tests.browser.faults.asleep import STEADY_CLOCK_SLEEPS, asleep
from tests.browser.faults.mortal import MortalRelay, mortal_relay
from tests.browser.faults.network import Network, network
from tests.browser.faults.timelines import NEXT_CALL, read_journal, wait_until_whole
from tests.browser.recordings import CALIBRATION, CALM, GLANCING, Scene, recorded

LIVELY: list[Scene] = [(GLANCING, 4.0), (CALM, 3.0), (None, 4.0), (CALM, 3.0)] * 20
BEGUN_WITHIN_MS = 90_000
CONNECT_TRIES, CONNECT_WITHIN_MS = 3, 10_000
WHOLE_WITHIN_S = 5.0
# A line that is dead is noticed within 25 s, by either end.
NOTICED_WITHIN_MS = 30_000
# After a long cut a page's next try is under way, or begins within 2.25 s.
BACK_WITHIN_MS = 10_000
RIGHT_TO_MS = 200


@dataclass(frozen=True)
class Lesson:
    """Two students and a teacher's board, in front of one relay."""

    relay: MortalRelay
    networks: dict[str, Network]
    students: dict[str, Page]
    board: Page
    teacher_url: str

    def is_whole_on(self, board: Page) -> None:
        """Fail where a board lacks anything of what the students' pages hold now."""
        journals = {name: read_journal(page) for name, page in self.students.items()}
        assert min(map(len, journals.values())) > 1
        wait_until_whole(board, journals, WHOLE_WITHIN_S)


@pytest.fixture(scope="module")
def lesson(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lesson]:
    """A lesson that has begun: everybody is calibrated, and labels come and go."""
    overrides = recorded(tmp_path_factory.mktemp("recordings"), [CALIBRATION, *LIVELY])
    with ExitStack() as stack:
        relay = stack.enter_context(mortal_relay(overrides))
        networks = {name: stack.enter_context(network(relay.url)) for name in ("Ada", "Ben")}
        room = create_room(relay.url)
        board = new_page(browser, stack)
        board.goto(room.teacher_url)
        students = {}
        for name, own in networks.items():
            students[name] = new_page(browser, stack)
            join(students[name], replace(room, student_url=f"{own.url}/s#{room.code}"), name)
        for name in students:
            has(board, name, BEGUN_WITHIN_MS, state="away")
        yield Lesson(relay, networks, students, board, room.teacher_url)


def new_page(browser: Browser, stack: ExitStack) -> Page:
    context = browser.new_context()
    stack.callback(context.close)
    return context.new_page()


def test_a_cut_of_a_second_costs_no_transition(lesson: Lesson) -> None:
    lesson.networks["Ada"].cut()
    time.sleep(1)
    lesson.networks["Ada"].mend()
    lesson.is_whole_on(lesson.board)


def test_a_router_that_restarts_costs_no_transition(lesson: Lesson) -> None:
    for name, own in lesson.networks.items():
        own.hang_up()
        expect(lesson.students[name].locator(role("watching"))).to_be_hidden()
    lesson.is_whole_on(lesson.board)


def test_two_teachers_see_the_same_and_one_who_leaves_takes_nothing_along(
    lesson: Lesson, browser: Browser
) -> None:
    with ExitStack() as stack:
        second = new_page(browser, stack)
        second.goto(lesson.teacher_url)
        lesson.is_whole_on(second)
        lesson.is_whole_on(lesson.board)
        watched_by(lesson, 2)
    watched_by(lesson, 1)
    lesson.is_whole_on(lesson.board)


def watched_by(lesson: Lesson, teachers: int) -> None:
    for page in lesson.students.values():
        expect(page.locator(role("watching"))).to_have_attribute("data-teachers", str(teachers))


def test_a_relay_killed_and_started_again_costs_no_transition(lesson: Lesson) -> None:
    before = {name: read_journal(page) for name, page in lesson.students.items()}
    lesson.relay.kill()
    # Long enough for each to go through several labels that nobody hears.
    for name, page in lesson.students.items():
        while len(read_journal(page)) < len(before[name]) + 2:
            time.sleep(0.5)
    lesson.relay.start()
    lesson.is_whole_on(lesson.board)


@dataclass(frozen=True)
class Absence:
    """A student whose network was cut and a teacher whose laptop slept, both for as long; both are back."""

    lesson: Lesson
    woken: Page


@pytest.fixture(scope="module")
def absence(
    lesson: Lesson,
    playwright: Playwright,
    tmp_path_factory: pytest.TempPathFactory,
    request: pytest.FixtureRequest,
) -> Iterator[Absence]:
    seconds = request.config.getoption("--cut-s")
    with chromium(None, tmp_path_factory.mktemp("laptop")) as laptop:
        sleeper = open_board_on(laptop, playwright, lesson)
        lesson.networks["Ada"].cut()
        with asleep(laptop.pid):
            began_s = time.monotonic()
            if seconds * 1000 >= NOTICED_WITHIN_MS:
                has(lesson.board, "Ada", NOTICED_WITHIN_MS, state="offline")
            time.sleep(max(0, seconds - (time.monotonic() - began_s)))
        lesson.networks["Ada"].mend()
        yield Absence(lesson, sleeper)


def connect(laptop: Chromium, playwright: Playwright) -> Browser:
    """Connect to a browser that has just started; now and then one does not answer the first who asks."""
    for _ in range(CONNECT_TRIES - 1):
        with suppress(TimeoutError):
            return playwright.chromium.connect_over_cdp(laptop.address, timeout=CONNECT_WITHIN_MS)
    return playwright.chromium.connect_over_cdp(laptop.address)


def open_board_on(laptop: Chromium, playwright: Playwright, lesson: Lesson) -> Page:
    page = connect(laptop, playwright).contexts[0].new_page()
    page.add_init_script(f"({STEADY_CLOCK_SLEEPS})()")
    page.goto(lesson.teacher_url)
    lesson.is_whole_on(page)
    return page


def test_a_network_cut_for_long_costs_no_transition(absence: Absence) -> None:
    lesson = absence.lesson
    expect(lesson.students["Ada"].locator(role("watching"))).to_be_visible(timeout=BACK_WITHIN_MS)
    lesson.is_whole_on(lesson.board)


def test_a_laptop_that_slept_shows_all_that_it_slept_through(absence: Absence) -> None:
    absence.lesson.is_whole_on(absence.woken)


def test_a_laptop_that_slept_has_the_right_time(absence: Absence) -> None:
    read = f"""async () => {{
      {NEXT_CALL}
      const {{ ClassView }} = await import("/teacher/board/tiles/class_view.js");
      return nextCall(ClassView.prototype, "show", (_, [, , nowMs]) => nowMs - Date.now());
    }}"""
    assert abs(absence.woken.evaluate(read)) < RIGHT_TO_MS
