"""`python -m tests.browser.pictures`: the README's screenshots, of a real lesson with synthetic students.

Real pages on a real relay: 27 students are Socket.IO clients who send what a page would, the 28th is the
student's page itself, whose camera plays the photograph of the tests.
"""

from __future__ import annotations

import random
import re
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from tests.browser import clips
from tests.browser.boards import count
from tests.browser.classroom import Room, create_room, join, launch, role, wait_until
from tests.serving import serve
from tests.teacher.student_client import StudentClient

DOCS = Path(__file__).parents[2] / "docs"
NAMES = (
    *("Ada", "Ben", "Chiara", "Dawit", "Elif", "Femi", "Gita", "Hana", "Ivo", "Jun", "Kofi", "Lena", "Noor"),
    *("Omar", "Petra", "Quinn", "Rosa", "Sami", "Tove", "Uma", "Vito", "Wanda", "Xena", "Yara", "Zoe"),
    *("Anton", "Bela"),
)
QUESTION, CHOICES = "Where is sin x steepest?", ("at 0", "at π/4", "at π/2")
# What each in turn answers.
ANSWERS = (0, 0, 0, 1, 0, 2)
USUAL = ("focused", "focused", "focused", "focused", "neutral", "down", "away", "confused")
BROW = ("brow_lowered", "head_tilted", "no_smile", "gaze_centred")
MINUTES, MINUTE_S = 25, 60
DESKTOP: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 360, "height": 740}
CALIBRATED_WITHIN_MS = 240_000
# The strip fills its five-minute means in over a few draws.
DRAWN_MS = 6000
SEEN_STATE = re.compile("focused|neutral")
SEEN_TOUR = "localStorage.setItem('readroom.tour', 'seen')"


def teach(url: str, room: Room) -> list[StudentClient]:
    """Seat the class, let 25 minutes have passed, and lose a part of it a moment ago."""
    chance = random.Random(7)
    student_clients = [StudentClient(url, room.code, name) for name in NAMES]
    for student_client in student_clients:
        for minute in range(MINUTES, 1, -1):
            student_client.report(chance.choice(USUAL), ago_s=minute * MINUTE_S + chance.uniform(0, MINUTE_S))
    for number, student_client in enumerate(student_clients):
        if number % 3 == 1:
            student_client.report("confused", *BROW, ago_s=45)
        else:
            student_client.report("away" if number % 9 == 0 else "focused", ago_s=50 + 9 * number)
    for number, pressed in ((4, "hand"), (9, "hand"), (6, "lost"), (18, "lost")):
        student_clients[number].say(**{pressed: True})
    return student_clients


def take_seat(browser: Browser, room: Room) -> Page:
    """Open the student's page on a phone and wait for its first label."""
    page = browser.new_context(viewport=PHONE).new_page()
    join(page, room, "Mia")
    expect(page.locator(role("my-state"))).to_have_attribute(
        "data-state", SEEN_STATE, timeout=CALIBRATED_WITHIN_MS
    )
    return page


def open_board(browser: Browser, room: Room, scheme: str) -> Page:
    """Open the board in one colour scheme, and wait until it shows the lesson."""
    page = browser.new_context(viewport=DESKTOP, color_scheme=scheme).new_page()  # type: ignore[arg-type]
    page.add_init_script(SEEN_TOUR)
    page.goto(room.teacher_url)
    expect(page.locator(role("tile"))).to_have_count(len(NAMES) + 1)
    expect(count(page, "hand").first).to_have_text("2")
    page.wait_for_timeout(DRAWN_MS)
    return page


def photograph_question(board: Page, students: list[StudentClient]) -> None:
    """Ask a question, let most of the class answer it, and write the picture of its results."""
    asked: list[str] = []
    students[0].socket.on("prompt", lambda prompt: asked.append(prompt["id"]))
    board.locator(role("open-ask")).click()
    board.locator(role("ask-text")).fill(QUESTION)
    for field, choice in zip(board.locator(role("ask-choice")).all(), CHOICES, strict=False):
        field.fill(choice)
    board.locator(role("ask-right")).select_option(index=1)
    board.locator(role("send-question")).click()
    wait_until(board, lambda: asked, 20, "the question has come")
    for number, student in enumerate(students[:-4]):
        chosen = ANSWERS[number % len(ANSWERS)]
        answer = {"prompt": asked[0], "choice": chosen, "seq": 1, "at": int(time.time() * 1000)}
        student.socket.call("answer", answer)
    expect(board.locator(role("question-count"))).to_contain_text(str(len(students) - 4))
    board.locator(role("end-question")).click()
    expect(board.locator(role("put-away"))).to_be_visible()
    board.screenshot(path=DOCS / "question.png")


def main() -> None:
    """Write the pictures into docs/."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright, serve() as server:
        clip = clips.write_short_clip(Path(folder) / "face.y4m", clips.face())
        browser = launch(playwright, clip)
        room = create_room(server.url)
        seat = take_seat(browser, room)
        students = teach(server.url, room)
        board = open_board(browser, room, "light")
        board.screenshot(path=DOCS / "board.png")
        photograph_question(board, students)
        seat.evaluate("scrollTo(0, 0)")
        seat.screenshot(path=DOCS / "student.png")
        browser.close()


if __name__ == "__main__":
    main()
