"""A whole lesson with the keyboard alone: a room is made, joined, asked, answered and ended."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.boards import OpenPage, has, tile
from tests.browser.classroom import role

MOST_TABS = 60


def go_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus."""
    expect(target).to_be_visible()
    for _ in range(MOST_TABS):
        if target.evaluate("(element) => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no way to {target} in {MOST_TABS} tabs")


def press(page: Page, target: Locator, key: str = "Enter") -> None:
    go_to(page, target)
    page.keyboard.press(key)


def at(page: Page, handle: str) -> Locator:
    return page.locator(role(handle))


def test_a_lesson_needs_no_pointer(relay: str, open_page: OpenPage) -> None:
    teacher, student = open_page(), open_page()
    code = make_room(teacher, relay)
    join(student, f"{relay}/s#{code}")
    has(teacher, "Ada", state="self")

    press(student, at(student, "hand"), "Space")
    has(teacher, "Ada", hand="true")
    read(teacher)

    press(teacher, at(teacher, "open-ask"))
    press(teacher, at(teacher, "ask-check"))
    press(teacher, at(teacher, "send-question"))
    press(student, student.get_by_role("button", name="So-so"))
    expect(at(teacher, "answers")).to_contain_text("So-so: 1")
    press(teacher, at(teacher, "end-question"))

    press(teacher, at(teacher, "close-room"))
    press(teacher, at(teacher, "confirm-close"))
    expect(student.locator('[data-kind="closed"]')).to_be_visible()
    expect(at(student, "end-title")).to_be_focused()


def make_room(page: Page, relay: str) -> str:
    page.goto(relay)
    go_to(page, at(page, "policy-labels"))
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    expect(at(page, "policy-self")).to_be_checked()
    press(page, at(page, "create-room"))
    expect(at(page, "room-code")).not_to_be_empty()
    return at(page, "room-code").inner_text()


def join(page: Page, url: str) -> None:
    page.goto(url)
    go_to(page, at(page, "name"))
    page.keyboard.type("Ada")
    page.keyboard.press("Enter")
    expect(at(page, "consent-title")).to_be_focused()
    press(page, at(page, "consent-self"))


def read(page: Page) -> None:
    """Find the student, read why, pin, and mark the moment."""
    page.keyboard.press("/")
    page.keyboard.type("ad")
    press(page, tile(page, "Ada"), "p")
    expect(at(page, "detail-name")).to_have_text("Ada")
    expect(at(page, "pin")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("m")
    page.keyboard.type("quiz")
    page.keyboard.press("Enter")
    expect(at(page, "marks")).to_contain_text("quiz")
