"""Redis subscriber: receives what the other processes tell this one, in a greenlet of its own.

Redis is silent where nothing is published, and so is a Redis that hangs. After a silence the subscription is
sent again; where that is not answered, a new connection is made.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from backend.cluster.publisher import log_unreachable
from backend.cluster.redis_connection import RedisConnection
from backend.cluster.resp import Reply, command
from backend.limits.limits import REDIS_ANSWERS_WITHIN_S, REDIS_RETRY_S, REDIS_SILENCE_S


class Subscriber:
    """One process's subscription. `hear` gets each message; `on_loss` is called when some may be missing."""

    def __init__(
        self, url: str, channel: bytes, loop: Any, hear: Callable[[bytes], None], on_loss: Callable[[], None]
    ) -> None:
        self.is_up = False
        self._url = url
        self._loop = loop
        self._hear = hear
        self._on_loss = on_loss
        self._subscribe = command(b"SUBSCRIBE", channel)
        self._may_have_missed = False

    def run(self) -> None:
        """Listen for ever."""
        while True:
            began_s = time.monotonic()
            try:
                self._listen()
            except Exception as error:
                log_unreachable(error)
            self.is_up = False
            self._may_have_missed = True
            # A broken connection is replaced at once; connections that keep breaking are tried less often.
            self._loop.sleep(max(0.0, began_s + REDIS_RETRY_S - time.monotonic()))

    def _listen(self) -> None:
        connection = RedisConnection(self._url, self._loop)
        try:
            connection.send(self._subscribe)
            while True:
                for reply in self._next(connection):
                    self._take(reply)
                # However much the others send, other greenlets get a turn.
                self._loop.sleep(0)
        finally:
            connection.close()

    def _next(self, connection: RedisConnection) -> list[Reply]:
        try:
            return connection.hear(REDIS_SILENCE_S)
        except TimeoutError:
            connection.send(self._subscribe)
            return connection.hear(REDIS_ANSWERS_WITHIN_S)

    def _take(self, reply: Reply) -> None:
        if not isinstance(reply, list) or len(reply) == 0:
            return
        if reply[0] == b"message" and isinstance(reply[-1], bytes):
            self._hear(reply[-1])
        elif reply[0] == b"subscribe" and not self.is_up:
            self.is_up = True
            if self._may_have_missed:
                self._on_loss()
