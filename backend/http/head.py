"""Request head: a strict parser of request line and headers (RFC 9112).

Pure: bytes in, a Head out. A proxy in front and this server must agree on where a request ends, or one could
take for a body what the other takes for a request (request smuggling); whatever is ambiguous is refused.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from backend.limits.limits import HEAD_LINES, REQUEST_LINE_BYTES

END = b"\r\n\r\n"
# Carriage return and line feed occur together alone, and a tab is the only control character.
NO_TEXT = re.compile(rb"(?<!\r)\n|\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

_TOKEN = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_REQUEST_LINE = re.compile(rf"({_TOKEN}) ([!-~]+) HTTP/([0-9])\.([0-9])")
_HEADER = re.compile(rf"({_TOKEN}):[ \t]*(.*?)[ \t]*")
_ABSOLUTE = re.compile(r"https?://([^/?#]+)(.*)", re.IGNORECASE)
_LENGTH = re.compile(r"[0-9]{1,18}")


class RefusedHeadError(Exception):
    """Raised when a head is refused; `status` is the HTTP status of the response."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Head(NamedTuple):
    """A parsed request head."""

    method: str
    path: str
    query: str
    protocol: str
    headers: Sequence[tuple[str, str]]
    body_bytes: int
    keeps_open: bool
    is_upgrade: bool
    waits_for_continue: bool


def read_head(data: bytes) -> Head:
    """Parse a head, given without the empty line at its end. Raises RefusedHeadError."""
    line, *lines = data.decode("latin-1").split("\r\n")
    if len(line) > REQUEST_LINE_BYTES:
        raise RefusedHeadError(414)
    if len(lines) > HEAD_LINES:
        raise RefusedHeadError(431)
    method, target, is_newer = _read_request_line(line)
    headers = [_read_header(header) for header in lines]
    _refuse_ambiguous(headers, is_newer=is_newer)
    path, query = _read_target(method, target, _value(headers, "host"))
    connection = _words(headers, "connection")
    body_bytes = _body_bytes(headers)
    is_upgrade = "upgrade" in connection and _value(headers, "upgrade") != ""
    if is_upgrade and body_bytes:
        raise RefusedHeadError(400)
    return Head(
        method,
        path,
        query,
        "HTTP/1.1" if is_newer else "HTTP/1.0",
        headers,
        body_bytes,
        keeps_open=is_newer and "close" not in connection,
        is_upgrade=is_upgrade,
        waits_for_continue=_waits_for_continue(headers, is_newer=is_newer),
    )


def _read_request_line(line: str) -> tuple[str, str, bool]:
    """Return method, target, and whether the version is at least 1.1."""
    found = _REQUEST_LINE.fullmatch(line)
    if found is None:
        raise RefusedHeadError(400)
    method, target, major, minor = found.groups()
    if major != "1":
        raise RefusedHeadError(505)
    return method, target, minor != "0"


def _read_header(line: str) -> tuple[str, str]:
    # No space before the colon, and no continuation lines: both have been used to smuggle requests.
    found = _HEADER.fullmatch(line)
    if found is None:
        raise RefusedHeadError(400)
    return found[1].lower(), found[2]


def _refuse_ambiguous(headers: Sequence[tuple[str, str]], *, is_newer: bool) -> None:
    """Refuse duplicate or conflicting headers on the host or the length of the body."""
    times = Counter(name for name, _ in headers)
    if times["transfer-encoding"] or times["content-length"] > 1 or times["host"] > 1:
        # Nothing here accepts a chunked body, so no client needs to announce one.
        raise RefusedHeadError(400)
    if is_newer and not times["host"]:
        raise RefusedHeadError(400)


def _body_bytes(headers: Sequence[tuple[str, str]]) -> int:
    lengths = [value for name, value in headers if name == "content-length"]
    if lengths and not _LENGTH.fullmatch(lengths[0]):
        raise RefusedHeadError(400)
    return int(lengths[0]) if lengths else 0


def _read_target(method: str, target: str, host: str) -> tuple[str, str]:
    """Return path and query. An absolute URL must name the same host as the Host header."""
    if not target.startswith("/"):
        whole = _ABSOLUTE.fullmatch(target)
        if method == "CONNECT":
            raise RefusedHeadError(501)
        if whole is None or whole[1].lower() != host.lower():
            raise RefusedHeadError(400)
        target = whole[2] if whole[2].startswith("/") else f"/{whole[2]}"
    path, _, query = target.partition("?")
    return path, query


def _waits_for_continue(headers: Sequence[tuple[str, str]], *, is_newer: bool) -> bool:
    expected = _value(headers, "expect").lower()
    if expected not in ("", "100-continue"):
        raise RefusedHeadError(417)
    return is_newer and expected != ""


def _value(headers: Sequence[tuple[str, str]], wanted: str) -> str:
    """Return a header's value, joined where it occurs several times; empty where it does not."""
    return ",".join(value for name, value in headers if name == wanted)


def _words(headers: Sequence[tuple[str, str]], wanted: str) -> set[str]:
    return {word.strip().lower() for word in _value(headers, wanted).split(",")}
