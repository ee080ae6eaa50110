"""HTTP responses as bytes: what the app returns, and refusals that are sent before the app is called."""

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
    """Return a connection's last response, as the JSON of every refusal."""
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
        raise ValueError("a response header contains a line break")
    return text.encode("latin-1") + b"\r\n\r\n"


class Response:
    """The app's response to one request."""

    def __init__(self, app: WsgiApp, environ: dict[str, Any], *, keeps_open: bool) -> None:
        self.keeps_open = keeps_open
        self._status = ""
        self._headers: Headers = []
        self._is_head = environ["REQUEST_METHOD"] == "HEAD"
        self._body = app(environ, self._start)

    @property
    def is_taken_over(self) -> bool:
        """Whether there is no response: the connection continues with another protocol."""
        return self._status == ""

    def _start(self, status: str, headers: Headers, *_exc_info: Any) -> Callable[[bytes], None]:
        self._status, self._headers = status, headers
        return _write

    def blocks(self) -> Generator[bytes, None, None]:
        """Yield the response in blocks of about STREAM_BYTES, and close its body at the end."""
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
            # Without a length the end of the connection is the end of the body.
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
    raise TypeError("a response's body is what the app returns")
