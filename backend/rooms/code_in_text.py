"""Room code in text: finds a code in links, labels and typed text. Twin of protocol/code_in_text.js."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from urllib.parse import unquote_to_bytes

# A link that a mail filter wrapped into one of its own has about 1,000.
TEXT_CHARACTERS = 2000
GROUP = 5
# Normalising sorts the marks of a letter, in a time that grows with the square of their number.
MARKS_TO_SORT = 16

# Signs that stand for a dash on some keyboard: hyphen bullet, minus, heavy minus, modifier minus, a box's
# line, and what Japanese and Arabic keyboards have for length.
_DASHES = frozenset("\u2043\u2212\u2796\u02d7\u2500\u30fc\u0640")
_DOTS = frozenset("\u00b7\u2022\u2027\u3002\u30fb")
_WHITE = frozenset("\t\n\v\f\r\x85")
# Variation selectors and the grapheme joiner, which are invisible.
_UNSEEN = frozenset([*map(chr, range(0xFE00, 0xFE10)), "\u034f"])

_SEPARATORS = "-. "
_SEPARATOR = re.compile("[-. ]")
_ESCAPED = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
# What can follow a code in a link or a sentence, and never stands in one.
_BEHIND = re.compile(r"[?&<>()\[\]{}\"|:;,/]")
_QUERY = re.compile("[?&]")
_TEACHERS = re.compile(r"[0-9A-Z]{5}-[0-9A-Z]{5}\.[0-9]{9,12}\.[-0-9A-Z]{20}")


def plain(text: str) -> str:
    """Return the text in capitals, with ASCII digits, dashes, dots and spaces, and nothing invisible."""
    # Twice: a link inside a mail filter's link is escaped again.
    brought = _without_towers(_unescaped(_unescaped(text)))
    whole = unicodedata.normalize("NFKC", brought)[:TEXT_CHARACTERS]
    return "".join(map(_plain_letter, whole.upper().replace("\u0130", "I")))


def _without_towers(text: str) -> str:
    """Return the text with a bounded number of marks on each letter; no code stands among more.

    The twin does not do this: in a browser a slow text delays only whoever entered it.
    """
    if text.isascii():
        return text
    kept, marks = [], 0
    for letter in text:
        marks = marks + 1 if unicodedata.combining(letter) else 0
        if marks <= MARKS_TO_SORT:
            kept.append(letter)
    return "".join(kept)


def is_teachers(plain_text: str) -> bool:
    """Return whether this is a teacher's link or token, which opens the board and is no student's code."""
    return _TEACHERS.search(plain_text) is not None


def letters_of(plain_text: str) -> str:
    """Return the letters of the part that should be the code: a link's fragment, or what follows a colon."""
    sign = "#" if "#" in plain_text else ":"
    piece = _bare(plain_text.rpartition(sign)[2]) or plain_text
    piece = _BEHIND.split(piece)[0] or piece
    return _SEPARATOR.sub("", _bare(piece) or piece)


def written_codes(plain_text: str) -> list[list[str]]:
    """Return what is written as codes are, five and five, likelier groups first.

    Where there are links with fragments, only those count: words beside a mistyped link are no code.
    """
    words = re.split("([0-9A-Z]+)", " ".join(map(_without_address, plain_text.split(" "))))
    found = [(words[at - 1], _written_at(words, at)) for at in range(1, len(words), 2)]
    linked = [code for gap, code in found if code != "" and gap.rstrip(_SEPARATORS).endswith("#")]
    # Words of a sentence can have five letters as well.
    likely = [code for _, code in found if re.search("[-0-9]", code) is not None]
    tied = [code for code in likely if " " not in code]
    return [
        [_SEPARATOR.sub("", code) for code in codes] for codes in ([linked] if linked else [tied, likely])
    ]


def _written_at(words: Sequence[str], at: int) -> str:
    """Return the code that begins with a word, as it is written; empty where none does."""
    end, code = at + 1, words[at]
    if len(code) == GROUP and end + 1 < len(words) and _SEPARATOR.sub("", words[end]) == "":
        end, code = at + 3, "".join(words[at : at + 3])
    is_code = len(_SEPARATOR.sub("", code)) == 2 * GROUP and len(words[at]) % GROUP == 0
    # A further group tied on with a dash makes it longer than codes are.
    goes_on = end + 1 < len(words) and words[end].strip("-") == ""
    return code if is_code and not goes_on else ""


def _without_address(token: str) -> str:
    """Return a link's fragment with its sign, nothing of a link without one; other text without a query."""
    slash = token.find("/")
    sign = token.find("#", slash + 1)
    if slash >= 0 and sign < 0 and "#" not in token:
        return ""
    return _QUERY.split(token[max(sign, 0) :] if slash >= 0 else token)[0]


def _bare(text: str) -> str:
    """Return the text without the signs and spaces around it."""
    kept = [at for at, letter in enumerate(text) if unicodedata.category(letter)[0] not in "PSZC"]
    return text[kept[0] : kept[-1] + 1] if kept else ""


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(_unescaped_run, text)


def _unescaped_run(found: re.Match[str]) -> str:
    try:
        return unquote_to_bytes(found[0]).decode("utf-8")
    except UnicodeDecodeError:
        return found[0]


def _plain_letter(letter: str) -> str:
    category = unicodedata.category(letter)
    if category == "Nd":
        return str(unicodedata.decimal(letter))
    if category in ("Cf", "Me") or letter in _UNSEEN:
        return ""
    if category in ("Pd", "Pc") or letter in _DASHES:
        return "-"
    if letter in _DOTS:
        return "."
    return " " if category[0] == "Z" or letter in _WHITE else letter
