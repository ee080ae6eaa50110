"""Clocks that are wrong by hours, on a slow network: the board's times are right all the same."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.boards import OpenPage, has
from tests.browser.classroom import create_room, join, role
from tests.browser.faults.network import Network, network
from tests.browser.faults.timelines import NEXT_CALL, read_class

pytestmark = pytest.mark.alone

RIGHT_TO_MS = 200
HOUR_MS = 3_600_000
# Far more than what counts as right; a steady clock set back by it keeps a page waiting as long.
BY_MS = 3000
# There, and back again: a bad mobile network.
ONE_WAY_S = 0.25
# A page asks for the time once a second at first.
SAMPLED_WITHIN_MS = 3000

# A device whose clock is set wrongly: everything that tells the time of day tells a wrong one.
SET_CLOCK = """(aheadMs) => {
  const now = Date.now.bind(Date);
  window.trueNow = now;
  Date.now = () => now() + aheadMs;
  const origin = performance.timeOrigin;
  Object.defineProperty(performance, "timeOrigin", { get: () => origin + aheadMs });
}"""
# A device that slept: the steady clock stood still meanwhile, the clock on the wall did not.
SLEEP = """(sleptMs) => {
  const now = performance.now.bind(performance);
  performance.now = () => now() - sleptMs;
}"""
# A clock that is set in mid-lesson, as by a server of time: the steady clock goes on as it was.
CORRECT_CLOCK = """(byMs) => {
  const now = Date.now.bind(Date);
  Date.now = () => now() + byMs;
}"""
# By how much the time is wrong that the board reckons durations with.
BOARD_ERROR = f"""async () => {{
  {NEXT_CALL}
  const {{ ClassView }} = await import("/teacher/board/tiles/class_view.js");
  return nextCall(ClassView.prototype, "show", (_, [, , nowMs]) => nowMs - window.trueNow());
}}"""


@pytest.fixture
def slow(relay: str) -> Iterator[Network]:
    with network(relay) as slow:
        yield slow


def open_on_wrong_clock(open_page: OpenPage, ahead_ms: int) -> Page:
    page = open_page()
    page.add_init_script(f"({SET_CLOCK})({ahead_ms})")
    return page


def raise_hand(student: Page, board: Page, *, hand: bool) -> float:
    """Let the student raise or lower the hand; return by how many ms the board's time of it is wrong."""
    before_ms = time.time() * 1000
    student.locator(role("hand")).click()
    after_ms = time.time() * 1000
    has(board, "Ada", hand=str(hand).lower())
    at_ms: float = read_class(board)["Ada"]["status"]["at"]
    return max(before_ms - at_ms, at_ms - after_ms)


def test_a_students_wrong_clock_and_a_slow_network_make_no_time_on_the_board_wrong(
    slow: Network, open_page: OpenPage
) -> None:
    room = create_room(slow.url)
    board = open_page()
    board.goto(room.teacher_url)
    student = open_on_wrong_clock(open_page, -7 * HOUR_MS)
    student.goto(room.student_url)
    slow.delay_s = ONE_WAY_S
    join(student, room, "Ada", "consent-self")
    assert raise_hand(student, board, hand=True) < RIGHT_TO_MS
    student.evaluate(SLEEP, BY_MS)
    student.wait_for_timeout(SAMPLED_WITHIN_MS)
    assert raise_hand(student, board, hand=False) < RIGHT_TO_MS
    student.evaluate(CORRECT_CLOCK, 7 * HOUR_MS)
    student.wait_for_timeout(SAMPLED_WITHIN_MS)
    assert raise_hand(student, board, hand=True) < RIGHT_TO_MS
    expect(board.locator(role("tile"))).to_have_count(1)


def test_a_teachers_wrong_clock_and_a_slow_network_make_no_duration_wrong(
    slow: Network, open_page: OpenPage
) -> None:
    room = create_room(slow.url)
    board = open_on_wrong_clock(open_page, 7 * HOUR_MS)
    board.goto(room.teacher_url)
    expect(board.locator(role("connection"))).to_have_attribute("data-state", "online")
    slow.delay_s = ONE_WAY_S
    slow.hang_up()
    expect(board.locator(role("connection"))).to_have_attribute("data-state", "offline")
    expect(board.locator(role("connection"))).to_have_attribute("data-state", "online")
    for error in (None, SLEEP, CORRECT_CLOCK):
        if error is not None:
            board.evaluate(error, BY_MS)
            board.wait_for_timeout(SAMPLED_WITHIN_MS)
        assert abs(board.evaluate(BOARD_ERROR)) < RIGHT_TO_MS
