"""Room codes: what is made reads back however it is typed, and what is mistyped is never another room."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.rooms.codes import ALPHABET, RoomCodeError, new_room, read_room_code
from tests.backend.properties.strategies import rooms

ALIKE = {"0": "0Oo", "1": "1IiLl"}
DASHES = ["", "-", "%2D", "%252d", "\u2011", "\u2013", "\u2212", "\u00ad", "\u200b", "_", "."]
GAPS = ["", " ", "-", "\t", " - ", "\u2014", "\u200d", "\u3000", "\ufeff", "."]
AROUND = [
    ("", ""),
    ("<https://school.example/s#", ">"),
    ("school.example:5000/s?utm_source=mail&x=1#", "?utm_campaign=autumn-term1#"),
    ("(https%3A%2F%2Fschool.example%2Fs%23", "). "),
    ("Code: ", "."),
    ("\u4ee3\u7801\uff1a", "\u3002"),
]


@st.composite
def typed(draw: st.DrawFn, code: str) -> str:
    """A code as a person might type it."""
    ways = [ALIKE.get(letter, letter + letter.lower()) for letter in code]
    # The code is random: what is drawn may not depend on it.
    letters = [way[draw(st.integers(0, 9)) % len(way)] for way in ways]
    gaps = draw(st.lists(st.sampled_from(GAPS), min_size=11, max_size=11))
    return "".join(gap + letter for gap, letter in zip(gaps, letters, strict=True))


@st.composite
def brought(draw: st.DrawFn, code: str) -> str:
    """A code as links, labels and sentences bring it."""
    before, behind = draw(st.sampled_from(AROUND))
    return before + code.replace("-", draw(st.sampled_from(DASHES))) + behind


@given(rooms(), st.data())
def test_a_code_reads_back_however_it_is_typed(wanted: dict[str, Any], data: st.DataObject) -> None:
    room = new_room(**wanted)
    assert read_room_code(data.draw(typed(room.code))) == room
    assert {key: getattr(room, key) for key in wanted} == wanted


@given(rooms(), st.data())
def test_a_code_is_found_in_what_people_bring(wanted: dict[str, Any], data: st.DataObject) -> None:
    room = new_room(**wanted)
    assert read_room_code(data.draw(brought(room.code))) == room


@given(rooms(), st.integers(0, 9), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_never_another_room(wanted: dict[str, Any], place: int, other: str) -> None:
    letters = new_room(**wanted).code.replace("-", "")
    if letters[place] != other:
        with pytest.raises(RoomCodeError):
            read_room_code(letters[:place] + other + letters[place + 1 :])


@given(rooms(), st.integers(0, 8))
def test_two_neighbours_that_changed_places_are_never_another_room(wanted: dict[str, Any], at: int) -> None:
    letters = new_room(**wanted).code.replace("-", "")
    if letters[at] != letters[at + 1]:
        with pytest.raises(RoomCodeError):
            read_room_code(letters[:at] + letters[at + 1] + letters[at] + letters[at + 2 :])


@given(st.one_of(st.text(), st.text(ALPHABET + "-", min_size=9, max_size=12)))
def test_any_text_is_a_code_or_refused(text: str) -> None:
    try:
        room = read_room_code(text)
    except RoomCodeError as error:
        reason = error.reason
    else:
        reason = "none"
        assert read_room_code(room.code) == room
    assert reason in ("none", "length", "character", "check", "policy", "kind", "teacher")
