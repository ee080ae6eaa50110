"""Heartbeat: a connection is pinged in time, and ended where it does not answer or does not join."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any, cast

import pytest

from backend.driver.connection import Connection
from backend.driver.frames import frame
from backend.driver.heartbeat import Heartbeat
from backend.limits.limits import JOIN_WITHIN_S

INTERVAL_S, TIMEOUT_S = 15.0, 10.0


class Client:
    """A connection that answers pings or not, as the test has it."""

    def __init__(self, engine: FakeEngine, *, answers: bool) -> None:
        self.is_open = True
        self.is_silent = False
        self.pings: list[float] = []
        self.ended_s: float | None = None
        self._evening = engine
        self._answers = answers

    def write(self, data: bytes) -> None:
        """Take a ping."""
        assert data == frame(b"2")
        self.pings.append(self._evening.now_s)
        self.is_silent = not self._answers

    def end(self) -> None:
        """Note when the connection was ended."""
        self.is_open, self.ended_s = False, self._evening.now_s


class FakeEngine:
    """Engine.IO's server, on a clock that its own sleeping moves."""

    ping_interval, ping_timeout = INTERVAL_S, TIMEOUT_S

    def __init__(self) -> None:
        self.now_s = 0.0
        self.until_s = 0.0
        self.runs: list[Callable[[], None]] = []

    def start_background_task(self, run: Callable[[], None]) -> None:
        """Keep what is to run."""
        self.runs.append(run)

    def sleep(self, seconds: float) -> None:
        """Let time pass, until the test is over."""
        self.now_s += seconds
        if self.now_s > self.until_s:
            raise TimeoutError

    def pass_until(self, until_s: float) -> None:
        """Run the heartbeat until that time, or until nothing is left to do."""
        self.until_s = until_s
        with contextlib.suppress(TimeoutError):
            self.runs[0]()


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> FakeEngine:
    """Return an engine whose clock is the heartbeat's."""
    engine = FakeEngine()
    monkeypatch.setattr("backend.driver.heartbeat.time.monotonic", lambda: engine.now_s)
    return engine


def watched(engine: FakeEngine, heartbeat: Heartbeat, *, answers: bool = True, joins: bool = True) -> Client:
    client = Client(engine, answers=answers)
    heartbeat.watch(cast(Connection, client), lambda: joins)
    return client


def test_a_client_that_answers_is_pinged_at_each_interval_and_stays(engine: FakeEngine) -> None:
    client = watched(engine, Heartbeat(engine))
    engine.pass_until(4 * INTERVAL_S)
    assert client.pings == [INTERVAL_S, 2 * INTERVAL_S, 3 * INTERVAL_S, 4 * INTERVAL_S]
    assert client.ended_s is None


def test_a_client_that_does_not_answer_is_ended_after_the_timeout(engine: FakeEngine) -> None:
    client = watched(engine, Heartbeat(engine), answers=False)
    engine.pass_until(4 * INTERVAL_S)
    assert client.pings == [INTERVAL_S]
    assert client.ended_s == INTERVAL_S + TIMEOUT_S


def test_a_client_that_does_not_join_is_ended(engine: FakeEngine) -> None:
    heartbeat = Heartbeat(engine)
    stranger, member = watched(engine, heartbeat, joins=False), watched(engine, heartbeat)
    engine.pass_until(INTERVAL_S)
    assert (stranger.ended_s, member.ended_s) == (JOIN_WITHIN_S, None)


def test_nothing_is_done_about_a_connection_that_has_ended(engine: FakeEngine) -> None:
    heartbeat = Heartbeat(engine)
    gone, member = watched(engine, heartbeat), watched(engine, heartbeat)
    gone.is_open = False
    engine.pass_until(INTERVAL_S)
    assert (gone.pings, member.pings) == ([], [INTERVAL_S])


def test_one_greenlet_serves_all_and_ends_with_the_last(engine: FakeEngine) -> None:
    heartbeat = Heartbeat(engine)
    clients: list[Any] = [watched(engine, heartbeat) for _ in range(3)]
    assert len(engine.runs) == 1
    for client in clients:
        client.is_open = False
    engine.until_s = 10 * INTERVAL_S
    engine.runs[0]()
    assert engine.now_s <= INTERVAL_S + 1
