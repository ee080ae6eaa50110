"""Redis publisher: nobody waits for Redis, and what was lost is made good once it is back."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import redis

from backend.cluster import publisher as publisher_module
from backend.cluster import redis_connection as redis_connection
from backend.cluster.publisher import Publisher
from backend.common.logs import RateLimitedFilter
from backend.limits.limits import UNSENT_BYTES
from tests.backend.cluster.bad_redis import MOODS, WITHIN_S, BadRedis, Threads, bad_redis, wait_until

CHANNEL = b"readroom"
# In place of the seconds that a server gives Redis.
ANSWERS_WITHIN_S, AGAIN_S = 0.2, 0.05
# A thousand words, however busy the machine is: one alone that waited would take as long as Redis is given.
AT_ONCE_S = 10.0


@pytest.fixture
def bad(real_redis: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[BadRedis]:
    for module in (publisher_module, redis_connection):
        monkeypatch.setattr(module, "REDIS_ANSWERS_WITHIN_S", ANSWERS_WITHIN_S)
    monkeypatch.setattr(publisher_module, "REDIS_RETRY_S", AGAIN_S)
    with bad_redis(real_redis) as bad:
        yield bad


@pytest.fixture
def loop() -> Iterator[Threads]:
    loop = Threads()
    yield loop
    loop.is_over = True


class Heard:
    """Somebody who listens on the real Redis, beside whatever is bad about the way to it."""

    def __init__(self, url: str) -> None:
        self._messages: list[bytes] = []
        self._connection: Any = redis.Redis.from_url(url).pubsub()  # type: ignore[no-untyped-call]
        self._connection.subscribe(CHANNEL.decode())
        wait_until(lambda: self._connection.get_message(timeout=1))

    def words(self) -> list[bytes]:
        """Return all that were heard so far, the empty ones aside."""
        while (message := self._connection.get_message(timeout=0.01)) is not None:
            self._messages += [message["data"]] if message["data"] else []
        return self._messages


class Asleep:
    """An event loop in which nothing runs before it is told to."""

    def __init__(self) -> None:
        self._acts: list[Callable[[], None]] = []
        self.look_up = Threads().look_up
        self.sleep = Threads().sleep

    def spawn(self, act: Callable[[], None]) -> None:
        """Keep what is to run."""
        self._acts.append(act)

    def wake(self, loop: Threads) -> None:
        """Let it run."""
        for act in self._acts:
            loop.spawn(act)


def numbered(count: int) -> list[bytes]:
    return [b"word %d" % number for number in range(count)]


def say(publisher: Publisher, words: list[bytes]) -> float:
    """Say words; return the seconds it took."""
    began_s = time.monotonic()
    for word in words:
        publisher.publish(word)
    return time.monotonic() - began_s


def test_words_arrive_once_and_in_order(real_redis: str, bad: BadRedis, loop: Threads) -> None:
    heard = Heard(real_redis)
    say(Publisher(bad.url, CHANNEL, loop, lambda: None), numbered(500))
    wait_until(lambda: len(heard.words()) >= 500)
    assert heard.words() == numbered(500)


def test_a_connection_that_redis_closed_in_a_silence_costs_no_word(
    real_redis: str, bad: BadRedis, loop: Threads
) -> None:
    heard, losses = Heard(real_redis), list[int]()
    publisher = Publisher(bad.url, CHANNEL, loop, lambda: losses.append(1))
    publisher.publish(b"before")
    wait_until(lambda: heard.words() == [b"before"])
    bad.become("reset")
    time.sleep(AGAIN_S)
    bad.become("well")
    publisher.publish(b"after")
    wait_until(lambda: heard.words() == [b"before", b"after"])
    assert losses == []


@pytest.mark.parametrize("mood", [mood for mood in MOODS if mood != "slow"])
def test_nobody_waits_for_a_redis_that_is(mood: str, real_redis: str, bad: BadRedis, loop: Threads) -> None:
    heard, losses = Heard(real_redis), list[int]()
    publisher = Publisher(bad.url, CHANNEL, loop, lambda: losses.append(1))
    publisher.publish(b"before")
    wait_until(lambda: heard.words() == [b"before"])
    bad.become(mood)
    assert say(publisher, [b"lost"] * 1000) < AT_ONCE_S
    wait_until(lambda: not publisher.is_up)
    assert say(publisher, [b"lost"] * 1000) < AT_ONCE_S
    assert publisher.waiting_bytes == 0
    bad.become("well")
    wait_until(lambda: losses)
    publisher.publish(b"after")
    wait_until(lambda: heard.words()[-1] == b"after")


def test_a_slow_redis_gets_all_that_waits_at_once(
    real_redis: str, bad: BadRedis, loop: Threads, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (publisher_module, redis_connection):
        monkeypatch.setattr(module, "REDIS_ANSWERS_WITHIN_S", WITHIN_S)
    heard, losses = Heard(real_redis), list[int]()
    bad.become("slow")
    publisher = Publisher(bad.url, CHANNEL, loop, lambda: losses.append(1))
    assert say(publisher, numbered(1000)) < AT_ONCE_S
    wait_until(lambda: len(heard.words()) == 1000)
    assert heard.words() == numbered(1000)
    assert losses == []


def test_what_waits_is_bounded(bad: BadRedis, loop: Threads, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (publisher_module, redis_connection):
        monkeypatch.setattr(module, "REDIS_ANSWERS_WITHIN_S", WITHIN_S)
    bad.become("hung")
    publisher = Publisher(bad.url, CHANNEL, loop, lambda: None)
    long = b"x" * 100_000
    assert say(publisher, [long] * (3 * UNSENT_BYTES // len(long))) < AT_ONCE_S
    assert UNSENT_BYTES / 2 < publisher.waiting_bytes <= UNSENT_BYTES


def test_the_newest_of_what_waits_is_kept_and_the_loss_made_good(
    real_redis: str, bad: BadRedis, loop: Threads, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publisher_module, "UNSENT_BYTES", 10_000)
    heard, losses, asleep = Heard(real_redis), list[int](), Asleep()
    say(Publisher(bad.url, CHANNEL, asleep, lambda: losses.append(1)), numbered(5000))
    asleep.wake(loop)
    wait_until(lambda: heard.words()[-1:] == [b"word 4999"])
    wait_until(lambda: losses)
    assert len(heard.words()) < 5000


def test_the_log_is_rate_limited_and_quotes_nothing(
    bad: BadRedis, loop: Threads, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publisher_module.log, "filters", [RateLimitedFilter()])
    bad.become("full")
    publisher = Publisher(bad.url, CHANNEL, loop, lambda: None)
    publisher.publish(b"Ada is confused")
    wait_until(lambda: caplog.records)
    time.sleep(5 * AGAIN_S)
    assert [record.getMessage() for record in caplog.records] == [
        "Redis is away (RefusedError OOM): each process goes on with its own members"
    ]
