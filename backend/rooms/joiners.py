"""Unicode joiners: invisible characters that shape adjacent letters, or hold an emoji together."""

from __future__ import annotations

import re
import unicodedata

NON_JOINER, JOINER, VOWEL_SEPARATOR = "\u200c", "\u200d", "\u180e"
JOINERS = frozenset({NON_JOINER, JOINER, VOWEL_SEPARATOR})

# What names a region behind a black flag, as in that of England.
TAGS = frozenset(map(chr, range(0xE0020, 0xE0080)))
_FLAG = "\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f"
_FLAG_OR_TAG = re.compile(f"({_FLAG})|[\U000e0020-\U000e007f]")
_RUN = re.compile(f"([{NON_JOINER}{JOINER}{VOWEL_SEPARATOR}])[{NON_JOINER}{JOINER}{VOWEL_SEPARATOR}]+")
_ONE = re.compile(f"[{NON_JOINER}{JOINER}{VOWEL_SEPARATOR}]")

# Scripts whose letters take other shapes beside a joiner: Arabic to Sinhala, Tibetan and Burmese, Khmer and
# Mongolian, the smaller Indic ones, Arabic's presentation forms, Indic scripts beyond the first plane, Adlam.
_SHAPING = (
    range(0x0600, 0x0E00),
    range(0x0F00, 0x10A0),
    range(0x1780, 0x18B0),
    range(0x1900, 0x1D00),
    range(0xA800, 0xAC00),
    range(0xFB50, 0xFE00),
    range(0xFE70, 0xFEFF),
    range(0x10A00, 0x12000),
    range(0x1E900, 0x1E960),
)
# The combining class of viramas, which take a letter's vowel away.
_VIRAMA = 9

_SKIN_TONES = "".join(map(chr, range(0x1F3FB, 0x1F400)))
_COLOUR_SELECTOR = "\ufe0f"
# The one part of an emoji that Unicode counts among mathematics: the arrow of a shaken head.
_ARROW = "\u2194"


def with_joiners_that_join(text: str) -> str:
    """Return the text without the joiners that join nothing, and without tags that are no flag's."""
    return _ONE.sub(_kept, _RUN.sub(r"\1", _FLAG_OR_TAG.sub(r"\1", text)))


def _kept(found: re.Match[str]) -> str:
    before, after = found.string[: found.start()], found.string[found.end() : found.end() + 1]
    return found[0] if _joins(found[0], before, after) else ""


def _joins(joiner: str, before: str, after: str) -> bool:
    if _is_shaped(before[-1:]) and _is_shaped(after):
        return True
    if joiner != JOINER or before == "":
        return False
    # Behind a virama it makes a half letter or a chillu, at the end of a word as well.
    if unicodedata.combining(before[-1]) == _VIRAMA:
        return True
    return _is_emoji(before.rstrip(_COLOUR_SELECTOR + _SKIN_TONES)[-1:]) and _is_emoji(after)


def _is_shaped(letter: str) -> bool:
    if letter == "" or unicodedata.category(letter)[0] not in "LM":
        return False
    return any(ord(letter) in script for script in _SHAPING)


def _is_emoji(letter: str) -> bool:
    # Unassigned ones that came so far are emoji newer than this Python.
    return letter == _ARROW or (letter != "" and unicodedata.category(letter) in ("So", "Cn"))
