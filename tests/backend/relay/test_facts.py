"""Facts of their own: what students said and what was asked, told to boards and pages that came later."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from backend.relay.handshake import SEQS_PER_S, first_seq_of
from backend.rooms.tokens import Place
from backend.settings.settings import ROOM_HOURS_MAX
from tests.backend.clients import AT, SILENCE_S, Clients, report, status
from tests.serving import MODES, serve

PROMPT = {"id": "p1", "text": "Clear?", "choices": ["Yes", "No"], "at": AT}
ANSWER = {"prompt": "p1", "choice": 1, "seq": 3, "at": AT + 5}


@pytest.fixture(scope="module", params=MODES.values(), ids=[*MODES])
def relay(request: pytest.FixtureRequest) -> Iterator[str]:
    """Return the address of a relay, in each way it can run."""
    with serve(*request.param) as server:
        yield server.url


def test_each_fact_of_a_status_keeps_the_time_at_which_it_was_pressed(clients: Clients) -> None:
    room = clients.room()
    board, ada = clients.teacher(room), clients.student(room)
    pressed = {"hand_at": AT - 9000, "lost_at": None, "pace_at": None}
    assert ada.send("status", status(4, hand=True, **pressed)) == {"ok": True}
    assert ada.send("status", status(5)) == {"ok": True}
    student = ada.joined()["student"]
    assert board.wait_rows("statuses", 2) == [
        [student, 4, AT + 4, True, False, None, AT - 9000, None, None],
        [student, 5, AT + 5, False, False, None],
    ]


def test_an_answer_carries_its_number_and_its_time_and_comes_again_with_the_history(clients: Clients) -> None:
    room = clients.room()
    board, ada = clients.teacher(room), clients.student(room)
    assert board.send("prompt", PROMPT) == {"ok": True}
    assert ada.send("answer", ANSWER) == {"ok": True}
    board.ask(ada)
    assert ada.send("history", {"reports": [report(1)], "answers": [ANSWER]}) == {"ok": True}
    assert ada.send("history", {"reports": [], "answers": [ANSWER]}) == {"ok": True}
    row = [ada.joined()["student"], "p1", 1, 3, AT + 5]
    assert board.wait_rows("answers", 3) == [row, row, row]


def test_a_history_that_the_policy_refuses_leaves_its_answers_out_too(clients: Clients) -> None:
    room = clients.room("self")
    board, ada = clients.teacher(room), clients.student(room)
    board.send("prompt", PROMPT)
    board.ask(ada)
    refusal = ada.send("history", {"reports": [report(1, "focused")], "answers": [ANSWER]})
    assert refusal["error"] == "not_allowed"
    time.sleep(SILENCE_S)
    assert board.all("answers") == []


def test_a_question_and_its_end_reach_the_other_boards_but_not_the_one_that_asks(clients: Clients) -> None:
    room = clients.room()
    asking, other = clients.teacher(room), clients.teacher(room)
    elsewhere = clients.teacher(clients.room())
    ended = {**PROMPT, "ended": True, "ended_at": AT + 60_000}
    assert asking.send("prompt", PROMPT) == {"ok": True}
    assert asking.send("prompt", ended) == {"ok": True}
    assert other.wait("prompt", 2) == [PROMPT, ended]
    assert asking.all("prompt") == elsewhere.all("prompt") == []


def test_a_board_that_comes_is_announced_to_the_others_who_tell_it_alone_what_runs(clients: Clients) -> None:
    room = clients.room()
    ada, first = clients.student(room), clients.teacher(room)
    second = clients.teacher(room)
    assert first.wait("board_joined") == [{}]
    assert first.send("prompt", {**PROMPT, "to": [], "boards": True}) == {"ok": True}
    assert second.wait("prompt") == [PROMPT]
    time.sleep(SILENCE_S)
    assert second.all("board_joined") == ada.all("prompt") == []


def test_who_comes_back_after_its_end_is_told_that_a_question_is_over(clients: Clients) -> None:
    room = clients.room()
    board, ada, ben = clients.teacher(room), clients.student(room), clients.student(room)
    ended = {**PROMPT, "ended": True, "ended_at": AT + 60_000}
    assert board.send("prompt", {**ended, "to": [ada.joined()["student"]]}) == {"ok": True}
    assert ada.wait("prompt") == [ended]
    assert ben.all("prompt") == []


@pytest.mark.parametrize("what", ["hand", "lost"])
def test_a_teacher_lowers_what_the_named_students_raised_and_theirs_alone(
    clients: Clients, what: str
) -> None:
    room = clients.room()
    board, ada, ben = clients.teacher(room), clients.student(room), clients.student(room)
    stranger = clients.student(clients.room())
    to = [ada.joined()["student"], stranger.joined()["student"]]
    assert board.send("lower", {"to": to, "what": what, "at": AT}) == {"ok": True}
    assert ada.wait("lower") == [{"what": what, "at": AT}]
    time.sleep(SILENCE_S)
    assert ben.all("lower") == stranger.all("lower") == []


def test_no_student_lowers_another_students_hand(clients: Clients) -> None:
    room = clients.room()
    ada, ben = clients.student(room), clients.student(room)
    refusal = ada.send("lower", {"to": [ben.joined()["student"]], "what": "hand", "at": AT})
    assert refusal["error"] == "not_teacher"
    assert ben.all("lower") == []


def test_a_page_that_comes_back_counts_from_beyond_every_run_before(clients: Clients) -> None:
    room = clients.room()
    ada = clients.student(room).joined()
    assert ada["first_seq"] == 1
    second = clients.resumed(room, ada["resume"]).joined()["first_seq"]
    time.sleep(2 / SEQS_PER_S)
    third = clients.resumed(room, ada["resume"]).joined()["first_seq"]
    assert 1 < second < third


def test_a_runs_first_number_grows_with_time_and_always_fits_the_wire() -> None:
    longest_s = ROOM_HOURS_MAX * 3600
    place = Place("code", "student", None, expires_s=longest_s)
    assert first_seq_of(place, 0) == 1
    assert first_seq_of(place, 1) == 1 + SEQS_PER_S
    # The room's time is up long before the last number is.
    assert first_seq_of(place, longest_s) + 100 * SEQS_PER_S < 1_000_000_000
    # A clock that is set back after the place was given makes no number that the wire refuses.
    assert first_seq_of(place, -60) == 1
