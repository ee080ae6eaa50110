"""A killed relay has forgotten the questions and the door: the pages tell it again, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.backend.clients import Clients
from tests.browser.boards import OpenPage, has
from tests.browser.classroom import Console, create_room, role, wait_until
from tests.browser.faults.mortal import MortalRelay, mortal_relay
from tests.browser.faults.network import Network, network
from tests.browser.test_door import asker, come, come_in, remove

CAMERA_IS_ON = "document.querySelector('video').srcObject !== null"
BACK_WITHIN_MS = 30_000


@dataclass(frozen=True)
class Place:
    """A relay, a board behind a network of its own, and the room's code."""

    relay: MortalRelay
    line: Network
    board: Page
    code: str

    def restart(self) -> None:
        """Start the relay anew while the board is away."""
        self.line.cut()
        self.relay.kill()
        self.relay.start()

    def return_board(self) -> None:
        self.line.mend()
        expect(self.board.locator(role("connection"))).to_have_attribute(
            "data-state", "online", timeout=BACK_WITHIN_MS
        )


@pytest.fixture(scope="module")
def relays() -> Iterator[tuple[MortalRelay, Network]]:
    with ExitStack() as stack:
        relay = stack.enter_context(mortal_relay())
        yield relay, stack.enter_context(network(relay.url))


@pytest.fixture
def place(relays: tuple[MortalRelay, Network], open_page: OpenPage) -> Iterator[Place]:
    relay, line = relays
    room, board = create_room(relay.url, "presence"), open_page()
    board.goto(f"{line.url}/t#{room.teacher_url.partition('#')[2]}")
    expect(board.locator(role("connection"))).to_have_attribute("data-state", "online")
    yield Place(relay, line, board, room.code)
    line.mend()


@pytest.fixture
def console() -> Console:
    """Lines that break are named in the console, and are no complaint here."""
    return Console()


def test_an_answer_that_a_restarted_relay_knows_no_question_for_is_kept_and_counted(
    place: Place, open_page: OpenPage
) -> None:
    board = place.board
    student_pages = {name: come_in(open_page(), place.relay.url, place.code, name) for name in ("Ada", "Ben")}
    for name in student_pages:
        has(board, name, state="self")
    board.locator(role("open-ask")).click()
    board.locator(role("ask-check")).click()
    board.locator(role("send-question")).click()
    for student_page in student_pages.values():
        expect(student_page.get_by_role("button", name="So-so")).to_be_visible()
    place.line.cut()
    place.relay.kill()
    student_pages["Ada"].get_by_role("button", name="Got it").click()  # to nobody
    student_pages["Ada"].locator(role("hand")).click()
    place.relay.start()
    for student_page in student_pages.values():
        expect(student_page.locator(role("watching"))).to_be_visible(timeout=BACK_WITHIN_MS)
    student_pages["Ben"].get_by_role("button", name="So-so").click()  # to a relay that knows of no question
    student_pages["Ben"].reload()
    expect(student_pages["Ben"].locator(role("watching"))).to_be_visible(timeout=BACK_WITHIN_MS)
    place.return_board()
    expect(board.locator(role("question-count"))).to_have_text("2 of 2 answered", timeout=BACK_WITHIN_MS)
    expect(board.locator(role("answers"))).to_contain_text("Got it: 1")
    expect(board.locator(role("answers"))).to_contain_text("So-so: 1")
    has(board, "Ada", hand="true")


def test_an_answer_that_was_not_taken_is_said_again_once_when_its_question_is_told_again(
    place: Place, open_page: OpenPage
) -> None:
    clients, prompt = Clients(place.relay.url), {"id": "p1", "text": "Clear?", "choices": ["Yes", "No"]}
    room = {"code": place.code, "teacher_url": place.board.url}
    ada = come_in(open_page(), place.relay.url, place.code, "Ada")
    clients.teacher(room).send("prompt", prompt)
    expect(ada.locator(role("question"))).to_be_visible()
    place.restart()
    expect(ada.locator(role("watching"))).to_be_visible(timeout=BACK_WITHIN_MS)
    ada.get_by_role("button", name="No").click()  # to a relay that knows of no question
    board = clients.teacher(room)
    student = board.wait_rows("presence")[0][0]
    assert board.all("answers") == []
    for _ in range(2):
        board.send("prompt", {**prompt, "to": [student]})
    first, *more = board.wait_rows("answers")
    ada.wait_for_timeout(500)
    assert [first[:3], more, board.rows("answers")] == [[student, "p1", 1], [], [first]]
    clients.close_all()
    place.return_board()


def test_a_board_tells_its_questions_before_it_asks_for_the_answers(
    place: Place, open_page: OpenPage
) -> None:
    board, clients = place.board, Clients(place.relay.url)
    room = {"code": place.code}
    board.locator(role("open-ask")).click()
    board.locator(role("ask-check")).click()
    board.locator(role("send-question")).click()
    ada = clients.student(room, "Ada")
    prompt = ada.wait("prompt")[0]["id"]
    resume = ada.joined()["resume"]
    place.restart()
    ada = clients.resumed(room, resume)
    place.return_board()
    ada.wait("sync")
    answer = {"prompt": prompt, "choice": 1, "seq": 1, "at": ada.send("clock", {})["now"]}
    assert ada.send("history", {"reports": [], "answers": [answer]})["ok"]
    expect(board.locator(role("question-count"))).to_have_text("1 of 1 answered")
    clients.close_all()


def test_a_restarted_relay_is_told_the_lock_and_the_removed_and_moves_who_slipped_in_to_the_door(
    place: Place, open_page: OpenPage
) -> None:
    board, url = place.board, place.relay.url
    ada = come_in(open_page(), url, place.code, "Ada")
    ben = come_in(open_page(), url, place.code, "Ben")
    has(board, "Ben", state="self")
    remove(board, "Ben", "remove-and-lock")
    expect(ben.locator(role("end-screen"))).to_be_visible()
    place.restart()
    eve = come_in(open_page(), url, place.code, "Eve", "consent-camera")
    has_camera_on(eve)
    place.return_board()
    # Whoever came while the relay knew of no lock asks now, and no camera is on meanwhile.
    expect(eve.locator(role("waiting-screen"))).to_be_visible(timeout=BACK_WITHIN_MS)
    assert not eve.evaluate(CAMERA_IS_ON)
    expect(ada.locator(role("lesson-screen"))).to_be_visible()
    ben.locator(role("join-again")).click()
    expect(ben.locator(role("end-title"))).to_have_text("You have been taken out of the lesson")
    board.locator(f"{asker(board, 'Eve')} {role('let-in')}").click()
    expect(eve.locator(role("lesson-screen"))).to_be_visible()
    has_camera_on(eve)  # as before


def has_camera_on(page: Page) -> None:
    wait_until(page, lambda: page.evaluate(CAMERA_IS_ON), BACK_WITHIN_MS / 1000, "the camera is on")


def test_what_is_pressed_at_the_door_without_a_line_is_done_when_it_is_back(
    place: Place, open_page: OpenPage
) -> None:
    board, url = place.board, place.relay.url
    ada = come_in(open_page(), url, place.code, "Ada")
    has(board, "Ada", state="self")
    place.line.hang_up()
    place.line.cut()
    remove(board, "Ada", "remove-and-lock")
    expect(board.locator(role("door-note"))).to_contain_text("Not done yet", timeout=BACK_WITHIN_MS)
    expect(ada.locator(role("lesson-screen"))).to_be_visible()
    place.return_board()
    expect(ada.locator(role("end-screen"))).to_be_visible(timeout=BACK_WITHIN_MS)
    expect(come(open_page(), url, place.code, "New").locator(role("waiting-screen"))).to_be_visible()
