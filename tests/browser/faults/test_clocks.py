"""Clocks that are wrong by hours, on a slow network: the board's times are right all the same."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.boards import OpenPage, has
from tests.browser.classroom import create_room, join, role, wait_until
from tests.browser.faults.network import Network, network
from tests.browser.faults.timelines import NEXT_CALL, read_class

# What times are rounded to.
ROUNDED_TO_MS = 1
HOUR_MS = 3_600_000
# Far more than a page is in doubt of; a steady clock set back by it keeps a page waiting as long.
BY_MS = 3000
# There, and back again: a bad mobile network.
ONE_WAY_S = 0.25
# A page asks so often at a new line and after a jump, once a second, and keeps the best answer.
SAMPLES = 4
SAMPLED_WITHIN_S = 60

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
# How far each answer about the time may be off that a page hears: by half of the time it was on its way.
NOTE_DOUBTS = """async () => {
  const { RelayClock } = await import("/protocol/clock.js");
  const update = RelayClock.prototype.update;
  window.doubtsMs = [];
  RelayClock.prototype.update = function (sample) {
    window.doubtsMs.push((sample.heardMs - sample.askedMs) / 2);
    update.call(this, sample);
  };
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


def jump(page: Page, clock: str, by_ms: int) -> None:
    """Let a clock of the page's device jump; it forgets the doubts it was in before."""
    page.evaluate("() => { window.doubtsMs = []; }")
    page.evaluate(clock, by_ms)


def doubt_ms(page: Page) -> float:
    """Wait until the page has asked for the time as often as it does; return the most it may be wrong by."""
    wait_until(page, lambda: page.evaluate("window.doubtsMs.length") >= SAMPLES, SAMPLED_WITHIN_S, "samples")
    least_ms: float = page.evaluate("Math.min(...window.doubtsMs)")
    assert least_ms < BY_MS
    return least_ms + ROUNDED_TO_MS


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
    slow.delay_s = ONE_WAY_S
    join(student, room, "Ada", "consent-self")
    student.evaluate(NOTE_DOUBTS)
    assert raise_hand(student, board, hand=True) < BY_MS
    jump(student, SLEEP, BY_MS)
    may_be_ms = doubt_ms(student)
    assert raise_hand(student, board, hand=False) <= may_be_ms
    jump(student, CORRECT_CLOCK, 7 * HOUR_MS)
    may_be_ms = doubt_ms(student)
    assert raise_hand(student, board, hand=True) <= may_be_ms
    expect(board.locator(role("tile"))).to_have_count(1)


def test_a_teachers_wrong_clock_and_a_slow_network_make_no_duration_wrong(
    slow: Network, open_page: OpenPage
) -> None:
    room = create_room(slow.url)
    board = open_on_wrong_clock(open_page, 7 * HOUR_MS)
    board.goto(room.teacher_url)
    expect(board.locator(role("connection"))).to_have_attribute("data-state", "online")
    board.evaluate(NOTE_DOUBTS)
    slow.delay_s = ONE_WAY_S
    slow.hang_up()
    expect(board.locator(role("connection"))).to_have_attribute("data-state", "offline")
    expect(board.locator(role("connection"))).to_have_attribute("data-state", "online")
    for error in (None, SLEEP, CORRECT_CLOCK):
        if error is not None:
            jump(board, error, BY_MS)
        may_be_ms = doubt_ms(board)
        assert abs(board.evaluate(BOARD_ERROR)) <= may_be_ms
