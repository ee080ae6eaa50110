"""The small window that stays on top: the class at a glance, live, and gone with the board."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.boards import Join, OpenPage, count, has, make_room, press_tool, set_hint
from tests.browser.classroom import role

WITHOUT_PICTURE_IN_PICTURE = "delete window.documentPictureInPicture"
SMALL_TEXT = "documentPictureInPicture.window?.document.body.innerText ?? ''"


def five_confused(relay: str, code: str, join: Join) -> None:
    """Seat five students who are possibly confused."""
    for name in ("Ada", "Ben", "Cem", "Dora", "Eve"):
        join(relay, code, name).report("confused", ago_s=120)


def test_a_popup_shows_share_counts_and_hint_and_survives_being_closed(
    relay: str, open_page: OpenPage, join: Join
) -> None:
    page = open_page(color_scheme="dark")
    page.add_init_script(WITHOUT_PICTURE_IN_PICTURE)
    code = make_room(page, relay)
    set_hint(page)
    five_confused(relay, code, join)
    has(page, "Eve", state="confused")
    button = page.locator(role("open-floating"))
    with page.expect_popup() as opened:
        press_tool(page, "open-floating")
    small = opened.value
    expect(small.locator(role("floating-index"))).to_contain_text("0 of 5 focused")
    expect(small.locator(role("floating-hint"))).to_contain_text("5 of 5 possibly lost")
    expect(count(small, "confused")).to_have_text("5")
    assert "Ada" not in small.content()
    paper = "getComputedStyle(document.body).backgroundColor"
    assert small.evaluate(paper) == page.evaluate(paper)
    join(relay, code, "Finn").say(hand=True)
    expect(count(small, "hand")).to_have_text("1")
    small.close()
    expect(button).to_have_attribute("aria-pressed", "false")
    with page.expect_popup() as again:
        press_tool(page, "open-floating")
    expect(count(again.value, "hand")).to_have_text("1")
    with again.value.expect_event("close"):
        page.close()


def test_where_there_is_picture_in_picture_the_window_is_one(
    relay: str, open_page: OpenPage, join: Join
) -> None:
    page = open_page()
    code = make_room(page, relay)
    five_confused(relay, code, join)
    has(page, "Eve", state="confused")
    button = page.locator(role("open-floating"))
    press_tool(page, "open-floating")
    expect(button).to_have_attribute("aria-pressed", "true")
    assert "Possibly confused" in page.evaluate(SMALL_TEXT)
    press_tool(page, "open-floating")
    expect(button).to_have_attribute("aria-pressed", "false")
    assert page.evaluate(SMALL_TEXT) == ""
