"""How a setting's text becomes its value; each reading raises ValueError for a text that is none."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Mapping
from typing import Any

from backend.rooms.policies import POLICY_NAMES

# Shorter secrets can be guessed.
SECRET_CHARACTERS = 16

# A host name or an IPv4 address.
_NAME = re.compile(r"[a-z0-9_.-]{1,253}")


def read_text(text: str) -> str:
    """Read any text that is not blank."""
    if not text.strip():
        raise ValueError
    return text


def number_reader(low: float, high: float, kind: type[int] | type[float]) -> Callable[[str], float]:
    """Return a reading of numbers from low to high."""

    def read(text: str) -> float:
        number = kind(text)
        if not low <= number <= high:
            raise ValueError
        return number

    return read


def read_secret(text: str) -> str:
    """Read a secret of a bearable length."""
    if len(text) < SECRET_CHARACTERS:
        raise ValueError
    return text


def read_secrets(text: str) -> tuple[str, ...]:
    """Read secrets of a bearable length, no two alike."""
    chosen = _words(text)
    if not chosen or len(set(chosen)) < len(chosen):
        raise ValueError
    return tuple(read_secret(secret) for secret in chosen)


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


def read_policies(text: str) -> tuple[str, ...]:
    """Read policies, and return them in the order of the wire."""
    chosen = _words(text)
    if not chosen or not set(chosen) <= set(POLICY_NAMES):
        raise ValueError
    return tuple(policy for policy in POLICY_NAMES if policy in chosen)


def read_origins(text: str) -> tuple[str, ...]:
    """Read origins, `https://school.example`."""
    origins = _words(text)
    if not all(origin.startswith(("http://", "https://")) and origin.count("/") == 2 for origin in origins):
        raise ValueError
    return origins


def read_hosts(text: str) -> tuple[str, ...]:
    """Read host names and addresses, as browsers write them: a name of other letters in its ASCII form."""
    names = tuple(word.encode("idna").decode("ascii").lower() for word in _words(text))
    if not names or not all(map(_is_host, names)):
        raise ValueError
    return names


def _is_host(name: str) -> bool:
    # A colon is IPv6's alone: no port belongs here, since another one may lead to the server from outside.
    return bool(ipaddress.IPv6Address(name.strip("[]")) if ":" in name else _NAME.fullmatch(name))


def read_queue(text: str) -> str:
    """Read the address of a Redis."""
    if not text.startswith(("redis://", "rediss://")):
        raise ValueError
    return text


def choice_reader(values: Mapping[str, Any]) -> Callable[[str], Any]:
    """Return a reading of the words that have a value."""

    def read(text: str) -> Any:
        if text not in values:
            raise ValueError
        return values[text]

    return read
