"""The board's one hint, in a real browser: it comes, it is told, it goes, and it can be silenced."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.boards import Join, OpenPage, make_room, set_hint
from tests.browser.classroom import role


def test_a_class_that_is_lost_raises_one_hint_that_is_also_said_aloud(
    relay: str, open_page: OpenPage, join: Join
) -> None:
    page = open_page()
    code = make_room(page, relay)
    ada, ben, chiara = (join(relay, code, name) for name in ("Ada", "Ben", "Chiara"))
    for student_client in (ada, ben, chiara):
        student_client.report("focused")
    set_hint(page, "60", "2")
    ada.report("confused")
    ben.say(lost=True)
    words = page.locator(role("hint-words"))
    expect(words).to_have_text(re.compile(r"^2 of 3 possibly lost since \d[^-]*$"))
    expect(page.locator(role("announcement"))).to_contain_text("Class: 2 of 3 possibly lost")
    page.locator(role("dismiss-hint")).click()
    expect(page.locator(role("hint"))).to_be_hidden()
    chiara.report("confused")
    page.wait_for_timeout(4000)
    expect(page.locator(role("hint"))).to_be_hidden()


def test_what_the_teacher_set_is_there_after_a_reload_and_quiet_is_quiet(
    relay: str, open_page: OpenPage, join: Join
) -> None:
    page = open_page()
    code = make_room(page, relay)
    set_hint(page, "25", "1")
    page.locator(role("open-hint-settings")).click()
    page.locator(role("hint-quiet")).check()
    page.locator(role("keep-hint-settings")).click()
    page.reload()
    join(relay, code, "Ada").report("confused")
    page.locator(role("open-hint-settings")).click()
    expect(page.locator(role("hint-share"))).to_have_value("25")
    expect(page.locator(role("hint-quiet"))).to_be_checked()
    page.keyboard.press("Escape")
    page.wait_for_timeout(3000)
    expect(page.locator(role("hint"))).to_be_hidden()
