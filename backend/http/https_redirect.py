"""Plain HTTP at the HTTPS port: whoever types an address without its scheme is sent on to the page."""

from __future__ import annotations

import re

from backend.http.head import END
from backend.http.stream import Patience, Stream
from backend.limits.limits import HEAD_BYTES
from backend.web.address import HOST
from backend.web.headers import headers_of_no_page

# The first byte of every TLS handshake.
_HANDSHAKE = b"\x16"

_REQUEST = re.compile(rb"(?:GET|HEAD) (/[!-~]{0,2000}) HTTP/1\.[01]\r\n")
_HOST_LINE = re.compile(rb"\r\nhost:[ \t]*([!-~]{1,300})[ \t]*\r\n", re.IGNORECASE)


def is_handshake(first: bytes) -> bool:
    """Tell by its first byte whether a connection begins with TLS."""
    return first == _HANDSHAKE


def send_on(stream: Stream, patience: Patience) -> None:
    """Answer a connection that speaks no TLS with where its page is, and say goodbye."""
    while END not in stream.unread and len(stream.unread) < HEAD_BYTES:
        stream.read_more(patience)
    stream.send(answer(stream.unread), patience)
    stream.say_goodbye()


def answer(head: bytes) -> bytes:
    """Return what a request is answered; nothing for what is no request."""
    asked, named = _REQUEST.match(head), _HOST_LINE.search(head)
    if asked is None or named is None or not HOST.fullmatch(named[1].decode("ascii")):
        return b""
    # A browser keeps what stands behind the `#` over a redirect, the room's code among it.
    headers = "".join(f"{name}: {value}\r\n" for name, value in headers_of_no_page()).encode("ascii")
    return (
        b"HTTP/1.1 307 Temporary Redirect\r\nLocation: https://" + named[1] + asked[1] + b"\r\n"
        b"Content-Length: 0\r\nConnection: close\r\n" + headers + b"\r\n"
    )
