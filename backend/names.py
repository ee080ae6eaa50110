"""Display names: whatever a student types becomes one line of visible text, or no name at all."""

from __future__ import annotations

import unicodedata

from backend.errors import BadNameError

NAME_CHARACTERS = 40

# Cc and Cf hold controls, bidi overrides and zero-width characters; Cs, Co and Cn have no agreed look.
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
# Letters and a symbol that are drawn as nothing: the Hangul fillers and the empty Braille cell.
_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800")


def clean_name(name: object) -> str | None:
    """Return the name composed (NFC), without invisible characters, its white space folded; None for no name.

    Raises BadNameError for anything but a text of at most 40 characters.
    """
    if name is None:
        return None
    if not isinstance(name, str):
        raise BadNameError("A name is a text, or null.")
    folded = " ".join(name.split())
    visible = "".join(filter(_is_visible, folded))
    clean = " ".join(unicodedata.normalize("NFC", visible).split())
    if len(clean) > NAME_CHARACTERS:
        raise BadNameError(f"A name has at most {NAME_CHARACTERS} characters; this has {len(clean)}.")
    return clean or None


def _is_visible(letter: str) -> bool:
    return unicodedata.category(letter) not in _INVISIBLE and letter not in _BLANK
