"""Redis subscriber: a Redis that hangs is noticed, and a gap is reported."""

from __future__ import annotations

import pickle
import time
from collections.abc import Iterator

import pytest
import redis

from backend.cluster import redis_connection as redis_connection
from backend.cluster import subscriber as subscriber_module
from backend.cluster.subscriber import Subscriber
from backend.limits.limits import REPLY_BYTES
from tests.backend.cluster.bad_redis import MOODS, BadRedis, Threads, bad_redis, wait_until

CHANNEL = b"readroom"
# In place of the seconds that a server gives Redis.
SILENCE_S, ANSWERS_WITHIN_S, AGAIN_S = 0.1, 0.3, 0.05


class Ear:
    """A subscriber that runs, and what it has heard."""

    def __init__(self, url: str, loop: Threads) -> None:
        self.words = list[bytes]()
        self.losses = list[float]()
        self._subscriber = Subscriber(
            url, CHANNEL, loop, self.words.append, lambda: self.losses.append(time.monotonic())
        )
        loop.spawn(self._subscriber.run)

    @property
    def is_up(self) -> bool:
        return self._subscriber.is_up


@pytest.fixture
def bad(real_redis: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[BadRedis]:
    for module in (subscriber_module, redis_connection):
        monkeypatch.setattr(module, "REDIS_ANSWERS_WITHIN_S", ANSWERS_WITHIN_S)
    monkeypatch.setattr(subscriber_module, "REDIS_SILENCE_S", SILENCE_S)
    monkeypatch.setattr(subscriber_module, "REDIS_RETRY_S", AGAIN_S)
    with bad_redis(real_redis) as bad:
        yield bad


@pytest.fixture
def ear(bad: BadRedis) -> Iterator[Ear]:
    loop = Threads()
    ear = Ear(bad.url, loop)
    wait_until(lambda: ear.is_up)
    yield ear
    loop.is_over = True


def say(real_redis: str, message: bytes) -> None:
    with redis.Redis.from_url(real_redis) as connection:
        connection.publish(CHANNEL.decode(), message)


def test_silence_alone_ends_no_connection(real_redis: str, ear: Ear) -> None:
    time.sleep(5 * SILENCE_S)
    say(real_redis, b"word")
    wait_until(lambda: ear.words == [b"word"])
    assert ear.losses == []


@pytest.mark.parametrize("mood", [mood for mood in MOODS if mood not in ("slow", "full", "locked")])
def test_hears_again_after_a_redis_that_was(mood: str, real_redis: str, bad: BadRedis, ear: Ear) -> None:
    bad.become(mood)
    wait_until(lambda: not ear.is_up)
    assert ear.losses == []
    bad.become("well")
    wait_until(lambda: ear.losses)
    say(real_redis, b"word")
    wait_until(lambda: ear.words == [b"word"])


def test_a_word_of_any_length_and_kind_is_passed_on_or_survived(real_redis: str, ear: Ear) -> None:
    words = [pickle.dumps({"method": "emit"}), b"\r\n-ERR\r\n", b"$-1\r\n", bytes(REPLY_BYTES // 2)]
    for word in words:
        say(real_redis, word)
    wait_until(lambda: ear.words == words)
    say(real_redis, bytes(REPLY_BYTES + 1))
    wait_until(lambda: ear.losses)
    say(real_redis, b"after")
    wait_until(lambda: ear.words == [*words, b"after"])
