"""Answers as bytes: what the app said to a request, and what is said before any app is asked."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Iterable, Iterator
from email.utils import formatdate
from http import HTTPStatus
from typing import Any

from backend.common.errors import BadMessageError, ReadroomError, ServerError, TooFastError, TooLargeError
from backend.limits.limits import STREAM_BYTES
from backend.web.address import Headers, WsgiApp
from backend.web.headers import headers_of_no_page

CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
_BODYLESS = (HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED)
_ERRORS: dict[int, ReadroomError] = {
    413: TooLargeError("The head of this request is too large."),
    414: TooLargeError("The address of this request is too long."),
    429: TooFastError("Too much is asked from your network; wait a minute and try again."),
    431: TooLargeError("The head of this request is too large."),
    500: ServerError("Something went wrong here."),
}
_NO_REQUEST = BadMessageError("This is no request that this server answers.")


def refusal(status: int) -> bytes:
    """Return the last answer of a connection, with the one shape of every refusal."""
    body = json.dumps(_ERRORS.get(status, _NO_REQUEST).refusal()).encode("utf-8")
    headers = [
        ("Content-Type", "application/json"),
        ("Content-Length", str(len(body))),
        ("Connection", "close"),
    ]
    return _head(f"{status} {HTTPStatus(status).phrase}", [*headers, *headers_of_no_page()]) + body


def _head(status: str, headers: Headers) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Date: {formatdate(usegmt=True)}"]
    lines += [f"{name}: {value}" for name, value in headers]
    text = "\r\n".join(lines)
    if text.count("\n") != len(lines) - 1:
        raise ValueError("a header of an answer holds a line's end")
    return text.encode("latin-1") + b"\r\n\r\n"


class Answer:
    """What the app answers to one request."""

    def __init__(self, app: WsgiApp, environ: dict[str, Any], *, keeps_open: bool) -> None:
        self.keeps_open = keeps_open
        self._status = ""
        self._headers: Headers = []
        self._is_head = environ["REQUEST_METHOD"] == "HEAD"
        self._body = app(environ, self._start)

    @property
    def is_taken_over(self) -> bool:
        """Whether nothing is to be answered any more: what was asked for was another protocol."""
        return self._status == ""

    def _start(self, status: str, headers: Headers, *_exc_info: Any) -> Callable[[bytes], None]:
        self._status, self._headers = status, headers
        return _write

    def blocks(self) -> Generator[bytes, None, None]:
        """Yield the answer in blocks of about STREAM_BYTES, and let go of what it is read from."""
        try:
            yield from _gathered(self._pieces())
        finally:
            close = getattr(self._body, "close", None)
            if close is not None:
                close()

    def _pieces(self) -> Iterator[bytes]:
        given = {name.lower(): value.lower() for name, value in self._headers}
        is_bodyless = self._is_head or int(self._status[:3]) in _BODYLESS
        more: Headers = []
        if not is_bodyless and "content-length" not in given:
            # Its end is the connection's.
            self.keeps_open = False
        if given.get("connection") == "close":
            self.keeps_open = False
        elif not self.keeps_open:
            more = [("Connection", "close")]
        yield _head(self._status, [*self._headers, *more])
        if not is_bodyless:
            yield from self._body


def _gathered(pieces: Iterable[bytes]) -> Iterator[bytes]:
    gathered, size = [], 0
    for piece in pieces:
        gathered.append(piece)
        size += len(piece)
        if size >= STREAM_BYTES:
            yield b"".join(gathered)
            gathered, size = [], 0
    if gathered:
        yield b"".join(gathered)


def _write(_data: bytes) -> None:
    raise TypeError("an answer's body is what the app returns")
