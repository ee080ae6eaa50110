"""Redis manager: which messages on the channel are handled, and which Redis is refused."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from backend.cluster import redis_connection as redis_connection
from backend.cluster import redis_manager as redis_manager
from backend.cluster.redis_manager import RedisManager, refuse_silent_queue
from backend.common.errors import ConfigError
from tests.backend.cluster.bad_redis import MOODS, BadRedis, Threads, bad_redis
from tests.programs import free_port, run_redis

WORD = {"method": "readroom", "host_id": "another", "word": "close", "echo": False}
FACTS = {"code": "07QM4-F2P9H", "boards": 2, "name": None}


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with run_redis(tmp_path_factory.mktemp("redis"), free_port()) as url:
        yield url


@pytest.fixture
def bad(real: str) -> Iterator[BadRedis]:
    with bad_redis(real) as bad:
        yield bad


class Told:
    """RedisManager that hear one word, `close`, with no Redis at all."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, int, str | None]] = []
        self.cluster = RedisManager("redis://127.0.0.1:1/0", _NoLoop())
        self.cluster.server = _NoServer()
        self.cluster.listen_for({"close": self.close}, lambda: None)

    def close(self, code: str, boards: int, name: str | None) -> None:
        self.heard.append((code, boards, name))

    def hear(self, message: Any) -> None:
        self.cluster._take(message if isinstance(message, bytes) else json.dumps(message).encode())


class _NoLoop(Threads):
    def spawn(self, *_act: Any) -> None:
        """Do nothing beside."""


class _NoServer:
    manager_initialized = False


def test_a_word_is_heard_with_its_facts() -> None:
    told = Told()
    told.hear(WORD | {"facts": FACTS})
    told.hear(WORD | {"facts": FACTS | {"name": "Ada"}})
    assert told.heard == [("07QM4-F2P9H", 2, None), ("07QM4-F2P9H", 2, "Ada")]


def test_ones_own_word_is_heard_where_an_echo_was_asked_for() -> None:
    told = Told()
    own = WORD | {"facts": FACTS, "host_id": told.cluster.me}
    told.hear(own)
    assert told.heard == []
    told.hear(own | {"echo": True})
    assert len(told.heard) == 1


@pytest.mark.parametrize(
    "junk",
    [
        *(b"", b"\x80\x04N.", b"null", b"[]", b"{", b"[" * 100_000, b'{"method":"readroom"}'),
        *(WORD, WORD | {"facts": []}, WORD | {"facts": {}}, WORD | {"facts": FACTS | {"more": 1}}),
        *(WORD | {"facts": FACTS | {"boards": "2"}}, WORD | {"facts": FACTS | {"name": 7}}),
        *(WORD | {"facts": FACTS, "word": "open"}, WORD | {"facts": FACTS, "word": ["close"]}),
        *({"method": "emit"}, {"method": "emit", "event": 7, "room": [], "namespace": "/", "data": 1}),
        *({"method": "disconnect", "sid": "x"}, {"method": "callback"}, {"method": ["emit"]}),
    ],
)
def test_what_is_no_word_is_nothing(junk: Any, caplog: pytest.LogCaptureFixture) -> None:
    told = Told()
    told.hear(junk)
    assert told.heard == []
    assert caplog.records == []


def test_a_fault_in_handling_a_message_ends_no_subscription(caplog: pytest.LogCaptureFixture) -> None:
    def fail(**_facts: Any) -> None:
        raise ZeroDivisionError

    told = Told()
    told.cluster._hear = {"close": fail}
    told.hear(WORD | {"facts": FACTS})
    assert "A fault in hearing another process" in caplog.text


@pytest.mark.parametrize("mood", [mood for mood in MOODS if mood != "slow"])
def test_a_redis_is_refused_that_is(mood: str, bad: BadRedis, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (redis_manager, redis_connection):
        monkeypatch.setattr(module, "REDIS_ANSWERS_WITHIN_S", 0.2)
    bad.become(mood)
    with pytest.raises(ConfigError, match="--message-queue: "):
        refuse_silent_queue(bad.url, Threads())


def test_a_redis_that_is_well_or_slow_is_taken(bad: BadRedis) -> None:
    for mood in ("well", "slow"):
        bad.become(mood)
        refuse_silent_queue(bad.url, Threads())
