"""Both apps in each of their languages: its direction, its numbers, and nothing wider than a phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.boards import Join, OpenPage, has, make_room, press_tool
from tests.browser.classroom import Console, create_room, role

PHONE = {"width": 360, "height": 740}
# The board writes every two seconds.
WRITTEN_WITHIN_MS = 4000
LANGUAGES = ("en", "de", "es", "fr", "ar")


def is_set_in(page: Page, language: str) -> None:
    """Wait until the page speaks a language, and hold it to its direction and to the width of the phone."""
    html = page.locator("html")
    expect(html).to_have_attribute("lang", language)
    expect(html).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")
    fits(page)


def fits(page: Page) -> None:
    """Hold what is shown to the width of the phone, and to sentences without gaps."""
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) == 0
    words = page.locator("body").inner_text()
    assert not re.search(r"\{\w+\}|undefined", words)
    assert not re.search("[\u0660-\u0669\u06f0-\u06f9]", words), "digits of two numbering systems"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_students_lesson_in_each_language_fits_a_phone(
    relay: str, open_page: OpenPage, language: str
) -> None:
    room = create_room(relay, "labels", proctoring=True)
    page = open_page(locale="ar-EG" if language == "ar" else language, viewport=PHONE)
    page.goto(room.student_url)
    is_set_in(page, language)
    page.locator(role("join")).click()
    expect(page.locator(role("consent-screen"))).to_be_visible()
    fits(page)
    page.locator(role("consent-self")).click()
    page.locator(role("hand")).click()
    page.locator(role("wire")).locator("summary").click()
    expect(page.locator(f"{role('wire-rows')} code").first).to_be_visible()
    fits(page)
    total = page.locator(role("wire-total"))
    expect(total).to_have_text(re.compile("[0-9]"))
    page.locator(role("leave")).click()
    expect(page.locator(role("summary"))).to_be_visible()
    fits(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_teachers_pages_in_each_language_fit_a_phone(
    relay: str, open_page: OpenPage, join: Join, language: str
) -> None:
    page = open_page(locale="ar-EG" if language == "ar" else language, viewport=PHONE)
    page.goto(relay)
    is_set_in(page, language)
    code = make_room(page, relay, "labels", "proctoring")
    join(relay, code, "Ada").report("focused", ago_s=120)
    has(page, "Ada", transitions=1)
    expect(page.locator(role("class-index"))).not_to_be_empty()
    is_set_in(page, language)
    press_tool(page, "open-help")
    fits(page)
    page.wait_for_timeout(WRITTEN_WITHIN_MS)
    page.goto(f"{relay}/lesson#{code}")
    expect(page.locator(f"{role('minutes')} tr").first).to_be_visible()
    is_set_in(page, language)


def test_a_chosen_language_stays_and_the_place_in_the_room_with_it(relay: str, open_page: OpenPage) -> None:
    room = create_room(relay)
    page = open_page(locale="fr-CA")
    page.goto(f"{relay}/s")
    page.locator(role("code")).fill(room.code)
    expect(page.locator("h1").first).to_have_text("Rejoindre un cours")
    page.locator(role("language")).select_option("de")
    expect(page.locator("h1").first).to_have_text("In den Unterricht")
    expect(page.locator(role("code"))).to_have_value(room.code)
    page.locator(role("join")).click()
    expect(page.locator(role("consent-title"))).to_be_visible()
    page.locator(role("language")).select_option("es")
    expect(page.locator(role("consent-title"))).to_have_text("Antes de empezar")
    page.locator(role("consent-self")).click()
    expect(page.locator(role("lost"))).to_have_text("Me he perdido")
    expect(page.locator(role("language"))).to_be_hidden()


@pytest.mark.parametrize("broken", [404, 200])
def test_a_language_that_cannot_be_read_is_said_and_the_page_speaks_english(
    relay: str, browser: Browser, broken: int
) -> None:
    context = browser.new_context(locale="de")
    page = context.new_page()
    console = Console()
    console.listen(page)
    page.route("**/student/locales/de.json", lambda route: route.fulfill(status=broken, body="{"))
    page.goto(f"{relay}/s")
    expect(page.locator("h1").first).to_have_text("Join a lesson")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert any('"de"' in complaint for complaint in console.complaints)
    context.close()
