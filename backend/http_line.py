"""One HTTP connection: request after request is read within its time, answered in its turn, and never guessed at."""

from __future__ import annotations

import io
import logging
import time
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import unquote_to_bytes

from backend.gate import site_of
from backend.guests import Guest, Guests, expect_joined
from backend.http_answer import CONTINUE, Answer, refusal
from backend.http_stream import Patience, Stream
from backend.http_turns import Turns
from backend.limits import (
    ANSWER_WITHIN_S,
    BODY_WITHIN_S,
    HEAD_BYTES,
    HEAD_WITHIN_S,
    HTTP_SILENCE_S,
    MESSAGE_BYTES,
    REQUEST_LINE_BYTES,
    UPGRADE_WORK_S,
)
from backend.request_head import END, NO_TEXT, Head, RefusedHeadError, read_head
from backend.web import WsgiApp

log = logging.getLogger("readroom.http")

# Where a loop's `Wire` finds the socket of a request.
SOCKET = "readroom.socket"


class House(NamedTuple):
    """What all connections share. `environ` is the part of a request's environ that is always the same."""

    app: WsgiApp
    environ: dict[str, Any]
    turns: Turns
    guests: Guests
    is_proxied: bool


class HttpLine:
    """One connection, from its first request on."""

    def __init__(self, house: House, stream: Stream, guest: Guest, peer: tuple[str, int]) -> None:
        self._house = house
        self._stream = stream
        self._guest = guest
        self._peer = peer

    def serve(self) -> None:
        """Answer until either side has had enough. Raises OSError where the other has hung up."""
        try:
            while self._answer_one():
                self._house.guests.rest(self._guest)
        except RefusedHeadError as error:
            self._send(refusal(error.status))
        self._stream.say_goodbye()

    def _answer_one(self) -> bool:
        """Answer one request; return whether there may be another."""
        head = self._read_head()
        address = self._address(head)
        site = site_of(address)
        body = self._read_body(head)
        self._house.guests.serve(self._guest, site)
        if not self._house.turns.take(site):
            raise RefusedHeadError(429)
        environ = self._environ(head, body)
        if head.is_upgrade:
            self._house.turns.charge(site, UPGRADE_WORK_S)
            expect_joined(environ, self._joined)
            return self._upgrade(environ)
        return self._answer(environ, site, keeps_open=head.keeps_open and len(body) == head.body_bytes)

    def _joined(self) -> None:
        self._house.guests.leave(self._guest)

    def _answer(self, environ: dict[str, Any], site: str, *, keeps_open: bool) -> bool:
        with _Charged(self._house.turns, site):
            answer = self._ask(environ, keeps_open=keeps_open)
            blocks = answer.blocks()
            block = next(blocks)
        try:
            self._send(block)
            for block in self._further(blocks, site):
                self._send(block)
        finally:
            blocks.close()
        return answer.keeps_open

    def _further(self, blocks: Iterator[bytes], site: str) -> Iterator[bytes]:
        """Yield the blocks of a long answer, each in a turn of its own."""
        while True:
            if not self._house.turns.take(site):
                raise OSError
            with _Charged(self._house.turns, site):
                block = next(blocks, None)
            if block is None:
                return
            yield block

    def _upgrade(self, environ: dict[str, Any]) -> bool:
        """Hand the connection over, or answer why not."""
        self._stream.socket.settimeout(None)
        answer = self._ask(environ, keeps_open=False)
        if answer.is_taken_over:
            raise OSError
        self._stream.socket.settimeout(0)
        for block in answer.blocks():
            self._send(block)
        return False

    def _ask(self, environ: dict[str, Any], *, keeps_open: bool) -> Answer:
        try:
            return Answer(self._house.app, environ, keeps_open=keeps_open)
        except OSError:
            raise
        except Exception:
            log.exception("A fault in answering a request")
            raise RefusedHeadError(500) from None

    def _send(self, data: bytes) -> None:
        self._stream.send(data, Patience(ANSWER_WITHIN_S))

    def _read_head(self) -> Head:
        stream = self._stream
        if not stream.unread:
            stream.read_more(Patience(HTTP_SILENCE_S))
        patience, looked_at = Patience(HEAD_WITHIN_S), 0
        while (end := stream.unread.find(END, max(0, looked_at - len(END)))) < 0:
            _refuse_endless(stream.unread, looked_at)
            looked_at = len(stream.unread)
            stream.read_more(patience)
        if end > HEAD_BYTES or NO_TEXT.search(stream.unread, 0, end):
            raise RefusedHeadError(400 if end <= HEAD_BYTES else 431)
        head = read_head(stream.unread[:end])
        stream.unread = stream.unread[end + len(END) :]
        if head.is_upgrade and stream.unread:
            # Nobody can know yet what is spoken next.
            raise RefusedHeadError(400)
        return head

    def _read_body(self, head: Head) -> bytes:
        """Return the body; nothing of one that is too large, which the app refuses by its length."""
        stream, size = self._stream, head.body_bytes
        if size > MESSAGE_BYTES:
            return b""
        if head.waits_for_continue and len(stream.unread) < size:
            self._send(CONTINUE)
        patience = Patience(BODY_WITHIN_S)
        while len(stream.unread) < size:
            stream.read_more(patience)
        body, stream.unread = stream.unread[:size], stream.unread[size:]
        return body

    def _address(self, head: Head) -> str:
        """Return who asks: the peer, or whom a trusted proxy names last."""
        named = [value for name, value in head.headers if name == "x-forwarded-for"]
        if self._house.is_proxied and named:
            return named[-1].rpartition(",")[2].strip() or self._peer[0]
        return self._peer[0]

    def _environ(self, head: Head, body: bytes) -> dict[str, Any]:
        name, port = self._stream.socket.getsockname()[:2]
        return {
            **self._house.environ,
            "REQUEST_METHOD": head.method,
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote_to_bytes(head.path.encode("ascii")).decode("latin-1"),
            "QUERY_STRING": head.query,
            "REQUEST_URI": f"{head.path}?{head.query}" if head.query else head.path,
            "SERVER_NAME": name,
            "SERVER_PORT": str(port),
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": self._peer[0],
            "REMOTE_PORT": str(self._peer[1]),
            "wsgi.input": io.BytesIO(body),
            # Engine.IO's own drivers look for the socket there, under either loop.
            "eventlet.input": self,
            SOCKET: self._stream.socket,
            **_header_variables(head),
        }

    def get_socket(self) -> Any:
        """Return the connection's socket."""
        return self._stream.socket


class _Charged:
    """Lets an address pay for the work of a block, in seconds of this thread's CPU."""

    def __init__(self, turns: Turns, site: str) -> None:
        self._turns = turns
        self._site = site

    def __enter__(self) -> None:
        self._began_s = time.thread_time()

    def __exit__(self, *_error: object) -> None:
        self._turns.charge(self._site, time.thread_time() - self._began_s)


def _refuse_endless(unread: bytes, looked_at: int) -> None:
    """Refuse what cannot become a head any more, whatever follows."""
    # A carriage return may still get its other half.
    if NO_TEXT.search(unread, max(0, looked_at - 1), len(unread) - 1):
        raise RefusedHeadError(400)
    if len(unread) > REQUEST_LINE_BYTES and unread.find(b"\r\n", 0, REQUEST_LINE_BYTES) < 0:
        raise RefusedHeadError(414)
    if len(unread) > HEAD_BYTES:
        raise RefusedHeadError(431)


def _header_variables(head: Head) -> dict[str, str]:
    """Return the headers as WSGI names them; one whose name has a `_` could pass for another's."""
    variables: dict[str, str] = {}
    for name, value in head.headers:
        if "_" in name:
            continue
        key = name.upper().replace("-", "_")
        key = key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{key}"
        variables[key] = f"{variables[key]},{value}" if key in variables else value
    return variables
