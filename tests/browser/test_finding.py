"""Finding a student on the board: order, filter, search, pin, detail, and the keyboard through it all."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.boards import Join, OpenPage, has, has_order, make_room, tile
from tests.browser.classroom import role
from tests.teacher.student_client import StudentClient


def seated(page: Page, relay: str, join: Join) -> dict[str, StudentClient]:
    """Seat Ada, Ben and Chiara, in that order; Chiara is possibly confused."""
    code = make_room(page, relay)
    student_clients = {}
    for name in ("Chiara", "Ada", "Ben"):
        student_clients[name] = join(relay, code, name)
        student_clients[name].report("confused" if name == "Chiara" else "focused", ago_s=60)
        has(page, name, transitions=1)
    expect(page.locator(role("finder"))).to_be_visible()
    return student_clients


def test_tiles_stand_by_need_by_name_or_by_who_came_first(
    relay: str, open_page: OpenPage, join: Join
) -> None:
    page = open_page()
    seated(page, relay, join)
    has_order(page, "Chiara", "Ada", "Ben")
    page.locator(role("order")).select_option("name")
    has_order(page, "Ada", "Ben", "Chiara")
    page.locator(role("order")).select_option("join")
    has_order(page, "Chiara", "Ada", "Ben")


def test_a_search_and_a_filter_leave_whom_they_are_for(relay: str, open_page: OpenPage, join: Join) -> None:
    page = open_page()
    seated(page, relay, join)
    page.keyboard.press("/")
    page.keyboard.type("ad")
    expect(tile(page, "Ada")).to_be_visible()
    expect(tile(page, "Ben")).to_be_hidden()
    page.locator(role("search")).fill("")
    page.locator(role("shown")).select_option("need")
    expect(tile(page, "Chiara")).to_be_visible()
    expect(tile(page, "Ada")).to_be_hidden()


def test_the_focus_stays_on_a_tile_while_the_class_is_sorted_around_it(
    relay: str, open_page: OpenPage, join: Join
) -> None:
    page = open_page()
    student_clients = seated(page, relay, join)
    has_order(page, "Chiara", "Ada", "Ben")
    tile(page, "Ben").click()
    expect(tile(page, "Ben")).to_be_focused()
    student_clients["Ben"].say(hand=True)
    has_order(page, "Ben", "Chiara", "Ada")
    expect(tile(page, "Ben")).to_be_focused()
    student_clients["Ben"].say()
    has_order(page, "Chiara", "Ada", "Ben")
    expect(tile(page, "Ben")).to_be_focused()


def test_the_focused_tile_tells_its_last_minutes_and_is_pinned_by_a_key(
    relay: str, open_page: OpenPage, join: Join
) -> None:
    page = open_page()
    student_clients = seated(page, relay, join)
    has_order(page, "Chiara", "Ada", "Ben")
    student_clients["Chiara"].report("focused", ago_s=0)
    tile(page, "Chiara").click()
    summary = page.locator(role("detail-summary"))
    expect(summary).to_have_text(re.compile(r"^Last 15 minutes: Possibly confused (1 min|60 s)"))
    expect(page.locator(f"{role('detail-timeline')} rect[data-state=confused]")).to_have_count(1)
    has_order(page, "Ada", "Ben", "Chiara")
    page.keyboard.press("Home")
    expect(tile(page, "Ada")).to_be_focused()
    page.keyboard.press("p")
    expect(page.locator(role("pin"))).to_have_attribute("aria-pressed", "true")
    pinned = page.locator("[data-pinned] h3").inner_text()
    expect(page.locator(f"{role('tile')} h3").first).to_have_text(pinned)
    page.keyboard.press("Escape")
    expect(page.locator(role("detail"))).to_be_hidden()


# A key pressed where the focus is; answers whether the page took it for itself.
PRESS = """(init) => {
  const key = new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...init });
  (document.activeElement ?? document.body).dispatchEvent(key);
  return key.defaultPrevented;
}"""


def test_keys_work_on_every_layout_and_combinations_are_left_to_the_browser(
    relay: str, open_page: OpenPage, join: Join
) -> None:
    page = open_page()
    seated(page, relay, join)
    page.evaluate(PRESS, {"key": "\u061f", "code": "Slash", "shiftKey": True})
    expect(page.locator(role("help-dialog"))).to_be_visible()
    page.evaluate(PRESS, {"key": "m", "code": "KeyM"})
    expect(page.locator(role("mark-form"))).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.locator(role("help-dialog"))).to_be_hidden()
    page.evaluate(PRESS, {"key": "\u0638", "code": "Slash"})
    expect(page.locator(role("search"))).to_be_focused()
    tile(page, "Ben").click()
    for key in ("ArrowLeft", "ArrowRight", "Home", "p", "m", "/", "?"):
        for held in ("ctrlKey", "altKey", "metaKey"):
            assert page.evaluate(PRESS, {"key": key, held: True}) is False, (key, held)
    expect(tile(page, "Ben")).to_be_focused()
    expect(page.locator("[data-pinned]")).to_have_count(0)


def test_class_only_shows_and_speaks_of_nobody_by_name(relay: str, open_page: OpenPage, join: Join) -> None:
    page = open_page()
    student_clients = seated(page, relay, join)
    page.locator(role("class-only")).check()
    expect(page.locator(role("tiles"))).to_be_hidden()
    student_clients["Ada"].say(hand=True)
    expect(page.locator(role("announcement"))).to_have_text("Somebody: Hand raised.")
    expect(page.get_by_text("Ada", exact=True)).to_be_hidden()
    page.reload()
    expect(page.locator(role("class-title"))).to_have_text("3 here")
    expect(page.locator(role("tiles"))).to_be_hidden()
