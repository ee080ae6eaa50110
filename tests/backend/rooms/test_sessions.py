"""Sessions: a student's numbers rise, a history is what was asked for, and leaving renews nothing."""

from __future__ import annotations

import time
from typing import Any

import pytest

from backend.common.errors import BadMessageError, NotAllowedError, TooFastError
from backend.limits.limits import ASKED_ROWS, ROOM_ROWS, ROWS, Allowance, TokenBucket
from backend.rooms.sessions import SESSIONS, Session, Sessions
from tests.backend.clients import report


def room_rows(allowance: Allowance = ROOM_ROWS) -> TokenBucket:
    return TokenBucket(allowance, time.monotonic())


def rows(*seqs: int) -> Any:
    return [report(seq) for seq in seqs]


def test_a_reports_number_is_new_once_and_never_falls() -> None:
    session = Session()
    assert [session.take_report(seq) for seq in (5, 9, 9)] == [True, True, False]
    for seq in (8, 1):
        with pytest.raises(BadMessageError, match=f"numbers rise, and {seq} comes after 9"):
            session.take_report(seq)


def test_a_status_may_be_said_again_but_no_older_one() -> None:
    session = Session()
    session.take_status(5)
    session.take_status(5)
    with pytest.raises(BadMessageError):
        session.take_status(4)


def test_an_answers_number_never_falls_where_the_page_numbers_them() -> None:
    session = Session()
    assert [session.take_answer(seq) for seq in (None, 5, 5, None)] == [True, True, False, True]
    with pytest.raises(BadMessageError):
        session.take_answer(4)


def test_nothing_is_asked_before_a_board_asks() -> None:
    session = Session()
    assert not session.is_asked
    session.ask(0)
    assert session.is_asked


def test_a_history_goes_on_from_where_it_was_asked_in_several_messages() -> None:
    session, room = Session(), room_rows()
    session.ask(10)
    session.take_history(rows(*range(11, 11 + 200)), 0, room)
    session.take_history(rows(*range(211, 211 + 50)), 0, room)
    for wrong in (rows(10), rows(300, 299), rows(300, 300)):
        with pytest.raises(BadMessageError, match="numbers rise"):
            session.take_history(wrong, 0, room)


def test_an_answer_under_way_goes_on_when_another_board_asks_from_further_on() -> None:
    session, room = Session(), room_rows()
    session.ask(0)
    session.take_history(rows(*range(1, 201)), 0, room)
    session.ask(500)
    session.take_history(rows(*range(201, 401)), 0, room)


def test_what_was_on_its_way_when_another_board_asked_from_further_back_spoils_no_answer() -> None:
    session, room = Session(), room_rows()
    session.ask(500)
    session.ask(0)
    session.take_history(rows(*range(501, 601)), 0, room)
    session.take_history(rows(*range(1, 201)), 0, room)


def test_what_a_history_told_is_not_reported_again() -> None:
    session = Session()
    session.ask(0)
    session.take_history(rows(*range(1, 1 + 20)), 0, room_rows())
    assert [session.take_report(seq) for seq in (20, 21)] == [False, True]


def test_an_ask_is_for_so_many_rows_and_the_empty_history_costs_one() -> None:
    session, room = Session(), room_rows(Allowance(1e9, 0))
    session.ask(0)
    for first in range(1, ASKED_ROWS, 200):
        session.take_history(rows(*range(first, first + 200)), 0, room)
    assert not session.is_asked
    with pytest.raises(NotAllowedError):
        session.take_history(rows(ASKED_ROWS + 1), 0, room)


def test_a_student_who_was_asked_again_and_again_has_to_wait() -> None:
    session, room = Session(), room_rows(Allowance(1e9, 0))
    for _ in range(int(ROWS.burst) // 200):
        session.ask(0)
        session.take_history(rows(*range(1, 1 + 200)), 0, room)
    session.ask(0)
    with pytest.raises(TooFastError):
        session.take_history(rows(*range(1, 1 + 200)), 0, room)


def test_all_students_of_a_room_share_its_rows_and_who_waits_has_lost_nothing() -> None:
    room = room_rows(Allowance(300, 0))
    first, second = Session(), Session()
    first.ask(0)
    first.take_history(rows(*range(1, 1 + 200)), 0, room)
    second.ask(0)
    with pytest.raises(TooFastError):
        second.take_history(rows(*range(1, 1 + 200)), 0, room)
    second.take_history(rows(*range(1, 1 + 100)), 0, room)


def test_a_student_who_comes_back_goes_on_with_the_same_record() -> None:
    sessions = Sessions()
    session = sessions.find("ada_ada_")
    sessions.keep("ada_ada_", session, lambda _: True)
    assert sessions.find("ada_ada_") is session
    assert sessions.find("ben_ben_") is not session


def test_records_are_bounded_and_those_of_who_is_gone_go_first() -> None:
    sessions, here = Sessions(), {"0"}
    kept = Session()
    sessions.keep("0", kept, here.__contains__)
    for number in range(1, SESSIONS + 10):
        sessions.keep(f"{number}", Session(), here.__contains__)
    assert sessions.find("0") is kept
    assert len(sessions) == SESSIONS
