"""The subscriber: what the other processes tell this one, heard from Redis in a greenlet of its own.

Redis says nothing where nobody does, and so does a Redis that hangs: after a silence it is asked again for
what it has been asked for already, and where it does not answer, a new connection is made.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from backend.cluster.publisher import log_away
from backend.cluster.redis_connection import RedisLine
from backend.cluster.resp import Reply, command
from backend.limits.limits import REDIS_AGAIN_S, REDIS_ANSWERS_WITHIN_S, REDIS_SILENCE_S


class Subscriber:
    """One process's ear. `hear` gets each word; `on_loss` is called when words may have been missed."""

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
                log_away(error)
            self.is_up = False
            self._may_have_missed = True
            # A line that broke off is taken up at once; who ends one after the other is asked less often.
            self._loop.sleep(max(0.0, began_s + REDIS_AGAIN_S - time.monotonic()))

    def _listen(self) -> None:
        line = RedisLine(self._url, self._loop)
        try:
            line.send(self._subscribe)
            while True:
                for reply in self._next(line):
                    self._take(reply)
                # However much the others say, whoever else is in this process gets a turn.
                self._loop.sleep(0)
        finally:
            line.close()

    def _next(self, line: RedisLine) -> list[Reply]:
        try:
            return line.hear(REDIS_SILENCE_S)
        except TimeoutError:
            line.send(self._subscribe)
            return line.hear(REDIS_ANSWERS_WITHIN_S)

    def _take(self, reply: Reply) -> None:
        if not isinstance(reply, list) or len(reply) == 0:
            return
        if reply[0] == b"message" and isinstance(reply[-1], bytes):
            self._hear(reply[-1])
        elif reply[0] == b"subscribe" and not self.is_up:
            self.is_up = True
            if self._may_have_missed:
                self._on_loss()
