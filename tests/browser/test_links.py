"""Links and codes as people bring them to a browser: each leads into the room, or is told what it is."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect

from tests.browser.boards import OpenPage
from tests.browser.classroom import create_room, role

PHONE = {"width": 320, "height": 640}


def test_what_people_paste_into_the_field_is_read(relay: str, open_page: OpenPage) -> None:
    room = create_room(relay, "self")
    dashed = room.code.replace("-", "\u2013")
    arabic = "".join(chr(0x660 + int(sign)) if sign.isdigit() else sign for sign in room.code)
    page = open_page()
    page.goto(f"{relay}/s")
    for pasted in (room.student_url, f"<{room.student_url}>", f"Code: {dashed}.", f"\u200e{arabic}"):
        page.locator(role("code")).fill(pasted)
        expect(page.locator(role("room"))).to_have_text(room.code)
        page.locator(role("code")).fill("")
        expect(page.locator(role("room"))).to_be_hidden()
    page.locator(role("code")).fill(room.student_url)
    page.locator(role("join")).click()
    expect(page.locator(role("consent-self"))).to_be_visible()


def test_a_teachers_link_in_the_field_is_said_to_be_one(relay: str, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(f"{relay}/s")
    page.locator(role("code")).fill(create_room(relay).teacher_url)
    expect(page.locator(role("room"))).to_be_hidden()
    page.locator(role("join")).click()
    expect(page.locator(role("message"))).to_contain_text("link for teachers")


def test_links_as_mail_and_chat_change_them_lead_into_the_room(relay: str, open_page: OpenPage) -> None:
    room = create_room(relay, "self")
    escaped, key = room.code.replace("-", "%2D"), room.teacher_url.partition("#")[2]
    page = open_page()
    for ending in (f"S#{room.code}", f"s/#{room.code}).", f"s%23{escaped}", f"s#{escaped}?utm_source=teams"):
        page.goto("about:blank")
        page.goto(f"{relay}/{ending}")
        expect(page.locator(role("room"))).to_have_text(room.code)
    for ending in (f"T/#{key}", f"t%23{key}", f"t#{key.replace('-', '%2D')}).", f"t#{key}?utm_source=teams"):
        page.goto("about:blank")
        page.goto(f"{relay}/{ending}")
        expect(page.locator(role("room-name"))).to_have_text(room.code)


def test_an_unknown_address_has_ways_on_and_fits_a_phone(relay: str, browser: Browser) -> None:
    # Its own page: Chromium complains in the console of each address that answers 404.
    with browser.new_context(locale="de-AT", viewport=PHONE) as context:  # type: ignore[arg-type]
        page: Page = context.new_page()
        answer = page.goto(f"{relay}/lektion/7")
        assert answer is not None
        assert answer.status == 404
        expect(page.locator("h1")).to_have_text("Unter dieser Adresse ist keine Seite")
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wide) == 0
        page.locator(role("to-join")).click()
        expect(page.locator(role("join-screen"))).to_be_visible()
