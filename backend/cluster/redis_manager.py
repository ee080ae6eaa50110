"""Redis manager: Socket.IO's manager of clients over a Redis channel, and messages of the relay.

Socket.IO's own messages carry what is sent to clients. What one process asks another goes the same way, as a
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
from backend.cluster.redis_connection import RedisConnection
from backend.cluster.resp import GarbageError, command
from backend.cluster.subscriber import Subscriber
from backend.common.errors import ConfigError
from backend.common.logs import RateLimitedFilter
from backend.limits.limits import CATCH_UP_EVERY_S, REDIS_ANSWERS_WITHIN_S

log = logging.getLogger("readroom.cluster")
# While Redis is away each attempt would be logged.
log.addFilter(RateLimitedFilter())

CHANNEL = "readroom"
METHOD = "readroom"
# Socket.IO's message to clients; the relay needs none of its other messages.
EMIT = "emit"

Hear = Callable[..., None]
Kinds = Mapping[str, tuple[type, ...]]


class RedisManager(PubSubManager):  # type: ignore[misc]  # python-socketio has no type hints
    """Socket.IO's manager of clients, which also carries messages between processes."""

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
    def is_up(self) -> bool:
        """Return whether Redis accepts messages, as far as this process knows."""
        return self._publisher.is_up

    def listen_for(self, words: Mapping[str, Hear], catch_up: Callable[[], None]) -> None:
        """Call `words` with the facts of each message of another process, and `catch_up` after a loss.

        It starts listening now: Socket.IO would start at the first connection, whose own messages might be
        answered before that.
        """
        self._hear = words
        self._kinds = {word: _kinds_of(hear) for word, hear in words.items()}
        self._catch_up = catch_up
        self.server.manager_initialized = True
        self._loop.spawn(self._subscriber.run)

    def tell(self, word: str, *, echo: bool = False, **facts: Any) -> None:
        """Send a message to all other processes; with an echo to this one as well.

        All receive all messages in the same order, which is Redis' own.
        """
        self._publish({"method": METHOD, "host_id": self.me, "word": word, "facts": facts, "echo": echo})

    def tell_boards(self, event: str, rows: list[Any], to: str) -> None:
        """Let the other processes send rows to a room's boards; those of this one have them already."""
        self._publish(
            {"method": EMIT, "event": event, "data": [rows], "binary": False, "namespace": "/", "room": to}
            | {"skip_sid": None, "callback": None, "host_id": self.me}
        )

    def _publish(self, data: dict[str, Any]) -> None:
        if data["method"] in (METHOD, EMIT):
            self._publisher.publish(orjson.dumps(data))

    def _take(self, text: bytes) -> None:
        """Handle what is on the channel; whatever is no valid message is ignored."""
        message = _read(text)
        try:
            if message.get("method") == METHOD:
                self._take_message(message)
            elif _is_emit(message) and message.get("host_id") != self.me:
                self._handle_emit(message)
        except Exception:
            log.exception("A fault in hearing another process")

    def _take_message(self, message: dict[str, Any]) -> None:
        word, facts = message.get("word"), message.get("facts")
        if not isinstance(word, str) or not _fit(facts, self._kinds.get(word)):
            return
        if message.get("host_id") != self.me or message.get("echo") is True:
            self._hear[word](**facts)

    def _note_loss(self) -> None:
        """Plan to make good what was lost, once both directions work."""
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
        connection = RedisConnection(url, loop)
        connection.send(command(b"PUBLISH", CHANNEL.encode("ascii"), b""))
        answer = connection.hear(REDIS_ANSWERS_WITHIN_S)[0]
        connection.close()
    except (redis.RedisError, GarbageError, ValueError, OSError) as error:
        raise ConfigError(f"--message-queue: no Redis answers there ({error}).") from None
    if not isinstance(answer, int):
        raise ConfigError(f"--message-queue: the Redis there does not publish ({answer!r}).")
