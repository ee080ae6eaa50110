"""`python -m tests.browser.engines.hands --times 100`: how long Firefox takes to show a hand on the board.

Two windows of one Firefox: in one a student without a camera presses, in the other the board shows it.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from tests.browser.classroom import create_room
from tests.browser.engines.firefox import firefox
from tests.browser.engines.page import Page
from tests.serving import serve

# A person's own pace: two hands a second would be nobody's.
BETWEEN_S = 0.3


def shown_after_s(student: Page, board: Page, *, up: bool) -> float:
    """Press the hand, and return the seconds until the board shows it."""
    began_s = time.monotonic()
    student.press("hand")
    board.has("tile", "data-hand", "true" if up else "false")
    return time.monotonic() - began_s


def main() -> None:
    """Print the median and the worst of all presses."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=100)
    times = parser.parse_args().times
    with tempfile.TemporaryDirectory() as folder, serve() as server, firefox(Path(folder)) as engine:
        room = create_room(server.url)
        board, student = engine.open(), engine.open()
        board.goto(room.teacher_url)
        student.goto(room.student_url)
        student.press("join")
        student.press("consent-self")
        board.has("tile", "data-hand", "false")
        took_s = []
        for press in range(2 * times):
            took_s.append(shown_after_s(student, board, up=press % 2 == 0))
            time.sleep(BETWEEN_S)
    print(f"{times} hands up and down: median {statistics.median(took_s):.2f} s, worst {max(took_s):.2f} s")


if __name__ == "__main__":
    main()
