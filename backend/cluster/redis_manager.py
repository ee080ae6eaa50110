"""Neighbours: the other processes that share rooms with this one, over a channel of Redis.

Socket.IO's own manager carries what is said to clients. What one process asks another goes the same way, as a
method that Socket.IO does not know. Nothing here waits for Redis: see publisher.py and subscriber.py.
"""

from __future__ import annotations

import inspect
import logging
import time
import types
import typing
from collections.abc import Callable, Mapping
from typing import Any, TypeGuard

import orjson
import redis
from socketio.pubsub_manager import PubSubManager

from backend.cluster.publisher import Publisher
from backend.cluster.redis_connection import RedisLine
from backend.cluster.resp import GarbageError, command
from backend.cluster.subscriber import Subscriber
from backend.common.errors import ConfigError
from backend.common.logs import Seldom
from backend.limits.limits import CATCH_UP_EVERY_S, REDIS_ANSWERS_WITHIN_S

log = logging.getLogger("readroom.neighbours")
# While Redis is away there would be a line for each try.
log.addFilter(Seldom())

CHANNEL = "readroom"
METHOD = "readroom"
# What Socket.IO says to clients; all else of what it would tell others this relay does not need.
EMIT = "emit"

Hear = Callable[..., None]
Kinds = Mapping[str, tuple[type, ...]]


class Neighbours(PubSubManager):  # type: ignore[misc]  # python-socketio has no type hints
    """Socket.IO's manager of clients, which also carries words between processes."""

    def __init__(self, url: str, loop: Any) -> None:
        super().__init__(channel=CHANNEL, logger=log)
        channel = CHANNEL.encode("ascii")
        self._loop = loop
        self._publisher = Publisher(url, channel, loop, self._note_loss)
        self._subscriber = Subscriber(url, channel, loop, self._take, self._note_loss)
        self._hear: Mapping[str, Hear] = {}
        self._kinds: Mapping[str, Kinds] = {}
        self._catch_up: Callable[[], None] | None = None
        self._caught_up_s = -CATCH_UP_EVERY_S
        self._is_catching_up = False

    @property
    def me(self) -> str:
        """Return the name of this process."""
        return str(self.host_id)

    @property
    def are_heard(self) -> bool:
        """Return whether Redis takes what is told, as far as this process knows."""
        return self._publisher.is_up

    def listen_for(self, words: Mapping[str, Hear], catch_up: Callable[[], None]) -> None:
        """Call these with the facts of each word that another process says, and this after some were lost.

        From now on: Socket.IO would listen from the first connection on, whose own words might be answered
        before that.
        """
        self._hear = words
        self._kinds = {word: _kinds_of(hear) for word, hear in words.items()}
        self._catch_up = catch_up
        self.server.manager_initialized = True
        self._loop.spawn(self._subscriber.run)

    def tell(self, word: str, *, echo: bool = False, **facts: Any) -> None:
        """Say a word to all other processes; with an echo to this one as well.

        All hear all words in one and the same order, which is Redis' own.
        """
        self._publish({"method": METHOD, "host_id": self.me, "word": word, "facts": facts, "echo": echo})

    def tell_boards(self, event: str, rows: list[Any], to: str) -> None:
        """Let the other processes say rows to a room's boards, which those of this one have been told."""
        self._publish(
            {"method": EMIT, "event": event, "data": [rows], "binary": False, "namespace": "/", "room": to}
            | {"skip_sid": None, "callback": None, "host_id": self.me}
        )

    def _publish(self, data: dict[str, Any]) -> None:
        if data["method"] in (METHOD, EMIT):
            self._publisher.publish(orjson.dumps(data))

    def _take(self, text: bytes) -> None:
        """Hear what is on the channel; what is no word of this relay's is a stranger's, and nothing."""
        message = _read(text)
        try:
            if message.get("method") == METHOD:
                self._take_word(message)
            elif _is_emit(message) and message.get("host_id") != self.me:
                self._handle_emit(message)
        except Exception:
            log.exception("A fault in hearing another process")

    def _take_word(self, message: dict[str, Any]) -> None:
        word, facts = message.get("word"), message.get("facts")
        if not isinstance(word, str) or not _fit(facts, self._kinds.get(word)):
            return
        if message.get("host_id") != self.me or message.get("echo") is True:
            self._hear[word](**facts)

    def _note_loss(self) -> None:
        """Plan to make good what was lost, once all goes both ways."""
        if self._publisher.is_up and self._subscriber.is_up and not self._is_catching_up:
            self._is_catching_up = True
            self._loop.spawn(self._wait_and_catch_up)

    def _wait_and_catch_up(self) -> None:
        self._loop.sleep(max(0.0, self._caught_up_s + CATCH_UP_EVERY_S - time.monotonic()))
        self._caught_up_s = time.monotonic()
        self._is_catching_up = False
        if self._catch_up is not None:
            self._catch_up()


def _read(text: bytes) -> dict[str, Any]:
    try:
        message = orjson.loads(text)
    except ValueError:
        return {}
    return message if isinstance(message, dict) else {}


def _is_emit(message: dict[str, Any]) -> bool:
    texts = (message.get(key) for key in ("event", "room", "namespace"))
    is_plain = message.get("binary") is False and message.get("callback") is None
    return message.get("method") == EMIT and is_plain and "data" in message and all(map(_is_text, texts))


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _fit(facts: Any, kinds: Kinds | None) -> TypeGuard[dict[str, Any]]:
    """Return whether these are the facts that a method takes."""
    if kinds is None or not isinstance(facts, dict) or facts.keys() != kinds.keys():
        return False
    return all(isinstance(facts[name], kind) for name, kind in kinds.items())


def _kinds_of(hear: Hear) -> Kinds:
    """Return the facts that a method takes, by name, and the types each may have."""
    hints = typing.get_type_hints(hear)
    return {name: _types_of(hints[name]) for name in inspect.signature(hear).parameters}


def _types_of(hint: Any) -> tuple[type, ...]:
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        return tuple(kind for each in typing.get_args(hint) for kind in _types_of(each))
    return (origin or hint,)


def refuse_silent_queue(url: str, loop: Any) -> None:
    """Raise ConfigError where no Redis answers in time, or one that does not publish."""
    try:
        line = RedisLine(url, loop)
        line.send(command(b"PUBLISH", CHANNEL.encode("ascii"), b""))
        answer = line.hear(REDIS_ANSWERS_WITHIN_S)[0]
        line.close()
    except (redis.RedisError, GarbageError, ValueError, OSError) as error:
        raise ConfigError(f"--message-queue: no Redis answers there ({error}).") from None
    if not isinstance(answer, int):
        raise ConfigError(f"--message-queue: the Redis there does not publish ({answer!r}).")
