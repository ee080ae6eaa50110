"""`python -m tests.browser.pictures`: the README's screenshots, of a real lesson with synthetic students.

Real pages on a real relay: twelve students are Socket.IO clients who send what a page would, the thirteenth
is the student's page itself, whose camera plays the photograph of the tests.
"""

from __future__ import annotations

import random
import re
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from tests.browser import clips
from tests.browser.boards import count
from tests.browser.classroom import Room, create_room, join, launch, role
from tests.serving import serve
from tests.teacher.student_client import StudentClient

DOCS = Path(__file__).parents[2] / "docs"
NAMES = ("Ada", "Ben", "Chiara", "Dawit", "Elif", "Femi", "Gita", "Hana", "Ivo", "Jun", "Kofi", "Lena")
USUAL = ("focused", "focused", "focused", "focused", "neutral", "down", "away", "confused")
BROW = ("brow_lowered", "head_tilted", "no_smile", "gaze_centred")
MINUTES, MINUTE_S = 25, 60
DESKTOP: ViewportSize = {"width": 1280, "height": 860}
PHONE: ViewportSize = {"width": 360, "height": 740}
CALIBRATED_WITHIN_MS = 240_000
# The strip fills its five-minute means in over a few draws.
DRAWN_MS = 6000
SEEN_STATE = re.compile("focused|neutral")
SEEN_TOUR = "localStorage.setItem('readroom.tour', 'seen')"


def teach(url: str, room: Room) -> None:
    """Seat the class, let 25 minutes have passed, and lose half of it a moment ago."""
    chance = random.Random(7)
    student_clients = [StudentClient(url, room.code, name) for name in NAMES]
    for student_client in student_clients:
        for minute in range(MINUTES, 1, -1):
            student_client.report(chance.choice(USUAL), ago_s=minute * MINUTE_S + chance.uniform(0, MINUTE_S))
    for student_client in student_clients[1::2]:
        student_client.report("confused", *BROW, ago_s=45)
    student_clients[4].say(hand=True)
    student_clients[6].say(lost=True)


def take_seat(browser: Browser, room: Room) -> Page:
    """Open the student's page on a phone and wait for its first label."""
    page = browser.new_context(viewport=PHONE).new_page()
    join(page, room, "Mia")
    expect(page.locator(role("my-state"))).to_have_attribute(
        "data-state", SEEN_STATE, timeout=CALIBRATED_WITHIN_MS
    )
    return page


def photograph_board(browser: Browser, room: Room, scheme: str, name: str) -> None:
    """Write the board's picture in one colour scheme."""
    page = browser.new_context(viewport=DESKTOP, color_scheme=scheme).new_page()  # type: ignore[arg-type]
    page.add_init_script(SEEN_TOUR)
    page.goto(room.teacher_url)
    expect(page.locator(role("hint"))).to_be_visible(timeout=CALIBRATED_WITHIN_MS)
    expect(count(page, "hand")).to_have_text("1")
    page.wait_for_timeout(DRAWN_MS)
    page.screenshot(path=DOCS / name)


def main() -> None:
    """Write three pictures into docs/."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright, serve() as server:
        clip = clips.write_short_clip(Path(folder) / "face.y4m", clips.face())
        browser = launch(playwright, clip)
        room = create_room(server.url)
        seat = take_seat(browser, room)
        teach(server.url, room)
        photograph_board(browser, room, "light", "board.png")
        photograph_board(browser, room, "dark", "board_dark.png")
        seat.evaluate("scrollTo(0, 0)")
        seat.screenshot(path=DOCS / "student.png")
        browser.close()


if __name__ == "__main__":
    main()
