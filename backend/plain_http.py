"""Plain HTTP at the HTTPS port: whoever types an address without its scheme is sent on to the page."""

from __future__ import annotations

import re
import socket
from typing import Any

from backend.web import HOST

# The first byte of every TLS handshake.
_HANDSHAKE = b"\x16"
HEAD_BYTES = 8192

_REQUEST = re.compile(rb"(?:GET|HEAD) (/[!-~]{0,2000}) HTTP/1\.[01]\r\n")
_HOST_LINE = re.compile(rb"\r\nhost:[ \t]*([!-~]{1,300})[ \t]*\r\n", re.IGNORECASE)


class PlainHttpError(OSError):
    """Raised once a connection that speaks no TLS was answered: it is over."""


def send_on_plain(line: Any) -> None:
    """Wait for a connection's first byte, and answer what begins no TLS with where its page is.

    Raises PlainHttpError after the answer, and OSError where the connection ends before.
    """
    if line.recv(1, socket.MSG_PEEK) in (b"", _HANDSHAKE):
        return
    head = b""
    while b"\r\n\r\n" not in head and len(head) < HEAD_BYTES and (more := line.recv(HEAD_BYTES)):
        head += more
    line.sendall(answer(head))
    raise PlainHttpError


def answer(head: bytes) -> bytes:
    """Return what a request is answered; nothing for what is no request."""
    asked, named = _REQUEST.match(head), _HOST_LINE.search(head)
    if asked is None or named is None or not HOST.fullmatch(named[1].decode("ascii")):
        return b""
    # A browser keeps what stands behind the `#` over a redirect, the room's code among it.
    return (
        b"HTTP/1.1 307 Temporary Redirect\r\nLocation: https://" + named[1] + asked[1] + b"\r\n"
        b"Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n"
        b"Referrer-Policy: no-referrer\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    )
