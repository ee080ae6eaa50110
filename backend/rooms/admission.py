"""Admission: whether a room is locked, who was removed, and who was let in.

Boards keep these decisions and send them again at each connection. Of two decisions on the same thing the
newer counts, so it does not matter which board, or which process, sends it first.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypedDict

# Seats of one room that are kept, the oldest decisions forgotten first: as many as a room has by default.
DOOR_SEATS = 2000
# Seats in one message, as messages.schema.json has it.
SEATS_A_MESSAGE = 300

REMOVED, ADMITTED = "removed", "admitted"

# Student, `removed` or `admitted`, and when that was decided (ms).
SeatChange = tuple[str, str, int]


class Lock(TypedDict):
    """Whether newcomers have to wait, and since when that is so (ms)."""

    locked: bool
    at: int


class DoorMessage(TypedDict):
    """Decisions about a door: the lock, where it is named, and seats."""

    lock: Lock | None
    seats: list[SeatChange]


def door_message(message: Mapping[str, Any]) -> DoorMessage:
    """Return the decisions in a board's message."""
    return {"lock": message.get("lock"), "seats": message.get("seats", [])}


def is_news(message: DoorMessage) -> bool:
    """Return whether there is any decision in it."""
    return message["lock"] is not None or len(message["seats"]) > 0


class Door:
    """The decisions of one room."""

    def __init__(self) -> None:
        self._lock: Lock | None = None
        self._seats: dict[str, tuple[int, str]] = {}

    def apply(self, message: DoorMessage) -> DoorMessage:
        """Take over what is newer than what is known; return that."""
        lock = message["lock"]
        is_newer = _rank(self._lock) < _rank(lock)
        if is_newer:
            self._lock = lock
        seats = [seat for seat in message["seats"] if self._take_decision(*seat)]
        self._forget_oldest()
        return {"lock": lock if is_newer else None, "seats": seats}

    def _take_decision(self, student: str, decision: str, at: int) -> bool:
        # Of two decisions of the same moment the stricter counts: "removed" comes after "admitted".
        if self._seats.get(student, (-1, "")) >= (at, decision):
            return False
        self._seats[student] = (at, decision)
        return True

    def _forget_oldest(self) -> None:
        if len(self._seats) > DOOR_SEATS:
            newest = sorted(self._seats.items(), key=lambda item: item[1], reverse=True)
            self._seats = dict(newest[:DOOR_SEATS])

    def known(self) -> list[DoorMessage]:
        """Return all that is known, in at least one message."""
        seats = [(student, decision, at) for student, (at, decision) in self._seats.items()]
        starts = range(0, max(1, len(seats)), SEATS_A_MESSAGE)
        return [
            {"lock": self._lock if start == 0 else None, "seats": seats[start : start + SEATS_A_MESSAGE]}
            for start in starts
        ]

    def is_removed(self, student: str) -> bool:
        """Return whether a student was removed and not let in again."""
        return self._decision(student) == REMOVED

    def is_open_for(self, student: str, issued_ms: int) -> bool:
        """Return whether a student may come in whose place was issued at that time.

        A lock holds for places that were issued after it; so it also holds for students who joined while a
        restarted relay did not know of it yet.
        """
        is_locked = self._lock is not None and self._lock["locked"] and issued_ms > self._lock["at"]
        return not self.is_removed(student) and (not is_locked or self._decision(student) == ADMITTED)

    def _decision(self, student: str) -> str:
        return self._seats.get(student, (0, ""))[1]


def _rank(lock: Lock | None) -> tuple[int, bool]:
    """Return the sort key of locks: at the same moment, locked comes after unlocked."""
    return (-1, False) if lock is None else (lock["at"], lock["locked"])
