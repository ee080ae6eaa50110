"""Departures: students who left recently, for processes that may have missed it."""

from __future__ import annotations

import time
from collections import defaultdict, deque
from collections.abc import Callable, Sequence

from backend.common.clock import now_ms
from backend.limits.limits import DEPARTURES, DEPARTURES_KEPT_S
from backend.relay.outbox import Row
from backend.relay.registry import Student


class Departures:
    """Kept for some seconds where others were told, and until they can be told where they were not."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._order = deque[tuple[float, str]]()
        self._rooms: defaultdict[str, deque[Row]] = defaultdict(deque)

    def add(self, student: Student, *, is_told: bool) -> None:
        """Note that a student left now, and whether the others are being told."""
        now_s, code = self._clock(), student.room.code
        while self._order and (len(self._order) >= DEPARTURES or (self._is_past(now_s) and is_told)):
            self._forget_one()
        self._order.append((now_s, code))
        self._rooms[code].append([student.student, student.name, "left", now_ms()])

    def _is_past(self, now_s: float) -> bool:
        return self._order[0][0] < now_s - DEPARTURES_KEPT_S

    def _forget_one(self) -> None:
        _, code = self._order.popleft()
        self._rooms[code].popleft()
        if not self._rooms[code]:
            del self._rooms[code]

    def of(self, code: str) -> Sequence[Row]:
        """Return who left a room, in order."""
        return tuple(self._rooms.get(code, ()))
