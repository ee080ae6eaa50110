"""A camera that another program holds: the place moves to a phone by a code, once, within two minutes."""

from __future__ import annotations

import cv2
import numpy as np
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.browser.access.screens import Examiner
from tests.browser.boards import has, tile
from tests.browser.classroom import create_room, launch, role
from tests.serving import serve

RESOLVER = "--host-resolver-rules=MAP school.test 127.0.0.1"
# A camera that is there, and that another program has. A page by a name has none to ask: it is not on https.
HELD_CAMERA = """Object.defineProperty(navigator, "mediaDevices", { value: {
  getUserMedia: () => Promise.reject(new DOMException("Device in use", "NotReadableError")),
  enumerateDevices: async () => [], addEventListener() {}, removeEventListener() {},
} });"""


def device(browser: Browser) -> Page:
    """Open a page on a device of its own, with a screen that a camera can read."""
    return browser.new_context(device_scale_factor=2).new_page()


def read_code(page: Page) -> str:
    """Return what a phone reads from the screen."""
    picture = np.frombuffer(page.locator(f"{role('seat-qr')} svg").screenshot(), np.uint8)
    text, _, _ = cv2.QRCodeDetectorAruco().detectAndDecode(cv2.imdecode(picture, cv2.IMREAD_COLOR))
    return str(text)


def expect_seat(page: Page, state: str) -> None:
    expect(page.locator(role("seat"))).to_have_attribute("data-state", state)


def expect_kind(page: Page, kind: str) -> None:
    expect(page.locator(f'{role("message")} [data-kind="{kind}"]')).to_be_visible()


def test_the_place_moves_to_the_phone_with_its_hand_and_can_be_taken_back(playwright: Playwright) -> None:
    with serve("--hosts", "school.test") as server:
        browser = launch(playwright, None, RESOLVER)
        room = create_room(server.url)
        link = room.student_url.replace("127.0.0.1", "school.test")
        board, laptop, phone = device(browser), device(browser), device(browser)
        board.goto(room.teacher_url)
        laptop.add_init_script(HELD_CAMERA)
        laptop.clock.install()
        laptop.goto(link)
        laptop.locator(role("name")).fill("Ada")
        laptop.locator(role("join")).click()
        laptop.locator(role("consent-camera")).click()
        expect_kind(laptop, "busy")
        laptop.locator(role("hand")).click()
        expect(laptop.locator(role("receipt"))).to_have_attribute("data-way", "arrived")

        laptop.locator('[data-way="use-phone"]').click()
        expect_seat(laptop, "shown")
        assert read_code(laptop).startswith(f"{link}&seat=")
        examiner = Examiner()
        examiner.look(laptop, "the code for a phone")
        examiner.has_found_nothing()
        laptop.clock.fast_forward("02:01")
        expect_seat(laptop, "over")
        expect(laptop.locator(f"{role('seat-qr')} svg")).to_have_count(0)

        laptop.locator(role("seat-close")).click()
        expect(laptop.locator('[data-way="use-phone"]')).to_be_focused()
        expect(laptop.locator(role("watching"))).to_have_attribute("data-teachers", "1")
        laptop.keyboard.press("Enter")
        expect_seat(laptop, "shown")
        code = read_code(laptop)
        phone.goto(code)
        expect(phone.locator(role("consent-camera"))).to_be_visible()
        assert phone.url == link
        expect_kind(laptop, "moved")
        expect(laptop.locator(role("seat"))).to_be_hidden()
        phone.locator(role("consent-self")).click()
        expect(phone.locator(role("hand"))).to_have_attribute("aria-pressed", "true")
        has(board, "Ada", hand="true")
        expect(board.locator(role("tile"))).to_have_count(1)
        phone.locator(role("hand")).click()
        has(board, "Ada", hand="false")

        stranger = device(browser)
        stranger.goto(code)
        expect_kind(stranger, "code")
        expect(stranger.locator(role("join"))).to_be_visible()
        laptop.locator('[data-way="take-back"]').click()
        expect_kind(phone, "replaced")
        expect(tile(board, "Ada")).to_have_count(1)
        browser.close()
