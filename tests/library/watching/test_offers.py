"""Counts of offers: sums of five alone, of cards that can have been seen, gone when their words change."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.watching.offer_pool import OfferPool
from tests.library.storage.test_database import bytes_of
from tests.library.teacher import Course, Library, make_library

TEXT = {"do": "text", "text": "Think of a queue."}
ASK = {"do": "ask", "text": "f(0)?", "choices": ["0", "1"], "right": 1}
VTT = {"Content-Type": "text/vtt"}


def put_offers(course: Course, lesson: str, *offers: Any, lang: str = "en") -> int:
    """Give a lesson a card named `queue` in its first ten seconds; return the status."""
    track = f"WEBVTT\n\nqueue\n00:00.000 --> 00:10.000\n{json.dumps({'offer': list(offers)})}\n"
    path = f"/lessons/{lesson}/tracks/offers/{lang}"
    return course.call("PUT", path, data=track, headers=VTT).status_code


def say(library: Library, lesson: str, *said: Any, runs: Any = ((0, 2, None),)) -> None:
    """Contribute as a new browser that has watched the first ten seconds."""
    answer = library.contribute(lesson, library.ticket(lesson), runs=runs, offers=said)
    assert answer.status_code == 200, answer.json


def counts(course: Course, lesson: str) -> Any:
    """Return what the teacher sees."""
    return course.call("GET", f"/lessons/{lesson}/offers").get_json()["offers"]


def test_four_leave_no_byte_and_the_fifth_shows_what_all_five_took(tmp_path: Path) -> None:
    library = make_library(tmp_path)
    course = library.course(policy="self")
    lesson = course.lesson()
    assert put_offers(course, lesson, TEXT, ASK) == 200
    shown = (["queue", 0, "shown"], ["queue", 1, "shown"])
    before = bytes_of(tmp_path)
    say(library, lesson, *shown, ["queue", 0, "taken"], ["queue", 0, "helped"])
    say(library, lesson, *shown, ["queue", 1, "taken"], ["queue", 1, "not_helped"])
    for _ in range(2):
        say(library, lesson, *shown)
    assert bytes_of(tmp_path) == before
    assert counts(course, lesson) == []
    say(library, lesson, *shown)
    assert counts(course, lesson) == [
        {"cue": "queue", "place": 0, "shown": 5, "taken": 1, "helped": 1, "not_helped": 0},
        {"cue": "queue", "place": 1, "shown": 5, "taken": 1, "helped": 0, "not_helped": 1},
    ]
    # What comes later of those five waits for five others.
    say(library, lesson, *shown, ["queue", 0, "taken"])
    assert counts(course, lesson)[0]["taken"] == 1
    assert b"queue" in bytes_of(tmp_path)


def test_a_ticket_counts_what_one_viewer_can_have_done_and_no_more(library: Library) -> None:
    course = library.course(policy="self")
    lesson = course.lesson()
    assert put_offers(course, lesson, TEXT) == 200
    shown, taken = ["queue", 0, "shown"], ["queue", 0, "taken"]
    say(library, lesson, shown, shown, taken, taken, ["queue", 0, "helped"], ["queue", 0, "not_helped"])
    # Unwatched, unknown, without the offer, not shown, not taken: passed over, and the rest is counted.
    say(library, lesson, shown, runs=[[8, 9, None]])
    say(library, lesson, ["stack", 0, "shown"], ["queue", 1, "shown"], taken, ["queue", 0, "helped"])
    say(library, lesson, shown, ["queue", 0, "helped"])
    for _ in range(2):
        say(library, lesson, shown)
    assert counts(course, lesson) == []
    say(library, lesson, shown)
    assert counts(course, lesson) == [
        {"cue": "queue", "place": 0, "shown": 5, "taken": 1, "helped": 1, "not_helped": 0}
    ]


def test_one_ticket_is_one_of_the_five_however_often_it_speaks(library: Library) -> None:
    course = library.course(policy="self")
    lesson = course.lesson()
    assert put_offers(course, lesson, TEXT, ASK) == 200
    ticket = library.ticket(lesson)
    for seq in range(1, 9):
        said = [["queue", seq % 2, "shown"]]
        answer = library.contribute(lesson, ticket, seq=seq, runs=[[0, 2, None]], offers=said)
        assert answer.status_code == 200
    assert counts(course, lesson) == []


@pytest.mark.parametrize(
    "said",
    [
        ["queue", 0, "lost"],
        ["queue", 0, "shown", "rewound"],
        ["queue", 5, "shown"],
        ["a b", 0, "shown"],
        ["queue", 0],
        {"cue": "queue", "why": "lost"},
    ],
)
def test_no_reason_and_nothing_else_can_be_told(library: Library, said: Any) -> None:
    course = library.course(policy="self")
    lesson = course.lesson()
    answer = library.contribute(lesson, library.ticket(lesson), runs=[[0, 1, None]], offers=[said])
    assert answer.status_code == 400


def test_counts_go_with_the_words_they_were_about_and_stay_with_a_translation(tmp_path: Path) -> None:
    library = make_library(tmp_path)
    course = library.course(policy="self")
    lesson = course.lesson()
    put_offers(course, lesson, TEXT)
    for _ in range(5):
        say(library, lesson, ["queue", 0, "shown"])
    assert put_offers(course, lesson, {**TEXT, "text": "Denk an eine Schlange."}, lang="de") == 200
    assert len(counts(course, lesson)) == 1
    assert put_offers(course, lesson, {**TEXT, "text": "Think of a stack."}) == 200
    assert counts(course, lesson) == []
    assert b"shown" not in bytes_of(tmp_path).replace(b"shown in", b"")


def test_a_broken_track_is_refused_with_its_place_and_another_teacher_reads_nothing(library: Library) -> None:
    course, other = library.course(), library.course()
    lesson = course.lesson()
    path = f"/lessons/{lesson}/tracks/offers"
    for method, end in (("PUT", "/en"), ("POST", "/check")):
        answer = course.call(
            method, path + end, data="WEBVTT\n\na\n00:00.000 --> 00:01.000\n{\n", headers=VTT
        )
        assert answer.status_code == 422
        assert "Line 5, column 2" in answer.get_json()["message"]
        assert other.call(method, path + end, data="WEBVTT\n", headers=VTT).status_code == 403
    assert put_offers(course, lesson, TEXT) == 200
    assert "Think of a queue." in course.call("GET", f"{path}/en").get_json()["body"]
    served = library.client.get(f"/library/media/{lesson}/offers/en.vtt")
    assert (served.status_code, served.mimetype) == (200, "text/vtt")
    for where in ("offers", "tracks/offers/en"):
        assert other.call("GET", f"/lessons/{lesson}/{where}").status_code == 403


happened = st.lists(
    st.tuples(
        st.integers(0, 9), st.sampled_from("ab"), st.integers(0, 4), st.sampled_from(["shown", "taken"])
    ),
    max_size=60,
)


@given(happened)
def test_whatever_happens_each_write_has_five_new_people_of_its_card(events: list[Any]) -> None:
    written: list[Counter[Any]] = []
    pool = OfferPool(lambda sums: written.append(Counter(sums)), lambda: 0.0)
    joined: dict[str, set[int]] = {"a": set(), "b": set()}
    fresh: dict[str, set[int]] = {"a": set(), "b": set()}
    for person, cue, place, kind in events:
        first = [cue] if kind == "shown" and person not in joined[cue] else []
        if first:
            joined[cue].add(person)
            fresh[cue].add(person)
        before = len(written)
        if pool.add("lesson", person, [(cue, place, kind)], first):
            pool.flush()
        if len(written) > before:
            assert len(fresh[cue]) == 5
            assert {cell[1] for cell in written[-1]} == {cue}
            fresh[cue].clear()
