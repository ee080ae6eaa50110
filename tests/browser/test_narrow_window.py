"""The choice at once in sight on a phone, and a lesson in 280 px beside a call, in every language."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.browser.boards import OpenPage
from tests.browser.classroom import create_room, role

PHONE: ViewportSize = {"width": 390, "height": 844}
BESIDE: ViewportSize = {"width": 280, "height": 640}
LEAST_TOUCH_PX = 44
# A camera that a call holds: its trouble has the longest words that stand over a lesson.
HELD_CAMERA = """navigator.mediaDevices.getUserMedia =
  () => Promise.reject(new DOMException("Device in use", "NotReadableError"));"""


def fits(page: Page, where: str) -> None:
    """Hold a page to its own width."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide == 0, f"{where}: {wide} px run off"


def box_of(button: Locator) -> tuple[float, float, float]:
    """Return a button's width, height and lower edge in the window."""
    expect(button).to_be_visible()
    box = button.bounding_box()
    assert box is not None
    return box["width"], box["height"], box["y"] + box["height"]


@pytest.mark.parametrize("language", ["en", "de", "es", "fr", "ar"])
def test_the_choice_is_in_sight_and_a_lesson_fits_beside_a_call(
    language: str, relay: str, open_page: OpenPage
) -> None:
    page = open_page(viewport=PHONE, locale=language)
    page.add_init_script(HELD_CAMERA)
    page.goto(create_room(relay, "labels", proctoring=True).student_url)
    page.locator(role("join")).click()
    with_camera, without = page.locator(role("consent-camera")), page.locator(role("consent-self"))
    sizes = [box_of(button) for button in (with_camera, without)]
    assert sizes[0][:2] == sizes[1][:2]
    assert all(lower_px <= PHONE["height"] for _, _, lower_px in sizes), sizes
    expect(page.locator(role("example"))).to_be_hidden()

    page.set_viewport_size(BESIDE)
    fits(page, "consent")
    for button in (with_camera, without):
        button.scroll_into_view_if_needed()
        assert box_of(button)[1] >= LEAST_TOUCH_PX
    page.locator(role("consent-details")).locator("summary").click()
    fits(page, "consent, unfolded")
    with_camera.click()
    page.locator('[data-way="use-phone"]').click()
    expect(page.locator(role("seat"))).to_have_attribute("data-state", "local")
    for pressed in (role("lost"), role("hand"), '[data-pace="slower"]', '[data-pace="faster"]'):
        page.locator(pressed).click()
        assert box_of(page.locator(pressed))[1] >= LEAST_TOUCH_PX
    expect(page.locator(role("receipt"))).to_have_attribute("data-way", "no-teacher")
    fits(page, "lesson")
    page.locator(role("leave")).click()
    expect(page.locator(role("join-again"))).to_be_visible()
    fits(page, "summary")
