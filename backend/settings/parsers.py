"""Parsers: each turns a setting's text into its value, or raises ValueError."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Mapping
from typing import Any

from backend.rooms.policies import POLICY_NAMES

# Shorter secrets can be guessed.
SECRET_CHARACTERS = 16

# Who may frame a page: a site, or an extension by its id. It becomes a part of a header.
_ANCESTOR = re.compile(
    r"(https?|chrome-extension|moz-extension|safari-web-extension)://[A-Za-z0-9.-]+(:\d+)?"
)
# A host name or an IPv4 address.
_NAME = re.compile(r"[a-z0-9_.-]{1,253}")


def parse_text(text: str) -> str:
    """Parse any text that is not blank."""
    if not text.strip():
        raise ValueError
    return text


def number_parser(low: float, high: float, kind: type[int] | type[float]) -> Callable[[str], float]:
    """Return a parser of numbers from low to high."""

    def parse(text: str) -> float:
        number = kind(text)
        if not low <= number <= high:
            raise ValueError
        return number

    return parse


def parse_secret(text: str) -> str:
    """Parse a secret of sufficient length."""
    if len(text) < SECRET_CHARACTERS:
        raise ValueError
    return text


def parse_secrets(text: str) -> tuple[str, ...]:
    """Parse secrets of sufficient length, no two alike."""
    chosen = _words(text)
    if not chosen or len(set(chosen)) < len(chosen):
        raise ValueError
    return tuple(parse_secret(secret) for secret in chosen)


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


def parse_policies(text: str) -> tuple[str, ...]:
    """Parse policies, and return them in the order of the wire."""
    chosen = _words(text)
    if not chosen or not set(chosen) <= set(POLICY_NAMES):
        raise ValueError
    return tuple(policy for policy in POLICY_NAMES if policy in chosen)


def parse_origins(text: str) -> tuple[str, ...]:
    """Parse origins, `https://school.example`."""
    origins = _words(text)
    if not all(origin.startswith(("http://", "https://")) and origin.count("/") == 2 for origin in origins):
        raise ValueError
    return origins


def parse_origin(text: str) -> str:
    """Parse one origin, `https://school.example`."""
    (origin,) = parse_origins(text.rstrip("/"))
    return origin


def parse_frame_ancestors(text: str) -> tuple[str, ...]:
    """Parse origins of sites and of browser extensions, `chrome-extension://ID`."""
    ancestors = _words(text)
    if not ancestors or not all(map(_ANCESTOR.fullmatch, ancestors)):
        raise ValueError
    return ancestors


def parse_hosts(text: str) -> tuple[str, ...]:
    """Parse host names and addresses, as browsers write them: international names in their ASCII form."""
    names = tuple(word.encode("idna").decode("ascii").lower() for word in _words(text))
    if not names or not all(map(_is_host, names)):
        raise ValueError
    return names


def _is_host(name: str) -> bool:
    # A colon occurs in IPv6 addresses alone: a port is not part of a name, and differs behind a proxy.
    return bool(ipaddress.IPv6Address(name.strip("[]")) if ":" in name else _NAME.fullmatch(name))


def parse_queue(text: str) -> str:
    """Parse the address of a Redis."""
    if not text.startswith(("redis://", "rediss://")):
        raise ValueError
    return text


def choice_parser(values: Mapping[str, Any]) -> Callable[[str], Any]:
    """Return a parser of the words that have a value."""

    def parse(text: str) -> Any:
        if text not in values:
            raise ValueError
        return values[text]

    return parse
