"""A foreign name that leads to this server, in a real browser: a person reads why nothing is shown."""

from __future__ import annotations

from playwright.sync_api import Playwright, expect

from tests.browser.classroom import launch, role

LEADS_HERE = "--host-resolver-rules=MAP evil.test 127.0.0.1"


def test_who_comes_by_a_foreign_name_reads_why_nothing_is_shown(relay: str, playwright: Playwright) -> None:
    browser = launch(playwright, None, LEADS_HERE)
    for language, heading in (("en-GB", "This server does not go by this name"), ("ar", "هذا الخادم")):
        page = browser.new_page(locale=language)
        answer = page.goto(relay.replace("127.0.0.1", "evil.test") + "/s")
        assert answer is not None
        assert answer.status == 421
        expect(page.locator("h1")).to_contain_text(heading)
        expect(page.locator(role("to-join"))).to_be_hidden()
        assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    browser.close()
