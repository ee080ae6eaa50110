"""Neighbours: the other processes that share rooms with this one, over Flask-SocketIO's own queue on Redis.

Socket.IO carries what is said to clients. What one process asks another goes the same way, as a method that
Socket.IO itself does not know and therefore leaves alone.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import redis
import socketio

from backend.errors import ConfigError
from backend.logs import Seldom

log = logging.getLogger("readroom.neighbours")
# While Redis is away Socket.IO tells so twice a frame.
log.addFilter(Seldom())

CHANNEL = "readroom"
METHOD = "readroom"
ANSWER_WITHIN_S = 2.0

Hear = Callable[..., None]


class Neighbours(socketio.RedisManager):  # type: ignore[misc]  # python-socketio has no type hints
    """Socket.IO's manager of clients, which also carries words between processes."""

    def __init__(self, url: str) -> None:
        super().__init__(url, channel=CHANNEL, logger=log)
        self._hear: Mapping[str, Hear] = {}

    @property
    def me(self) -> str:
        """Return the name of this process."""
        return str(self.host_id)

    def listen_for(self, words: Mapping[str, Hear]) -> None:
        """Call these with the facts of each word that another process says, from now on.

        Socket.IO would listen from the first connection on, whose own words might be answered before that.
        """
        self._hear = words
        self.server.manager_initialized = True
        self.initialize()

    def tell(self, word: str, *, echo: bool = False, **facts: Any) -> None:
        """Say a word to all other processes; with an echo to this one as well.

        All hear all words in one and the same order, which is Redis' own.
        """
        self._publish({"method": METHOD, "host_id": self.me, "word": word, "facts": facts, "echo": echo})

    def _listen(self) -> Iterator[Any]:
        for text in super()._listen():
            message = json.loads(text)
            if message.get("method") == METHOD:
                self._take(message)
            else:
                yield message

    def _take(self, message: dict[str, Any]) -> None:
        if message["host_id"] == self.me and not message["echo"]:
            return
        try:
            self._hear[message["word"]](**message["facts"])
        except Exception:
            log.exception("A fault in hearing %s", message["word"])


def refuse_silent_queue(url: str) -> None:
    """Raise ConfigError where no Redis answers."""
    try:
        redis.Redis.from_url(url, socket_connect_timeout=ANSWER_WITHIN_S, retry=None).ping()
    except (redis.RedisError, ValueError, OSError) as error:
        raise ConfigError(f"--message-queue: no Redis answers there ({error}).") from None
