"""`python -m tests.browser.library.picture`: README's screenshot of a lesson's curve."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

from playwright.sync_api import ViewportSize, expect, sync_playwright

from tests.browser.classroom import launch, role
from tests.browser.library.lessons import Lesson, make_lesson, serve_library, write_video
from tests.browser.pictures import DOCS

SECONDS, VIEWERS = 170, 42
BINS = SECONDS // 5
# The bins in which most are lost, and what is said all along.
DIFFICULT = range(15, 21)
SAID = (
    *("A queue is a line: who comes first is served first.", "We keep two numbers, head and tail."),
    *("Adding moves the tail, taking moves the head.", "What if the tail reaches the end of the array?"),
    *(
        "Then it goes on at the start: a ring.",
        "So all of it is arithmetic modulo n.",
        "Let us try it with n = 4.",
    ),
    *("Head is 3 and tail is 1: how many are in it?", "Two, because one minus three is two, modulo four."),
    *("A stack is the other way round.", "Last in, first out.", "Exercises one to six are for next week."),
)
CHAPTERS = (
    "WEBVTT\n\n00:00.000 --> 00:50.000\nQueues\n\n00:50.000 --> 02:10.000\nRings\n\n"
    "02:10.000 --> 02:50.000\nStacks\n"
)
DESKTOP: ViewportSize = {"width": 1280, "height": 800}
DRAWN_MS = 1000


def captions() -> str:
    """Return what is said, a sentence in each fourteen seconds."""
    cues = [
        f"{stamp(14 * number)} --> {stamp(14 * number + 14)}\n{words}" for number, words in enumerate(SAID)
    ]
    return "\n\n".join(["WEBVTT", *cues]) + "\n"


def stamp(second: int) -> str:
    """Return a moment as WebVTT writes it."""
    return f"{second // 60:02d}:{second % 60:02d}.000"


def state_in(place: int, chance: random.Random) -> str | None:
    """Return what somebody is in a bin: more are confused where it is difficult."""
    confused = 8 if place in DIFFICULT else 0.6
    states: list[str | None] = ["focused", "neutral", "confused", "away", "down", None]
    return chance.choices(states, [8, 3, confused, 1, 0.6, 1.5])[0]


def watch(lesson: Lesson, chance: random.Random) -> None:
    """Let everybody watch, some of them to the end, a third without camera."""
    for viewer in range(VIEWERS):
        has_camera = viewer % 3 > 0
        stop = BINS if viewer % 4 else chance.randint(BINS // 2, BINS)
        runs = [[place, place + 1, state_in(place, chance) if has_camera else None] for place in range(stop)]
        lost = [[place, "lost"] for place in range(stop) if chance.random() < lost_share(place)]
        lesson.watched(runs, lost)


def lost_share(place: int) -> float:
    """Return how many of those who watch a bin press that they are lost."""
    return 0.24 if place in DIFFICULT else 0.015


def main() -> None:
    """Write docs/library.png."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        video = write_video(folder / "lesson.webm", SECONDS)
        with serve_library(folder) as url:
            lesson = make_lesson(url, "labels", video, SECONDS, captions(), CHAPTERS)
            watch(lesson, random.Random(5))
            browser = launch(playwright)
            page = browser.new_context(viewport=DESKTOP).new_page()
            page.goto(lesson.teacher_url)
            page.locator(role("curve")).click()
            expect(page.locator(role("curve-picture")).locator("canvas")).to_be_visible()
            page.locator(role("curve-box")).evaluate("(box) => box.scrollIntoView()")
            page.wait_for_timeout(DRAWN_MS)
            page.screenshot(path=DOCS / "library.png")
            browser.close()


if __name__ == "__main__":
    main()
