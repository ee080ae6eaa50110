"""A whole lesson in real browsers: `python -m benchmarks.bench.lesson [--students 3] [--minutes 2]`.

Prints, for each student, the time from consent to the first own label, FaceMesh frames a second, the
page's long tasks (over 50 ms) and the bytes sent a minute; fails if any console had anything to say.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from tests.browser import clips
from tests.browser.classroom import Console, Room, attribute, create_room, join, launch, on_wire, wait_until
from tests.serving import serve

FIRST_LABEL_WITHIN_S = 240
COUNT = """
window.reports = 0;
window.longTasks = 0;
const note = (list) => { window.longTasks += list.getEntries().length; };
new PerformanceObserver(note).observe({ type: "longtask" });
window.Worker = class extends Worker {
  constructor(url) {
    super(url);
    this.addEventListener("message", ({ data }) => { window.reports += data.type === "report" ? 1 : 0; });
  }
};
"""
COUNTED = "[window.reports, window.longTasks]"


@dataclass
class Student:
    """One student's page and what was measured on it."""

    page: Page
    first_label_s: float = 0.0
    sent: list[int] = field(default_factory=list)


def main() -> None:
    """Run the lesson and print the table."""
    options = read_options()
    with serve() as server, sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        clip = clips.write_clip(Path(folder) / "face.mjpeg", [(clips.face(), 2.0)])
        console = Console()
        room = create_room(server.url)
        board = open_board(playwright, room, console)
        browser = launch(playwright, clip)
        students = [take_seat(browser, room, console) for _ in range(options.students)]
        print(f"{options.students} students, {options.minutes} minutes, Chromium {browser.version}")
        attend(students, board, options.minutes * 60)
        browser.close()
        board.context.browser.close()  # type: ignore[union-attr] # it was launched, so it has one
    assert console.complaints == [], console.complaints
    print("no console had anything to say")


def read_options() -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--students", type=int, default=3)
    parser.add_argument("--minutes", type=float, default=2)
    return parser.parse_args()


def open_board(playwright: Playwright, room: Room, console: Console) -> Page:
    """Open the teacher's board in a browser of its own."""
    page = launch(playwright).new_page()
    console.listen(page)
    page.goto(room.teacher_url)
    return page


def take_seat(browser: Browser, room: Room, console: Console) -> Student:
    """Join with the camera and wait for the first label that is the student's own."""
    page = browser.new_context().new_page()
    student = Student(page)
    console.listen(page)
    page.add_init_script(COUNT)
    page.on(
        "websocket", lambda socket: socket.on("framesent", lambda text: student.sent.append(on_wire(text)))
    )
    join(page, room)
    began_s = time.monotonic()
    wait_until(page, lambda: state(page) not in ("self", "calibrating"), FIRST_LABEL_WITHIN_S, "a label")
    student.first_label_s = time.monotonic() - began_s
    return student


def state(page: Page) -> str:
    """Return the student's own label."""
    return attribute(page, "my-state", "data-state")


def attend(students: list[Student], board: Page, seconds: float) -> None:
    """Let the lesson run and print what was measured."""
    counts = [student.page.evaluate(COUNTED) for student in students]
    sent = [sum(student.sent) for student in students]
    board.wait_for_timeout(seconds * 1000)
    print("student  first label s  frames/s  long tasks  bytes/min  at the end")
    for number, (student, before, bytes_before) in enumerate(zip(students, counts, sent, strict=True), 1):
        reports, tasks = student.page.evaluate(COUNTED)
        rate, long_tasks = (reports - before[0]) / seconds, tasks - before[1]
        upstream = (sum(student.sent) - bytes_before) / seconds * 60
        first_s, end = student.first_label_s, state(student.page)
        print(f"{number:7}  {first_s:13.1f}  {rate:8.1f}  {long_tasks:10}  {upstream:9.0f}  {end}")


if __name__ == "__main__":
    main()
