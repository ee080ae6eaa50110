"""The report as it is looked at, printed and saved: whole, light and legible, whatever the screen."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.browser.boards import Join, OpenPage, has
from tests.browser.classroom import create_room, role, wait_until
from tests.browser.kept import wait_until_kept

STATES = (
    *("focused", "neutral", "confused", "drowsy", "away", "down"),
    *("absent", "unknown", "calibrating", "paused", "self"),
)
# The width of the paper less its margins, in CSS pixels: 96 an inch.
MARGIN_MM, PIXELS_A_MM = 12, 96 / 25.4
PAPERS = {"A4": 210, "Letter": 215.9}
LONG = "https://school.example/" + "a" * 180
# A tab in the background: nobody sees it, until it comes to the front.
HIDDEN = """window.inFront = false;
Object.defineProperty(document, "visibilityState", {get: () => (window.inFront ? "visible" : "hidden")});"""
TO_FRONT = "window.inFront = true; document.dispatchEvent(new Event('visibilitychange'));"
WIDER_THAN_PAGE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# The report scrolls within itself on a screen; on paper nothing can be scrolled.
WIDTH = "(picture) => picture.getBoundingClientRect().width"
DRAWN_WITHIN_S = 20.0
HIDES = "(report) => report.scrollWidth - report.clientWidth"
PALE, DARK = 200, 120


def teach(page: Page, relay: str, join: Join) -> str:
    """Let a student be in each state, with a long mark and a long question; return the report's address."""
    room = create_room(relay)
    page.goto(room.teacher_url)
    for state in STATES:
        join(relay, room.code, state).report(state, ago_s=200)
        has(page, state, transitions=1)
    page.locator(role("mark")).click()
    page.locator(role("mark-text")).fill(LONG)
    page.keyboard.press("Enter")
    page.locator(role("open-ask")).click()
    page.locator(role("ask-check")).click()
    page.locator(role("ask-text")).fill(LONG)
    page.locator(f"{role('ask-form')} button[type=submit]").click()
    expect(page.locator(role("question"))).to_be_visible()
    wait_until_kept(page, *(f'"{state}"' for state in STATES), '"asked"', LONG[:40])
    return f"{relay}/lesson#{room.code}"


def pixels(raw: bytes) -> NDArray[np.int64]:
    """Return a PNG as rows of red, green and blue."""
    return np.asarray(Image.open(io.BytesIO(raw)).convert("RGB")).astype(np.int64)


def test_a_report_fits_its_paper_and_its_screen_and_is_saved_with_a_ground(
    relay: str, open_page: OpenPage, join: Join
) -> None:
    page = open_page(color_scheme="dark")
    page.goto(teach(page, relay, join))
    expect(page.locator(f"{role('chart')} canvas")).to_be_visible()
    for language in ("de", "ar"):
        page.locator(role("language")).select_option(language)
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(page.locator(f"{role('chart')} canvas")).to_be_visible()
        page.set_viewport_size({"width": 320, "height": 640})
        wait_until(page, lambda: page.evaluate(WIDER_THAN_PAGE) <= 0, DRAWN_WITHIN_S, "all fits the page")
        looks_right_on_paper(page)
        page.set_viewport_size({"width": 1280, "height": 800})
    for paper in PAPERS:
        assert page.pdf(format=paper).count(b"/Type /Page\n") in (1, 2)
    with page.expect_download() as download:
        page.locator(role("export-png")).click()
    saved = pixels(Path(download.value.path()).read_bytes())
    assert (saved[0, 0] > PALE).all(), "a ground of its own"
    title, legend = saved[32:78], saved[-60:]
    assert (title < DARK).all(axis=2).any(), "a title"
    assert (legend < PALE).any(), "a legend"


def is_narrow_enough(page: Page, picture: Locator, width: int) -> None:
    wait_until(page, lambda: picture.evaluate(WIDTH) <= width, DRAWN_WITHIN_S, "the picture fits")


def looks_right_on_paper(page: Page) -> None:
    """Look at the report as it would be printed on either paper, whole and in dark ink."""
    page.emulate_media(media="print")
    for width_mm in PAPERS.values():
        width = int((width_mm - 2 * MARGIN_MM) * PIXELS_A_MM)
        page.set_viewport_size({"width": width, "height": 1000})
        picture = page.locator(f"{role('paper')} canvas")
        expect(picture).to_be_visible()
        # It is drawn anew for its new width, a moment after.
        is_narrow_enough(page, picture, width)
        assert page.locator(role("report")).evaluate(HIDES) <= 0
        wait_until(page, lambda: page.evaluate(WIDER_THAN_PAGE) <= 0, DRAWN_WITHIN_S, "all fits the page")
    expect(page.locator(role("chart"))).to_be_hidden()
    shot = pixels(page.locator(role("lesson-title")).screenshot(omit_background=False))
    assert (shot < DARK).all(axis=2).any(), "the title is printed in dark ink"
    page.emulate_media(media="null")


def test_a_report_opened_in_the_background_has_its_picture_when_it_is_looked_at(
    relay: str, open_page: OpenPage, join: Join
) -> None:
    page = open_page()
    room = create_room(relay)
    page.goto(room.teacher_url)
    join(relay, room.code, "Ada").report("focused", ago_s=200)
    has(page, "Ada", transitions=1)
    wait_until_kept(page, '"focused"')
    page = page.context.new_page()
    page.add_init_script(HIDDEN)
    page.goto(f"{relay}/lesson#{room.code}")
    expect(page.locator(f"{role('minutes')} tr").first).to_be_visible()
    expect(page.locator(f"{role('chart')} canvas")).to_have_count(0)
    with page.expect_download() as download:
        page.locator(role("export-png")).click()
    assert pixels(Path(download.value.path()).read_bytes()).shape[1] > 1000
    page.evaluate(TO_FRONT)
    expect(page.locator(f"{role('chart')} canvas")).to_be_visible()
