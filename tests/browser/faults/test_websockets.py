"""Networks that let pages through but no WebSocket, or none for long: both pages say so, and why."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.classroom import create_room, role
from tests.browser.faults.network import Network, network

SAID_WITHIN_MS = 40_000
MOST_CUTS = 20
CUT_EVERY_MS = 1000


@pytest.fixture
def school(relay: str) -> Iterator[Network]:
    """The network that both pages are on."""
    with network(relay) as running:
        yield running


@pytest.fixture
def pages(browser: Browser) -> Iterator[tuple[Page, Page]]:
    """A board and a student, whose pages may complain: of such networks the browser says what it thinks."""
    context = browser.new_context()
    yield context.new_page(), context.new_page()
    context.close()


def enter(relay: str, school: Network, board: Page, student: Page) -> None:
    """Open the board, and join."""
    room = create_room(relay, "self")
    board.goto(f"{school.url}/t#{room.teacher_url.partition('#')[2]}")
    student.goto(f"{school.url}/s#{room.code}")
    student.locator(role("join")).click()


def test_a_network_without_websockets_is_told_apart_and_what_it_must_let_through(
    relay: str, school: Network, pages: tuple[Page, Page]
) -> None:
    board, student = pages
    school.refuses_websockets = True
    enter(relay, school, board, student)
    needed = f"WebSocket connections to {school.url.replace('http', 'ws')}"
    expect(board.locator(role("line-trouble"))).to_contain_text(needed, timeout=SAID_WITHIN_MS)
    said = student.locator('[data-kind="line-blocked"]')
    expect(said).to_contain_text(needed, timeout=SAID_WITHIN_MS)
    school.refuses_websockets = False
    expect(board.locator(role("line-trouble"))).to_be_hidden()
    expect(student.locator(role("consent-screen"))).to_be_visible()
    expect(said).to_have_count(0)


def test_lines_that_something_cuts_again_and_again_are_told_until_one_lasts(
    relay: str, school: Network, pages: tuple[Page, Page]
) -> None:
    board, student = pages
    enter(relay, school, board, student)
    student.locator(role("consent-self")).click()
    said = student.locator('[data-kind="line-cut"]')
    for _ in range(MOST_CUTS):
        if said.is_visible() and board.locator(role("line-trouble")).is_visible():
            break
        for page in pages:
            expect(page.locator(role("watching" if page is student else "tools"))).to_be_visible()
        expect(board.locator(role("connection"))).to_have_attribute("data-state", "online")
        student.wait_for_timeout(CUT_EVERY_MS)
        school.hang_up()
    expect(said).to_contain_text("every few seconds")
    expect(board.locator(role("line-trouble"))).to_contain_text("every few seconds")
    expect(said).to_have_count(0, timeout=SAID_WITHIN_MS)
    expect(board.locator(role("line-trouble"))).to_be_hidden(timeout=SAID_WITHIN_MS)
