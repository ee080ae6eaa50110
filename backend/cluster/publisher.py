"""Redis publisher: sends what this process tells the others, in a greenlet of its own.

Callers never wait. While Redis is away nothing is kept: such messages would come too late and out of order.
The rooms are synchronised once it is back.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from typing import Any

from backend.cluster.redis_connection import RedisConnection
from backend.cluster.resp import Refusal, command
from backend.limits.limits import REDIS_ANSWERS_WITHIN_S, REDIS_BATCH_BYTES, REDIS_RETRY_S, UNSENT_BYTES

log = logging.getLogger("readroom.cluster")


class RefusedError(Exception):
    """Raised where Redis refuses a command."""


class Publisher:
    """One process's way to tell the others. `on_loss` is called once lost messages can be made good."""

    def __init__(self, url: str, channel: bytes, loop: Any, on_loss: Callable[[], None]) -> None:
        self.is_up = True
        self._url = url
        self._channel = channel
        self._loop = loop
        self._on_loss = on_loss
        self._connection: RedisConnection | None = None
        self._messages = deque[bytes]()
        self.waiting_bytes = 0
        self._lost = 0
        self._unanswered = 0
        self._is_running = False

    def publish(self, message: bytes) -> None:
        """Queue a message; drop the oldest where too much waits."""
        if not self.is_up:
            self._lost += 1
            return
        self._messages.append(message)
        self.waiting_bytes += len(message)
        while self.waiting_bytes > UNSENT_BYTES:
            self.waiting_bytes -= len(self._messages.popleft())
            self._lost += 1
        if not self._is_running:
            self._is_running = True
            self._loop.spawn(self._run)

    def _run(self) -> None:
        try:
            while self._messages:
                self._send_batch()
        finally:
            self._is_running = False

    def _send_batch(self) -> None:
        batch = self._take()
        try:
            self._send(batch)
        except Exception as error:
            self._give_up(len(batch), error)
            self._wait_for_redis()
        if self._lost > 0:
            log.warning("%d messages to the other processes were lost; their rooms catch up now", self._lost)
            self._lost = 0
            self._on_loss()

    def _take(self) -> list[bytes]:
        batch, size = list[bytes](), 0
        while self._messages and (size == 0 or size + len(self._messages[0]) <= REDIS_BATCH_BYTES):
            batch.append(self._messages.popleft())
            size += len(batch[-1])
        self.waiting_bytes -= size
        return batch

    def _send(self, batch: list[bytes]) -> None:
        was_open = self._connection is not None
        try:
            self._send_once(batch)
        except ConnectionError:
            # Redis closes idle connections; what was sent on a closed one was not read.
            self._hang_up()
            if not was_open:
                raise
            self._send_once(batch[len(batch) - self._unanswered :])

    def _send_once(self, batch: list[bytes]) -> None:
        self._unanswered = len(batch)
        if self._connection is None:
            self._connection = RedisConnection(self._url, self._loop)
        self._connection.send(b"".join(command(b"PUBLISH", self._channel, message) for message in batch))
        while self._unanswered > 0:
            for reply in self._connection.hear(REDIS_ANSWERS_WITHIN_S):
                if not isinstance(reply, int):
                    raise RefusedError(reply if isinstance(reply, Refusal) else "no number")
                self._unanswered -= 1

    def _give_up(self, count: int, error: Exception) -> None:
        log_unreachable(error)
        self._hang_up()
        self.is_up = False
        self._lost += count + len(self._messages)
        self._messages.clear()
        self.waiting_bytes = 0

    def _wait_for_redis(self) -> None:
        while not self.is_up:
            self._loop.sleep(REDIS_RETRY_S)
            try:
                # Publishing is what it has to be able to do; the others ignore an empty message.
                self._send_once([b""])
                self.is_up = True
            except Exception as error:
                log_unreachable(error)
                self._hang_up()

    def _hang_up(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()


def log_unreachable(error: Exception) -> None:
    """Log that Redis is unreachable, without what its answers quote."""
    why = f" {error}" if isinstance(error, RefusedError) else ""
    log.warning("Redis is away (%s%s): each process goes on with its own members", type(error).__name__, why)
