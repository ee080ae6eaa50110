"""A board whose line is down: it shows what was and since when, promises nothing, and keeps a gap."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.boards import Join, OpenPage, has, make_room, tile
from tests.browser.classroom import Console, Room, join, role, wait_until
from tests.browser.faults.network import Network, network

# Longer than a column of the strip, and than any number on the board stays the same by itself.
A_WHILE_MS = 6000
CLASS = ("Ada", "Ben", "Cem", "Dora", "Eve")


@pytest.fixture
def line(relay: str, console: Console) -> Iterator[Network]:
    """The board's own way to the relay."""
    with network(relay) as line:
        yield line
    # The browser itself notes each attempt that found no relay.
    assert all("ERR_" in complaint or "WebSocket" in complaint for complaint in console.complaints)
    console.complaints.clear()


def cut(page: Page, line: Network) -> None:
    """Take the board's line away, and wait until it knows."""
    line.cut()
    line.hang_up()
    expect(page.locator(role("connection"))).to_have_attribute("data-state", "offline")


def mend(page: Page, line: Network) -> None:
    """Give it back."""
    line.mend()
    expect(page.locator(role("connection"))).to_have_attribute("data-state", "online")


def shown(page: Page) -> list[str]:
    """Return everything on the board that would go on if it were live."""
    handles = ("class-title", "counts", "class-index", "reading", "hands", "pace")
    numbers = [page.locator(role(handle)).inner_text() for handle in handles]
    return numbers + page.locator(role("tile-since")).all_inner_texts()


def test_without_a_line_nothing_goes_on_and_the_strip_keeps_a_gap(
    relay: str, line: Network, open_page: OpenPage, join: Join
) -> None:
    page = open_page()
    code = make_room(page, line.url)
    for name in CLASS:
        join(relay, code, name).report("focused", ago_s=20)
    student_client = join(relay, code, "Finn")
    student_client.say(hand=True)
    has(page, "Finn", hand="true")
    expect(page.locator(role("class-index"))).to_contain_text("5 of 5 focused")
    tile(page, "Finn").click()
    cut(page, line)
    expect(page.locator(role("stale-note"))).to_contain_text("No connection since")
    expect(page.locator(role("stale-note"))).to_be_in_viewport()
    for button in ("lower-hands", "lower-hand"):
        expect(page.locator(role(button))).to_be_disabled()
    expect(page.locator(role("calls-note"))).to_contain_text("when the connection is back")
    before = shown(page)
    page.wait_for_timeout(A_WHILE_MS)
    assert shown(page) == before
    mend(page, line)
    expect(page.locator(role("stale-note"))).to_be_hidden()
    expect(page.locator(role("lower-hands"))).to_be_enabled()
    wait_until(page, lambda: shown(page) != before, 20, "the board goes on")
    wait_until(page, lambda: has_gap(page), 20, "a gap in the past")


def has_gap(page: Page) -> bool:
    """Tell whether a step back on the strip leads into the time without a line."""
    page.locator(role("chart")).press("ArrowLeft")
    return "had no connection" in page.locator(role("reading")).inner_text()


def test_a_room_cannot_be_closed_without_a_line_and_says_so(line: Network, open_page: OpenPage) -> None:
    page = open_page()
    make_room(page, line.url)
    cut(page, line)
    page.locator(role("close-room")).click()
    page.locator(role("confirm-close")).click()
    expect(page.locator(role("close-trouble"))).to_contain_text("The room is still open")
    page.locator(role("cancel-close")).click()
    expect(page.locator(role("notice"))).to_be_hidden()
    mend(page, line)


def test_a_question_asked_and_one_ended_without_a_line_are_told_when_it_is_back(
    relay: str, line: Network, open_page: OpenPage
) -> None:
    page, student = open_page(), open_page()
    code = make_room(page, line.url, "self")
    join(student, Room(code, f"{relay}/s#{code}", page.url), "Ada", "consent-self")
    has(page, "Ada", state="self")
    cut(page, line)
    page.locator(role("open-ask")).click()
    page.locator(role("ask-check")).click()
    page.locator(role("send-question")).click()
    expect(page.locator(role("ask-dialog"))).to_be_hidden()
    expect(page.locator(role("untold"))).to_contain_text("not asked yet")
    mend(page, line)
    expect(student.locator(role("question"))).to_be_visible()
    expect(page.locator(role("untold"))).to_be_hidden()
    student.get_by_role("button", name="So-so").click()
    expect(page.locator(role("answers"))).to_contain_text("So-so: 1")
    cut(page, line)
    page.locator(role("end-question")).click()
    expect(page.locator(role("put-away"))).to_be_visible()
    expect(page.locator(role("untold"))).to_contain_text("does not know yet")
    expect(student.locator(role("question"))).to_be_visible()
    mend(page, line)
    expect(student.locator(role("question"))).to_be_hidden()
