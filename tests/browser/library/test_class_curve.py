"""The class's curve: drawn from sums of five or more, read by keys, pointer and table, and given as files."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.access.screens import Examiner
from tests.browser.boards import OpenPage
from tests.browser.classroom import role
from tests.browser.library.conftest import SECONDS
from tests.browser.library.lessons import make_lesson


def saved(page: Page, button: str) -> str:
    with page.expect_download() as download:
        page.locator(role(button)).click()
    return Path(download.value.path()).read_text(encoding="utf-8")


def test_the_curve_is_drawn_and_read_and_says_nothing_of_four(
    library: str, video: Path, open_page: OpenPage
) -> None:
    lesson, page, examiner = make_lesson(library, "labels", video, SECONDS), open_page(), Examiner()
    for viewer in range(10):
        state = "focused" if viewer < 8 else "confused"
        # The last bin is seen by four.
        runs = [[0, 2, state], *([[2, 3, state]] if viewer < 4 else [])]
        lesson.watched(runs, [[1, "lost"]] if viewer in (1, 7) else [])
    page.goto(lesson.teacher_url)
    page.locator(role("curve")).click()
    picture = page.locator(role("curve-picture"))
    expect(picture.locator("canvas")).to_be_visible()
    picture.focus()
    page.keyboard.press("Home")
    expect(picture).to_have_attribute(
        "aria-valuetext",
        "0:00\u20130:05: seen by 10, again 0 times. Lost: 0 of 100. "
        "Chapter: Queues. Focused 8, Possibly confused 2, of 10 measured (100% of those who saw it). "
        "Focused: 80%, 95% between 49% and 94%.",
    )
    page.keyboard.press("ArrowRight")
    expect(page.locator(role("curve-tip"))).to_contain_text("Lost: 20 of 100. Chapter: Stacks.")
    page.keyboard.press("End")
    few = "0:10\u20130:15: fewer than five have watched this. Chapter: Stacks."
    expect(picture).to_have_attribute("aria-valuetext", few)
    page.keyboard.press("Escape")
    expect(page.locator(role("curve-tip"))).to_be_hidden()
    picture.hover(position={"x": 80, "y": 40})
    expect(page.locator(role("curve-tip"))).to_contain_text("seen by 10")
    legend = page.locator(role("curve-legend"))
    for words in (
        "Seen again",
        "Possibly confused",
        "with 95% interval",
        "Fewer than five",
        "A chapter begins",
    ):
        expect(legend).to_contain_text(words)
    page.locator(role("curve-table")).locator("summary").click()
    rows = page.locator(role("curve-rows")).locator("tr")
    expect(rows.nth(1)).to_contain_text("49%")
    expect(rows.nth(2).locator("td").first).to_have_text("\u2013")
    examiner.look(page, "the curve")
    assert saved(page, "curve-csv").splitlines()[2:] == [
        "5,10,0,2,0,0,0,0,20,8,2,10,1,0.8,0.4902,0.9433",
        "10,,,,,,,,,,,,,,,",
    ]
    assert saved(page, "moments-vtt").splitlines()[0] == "WEBVTT"
    expect(page.locator(role("moments"))).to_contain_text("A queue is first in, first out.")
    examiner.has_found_nothing()
