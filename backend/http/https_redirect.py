"""HTTPS redirect: plain HTTP at the HTTPS port is redirected to the same page over HTTPS."""

from __future__ import annotations

import re

from backend.http.head import END
from backend.http.stream import Stream, WaitBudget
from backend.limits.limits import HEAD_BYTES
from backend.web.address import HOST
from backend.web.headers import headers_of_no_page

# The first byte of every TLS handshake.
_HANDSHAKE = b"\x16"

_REQUEST = re.compile(rb"(?:GET|HEAD) (/[!-~]{0,2000}) HTTP/1\.[01]\r\n")
_HOST_LINE = re.compile(rb"\r\nhost:[ \t]*([!-~]{1,300})[ \t]*\r\n", re.IGNORECASE)


def is_tls(first: bytes) -> bool:
    """Return whether a connection begins with a TLS handshake, by its first byte."""
    return first == _HANDSHAKE


def send_redirect(stream: Stream, budget: WaitBudget) -> None:
    """Answer a connection that speaks no TLS with the page's HTTPS address, and close it."""
    while END not in stream.unread and len(stream.unread) < HEAD_BYTES:
        stream.read_more(budget)
    stream.send(redirect_response(stream.unread), budget)
    stream.say_goodbye()


def redirect_response(head: bytes) -> bytes:
    """Return the redirect; nothing where the request is invalid."""
    asked, named = _REQUEST.match(head), _HOST_LINE.search(head)
    if asked is None or named is None or not HOST.fullmatch(named[1].decode("ascii")):
        return b""
    # Browsers keep the fragment over a redirect, and with it the room's code.
    headers = "".join(f"{name}: {value}\r\n" for name, value in headers_of_no_page()).encode("ascii")
    return (
        b"HTTP/1.1 307 Temporary Redirect\r\nLocation: https://" + named[1] + asked[1] + b"\r\n"
        b"Content-Length: 0\r\nConnection: close\r\n" + headers + b"\r\n"
    )
