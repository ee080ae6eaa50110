"""Lines that break while labels come and go, and a worker killed behind nginx: the board stays whole."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.boards import OpenPage
from tests.browser.classroom import Room, create_room, role
from tests.browser.faults.network import Network, network
from tests.browser.faults.seats import Seats, seats
from tests.browser.faults.timelines import wait_until_whole
from tests.deploy.school import School, gauge, run_school

STUDENTS = 5
WHOLE_WITHIN_S = 5.0
LABEL_EVERY_S = 0.1


@pytest.fixture
def line(relay: str) -> Iterator[Network]:
    """The students' way to the relay."""
    with network(relay) as line:
        yield line


@pytest.fixture
def room(relay: str) -> Room:
    return create_room(relay)


@pytest.fixture
def board(room: Room, open_page: OpenPage) -> Page:
    board = open_page()
    board.goto(room.teacher_url)
    return board


@pytest.fixture
def students(line: Network, room: Room, board: Page) -> Iterator[Seats]:
    with seats(room, line.url, STUDENTS) as students:
        yield students


def wait_for_panels(board: Page) -> None:
    """Wait until a board has its last panel: of a part that is being fetched the browser would complain."""
    expect(board.locator(role("open-help"))).not_to_have_attribute("hidden", "")
    board.wait_for_load_state("networkidle")


def label_for(students: Seats, seconds: float) -> None:
    """Let labels come and go for a while."""
    end_s = time.monotonic() + seconds
    while time.monotonic() < end_s:
        students.label()
        time.sleep(LABEL_EVERY_S)


def test_labels_of_a_cut_second_arrive_in_order_and_once(line: Network, students: Seats, board: Page) -> None:
    label_for(students, 1)
    line.cut()
    label_for(students, 1)
    line.mend()
    label_for(students, 1)
    wait_until_whole(board, students.journals(), WHOLE_WITHIN_S)


def test_lines_that_break_again_and_again_in_mid_sentence_cost_no_transition(
    line: Network, students: Seats, board: Page
) -> None:
    for number in range(8):
        label_for(students, number * LABEL_EVERY_S)
        line.hang_up()
    label_for(students, 1)
    wait_until_whole(board, students.journals(), WHOLE_WITHIN_S)


def test_a_board_that_breaks_off_in_mid_sentence_is_whole_again(
    relay: str, room: Room, students: Seats, open_page: OpenPage
) -> None:
    with network(relay) as own:
        board = open_page()
        board.goto(f"{own.url}/t#{room.teacher_url.partition('#')[2]}")
        wait_for_panels(board)
        label_for(students, 0.7)
        # What draws the chart comes with the first labels.
        expect(board.locator(f"{role('chart')} canvas")).to_be_visible()
        for _ in range(5):
            label_for(students, 0.7)
            # A line that is only being opened would have the browser complain, which is another fact.
            expect(board.locator(role("connection"))).to_have_attribute("data-state", "online")
            own.hang_up()
        wait_until_whole(board, students.journals(), WHOLE_WITHIN_S)


def test_a_worker_killed_behind_nginx_costs_no_transition(browser: Browser, tmp_path: Path) -> None:
    with run_school(tmp_path) as school:
        made = school.room()
        room = Room(made["code"], made["student_url"], made["teacher_url"])
        context = browser.new_context(ignore_https_errors=True)
        board = context.new_page()
        board.goto(room.teacher_url)
        with seats(room, school.url, STUDENTS, tmp_path / "chain.pem") as students:
            label_for(students, 1)
            kill_home_of_the_only_room(school)
            label_for(students, 2)
            wait_until_whole(board, students.journals(), WHOLE_WITHIN_S)
        context.close()


def kill_home_of_the_only_room(school: School) -> None:
    home = next(worker for worker in school.workers if gauge(worker, "readroom_rooms") == 1)
    home.process.kill()
    home.process.wait()
