"""Tokens: what was signed reads back, and nothing else is ever believed."""

from __future__ import annotations

import secrets
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.common.errors import BadNameError, BadTokenError
from backend.rooms.codes import new_room, read_room_code
from backend.rooms.display_names import clean_name
from backend.rooms.messages import SCHEMA
from backend.rooms.tokens import Place, Tokens
from tests.backend.properties.strategies import ID, rooms, values

RESUME_CHARACTERS = SCHEMA["definitions"]["joined"]["properties"]["resume"]["maxLength"]
TOKENS = Tokens(secrets.token_urlsafe(), secrets.token_urlsafe())
ROOM = new_room("labels")
LATER_S = int(time.time()) + 24 * 3600


@st.composite
def places(draw: st.DrawFn) -> Place:
    """A student's place, with any name the relay would let through."""
    name = draw(st.none() | st.text(max_size=40) | st.text(st.characters(min_codepoint=0x1F000), min_size=38))
    try:
        clean = clean_name(name)
    except BadNameError:
        clean = None
    return Place(ROOM.code, draw(st.from_regex(ID)), clean, draw(st.integers(LATER_S, 2**40)))


@st.composite
def edited(draw: st.DrawFn, token: str) -> str:
    """A genuine token with a piece taken out and any text put there."""
    start = draw(st.integers(0, len(token)))
    end = draw(st.integers(start, min(len(token), start + 3)))
    return token[:start] + draw(st.text(st.characters(max_codepoint=0x17F), max_size=3)) + token[end:]


@given(places())
def test_a_place_reads_back_and_fits_the_wire(place: Place) -> None:
    token = TOKENS.for_student(place)
    assert TOKENS.read_student(token, ROOM) == place
    assert len(token) <= RESUME_CHARACTERS


@given(rooms(), st.integers(LATER_S, 2**40))
def test_a_teachers_pass_reads_back(wanted: dict[str, Any], expires_s: int) -> None:
    room = new_room(**wanted)
    found = TOKENS.read_teacher(TOKENS.for_teacher(room, expires_s))
    assert (found.room, found.expires_s) == (read_room_code(room.code), expires_s)


@given(st.data())
def test_an_edited_token_is_refused(data: st.DataObject) -> None:
    teacher = TOKENS.for_teacher(ROOM, LATER_S)
    student = TOKENS.for_student(Place(ROOM.code, "abcdefgh", "Ada", LATER_S))
    for token, read in ((teacher, TOKENS.read_teacher), (student, lambda it: TOKENS.read_student(it, ROOM))):
        other = data.draw(edited(token))
        if other != token:
            with pytest.raises(BadTokenError):
                read(other)


@pytest.mark.parametrize("spelling", ["last", "="])
def test_a_signature_has_one_spelling(spelling: str) -> None:
    token = TOKENS.for_teacher(ROOM, LATER_S)
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    endings = [token[:-1] + last for last in alphabet] if spelling == "last" else [f"{token}=", f"{token}=="]
    for other in (ending for ending in endings if ending != token):
        with pytest.raises(BadTokenError):
            TOKENS.read_teacher(other)


@given(st.one_of(values, st.text(), st.binary()))
def test_what_is_no_token_is_refused(value: object) -> None:
    with pytest.raises(BadTokenError):
        TOKENS.read_teacher(value)
    with pytest.raises(BadTokenError):
        TOKENS.read_student(value, ROOM)
