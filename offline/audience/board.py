"""Board: the way of the counts to a room, by one WebSocket on which nothing but whole numbers leaves."""

import hashlib
import re
import threading
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urldefrag

import socketio
import websocket  # noqa: F401  # Socket.IO connects by it, and misses it without saying so

ANSWERS_WITHIN_S = 20.0
# What the relay has not taken by then it will not take.
LAST_COUNT_WITHIN_S = 5.0
# What another try will not change.
LINK_FAULTS = ("bad_token", "room_expired", "policy_off", "bad_message", "not_allowed")
_TOKEN = re.compile(r"(?:a\.)?[0-9A-Z]{5}-[0-9A-Z]{5}\.[0-9]+\.[\w-]+")


class BoardError(Exception):
    """Raised where the link opens no room camera; says why."""


def parts_of(link: str) -> tuple[str, str]:
    """Return the server's address and the token of a board's or a room camera's link."""
    page, fragment = urldefrag(link.strip())
    token = _TOKEN.match(fragment.replace("%2D", "-"))
    server = re.match(r"https?://[^/]+", page)
    if token is None or server is None:
        raise BoardError("this is no link of a board or a room camera")
    return server[0], token[0]


def shard_of(code: str) -> str:
    """Return the digits of a room code by which a proxy keeps its room together."""
    return hashlib.sha256(code.replace("-", "").encode("ascii")).hexdigest()[:4]


class Board:
    """One room, as its camera sees it."""

    def __init__(self, link: str, *, insecure: bool = False) -> None:
        """Join the room. Raises BoardError where the relay does not let this link in."""
        self._server, token = parts_of(link)
        self._verify = not insecure
        self._seq = 0
        if not token.startswith("a."):
            token = self._camera_token(token)
        self._client, facts = self._join("audience", token)
        self.told = str(facts["room_camera"])
        self._ahead_ms = facts["now"] - time.monotonic() * 1000
        self.is_over = False
        self._is_taken = threading.Event()
        self._is_taken.set()
        for event in ("close", "replaced"):
            self._client.on(event, self._end)

    def tell(self, counts: Mapping[str, int | None]) -> None:
        """Send one count; where the line is down it is told to nobody, as it is old by then."""
        if not self._client.connected:
            return
        self._seq += 1
        at = int(time.monotonic() * 1000 + self._ahead_ms)
        self._is_taken.clear()
        self._client.emit(
            "room_report", {"seq": self._seq, "at": at, **counts}, callback=lambda _: self._is_taken.set()
        )

    def close(self) -> None:
        """Leave the room once the last count has been taken: to hang up loses what waits to be sent."""
        if self._client.connected:
            self._is_taken.wait(LAST_COUNT_WITHIN_S)
        self._client.disconnect()

    def _end(self, _payload: Any = None) -> None:
        self.is_over = True

    def _camera_token(self, token: str) -> str:
        """Return a token that can do nothing but count, by the board's link."""
        board, _ = self._join("teacher", token)
        try:
            answer = board.call("link", {"role": "audience"}, timeout=ANSWERS_WITHIN_S)
        finally:
            board.disconnect()
        if not answer["ok"]:
            raise BoardError(answer["message"])
        return str(answer["token"])

    def _join(self, role: str, token: str) -> tuple[socketio.Client, dict[str, Any]]:
        client = socketio.Client(ssl_verify=self._verify)
        joined: list[dict[str, Any]] = []
        refused: list[Any] = []
        client.on("joined", joined.append)
        client.on("connect_error", refused.append)
        code = token.removeprefix("a.").partition(".")[0]
        try:
            client.connect(
                f"{self._server}?shard={shard_of(code)}",
                auth={"role": role, "token": token},
                transports=["websocket"],
                wait_timeout=int(ANSWERS_WITHIN_S),
            )
        except socketio.exceptions.ConnectionError as error:
            raise BoardError(_words_of(refused, error)) from None
        deadline_s = time.monotonic() + ANSWERS_WITHIN_S
        while not joined:
            if time.monotonic() > deadline_s:
                client.disconnect()
                raise BoardError("the relay does not answer")
            client.sleep(0.01)
        return client, joined[0]


def _words_of(refused: list[Any], error: Exception) -> str:
    data = refused[0].get("data") if refused and isinstance(refused[0], dict) else None
    return str(data["message"]) if isinstance(data, dict) else f"the relay cannot be reached: {error}"
