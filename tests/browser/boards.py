"""What the tests of the board ask of its page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, TimeoutError, expect

from tests.browser.classroom import create_room, role, wait_until
from tests.teacher.student_client import StudentClient

OpenPage = Callable[..., Page]
Join = Callable[..., StudentClient]

# Tiles that nobody calls for wait up to five seconds for their place.
SORTED_WITHIN_MS = 20_000
PLACED_WITHIN_MS = 2000


def make_room(page: Page, relay: str, policy: str = "labels", *flags: str) -> str:
    """Make a room as a script would, open its board, and return the code that stands there."""
    page.goto(create_room(relay, policy, **dict.fromkeys(flags, True)).teacher_url)
    expect(page.locator(role("connection"))).to_have_attribute("data-state", "online")
    expect(page.locator(role("room-code"))).not_to_be_empty()
    return page.locator(role("room-code")).inner_text()


def choose_policy(page: Page, policy: str) -> None:
    """Choose the card of a policy on the start page."""
    page.locator(role(f"policy-{policy}")).check()


def set_hint(page: Page, share: str = "40", seconds: str = "1") -> None:
    """Set the threshold as a teacher does; without a word, to one that is soon reached."""
    press_tool(page, "open-hint-settings")
    page.locator(role("hint-share")).fill(share)
    page.locator(role("hint-seconds")).fill(seconds)
    page.locator(role("keep-hint-settings")).click()


def press_tool(page: Page, handle: str) -> None:
    """Press a button of the toolbar, which stands in its menu where the row is too narrow for it."""
    tool, more = page.locator(role(handle)), page.locator(role("open-more"))
    expect(tool).not_to_have_attribute("hidden", "")
    wait_until(page, lambda: is_pressed(tool, more), 60, f"{handle} is pressed")


def is_pressed(tool: Locator, more: Locator) -> bool:
    """Press a tool where it stands now: while panels come, tools change their place."""
    try:
        if not tool.is_visible():
            more.click(timeout=PLACED_WITHIN_MS)
        tool.click(timeout=PLACED_WITHIN_MS)
    except TimeoutError:
        return False
    return True


def hands(page: Page) -> Locator:
    """Return the names of those whose hands are up, in the order of the line."""
    return page.locator(f"{role('hand-list')} bdi")


def tile(page: Page, name: str) -> Locator:
    """Return the tile of the student with this name."""
    return page.locator(f'{role("tile")}[data-name="{name}"]')


def count(page: Page, state: str) -> Locator:
    """Return the number of students in a state."""
    return page.locator(f'{role("count")}[data-state="{state}"]')


def has(page: Page, name: str, within_ms: float = 20_000, **attributes: Any) -> None:
    """Wait until a tile's data-attributes have these values."""
    for key, value in attributes.items():
        expect(tile(page, name)).to_have_attribute(f"data-{key}", str(value), timeout=within_ms)


def has_order(page: Page, *names: str) -> None:
    """Wait until the tiles stand in this order."""
    headings = page.locator(f"{role('tile')} h3")
    expect(headings).to_have_text(list(names), timeout=SORTED_WITHIN_MS)
