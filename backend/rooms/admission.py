"""The door of a room: whether it is locked, whose seat was taken away, and who was let in.

Boards keep all this and tell it again at each connection. Of two words on one thing the newer holds, so it
does not matter which board, or which process, says it first.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypedDict

# Seats of one room that are remembered, the oldest words forgotten first: as many as a room has by default.
DOOR_SEATS = 2000
# Seats in one message, as messages.schema.json has it.
SEATS_A_MESSAGE = 300

REMOVED, ADMITTED = "removed", "admitted"

# Student, `removed` or `admitted`, and when that was said (ms).
SeatWord = tuple[str, str, int]


class Lock(TypedDict):
    """Whether somebody new waits, and since when that is so (ms)."""

    locked: bool
    at: int


class DoorWord(TypedDict):
    """What somebody says of a door: the lock, where they say anything of it, and seats."""

    lock: Lock | None
    seats: list[SeatWord]


def word_of(message: Mapping[str, Any]) -> DoorWord:
    """Return what a board's message says."""
    return {"lock": message.get("lock"), "seats": message.get("seats", [])}


def is_news(word: DoorWord) -> bool:
    """Return whether a word says anything at all."""
    return word["lock"] is not None or len(word["seats"]) > 0


class Door:
    """The door of one room."""

    def __init__(self) -> None:
        self._lock: Lock | None = None
        self._seats: dict[str, tuple[int, str]] = {}

    def update(self, word: DoorWord) -> DoorWord:
        """Take in what is newer than what is known; return that."""
        lock = word["lock"]
        is_newer = _rank(self._lock) < _rank(lock)
        if is_newer:
            self._lock = lock
        seats = [seat for seat in word["seats"] if self._take(*seat)]
        self._forget_oldest()
        return {"lock": lock if is_newer else None, "seats": seats}

    def _take(self, student: str, word: str, at: int) -> bool:
        # Of two words of the same moment the stricter holds: "removed" comes after "admitted".
        if self._seats.get(student, (-1, "")) >= (at, word):
            return False
        self._seats[student] = (at, word)
        return True

    def _forget_oldest(self) -> None:
        if len(self._seats) > DOOR_SEATS:
            newest = sorted(self._seats.items(), key=lambda item: item[1], reverse=True)
            self._seats = dict(newest[:DOOR_SEATS])

    def known(self) -> list[DoorWord]:
        """Return all that is known, one message at least."""
        seats = [(student, word, at) for student, (at, word) in self._seats.items()]
        starts = range(0, max(1, len(seats)), SEATS_A_MESSAGE)
        return [
            {"lock": self._lock if start == 0 else None, "seats": seats[start : start + SEATS_A_MESSAGE]}
            for start in starts
        ]

    def is_removed(self, student: str) -> bool:
        """Return whether this seat may not return."""
        return self._word(student) == REMOVED

    def is_open_for(self, student: str, issued_ms: int) -> bool:
        """Return whether a student may come in whose place was given at that time.

        Who was given a place before the lock may come and go. Who came while a restarted relay had not heard
        of the lock was given theirs after it.
        """
        is_locked = self._lock is not None and self._lock["locked"] and issued_ms > self._lock["at"]
        return not self.is_removed(student) and (not is_locked or self._word(student) == ADMITTED)

    def _word(self, student: str) -> str:
        return self._seats.get(student, (0, ""))[1]


def _rank(lock: Lock | None) -> tuple[int, bool]:
    """Return what orders words on a lock: of the same moment, the locking one is last."""
    return (-1, False) if lock is None else (lock["at"], lock["locked"])
