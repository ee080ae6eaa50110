"""What one student or a crowd of strangers may pour onto a board: it stays right, and says what it holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.boards import OpenPage, has, tile
from tests.browser.classroom import create_room, role, wait_until
from tests.serving import serve

BOARDS = Path(__file__).parents[2] / "benchmarks" / "bench" / "boards"
STAND_IN = {"/protocol/connection.js": BOARDS / "storm_connection.js"}
MOST_REPORTS, MOST_GONE = 10_000, 4000
OVER_WITHIN_S = 60.0


@pytest.fixture(scope="module")
def stormy_relay() -> Iterator[str]:
    with serve(overrides=STAND_IN) as server:
        yield server.url


def board_after(page: Page, url: str, storm: str) -> Page:
    """Return the board of a class of 30 and one student more when all of a storm has been told."""
    page.add_init_script(f"window.storm = {storm!r}")
    page.goto(create_room(url).teacher_url)
    over = "window.stormOver === true"
    wait_until(page, lambda: page.evaluate(over), OVER_WITHIN_S, f"all of {storm} is told")
    return page


def test_a_pupil_who_tells_everything_backwards_is_shown_as_they_are(
    stormy_relay: str, open_page: OpenPage
) -> None:
    page = board_after(open_page(), stormy_relay, "falling numbers")
    # The highest number, 33,460, tells `focused`; of 33,460 reports the newest are held.
    has(page, "Restless", state="focused")
    held = int(tile(page, "Restless").get_attribute("data-transitions") or 0)
    assert MOST_REPORTS - 1000 <= held <= MOST_REPORTS
    has(page, "Student 7", state="focused", transitions=1)
    expect(page.locator(role("class-title"))).to_contain_text("31")


def test_strangers_who_come_and_go_by_the_thousand_leave_the_class_as_it_is(
    stormy_relay: str, open_page: OpenPage
) -> None:
    page = board_after(open_page(), stormy_relay, "strangers by the thousand")
    expect(page.locator(role("class-title"))).to_contain_text("31")
    has(page, "Student 7", state="focused", transitions=1)
    expect(tile(page, "Mia")).to_have_count(0)  # the first of 6,000 have been forgotten
    assert page.locator(role("tile")).count() <= MOST_GONE + 31
