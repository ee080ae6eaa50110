"""The publisher: what this process tells the others, said to Redis in a greenlet of its own.

Whoever tells something never waits. While Redis is away nothing is kept: what is told then would come too
late, and out of order with what others did meanwhile. The rooms catch up once it is back.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from typing import Any

from backend.cluster.redis_connection import RedisLine
from backend.cluster.resp import Refusal, command
from backend.limits.limits import REDIS_AGAIN_S, REDIS_ANSWERS_WITHIN_S, REDIS_BATCH_BYTES, UNSAID_BYTES

log = logging.getLogger("readroom.neighbours")


class RefusedError(Exception):
    """Raised where Redis does not do what it is told."""


class Publisher:
    """One process's way to tell the others. `on_loss` is called when what was lost can be made good."""

    def __init__(self, url: str, channel: bytes, loop: Any, on_loss: Callable[[], None]) -> None:
        self.is_up = True
        self._url = url
        self._channel = channel
        self._loop = loop
        self._on_loss = on_loss
        self._line: RedisLine | None = None
        self._words = deque[bytes]()
        self.waiting_bytes = 0
        self._lost = 0
        self._unanswered = 0
        self._is_running = False

    def publish(self, word: bytes) -> None:
        """Say this soon, behind what was told before; drop the oldest where too much waits."""
        if not self.is_up:
            self._lost += 1
            return
        self._words.append(word)
        self.waiting_bytes += len(word)
        while self.waiting_bytes > UNSAID_BYTES:
            self.waiting_bytes -= len(self._words.popleft())
            self._lost += 1
        if not self._is_running:
            self._is_running = True
            self._loop.spawn(self._run)

    def _run(self) -> None:
        try:
            while self._words:
                self._say_some()
        finally:
            self._is_running = False

    def _say_some(self) -> None:
        batch = self._take()
        try:
            self._say(batch)
        except Exception as error:
            self._give_up(len(batch), error)
            self._wait_until_back()
        if self._lost > 0:
            log.warning("%d words to the other processes were lost; their rooms catch up now", self._lost)
            self._lost = 0
            self._on_loss()

    def _take(self) -> list[bytes]:
        batch, size = list[bytes](), 0
        while self._words and (size == 0 or size + len(self._words[0]) <= REDIS_BATCH_BYTES):
            batch.append(self._words.popleft())
            size += len(batch[-1])
        self.waiting_bytes -= size
        return batch

    def _say(self, batch: list[bytes]) -> None:
        was_open = self._line is not None
        try:
            self._say_once(batch)
        except ConnectionError:
            # Redis lets go of who was silent for long; what it closed it has not read.
            self._hang_up()
            if not was_open:
                raise
            self._say_once(batch[len(batch) - self._unanswered :])

    def _say_once(self, batch: list[bytes]) -> None:
        self._unanswered = len(batch)
        if self._line is None:
            self._line = RedisLine(self._url, self._loop)
        self._line.send(b"".join(command(b"PUBLISH", self._channel, word) for word in batch))
        while self._unanswered > 0:
            for reply in self._line.hear(REDIS_ANSWERS_WITHIN_S):
                if not isinstance(reply, int):
                    raise RefusedError(reply if isinstance(reply, Refusal) else "no number")
                self._unanswered -= 1

    def _give_up(self, count: int, error: Exception) -> None:
        log_away(error)
        self._hang_up()
        self.is_up = False
        self._lost += count + len(self._words)
        self._words.clear()
        self.waiting_bytes = 0

    def _wait_until_back(self) -> None:
        while not self.is_up:
            self._loop.sleep(REDIS_AGAIN_S)
            try:
                # To publish is what it must be able to do; to others an empty word is none.
                self._say_once([b""])
                self.is_up = True
            except Exception as error:
                log_away(error)
                self._hang_up()

    def _hang_up(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            line.close()


def log_away(error: Exception) -> None:
    """Log that Redis is away, without what its answers quote."""
    why = f" {error}" if isinstance(error, RefusedError) else ""
    log.warning("Redis is away (%s%s): each process goes on with its own members", type(error).__name__, why)
