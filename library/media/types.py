"""Media types: which files are taken, and the first bytes that a file of each type has.

The type is what the teacher's browser says and the bytes confirm; it is never guessed from them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from library.common.errors import BadMediaError

_MATROSKA = b"\x1a\x45\xdf\xa3"


def _is_iso(start: bytes) -> bool:
    return start[4:8] == b"ftyp"


def _is_matroska(start: bytes) -> bool:
    return start.startswith(_MATROSKA)


TYPES: Mapping[str, Callable[[bytes], bool]] = {
    "video/mp4": _is_iso,
    "audio/mp4": _is_iso,
    "video/webm": _is_matroska,
    "audio/webm": _is_matroska,
}


def refuse_type(mime: str) -> None:
    """Raise BadMediaError for a type that is not taken."""
    if mime not in TYPES:
        raise BadMediaError(f"A lesson is one of {', '.join(TYPES)}.")


def refuse_other_bytes(mime: str, start: bytes) -> None:
    """Raise BadMediaError where the first bytes of a file are not those of its type."""
    refuse_type(mime)
    if not TYPES[mime](start):
        raise BadMediaError(f"This file does not begin as {mime} does.")
