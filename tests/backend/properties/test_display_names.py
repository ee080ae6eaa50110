"""Display names: whatever is typed, what comes out is one short line of visible text, or no name."""

from __future__ import annotations

import itertools
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.common.errors import BadNameError
from backend.rooms.display_names import MARKS_A_LETTER, NAME_CHARACTERS, clean_name
from backend.rooms.messages import SCHEMA, checker
from tests.backend.properties.strategies import values

check_name = checker("name", SCHEMA["definitions"]["name"])

# Markup, bidi controls, zero-width and blank letters, marks, Hangul parts, line ends, halves of a pair. Then
# joiners and what they join: Persian and Indic letters, a virama, emoji with a tone and a selector, tags.
TRICKY = (
    "<>&\"'\u202e\u2066\u200b\ufeff\u3164\u2800\u034f\u0301\u0323\u0b4d"
    "\u09c7\u09be\u1100\u1161\u11a8\r\n\u2028\ud800\udc00 "
    "\u200c\u200d\u180e\u0628\u0627\u064e\u0915\u094d\u0930\U0001f469\U0001f3fd\ufe0f\u2764\U0001fae8"
    "\U0001f3f4\U000e0067\U000e0062\U000e007f\U0001fbff\U000323af"
)
JOINERS = "\u200c\u200d\u180e"
VIRAMA = 9

typed = st.text(st.one_of(st.characters(), st.sampled_from(TRICKY)), max_size=60)


def cleaned(text: str) -> str | None:
    """Return the clean name, None for no name and for one that is refused."""
    try:
        return clean_name(text)
    except BadNameError:
        return None


def longest_tower(name: str) -> int:
    """Return the greatest number of marks that follow one another."""
    seen = (letter for letter in name if letter not in JOINERS)
    runs = itertools.groupby(seen, lambda letter: unicodedata.category(letter).startswith("M"))
    return max((len(list(run)) for is_mark, run in runs if is_mark), default=0)


@given(typed)
def test_a_name_is_one_short_line_of_visible_text(text: str) -> None:
    name = cleaned(text)
    if name is not None:
        assert 0 < len(check_name(name)) <= NAME_CHARACTERS
        assert " ".join(name.split()) == name
        assert not {unicodedata.category(letter) for letter in name} & {"Cc", "Cs", "Co"}


@given(typed)
def test_what_is_unseen_in_a_name_holds_something_together(text: str) -> None:
    name = re.sub("\U0001f3f4[\U000e0061-\U000e007a]+\U000e007f", "", cleaned(text) or "")
    for at, letter in enumerate(name):
        before, after = name[:at][-1:], name[at + 1 :][:1]
        if letter in JOINERS:
            assert before not in ("", " ", *JOINERS)
            assert unicodedata.combining(before) == VIRAMA or after not in ("", " ", *JOINERS)
            assert not before.isascii()
            assert not after.isascii() or unicodedata.combining(before) == VIRAMA
        else:
            assert unicodedata.category(letter) != "Cf"


@given(st.integers(0x1F000, 0x1FAFF).map(chr))
def test_an_emoji_newer_than_this_python_stays(emoji: str) -> None:
    assert clean_name(f"Ada {emoji}") == f"Ada {emoji}"


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
