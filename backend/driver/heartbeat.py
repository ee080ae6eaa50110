"""Heartbeat: ends connections that do not answer a ping, or do not join in time.

One greenlet for all connections; it wakes once a second while there are any.
"""

from __future__ import annotations

import heapq
import itertools
import time
from collections.abc import Callable
from typing import Any

from backend.driver.connection import Connection
from backend.driver.frames import frame
from backend.limits.limits import JOIN_WITHIN_S

_STEP_S = 1.0
_PING = frame(b"2")

Act = Callable[[], None]


class Heartbeat:
    """The agenda of what is due on which connection, and when."""

    def __init__(self, engine: Any) -> None:
        self._engine = engine
        self._agenda: list[tuple[float, int, Connection, Act]] = []
        self._count = itertools.count()

    def watch(self, connection: Connection, is_joined: Callable[[], bool]) -> None:
        """Ping a connection until it ends, and expect it to join."""
        is_running = len(self._agenda) > 0
        self._plan(JOIN_WITHIN_S, connection, lambda: self._expect_joined(connection, is_joined))
        self._plan(self._engine.ping_interval, connection, lambda: self._ping(connection))
        if not is_running:
            self._engine.start_background_task(self._run)

    def _plan(self, in_s: float, connection: Connection, act: Act) -> None:
        # The count breaks ties between equal times, since connections have no order.
        heapq.heappush(self._agenda, (time.monotonic() + in_s, next(self._count), connection, act))

    def _run(self) -> None:
        while self._agenda:
            self._engine.sleep(_STEP_S)
            self._act(time.monotonic())

    def _act(self, now_s: float) -> None:
        while self._agenda and self._agenda[0][0] <= now_s:
            _, _, connection, act = heapq.heappop(self._agenda)
            if connection.is_open:
                act()

    def _expect_joined(self, connection: Connection, is_joined: Callable[[], bool]) -> None:
        if not is_joined():
            connection.end()

    def _ping(self, connection: Connection) -> None:
        connection.is_silent = True
        connection.write(_PING)
        self._plan(self._engine.ping_timeout, connection, lambda: self._expect_pong(connection))

    def _expect_pong(self, connection: Connection) -> None:
        if connection.is_silent:
            connection.end()
        else:
            rest_s = max(0.0, self._engine.ping_interval - self._engine.ping_timeout)
            self._plan(rest_s, connection, lambda: self._ping(connection))
