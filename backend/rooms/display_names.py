"""Display names: cleans what a student types into one line of visible text, or no name."""

from __future__ import annotations

import unicodedata

from backend.common.errors import BadNameError
from backend.rooms.joiners import JOINERS, TAGS, with_joiners_that_join

NAME_CHARACTERS = 40
# With every mark and joiner that a letter may bring; what is longer has more letters than a name.
TYPED_CHARACTERS = 2000

# Cc and Cf hold controls, bidi overrides and zero-width characters; Cs, Co and Cn have no agreed look.
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
# Letters, a symbol and marks that are drawn as nothing: Hangul fillers, the empty Braille cell, a joiner of
# marks and two Khmer vowels.
_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800\u034f\u17b4\u17b5")
# Where Unicode adds emoji and ideographs: a student's device may know more of them than this Python does.
_GROWING = (range(0x1F000, 0x1FB00), range(0x20000, 0x2FFFE), range(0x30000, 0x3FFFE))

# Tibetan and Burmese put four marks on a letter; a taller stack reaches into the lines above and below.
MARKS_A_LETTER = 4
# So many may be composed into fewer; sorting a stack of thousands takes a quarter of a second.
MARKS_TO_COMPOSE = 16


def clean_name(name: object) -> str | None:
    """Return the name in NFC, white space folded, without invisible characters and stacks of marks.

    Joiners stay where they hold letters or emoji together. None where nothing is left.
    Raises BadNameError for anything but a text of at most 40 characters.
    """
    if name is None:
        return None
    if not isinstance(name, str):
        raise BadNameError("A name is a text, or null.")
    # Before anything is done to it, since all of it takes as long as the text is.
    _refuse_longer(name, TYPED_CHARACTERS)
    visible = "".join(filter(_may_stay, " ".join(name.split())))
    clean = _settled(_without_towers(visible, MARKS_TO_COMPOSE))
    _refuse_longer(clean, NAME_CHARACTERS)
    return clean or None


def _settled(text: str) -> str:
    """Return the text once cleaning it changes nothing more: removing something can loosen something else."""
    _refuse_longer(text, TYPED_CHARACTERS)
    composed = unicodedata.normalize("NFC", with_joiners_that_join(text))
    cleaner = " ".join(_without_towers(composed, MARKS_A_LETTER).split())
    return text if cleaner == text else _settled(cleaner)


def _refuse_longer(text: str, most: int) -> None:
    if len(text) > most:
        raise BadNameError(f"A name has at most {NAME_CHARACTERS} characters; this has {len(text)}.")


def _may_stay(letter: str) -> bool:
    if letter in JOINERS or letter in TAGS:
        return True
    if unicodedata.category(letter) == "Cn":
        return any(ord(letter) in block for block in _GROWING)
    return unicodedata.category(letter) not in _INVISIBLE and letter not in _BLANK


def _without_towers(text: str, most: int) -> str:
    """Return the text with at most so many marks on each letter, and none without a letter."""
    kept, marks = [], most
    for letter in text:
        is_mark = unicodedata.category(letter).startswith("M")
        if is_mark:
            marks += 1
        elif letter not in JOINERS:
            marks = most if letter == " " else 0
        if not is_mark or marks <= most:
            kept.append(letter)
    return "".join(kept)
