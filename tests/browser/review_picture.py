"""`python -m tests.browser.review_picture`: README's screenshot of a made-up lesson over its recording."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
from playwright.sync_api import Page, ViewportSize, expect, sync_playwright

from tests.browser.classroom import launch, role
from tests.browser.pictures import DOCS, DRAWN_MS, NAMES
from tests.browser.test_review import CLAPPER, CODE, SOUGHT_MS, STARTED_MS, WRITE
from tests.serving import serve

SECOND_MS, MINUTE_MS = 1000, 60_000
LESSON_MIN, LOST_FROM_MIN, LOST_TO_MIN = 40, 14, 18
CLAPPED_S = 20
USUAL = {"focused": 12, "confused": 0.7, "away": 1.5, "down": 1}
DIFFICULT = {"focused": 4, "confused": 6, "away": 1, "down": 1}
CUES = {"confused": ["brow_lowered"], "away": ["gaze_left"]}
# From which second on, a title and what stands below it.
SLIDES = (
    (0, "Derivatives", "of sums and products"),
    (300, "The product rule", "(fg)' = f'g + fg'"),
    (840, "The chain rule", "(f o g)' = (f' o g) g'"),
    (1080, "Exercises", "1 to 6, page 41"),
)
CAPTION = "So the outer derivative, taken at the inner function, times the inner derivative."
SIZE, PAPER, INK = (640, 360), (252, 250, 247), (40, 30, 20)
SHOWN_S = 1010
DESKTOP: ViewportSize = {"width": 1280, "height": 1000}

Frame = npt.NDArray[np.uint8]


def reports_of(student: str, chance: random.Random) -> Iterator[list[Any]]:
    """Yield what a student's page says over the lesson: more is difficult while the class is lost."""
    at_ms, number, state = STARTED_MS + 30 * SECOND_MS, 1, "focused"
    while at_ms < STARTED_MS + LESSON_MIN * MINUTE_MS:
        yield [student, number, at_ms, state, CUES.get(state, []), []]
        minute = (at_ms - STARTED_MS) / MINUTE_MS
        states = DIFFICULT if LOST_FROM_MIN < minute < LOST_TO_MIN else USUAL
        at_ms += chance.randint(20, 120) * SECOND_MS
        number, state = number + 1, chance.choices([*states], [*states.values()])[0]


def keep_lesson(page: Page, url: str) -> None:
    """Let the device keep a lesson of forty minutes in which nine of 27 say that they are lost."""
    chance = random.Random(4)
    students = [f"s{number}" for number in range(len(NAMES))]
    presence = [[student, name, "joined", STARTED_MS] for student, name in zip(students, NAMES, strict=True)]
    reports = [row for student in students for row in reports_of(student, chance)]
    statuses = []
    for number, student in enumerate(students[:9]):
        at_ms = STARTED_MS + LOST_FROM_MIN * MINUTE_MS + (20 + 7 * number) * SECOND_MS
        statuses.append([student, 1, at_ms, False, True, None])
        statuses.append([student, 2, at_ms + 150 * SECOND_MS, False, False, None])
    news = [{"presence": presence}, {"reports": reports}, {"statuses": statuses}]
    marks = [{"at": STARTED_MS + LOST_FROM_MIN * MINUTE_MS, "text": "Chain rule"}]
    times = {"startedAt": STARTED_MS, "endedAt": STARTED_MS + LESSON_MIN * MINUTE_MS}
    lesson = {"code": CODE, "policy": "labels", "students": len(NAMES), "name": "Calculus", **times}
    page.goto(url)
    page.evaluate(WRITE, [lesson, [{"news": news, "marks": marks, "notes": []}]])


def slide(second: int) -> Frame:
    """Return what is on the screen at a second of the lesson."""
    _, title, below = [each for each in SLIDES if each[0] <= second][-1]
    frame = np.full((SIZE[1], SIZE[0], 3), PAPER, np.uint8)
    cv2.putText(frame, title, (40, 120), cv2.FONT_HERSHEY_DUPLEX, 1.3, INK, 2, cv2.LINE_AA)
    cv2.putText(frame, below, (40, 200), cv2.FONT_HERSHEY_DUPLEX, 1.0, INK, 1, cv2.LINE_AA)
    return frame


def write_slides(path: Path, code: str) -> Path:
    """Write the recording of the slides, one frame a second, with the clapperboard for three of them."""
    drawn = cv2.QRCodeEncoder.create().encode(code)
    square = cv2.copyMakeBorder(drawn, 4, 4, 4, 4, cv2.BORDER_CONSTANT, value=[255])
    board = cv2.resize(square, (120, 120), interpolation=cv2.INTER_NEAREST)
    video = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"VP80"), 1, SIZE)
    for second in range(LESSON_MIN * 60):
        frame = slide(second)
        if CLAPPED_S <= second < CLAPPED_S + 3:
            frame[220:340, 490:610] = board[:, :, None]
        video.write(frame)
    video.release()
    return path


def main() -> None:
    """Write docs/review.png."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright, serve() as server:
        browser = launch(playwright)
        page = browser.new_context(viewport=DESKTOP).new_page()
        keep_lesson(page, server.url)
        clapper = page.evaluate(CLAPPER, [STARTED_MS + CLAPPED_S * SECOND_MS, CODE])
        recording = write_slides(Path(folder) / "calculus.webm", clapper)
        captions = Path(folder) / "calculus.vtt"
        captions.write_text(f"WEBVTT\n\n14:00.000 --> 18:00.000\n{CAPTION}\n", encoding="utf-8")
        page.goto(f"{server.url}/lesson#{CODE}")
        page.locator(role("open-recording")).set_input_files([recording, captions])
        page.locator(role("find-clapper")).click()
        expect(page.locator(role("search-state"))).to_contain_text("found at", timeout=SOUGHT_MS)
        page.locator(role("player")).evaluate(f"(player) => (player.currentTime = {SHOWN_S})")
        page.locator(role("review")).evaluate("(panel) => panel.scrollIntoView()")
        page.wait_for_timeout(DRAWN_MS)
        page.screenshot(path=DOCS / "review.png")
        browser.close()


if __name__ == "__main__":
    main()
