"""Identifiers: random, unguessable, and safe as a file's name."""

from __future__ import annotations

import re
import secrets

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
# 60 bits: a lesson's address is its key.
ID_CHARACTERS = 12
ID = re.compile(rf"[{_ALPHABET}]{{{ID_CHARACTERS}}}")


def new_id() -> str:
    """Return a fresh identifier."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(ID_CHARACTERS))


def is_id(text: str) -> bool:
    """Return whether a text can be an identifier."""
    return ID.fullmatch(text) is not None
