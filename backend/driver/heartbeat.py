"""The keeper: pings every line in time, and lets go of those that do not answer or never join.

One greenlet for all lines; it wakes once a second while there are any.
"""

from __future__ import annotations

import heapq
import itertools
import time
from collections.abc import Callable
from typing import Any

from backend.driver.connection import Line
from backend.driver.frames import frame
from backend.limits.limits import JOIN_WITHIN_S

_STEP_S = 1.0
_PING = frame(b"2")

Act = Callable[[], None]


class Keeper:
    """What is to be done about which line, and when."""

    def __init__(self, engine: Any) -> None:
        self._engine = engine
        self._agenda: list[tuple[float, int, Line, Act]] = []
        self._count = itertools.count()

    def keep(self, line: Line, is_joined: Callable[[], bool]) -> None:
        """Look after a line until it is over."""
        is_running = len(self._agenda) > 0
        self._plan(JOIN_WITHIN_S, line, lambda: self._expect_joined(line, is_joined))
        self._plan(self._engine.ping_interval, line, lambda: self._ping(line))
        if not is_running:
            self._engine.start_background_task(self._run)

    def _plan(self, in_s: float, line: Line, act: Act) -> None:
        # The count decides between equal times, since lines have no order.
        heapq.heappush(self._agenda, (time.monotonic() + in_s, next(self._count), line, act))

    def _run(self) -> None:
        while self._agenda:
            self._engine.sleep(_STEP_S)
            self._act(time.monotonic())

    def _act(self, now_s: float) -> None:
        while self._agenda and self._agenda[0][0] <= now_s:
            _, _, line, act = heapq.heappop(self._agenda)
            if line.is_open:
                act()

    def _expect_joined(self, line: Line, is_joined: Callable[[], bool]) -> None:
        if not is_joined():
            line.end()

    def _ping(self, line: Line) -> None:
        line.is_silent = True
        line.write(_PING)
        self._plan(self._engine.ping_timeout, line, lambda: self._expect_pong(line))

    def _expect_pong(self, line: Line) -> None:
        if line.is_silent:
            line.end()
        else:
            rest_s = max(0.0, self._engine.ping_interval - self._engine.ping_timeout)
            self._plan(rest_s, line, lambda: self._ping(line))
