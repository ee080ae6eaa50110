"""The class strip of the board: what it draws, what it reads out, and its markers."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.boards import Join, OpenPage, make_room
from tests.browser.classroom import role, wait_until

CLASS = ["Ada", "Ben", "Chiara", "Dario", "Eva"]


def painted(page: Page) -> bool:
    """Tell whether the strip's canvas holds any colour."""
    found: bool = page.evaluate(
        """() => {
          const canvas = document.querySelector('[data-role="chart"] canvas');
          if (canvas === null) return false;
          const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          return data.some((value) => value > 0);
        }"""
    )
    return found


def test_five_measurable_students_have_a_share_with_its_interval_and_four_have_none(
    relay: str, open_page: OpenPage, join: Join
) -> None:
    page = open_page()
    code = make_room(page, relay)
    for name in CLASS[:4]:
        join(relay, code, name).report("focused", ago_s=60)
    index = page.locator(role("class-index"))
    expect(index).to_have_text("4 of 4 focused")
    expect(index).to_have_attribute("data-help-now", re.compile("Too few can be measured .*: 4 of 4"))
    join(relay, code, CLASS[4]).report("away", ago_s=60)
    # 4 of 5: Wilson's 95% interval is 37.6% to 96.4%. Nobody changed in the last minute: the mean is 4/5 too.
    expect(index).to_have_text("4 of 5 focused")
    expect(index).to_have_attribute("data-help-now", "80% focused (95%: 38% to 96%), 5 of 5 measurable.")
    expect(page.locator(role("class-mean"))).to_have_text("On average over 5 minutes: 80% focused")
    wait_until(page, lambda: painted(page), 20, "a picture of the lesson")


def test_arrow_keys_read_the_past_and_come_back_to_now(relay: str, open_page: OpenPage, join: Join) -> None:
    page = open_page()
    code = make_room(page, relay)
    ada = join(relay, code, "Ada")
    ada.report("focused", ago_s=120)
    ada.report("confused", ago_s=60)
    slider = page.locator(role("chart"))
    expect(page.locator(role("reading"))).to_contain_text("Possibly confused 1")
    slider.press("PageDown")
    slider.press("ArrowLeft")
    slider.press("ArrowLeft")
    expect(page.locator(role("reading"))).to_contain_text("Focused 1")
    expect(slider).to_have_attribute("aria-valuetext", re.compile("Focused 1"))
    slider.press("End")
    expect(page.locator(role("reading"))).to_contain_text("Possibly confused 1")


def test_the_key_m_marks_the_moment_with_a_text(relay: str, open_page: OpenPage, join: Join) -> None:
    page = open_page()
    code = make_room(page, relay)
    join(relay, code, "Ada").report("focused")
    expect(page.locator(role("chart"))).to_be_visible()
    page.keyboard.press("m")
    expect(page.locator(role("mark-text"))).to_be_focused()
    page.keyboard.type("mitosis begins")
    page.keyboard.press("Enter")
    expect(page.locator(f"{role('marks')} li")).to_have_count(1)
    expect(page.locator(role("marks"))).to_contain_text("mitosis begins")
    expect(page.locator(role("mark"))).to_be_focused()
    page.keyboard.press("m")
    page.keyboard.press("Escape")
    expect(page.locator(role("mark-form"))).to_be_hidden()
    expect(page.locator(f"{role('marks')} li")).to_have_count(1)


def test_a_room_without_labels_has_a_strip_and_no_share(relay: str, open_page: OpenPage, join: Join) -> None:
    page = open_page()
    code = make_room(page, relay, "presence")
    join(relay, code, "Ada").report("present")
    expect(page.locator(role("reading"))).to_contain_text("Present 1")
    expect(page.locator(role("class-index"))).to_be_hidden()
    wait_until(page, lambda: painted(page), 20, "a picture of the lesson")
