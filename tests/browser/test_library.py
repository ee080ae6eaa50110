"""The library in a real browser: a teacher fills a course, students watch, and five of them become a sum."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from playwright.sync_api import Page, expect

from tests.browser.access.screens import Examiner
from tests.browser.boards import OpenPage
from tests.browser.classroom import Console, role
from tests.serving import serve

SECONDS, RATE = 7, 10
WATCHED_WITHIN_MS = 200_000
CAPTIONS = """WEBVTT

00:00.000 --> 00:05.000
A queue is first in,

00:05.000 --> 00:10.000
first <i>out</i>.
"""
CHAPTERS = "WEBVTT\n\n00:00.000 --> 00:05.000\nQueues\n\n00:05.000 --> 00:07.000\nStacks\n"


@pytest.fixture(scope="module")
def video(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a lesson of a few seconds, in VP8."""
    path = tmp_path_factory.mktemp("lesson") / "lesson.webm"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter_fourcc(*"VP80"), RATE, (160, 90))  # type: ignore[attr-defined]
    for frame in range(SECONDS * RATE):
        picture = np.full((90, 160, 3), frame * 2 % 256, np.uint8)
        writer.write(cv2.putText(picture, str(frame), (40, 60), 0, 1.5, (255, 255, 255), 2))
    writer.release()
    return path


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a library that takes uploads."""
    folder = str(tmp_path_factory.mktemp("library"))
    with serve("--data", folder, "--upload-gib", "1", module="library") as server:
        yield server.url.removesuffix("/library")


def add_track(page: Page, kind: str, text: str) -> None:
    page.locator(role("track-kind")).select_option(kind)
    page.locator(role("track-language")).select_option("en")
    file = {"name": "texts.vtt", "mimeType": "text/vtt", "buffer": text.encode()}
    page.locator(role("track-file")).set_input_files(file)  # type: ignore[arg-type]


def forget_refusal(console: Console, status: str) -> None:
    """Take back what the browser itself says of one refusal."""
    assert len(console.complaints) == 1
    assert f"a status of {status}" in console.complaints.pop()


def until(page: Page, condition: str) -> None:
    """Wait until something is so of the video."""
    page.evaluate(
        """(condition) => new Promise((done) => {
          const video = document.querySelector("video");
          const facts = {
            started: () => video.currentTime > 0.5,
            later: () => video.currentTime >= 5,
            ended: () => video.ended,
          };
          const look = () => facts[condition]() && done();
          for (const kind of ["timeupdate", "seeked", "ended"]) video.addEventListener(kind, look);
          look();
        })""",
        condition,
    )


def watch(page: Page, lesson: str, *, lost: bool) -> None:
    """Watch a lesson at double speed, and press where it is told to."""
    page.goto(lesson)
    page.locator(role("agree")).click()
    page.locator(role("rate")).select_option("2")
    with page.expect_response("**/contributions", timeout=WATCHED_WITHIN_MS) as told:
        page.evaluate("document.querySelector('video').muted = true")
        page.evaluate("document.querySelector('video').play()")
        until(page, "started")
        if lost:
            page.locator(role("press-lost")).click()
            expect(page.locator(role("said"))).to_contain_text("Noted:")
        until(page, "ended")
    assert told.value.ok


def test_a_course_is_made_filled_watched_and_seen_by_its_teacher(
    library: str, video: Path, open_page: OpenPage, console: Console
) -> None:
    teacher, examiner = open_page(), Examiner()
    teacher.goto(f"{library}/library/manage")
    teacher.locator(role("new-title")).fill("Algorithms")
    teacher.locator(role("new-topic")).fill("Computing")
    examiner.look(teacher, "making a course")
    teacher.locator(role("make")).click()
    expect(teacher.locator(role("course-title"))).to_have_text("Algorithms")
    teacher.locator(role("listed")).check()
    teacher.locator(role("lesson-title")).fill("Queues")
    teacher.locator(role("file")).set_input_files(video)
    teacher.locator(role("upload")).click()
    expect(teacher.locator(role("upload-said"))).to_contain_text("The video is there")
    add_track(teacher, "captions", CAPTIONS.replace("00:05.000 --> 00:10.000", "00:05.000 -> 00:10.000"))
    expect(teacher.locator(role("lesson-said"))).to_contain_text("Line 6, column 1")
    forget_refusal(console, "422")
    add_track(teacher, "captions", CAPTIONS)
    expect(teacher.locator(role("tracks")).locator("li")).to_have_count(1)
    add_track(teacher, "chapters", CHAPTERS)
    expect(teacher.locator(role("tracks")).locator("li")).to_have_count(2)
    teacher.locator(role("published")).check()
    expect(teacher.locator(role("watch"))).to_be_visible()
    examiner.look(teacher, "a course with a lesson")

    student = open_page()
    asked: list[tuple[str, str]] = []
    student.on("request", lambda request: asked.append((request.method, request.url)))
    student.goto(f"{library}/library/")
    expect(student.locator(role("listed")).locator("a")).to_contain_text("Algorithms")
    examiner.look(student, "the open list")
    student.locator(role("code")).fill("07QM4-F2P9H")
    student.locator(role("open-code")).click()
    expect(student.locator(role("code-trouble"))).to_contain_text("live room")
    student.locator(role("code")).fill(str(teacher.locator(role("course-code")).text_content()))
    student.locator(role("open-code")).click()
    expect(student.locator(role("title"))).to_have_text("Algorithms")
    examiner.look(student, "a course")
    student.locator(role("lessons")).locator("a").click()
    expect(student.locator(role("consent"))).to_be_visible()
    examiner.look(student, "consent")
    lesson = student.url
    student.locator(role("decline")).focus()
    student.keyboard.press("Enter")
    expect(student.locator(role("telling"))).to_have_text("This page tells nothing.")
    expect(student.locator(role("press-lost"))).to_be_hidden()
    expect(student.locator(role("transcript")).locator("button")).to_have_count(2)
    expect(student.locator(role("chapters")).locator("button")).to_have_count(2)
    examiner.look(student, "watching")
    student.locator(role("chapters")).locator("button").nth(1).focus()
    student.keyboard.press("Enter")
    until(student, "later")
    expect(student.locator(role("transcript")).locator("[aria-current=true]")).to_contain_text("first out.")
    assert not [url for method, url in asked if method != "GET"]

    teacher.locator(role("curve")).click()
    expect(teacher.locator(role("curve-about"))).to_contain_text("Fewer than five")
    for viewer in range(4):
        watch(open_page(), lesson, lost=viewer < 2)
    teacher.locator(role("curve")).click()
    expect(teacher.locator(role("curve-about"))).to_contain_text("Fewer than five")
    watch(open_page(), lesson, lost=False)
    teacher.locator(role("curve")).click()
    expect(teacher.locator(role("curve-about"))).to_contain_text("Each step is five seconds")
    examiner.look(teacher, "the curve")
    first = teacher.locator(role("curve-rows")).locator("tr").first.locator("td")
    expect(first.nth(0)).to_have_text("5")
    expect(first.nth(2)).to_have_text("2")
    moments = teacher.locator(role("moments"))
    expect(moments).to_contain_text("2 presses, seen by 5. A queue is first in, first out.")

    teacher.locator(role("delete-course")).click()
    teacher.locator(role("confirm-yes")).click()
    expect(teacher.locator(role("make"))).to_be_visible()
    student.goto("about:blank")
    student.goto(lesson)
    expect(student.locator(role("trouble"))).to_contain_text("nothing here")
    forget_refusal(console, "404")
    examiner.has_found_nothing()
