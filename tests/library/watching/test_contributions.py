"""Contributions: closed, within the policy, and never more than one viewer can have seen."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.common.errors import BudgetError
from library.watching.bins import BIN_MS, bin_count, bins_of, mask_of
from library.watching.contributions import STATES, Shares, bins_of_each, count, new_shares
from library.watching.tickets import FASTEST_RATE, SLACK_BINS, Counted
from tests.library.storage.test_database import bytes_of
from tests.library.teacher import Library, make_library

runs = st.lists(st.tuples(st.integers(0, 11), st.integers(1, 12)), max_size=6)


@given(st.lists(runs, max_size=12))
def test_one_ticket_tells_a_bin_first_once_in_whatever_order_it_is_played(played: list[Any]) -> None:
    counted = Counted(since_s=-1e6)
    first: Counter[int] = Counter()
    for seq, message in enumerate(played, 1):
        mask = 0
        for start, stop in message:
            mask |= mask_of(start, stop)
        new = new_shares(Shares({None: mask}, (), {}), counted, 0.0)
        count(new, counted, seq)
        first.update(place for place, kind in bins_of_each(new) if kind == "first")
    assert set(first.values()) <= {1}


@given(st.lists(st.floats(0, 600), min_size=1, max_size=30), st.integers(1, 240))
def test_a_ticket_never_adds_more_than_the_fastest_viewer_sees(pauses_s: list[float], size: int) -> None:
    counted, now, added = Counted(since_s=0.0), 0.0, 0
    for seq, pause_s in enumerate(pauses_s, 1):
        now += pause_s
        try:
            new = new_shares(Shares({}, (mask_of(0, size),), {}), counted, now)
        except BudgetError:
            continue
        count(new, counted, seq)
        added += size
    assert added <= now * 1000 * FASTEST_RATE / BIN_MS + SLACK_BINS


@given(st.integers(0, 2**40))
def test_a_set_of_bins_is_its_bins(mask: int) -> None:
    assert sum(1 << place for place in bins_of(mask)) == mask


def test_a_lesson_has_a_bin_for_each_five_seconds_begun_and_four_hours_at_most() -> None:
    assert [bin_count(ms) for ms in (0, 1, 5000, 5001, 10**9)] == [0, 1, 1, 2, 2880]


def test_four_viewers_leave_the_files_byte_for_byte_and_the_fifth_shows(tmp_path: Path) -> None:
    library = make_library(tmp_path)
    course = library.course()
    lesson = course.lesson()
    before = bytes_of(tmp_path)
    for _ in range(4):
        answer = library.contribute(
            lesson, library.ticket(lesson), runs=[[0, 12, "confused"]], marks=[[3, "lost"]]
        )
        assert answer.status_code == 200
    assert bytes_of(tmp_path) == before
    assert course.call("GET", f"/lessons/{lesson}/curve").get_json()["sums"] == {}
    assert library.contribute(lesson, library.ticket(lesson), runs=[[3, 4, None]]).status_code == 200
    sums = course.call("GET", f"/lessons/{lesson}/curve").get_json()["sums"]
    # Of states four are told, so they wait on; of the other bins only four have seen anything.
    assert sums == {
        "first": [5 if place == 3 else 0 for place in range(12)],
        "lost": [4 if place == 3 else 0 for place in range(12)],
    }


def test_the_database_holds_no_row_of_anybody_and_no_ticket(tmp_path: Path) -> None:
    library = make_library(tmp_path)
    lesson = library.course().lesson()
    tickets = [library.ticket(lesson) for _ in range(6)]
    for ticket in tickets:
        library.contribute(lesson, ticket, runs=[[0, 3, "focused"]])
    held = bytes_of(tmp_path)
    for ticket in tickets:
        _, number, issued_s, signature = ticket.split(".")
        for secret in (number, issued_s, signature):
            assert secret.encode() not in held
        assert int(number, 16).to_bytes(8, "big") not in held
        assert int(number, 16).to_bytes(8, "little") not in held


@pytest.mark.parametrize("policy", ["labels", "ask", "presence", "self"])
def test_only_the_states_of_the_courses_policy_are_taken(library: Library, policy: str) -> None:
    lesson = library.course(policy=policy).lesson()
    lets = {
        "labels": {"focused", "neutral", "confused", "drowsy", "down", "away", "absent"},
        "ask": {"present", "absent"},
        "presence": {"present", "absent"},
        "self": set(),
    }[policy]
    for state in (*STATES, "calibrating", "self"):
        answer = library.contribute(lesson, library.ticket(lesson), runs=[[0, 1, state]])
        expected = (200, None) if state in lets else (403, "not_allowed")
        assert (answer.status_code, answer.get_json().get("error")) == expected
    assert library.contribute(lesson, library.ticket(lesson), runs=[[0, 1, None]]).status_code == 200


@pytest.mark.parametrize(
    "said",
    [
        {"runs": [[0, 13, None]]},
        {"runs": [[3, 3, None]]},
        {"runs": [[4, 3, None]]},
        {"runs": [[-1, 3, None]]},
        {"runs": [[0, 1, "bored"]]},
        {"runs": [[0, 1]]},
        {"runs": [[0.5, 1, None]]},
        {"runs": [[0, 1, None]] * 241},
        {"again": [[0, 13]]},
        {"marks": [[0, "lost"]]},
        {"runs": [[0, 1, None]], "marks": [[0, "bored"]]},
        {"name": "Ada"},
        {"seq": 0},
    ],
)
def test_what_no_browser_says_is_refused_and_nothing_of_it_counted(
    library: Library, said: dict[str, Any]
) -> None:
    lesson = library.course().lesson()
    answer = library.contribute(lesson, library.ticket(lesson), **said)
    assert (answer.status_code, answer.get_json()["error"]) == (400, "bad_message")
    assert len(library.services.pool) == 0


def test_a_message_that_is_sent_again_is_counted_once(library: Library) -> None:
    lesson = library.course().lesson()
    tickets = [library.ticket(lesson) for _ in range(5)]
    for ticket in tickets * 3:
        answer = library.contribute(lesson, ticket, runs=[[0, 1, None]], again=[[0, 1]], marks=[[0, "lost"]])
        assert answer.status_code == 200
    assert library.services.curves.read(lesson, 1)["sums"] == {"first": [5], "again": [5], "lost": [5]}


def test_inflated_counts_are_refused(library: Library) -> None:
    lesson = library.course().lesson(minutes=240)
    ticket = library.ticket(lesson)
    answer = library.contribute(lesson, ticket, runs=[[0, 2880, None]])
    assert (answer.status_code, answer.get_json()["error"]) == (429, "over_budget")
    answer = library.contribute(lesson, ticket, runs=[], again=[[0, 240]] * 240)
    assert (answer.status_code, answer.get_json()["error"]) == (429, "over_budget")
    # A press is one a bin, however often it is told.
    for seq in range(1, 20):
        library.contribute(lesson, ticket, seq=seq, runs=[[0, 1, None]], marks=[[0, "lost"]] * 60)
    for _ in range(4):
        library.contribute(lesson, library.ticket(lesson), runs=[[0, 1, None]])
    assert library.services.curves.read(lesson, 1)["sums"] == {"first": [5], "lost": [1]}


def test_a_ticket_of_another_lesson_a_forged_one_and_none_are_refused(library: Library) -> None:
    course = library.course()
    lesson, other = course.lesson(), course.lesson()
    ticket = library.ticket(other)
    named, number, issued_s, signature = ticket.split(".")
    for wrong in (
        ticket,
        "",
        f"{lesson}.{number}.{issued_s}.{signature}",
        f"{lesson}.1.2.{'A' * 43}",
        ticket[:-1],
        course.token,
        named,
    ):
        answer = library.contribute(lesson, wrong, runs=[[0, 1, None]])
        assert (answer.status_code, answer.get_json()["error"]) == (403, "bad_token")


def test_a_ticket_says_too_much_too_fast_at_its_own_expense(library: Library) -> None:
    lesson = library.course().lesson()
    ticket, other = library.ticket(lesson), library.ticket(lesson)
    answers = [library.contribute(lesson, ticket, seq=seq) for seq in range(1, 60)]
    assert answers[-1].get_json()["error"] == "too_fast"
    assert library.contribute(lesson, other).status_code == 200


def test_an_address_gets_so_many_tickets_of_a_lesson_and_others_of_another(library: Library) -> None:
    course = library.course()
    lesson, other = course.lesson(), course.lesson()
    path = f"/library/api/lessons/{lesson}/tickets"
    codes = [library.client.post(path).status_code for _ in range(420)]
    assert (codes[0], codes[-1]) == (201, 429)
    assert library.ticket(other) != ""


def test_a_deleted_lesson_takes_no_contribution(library: Library) -> None:
    course = library.course()
    lesson = course.lesson()
    ticket = library.ticket(lesson)
    assert library.contribute(lesson, ticket, runs=[[0, 1, None]]).status_code == 200
    assert course.call("DELETE", f"/lessons/{lesson}").status_code == 200
    assert library.contribute(lesson, ticket, seq=2).status_code == 404
    assert len(library.services.pool) == 0
