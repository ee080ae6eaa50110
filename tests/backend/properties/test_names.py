"""Display names: whatever is typed, what comes out is one short line of visible text, or no name."""

from __future__ import annotations

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.errors import BadNameError
from backend.messages import SCHEMA, checker
from backend.names import MARKS_A_LETTER, NAME_CHARACTERS, clean_name
from tests.backend.properties.strategies import values

check_name = checker("name", SCHEMA["definitions"]["name"])

# Markup, bidi controls, zero-width and blank letters, marks, Hangul parts, line ends, halves of a pair.
TRICKY = (
    "<>&\"'\u202e\u2066\u200b\u200d\ufeff\u3164\u2800\u034f\u0301\u0323\u0b4d"
    "\u09c7\u09be\u1100\u1161\u11a8\r\n\u2028\ud800\udc00 "
)

typed = st.text(st.one_of(st.characters(), st.sampled_from(TRICKY)), max_size=60)


def cleaned(text: str) -> str | None:
    """Return the clean name, None for no name and for one that is refused."""
    try:
        return clean_name(text)
    except BadNameError:
        return None


def longest_tower(name: str) -> int:
    """Return the greatest number of marks that follow one another."""
    runs = itertools.groupby(name, lambda letter: unicodedata.category(letter).startswith("M"))
    return max((len(list(run)) for is_mark, run in runs if is_mark), default=0)


@given(typed)
def test_a_name_is_one_short_line_of_visible_text(text: str) -> None:
    name = cleaned(text)
    if name is not None:
        assert 0 < len(check_name(name)) <= NAME_CHARACTERS
        assert " ".join(name.split()) == name
        assert not {unicodedata.category(letter) for letter in name} & {"Cc", "Cf", "Cs", "Co", "Cn"}


@given(typed)
def test_marks_stand_on_letters_and_build_no_tower(text: str) -> None:
    name = cleaned(text)
    if name is not None:
        assert longest_tower(name) <= MARKS_A_LETTER
        assert not any(unicodedata.category(word[0]).startswith("M") for word in name.split())


@given(typed)
def test_a_clean_name_stays_as_it_is(text: str) -> None:
    name = cleaned(text)
    assert clean_name(name) == name


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=NAME_CHARACTERS))
def test_plain_text_is_kept_markup_and_all(text: str) -> None:
    assert clean_name(text) == text


@given(values.filter(lambda value: value is not None and not isinstance(value, str)))
def test_what_is_no_text_is_no_name(value: object) -> None:
    with pytest.raises(BadNameError):
        clean_name(value)
