"""300 students who lose the relay and come back at moments of their own; the board is whole within 5 s."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.boards import OpenPage
from tests.browser.classroom import Console, create_room, role
from tests.browser.faults.mortal import mortal_relay
from tests.browser.faults.seats import seats
from tests.browser.faults.timelines import wait_until_whole

pytestmark = pytest.mark.alone

STUDENTS = 300
WHOLE_WITHIN_S = 5.0
# Chance puts a quarter into a quarter of the second over which the first attempts are spread; with the second
# attempts of some on top it was a third.
AT_ONCE_MS = 250
AT_ONCE_MOST = STUDENTS // 2


def crowded(moments_ms: list[int]) -> int:
    """Return the most moments that fall into one such span."""
    ordered = sorted(moments_ms)
    return max(sum(first <= other < first + AT_ONCE_MS for other in ordered) for first in ordered)


def test_three_hundred_come_back_without_a_stampede_and_the_board_is_whole(
    open_page: OpenPage, console: Console
) -> None:
    with mortal_relay() as relay:
        room = create_room(relay.url)
        board = open_page()
        board.goto(room.teacher_url)
        with seats(room, relay.url, STUDENTS) as school:
            school.label(3)
            wait_until_whole(board, school.journals(), 20)
            relay.kill()
            expect(board.locator(role("connection"))).to_have_attribute("data-state", "offline")
            school.wait_online(0)
            school.label(3)
            relay.start()
            took_s = wait_until_whole(board, school.journals(), WHOLE_WITHIN_S)
            tried_at_ms = school.tried_at_ms()
            print(f"whole after {took_s:.1f} s, at most {crowded(tried_at_ms)} tried at once")
            assert len(tried_at_ms) == STUDENTS
            assert crowded(tried_at_ms) < AT_ONCE_MOST
            expect(board.locator(role("tile"))).to_have_count(STUDENTS)
            # Else it would go on looking for a relay that this test has ended.
            board.close()
    # The browser itself notes each attempt that found no relay.
    refused = ("WebSocket", "ERR_CONNECTION_REFUSED")
    assert [
        complaint for complaint in console.complaints if not any(map(complaint.__contains__, refused))
    ] == []
    console.complaints.clear()
