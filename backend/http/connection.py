"""One HTTP connection: request after request is read, answered in its turn, and paid for by whoever asks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from backend.common.logs import HTTP_LOG
from backend.http.connection_limits import Guest, Guests, expect_joined
from backend.http.environ import environ
from backend.http.head import RefusedHeadError
from backend.http.request import Request, read_request
from backend.http.response import Answer, refusal
from backend.http.scheduler import LateError, Place, Turns
from backend.http.stream import GoneError, Patience, Stream
from backend.limits.by_address import site_of
from backend.limits.limits import ANSWER_WITHIN_S, UPGRADE_WORK_S
from backend.web.address import WsgiApp


class House(NamedTuple):
    """What all connections share. `always` is the part of each environ that is always the same."""

    app: WsgiApp
    always: dict[str, Any]
    turns: Turns
    guests: Guests
    is_proxied: bool


class HttpLine:
    """One connection, from its first request on."""

    def __init__(self, house: House, stream: Stream, guest: Guest, peer: tuple[str, int]) -> None:
        self._house = house
        self._stream = stream
        self._guest = guest
        self._place = Place(house.turns, guest)
        stream.after_waiting = self._place.take
        self._peer = peer
        self._is_taken_over = False

    def serve(self) -> None:
        """Answer until either side has had enough. Raises OSError where the other has hung up."""
        try:
            while self._answer_one():
                self._house.guests.rest(self._guest)
        except RefusedHeadError as error:
            self._send(refusal(error.status))
        except LateError:
            self._send(refusal(429))
        if not self._is_taken_over:
            self._stream.say_goodbye()

    def _answer_one(self) -> bool:
        """Answer one request; return whether there may be another."""
        self._place.give_up()
        request = read_request(self._stream)
        site = who_asks(request, self._peer[0], is_proxied=self._house.is_proxied)
        self._house.guests.serve(self._guest, site)
        self._place.need()
        if request.head.is_upgrade:
            return self._upgrade(request, site)
        return self._answer(request, site)

    def _environ(self, request: Request) -> dict[str, Any]:
        return {**self._house.always, **environ(request, self._stream.socket, self._peer)}

    def _answer(self, request: Request, site: str) -> bool:
        with self._house.turns.charged(site):
            answer = self._ask(self._environ(request), keeps_open=request.keeps_open)
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
            with self._house.turns.charged(site):
                block = next(blocks, None)
            if block is None:
                return
            try:
                self._place.take()
            except LateError:
                # In the middle of an answer there is no other.
                raise GoneError from None
            yield block

    def _upgrade(self, request: Request, site: str) -> bool:
        """Hand the connection over until the other protocol is done with it, or answer why not."""
        self._house.turns.charge(site, UPGRADE_WORK_S)
        asked = self._environ(request)
        expect_joined(asked, self._note_joined)
        self._stream.socket.setblocking(True)
        answer = self._ask(asked, keeps_open=False)
        self._is_taken_over = answer.is_taken_over
        if not self._is_taken_over:
            self._stream.socket.setblocking(False)
            for block in answer.blocks():
                self._send(block)
        return False

    def _note_joined(self) -> None:
        self._house.guests.leave(self._guest)

    def _ask(self, asked: dict[str, Any], *, keeps_open: bool) -> Answer:
        try:
            return Answer(self._house.app, asked, keeps_open=keeps_open)
        except OSError:
            raise
        except Exception:
            HTTP_LOG.exception("A fault in answering a request")
            raise RefusedHeadError(500) from None

    def _send(self, data: bytes) -> None:
        self._stream.send(data, Patience(ANSWER_WITHIN_S))


def who_asks(request: Request, peer: str, *, is_proxied: bool) -> str:
    """Return the site that asks: its connection's, or the one that a trusted proxy names last."""
    named = [value for name, value in request.head.headers if name == "x-forwarded-for"]
    is_named = is_proxied and named
    return site_of((named[-1].rpartition(",")[2].strip() if is_named else "") or peer)
