"""Display names: whatever a student types becomes one line of visible text, or no name at all."""

from __future__ import annotations

import unicodedata

from backend.errors import BadNameError

NAME_CHARACTERS = 40

# Cc and Cf hold controls, bidi overrides and zero-width characters; Cs, Co and Cn have no agreed look.
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
# Letters, a symbol and marks that are drawn as nothing: Hangul fillers, the empty Braille cell, a joiner of
# marks and two Khmer vowels.
_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800\u034f\u17b4\u17b5")

# Tibetan and Burmese put four marks on a letter; a tower of more reaches into the lines around.
MARKS_A_LETTER = 4


def clean_name(name: object) -> str | None:
    """Return the name composed (NFC), white space folded, without invisible characters and towers of marks.

    None where nothing is left of it.
    Raises BadNameError for anything but a text of at most 40 characters.
    """
    if name is None:
        return None
    if not isinstance(name, str):
        raise BadNameError("A name is a text, or null.")
    folded = " ".join(name.split())
    visible = "".join(filter(_is_visible, folded))
    clean = " ".join(_without_towers(unicodedata.normalize("NFC", visible)).split())
    if len(clean) > NAME_CHARACTERS:
        raise BadNameError(f"A name has at most {NAME_CHARACTERS} characters; this has {len(clean)}.")
    return clean or None


def _is_visible(letter: str) -> bool:
    return unicodedata.category(letter) not in _INVISIBLE and letter not in _BLANK


def _without_towers(text: str) -> str:
    """Return the text with as many marks on each letter as some script needs, and none where no letter is."""
    kept, marks = [], MARKS_A_LETTER
    for letter in text:
        is_mark = unicodedata.category(letter).startswith("M")
        if is_mark:
            marks += 1
        else:
            marks = MARKS_A_LETTER if letter == " " else 0
        if not is_mark or marks <= MARKS_A_LETTER:
            kept.append(letter)
    return "".join(kept)
