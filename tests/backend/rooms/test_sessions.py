"""Records: a student's numbers rise, a history is what was asked for, and leaving renews nothing."""

from __future__ import annotations

import time
from typing import Any

import pytest

from backend.common.errors import BadMessageError, NotAllowedError, TooFastError
from backend.limits.limits import ASKED_ROWS, ROOM_ROWS, ROWS, Allowance, TokenBucket
from backend.rooms.sessions import RECORDS, Record, Records
from tests.backend.clients import report


def room_rows(allowance: Allowance = ROOM_ROWS) -> TokenBucket:
    return TokenBucket(allowance, time.monotonic())


def rows(*seqs: int) -> Any:
    return [report(seq) for seq in seqs]


def test_a_reports_number_is_new_once_and_never_falls() -> None:
    record = Record()
    assert [record.take_report(seq) for seq in (5, 9, 9)] == [True, True, False]
    for seq in (8, 1):
        with pytest.raises(BadMessageError, match=f"numbers rise, and {seq} comes after 9"):
            record.take_report(seq)


def test_a_status_may_be_said_again_but_no_older_one() -> None:
    record = Record()
    record.take_status(5)
    record.take_status(5)
    with pytest.raises(BadMessageError):
        record.take_status(4)


def test_an_answers_number_never_falls_where_the_page_numbers_them() -> None:
    record = Record()
    assert [record.take_answer(seq) for seq in (None, 5, 5, None)] == [True, True, False, True]
    with pytest.raises(BadMessageError):
        record.take_answer(4)


def test_nothing_is_asked_before_a_board_asks() -> None:
    record = Record()
    assert not record.is_asked
    record.ask(0)
    assert record.is_asked


def test_a_history_goes_on_from_where_it_was_asked_in_several_messages() -> None:
    record, room = Record(), room_rows()
    record.ask(10)
    record.take_history(rows(*range(11, 11 + 200)), 0, room)
    record.take_history(rows(*range(211, 211 + 50)), 0, room)
    for wrong in (rows(10), rows(300, 299), rows(300, 300)):
        with pytest.raises(BadMessageError, match="numbers rise"):
            record.take_history(wrong, 0, room)


def test_an_answer_under_way_goes_on_when_another_board_asks_from_further_on() -> None:
    record, room = Record(), room_rows()
    record.ask(0)
    record.take_history(rows(*range(1, 201)), 0, room)
    record.ask(500)
    record.take_history(rows(*range(201, 401)), 0, room)


def test_what_was_on_its_way_when_another_board_asked_from_further_back_spoils_no_answer() -> None:
    record, room = Record(), room_rows()
    record.ask(500)
    record.ask(0)
    record.take_history(rows(*range(501, 601)), 0, room)
    record.take_history(rows(*range(1, 201)), 0, room)


def test_what_a_history_told_is_not_reported_again() -> None:
    record = Record()
    record.ask(0)
    record.take_history(rows(*range(1, 1 + 20)), 0, room_rows())
    assert [record.take_report(seq) for seq in (20, 21)] == [False, True]


def test_an_ask_is_for_so_many_rows_and_the_empty_history_costs_one() -> None:
    record, room = Record(), room_rows(Allowance(1e9, 0))
    record.ask(0)
    for first in range(1, ASKED_ROWS, 200):
        record.take_history(rows(*range(first, first + 200)), 0, room)
    assert not record.is_asked
    with pytest.raises(NotAllowedError):
        record.take_history(rows(ASKED_ROWS + 1), 0, room)


def test_a_student_who_was_asked_again_and_again_has_to_wait() -> None:
    record, room = Record(), room_rows(Allowance(1e9, 0))
    for _ in range(int(ROWS.burst) // 200):
        record.ask(0)
        record.take_history(rows(*range(1, 1 + 200)), 0, room)
    record.ask(0)
    with pytest.raises(TooFastError):
        record.take_history(rows(*range(1, 1 + 200)), 0, room)


def test_all_students_of_a_room_share_its_rows_and_who_waits_has_lost_nothing() -> None:
    room = room_rows(Allowance(300, 0))
    first, second = Record(), Record()
    first.ask(0)
    first.take_history(rows(*range(1, 1 + 200)), 0, room)
    second.ask(0)
    with pytest.raises(TooFastError):
        second.take_history(rows(*range(1, 1 + 200)), 0, room)
    second.take_history(rows(*range(1, 1 + 100)), 0, room)


def test_a_student_who_comes_back_goes_on_with_the_same_record() -> None:
    records = Records()
    record = records.find("ada_ada_")
    records.keep("ada_ada_", record, lambda _: True)
    assert records.find("ada_ada_") is record
    assert records.find("ben_ben_") is not record


def test_records_are_bounded_and_those_of_who_is_gone_go_first() -> None:
    records, here = Records(), {"0"}
    kept = Record()
    records.keep("0", kept, here.__contains__)
    for number in range(1, RECORDS + 10):
        records.keep(f"{number}", Record(), here.__contains__)
    assert records.find("0") is kept
    assert len(records) == RECORDS
