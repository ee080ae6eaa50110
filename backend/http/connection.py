"""HTTP connection: reads requests, answers each in its turn, and charges the work to its address."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from backend.common.logs import HTTP_LOG
from backend.http.connection_limits import ConnectionLimits, UnjoinedClient, expect_joined
from backend.http.environ import request_environ
from backend.http.head import RefusedHeadError
from backend.http.request import Request, read_request
from backend.http.response import Response, refusal
from backend.http.scheduler import Scheduler, Turn, TurnTimeoutError
from backend.http.stream import DisconnectedError, Stream, WaitBudget
from backend.limits.by_address import site_of
from backend.limits.limits import ANSWER_WITHIN_S, UPGRADE_WORK_S
from backend.web.address import WsgiApp


class SharedState(NamedTuple):
    """What all connections share. `environ` is the part of each WSGI environ that never changes."""

    app: WsgiApp
    environ: dict[str, Any]
    scheduler: Scheduler
    connection_limits: ConnectionLimits
    is_proxied: bool


class HttpConnection:
    """One connection, from its first request on."""

    def __init__(
        self, shared: SharedState, stream: Stream, client: UnjoinedClient, peer: tuple[str, int]
    ) -> None:
        self._shared = shared
        self._stream = stream
        self._client = client
        self._turn = Turn(shared.scheduler, client)
        stream.after_waiting = self._turn.acquire
        self._peer = peer
        self._is_taken_over = False

    def serve(self) -> None:
        """Answer requests until either side closes. Raises OSError where the client has disconnected."""
        try:
            while self._answer_one():
                self._shared.connection_limits.rest(self._client)
        except RefusedHeadError as error:
            self._send(refusal(error.status))
        except TurnTimeoutError:
            self._send(refusal(429))
        if not self._is_taken_over:
            self._stream.say_goodbye()

    def _answer_one(self) -> bool:
        """Response one request; return whether there may be another."""
        self._turn.release()
        request = read_request(self._stream)
        site = who_asks(request, self._peer[0], is_proxied=self._shared.is_proxied)
        self._shared.connection_limits.serve(self._client, site)
        self._turn.ensure()
        if request.head.is_upgrade:
            return self._upgrade(request, site)
        return self._answer(request, site)

    def _environ(self, request: Request) -> dict[str, Any]:
        return {**self._shared.environ, **request_environ(request, self._stream.socket, self._peer)}

    def _answer(self, request: Request, site: str) -> bool:
        with self._shared.scheduler.charged(site):
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
        """Yield the blocks of a long response, each in a turn of its own."""
        while True:
            with self._shared.scheduler.charged(site):
                block = next(blocks, None)
            if block is None:
                return
            try:
                self._turn.acquire()
            except TurnTimeoutError:
                # In the middle of a response no other can be sent.
                raise DisconnectedError from None
            yield block

    def _upgrade(self, request: Request, site: str) -> bool:
        """Hand the connection to the other protocol until that ends, or answer why not."""
        self._shared.scheduler.charge(site, UPGRADE_WORK_S)
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
        self._shared.connection_limits.leave(self._client)

    def _ask(self, asked: dict[str, Any], *, keeps_open: bool) -> Response:
        try:
            return Response(self._shared.app, asked, keeps_open=keeps_open)
        except OSError:
            raise
        except Exception:
            HTTP_LOG.exception("A fault in answering a request")
            raise RefusedHeadError(500) from None

    def _send(self, data: bytes) -> None:
        self._stream.send(data, WaitBudget(ANSWER_WITHIN_S))


def who_asks(request: Request, peer: str, *, is_proxied: bool) -> str:
    """Return the client's site: its connection's address, or the one that a trusted proxy names last."""
    named = [value for name, value in request.head.headers if name == "x-forwarded-for"]
    is_named = is_proxied and named
    return site_of((named[-1].rpartition(",")[2].strip() if is_named else "") or peer)
