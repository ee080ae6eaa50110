"""Windows contrast themes take grounds and shadows: what is pressed looks pressed, and the code is read."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.boards import Join, OpenPage, has
from tests.browser.classroom import create_room, join, role

Picture = npt.NDArray[np.uint8]
# Of a colour's 255 steps: what nobody takes for the same.
CLEARLY = 40
MOST_OF_IT = 0.5
SHAPES_APART = 0.1
SCHEMES = ("light", "dark")


def picture(page: Page, element: Locator) -> Picture:
    """Return an element as it is painted without pointer and focus."""
    page.mouse.move(1, 1)
    page.evaluate("document.activeElement?.blur()")
    page.wait_for_timeout(100)
    return np.asarray(cv2.imdecode(np.frombuffer(element.screenshot(), np.uint8), cv2.IMREAD_COLOR), np.uint8)


def changed(before: Picture, after: Picture) -> float:
    """Return the share of an element that clearly looks otherwise; one that changed its size, wholly does."""
    if before.shape != after.shape:
        return 1.0
    difference = np.abs(before.astype(int) - after.astype(int)).max(axis=2)
    return float((difference > CLEARLY).mean())


@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_a_student_pressed_looks_pressed(relay: str, open_page: OpenPage, scheme: str) -> None:
    page = open_page(forced_colors="active", color_scheme=scheme)
    join(page, create_room(relay, "labels"), consent="consent-self")
    for name in ("hand", "lost", "pace"):
        button = page.locator(".pace button").first if name == "pace" else page.locator(role(name))
        before = picture(page, button)
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
        assert changed(before, picture(page, button)) > MOST_OF_IT, name


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_boards_code_is_read_and_its_switches_look_switched(
    relay: str, open_page: OpenPage, join: Join, scheme: str
) -> None:
    room = create_room(relay, "labels")
    page = open_page(forced_colors="active", color_scheme=scheme)
    page.goto(room.teacher_url)
    code = page.locator(f"{role('qr')} svg")
    painted = picture(page, code)
    assert painted[8, painted.shape[1] // 2].min() > 255 - CLEARLY, "light around the code"
    assert cv2.QRCodeDetector().detectAndDecode(painted)[0] == room.student_url
    toggle = page.locator(role("toggle-invite"))
    expect(toggle).to_have_attribute("aria-expanded", "true")
    shown = picture(page, toggle)
    toggle.click()
    assert changed(shown, picture(page, toggle)) > MOST_OF_IT
    join(relay, room.code, "Ada").report("confused", "brow_lowered")
    join(relay, room.code, "Bob").report("focused")
    has(page, "Ada", state="confused")
    has(page, "Bob", state="focused")
    shapes = [picture(page, page.locator(f'[data-name="{name}"] .shape')) for name in ("Ada", "Bob")]
    assert changed(shapes[0], shapes[1]) > SHAPES_APART, "states keep their shapes"
