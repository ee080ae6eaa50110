"""Resync: asks students for what boards are missing, each once a tick at most, and a few of a room at a time.

The histories of a whole class are the most expensive thing that a board can request. However often boards
ask, a room's students are asked a few at a time, and no room waits for another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from typing import Protocol

from backend.limits.limits import ASKS_A_ROOM, ASKS_A_TICK

# Resync the students of a room, those to be asked from the same number together.
Ask = Callable[[str, dict[int, list[str]]], None]
MayAsk = Callable[[str], bool]


class Timer(Protocol):
    """Calls a function after a delay."""

    def later(self, in_s: float, act: Callable[[], None]) -> None:
        """Call a function after a delay."""


class Resync:
    """What is still to be asked, by room and student: the smallest number any board asked from."""

    def __init__(self, timer: Timer, tick_s: float, ask: Ask, may_ask: MayAsk) -> None:
        self._timer = timer
        self._tick_s = tick_s
        self._ask = ask
        self._may_ask = may_ask
        self._rooms: dict[str, dict[str, int]] = {}
        self._is_running = False

    def add(self, code: str, since: Iterable[tuple[str, int]]) -> None:
        """Ask these students of a room when it is their turn."""
        room = self._rooms.setdefault(code, {})
        for student, seq in since:
            room[student] = min(seq, room.get(student, seq))
        if not self._is_running:
            self._is_running = True
            self._timer.later(0.0, self.run)

    def run(self) -> None:
        """Ask the next students, and run again after a tick where any are left."""
        left = ASKS_A_TICK
        # A room that was served goes to the end of the queue.
        for code in tuple(self._rooms):
            room = self._rooms.pop(code)
            if left > 0 and self._may_ask(code):
                next_ones = list(islice(room, min(left, ASKS_A_ROOM)))
                left -= len(next_ones)
                self._ask(code, _by_number({student: room.pop(student) for student in next_ones}))
            if room:
                self._rooms[code] = room
        self._is_running = len(self._rooms) > 0
        if self._is_running:
            self._timer.later(self._tick_s, self.run)


def _by_number(since: dict[str, int]) -> dict[int, list[str]]:
    groups: dict[int, list[str]] = {}
    for student, seq in since.items():
        groups.setdefault(seq, []).append(student)
    return groups
