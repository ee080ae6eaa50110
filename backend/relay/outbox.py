"""Outbox: the rows for each room's boards since the last tick."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from backend.limits.limits import FRAME_ROWS

Row = list[Any]

# The order on the wire within a tick: a board knows a student before it hears of them.
EVENTS = ("presence", "reports", "statuses", "answers")


class Outbox:
    """Rows by room and event; emptied as a whole."""

    def __init__(self) -> None:
        self._rooms = _no_rooms()

    def __len__(self) -> int:
        return sum(len(rows) for room in self._rooms.values() for rows in room.values())

    def add(self, code: str, event: str, rows: list[Row]) -> None:
        """Keep rows of one event for a room until the next tick."""
        self._rooms[code][event] += rows

    def take(self) -> Iterator[tuple[str, str, list[Row]]]:
        """Empty the outbox: yield (code, event, rows), in the order of the wire, one frame at a time."""
        rooms, self._rooms = self._rooms, _no_rooms()
        for code, room in rooms.items():
            for event in EVENTS:
                for rows in frames(room.get(event, [])):
                    yield code, event, rows


def _no_rooms() -> dict[str, dict[str, list[Row]]]:
    return defaultdict(lambda: defaultdict(list))


def frames(rows: list[Row]) -> Iterator[list[Row]]:
    """Cut rows into frames of limited size."""
    for start in range(0, len(rows), FRAME_ROWS):
        yield rows[start : start + FRAME_ROWS]
