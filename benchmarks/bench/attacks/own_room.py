"""What strangers do in rooms of their own, whose key they hold as any teacher does."""

from __future__ import annotations

from typing import Any

import requests

from benchmarks.bench.attacks.line import Line, Tally, Target, event, joined, reports
from benchmarks.bench.relays import wire

BOARDS, STUDENTS = 20, 300
DEAF_BOARDS, TALKING_STUDENTS = 150, 10
# The smallest that the system grants.
DEAF_UNREAD_BYTES = 2048
HISTORY = 200
_FIRST_FRAGMENT, _EMPTY_FRAGMENT = bytes([0x01, 0x80]) + wire.MASK, bytes([0x00, 0x80]) + wire.MASK
FRAGMENT_LINES, FRAGMENTS = 10, 5000


class OwnRoom:
    """A room somebody made, and who is in it."""

    def __init__(self, target: Target, tally: Tally) -> None:
        self.target, self.tally = target, tally
        made = requests.post(f"{target.url}/rooms", json={"policy": "labels"}, timeout=20).json()
        self.code = str(made["code"])
        self._token = str(made["teacher_url"]).partition("#")[2]

    def teachers(self, count: int, **how: Any) -> list[Line]:
        """Open boards, as many as the relay lets in."""
        auth = {"role": "teacher", "token": self._token}
        return [line for _ in range(count) if (line := joined(self.target, self.tally, auth, **how))]

    def students(self, count: int) -> list[Line]:
        """Join as new students, as many as the relay lets in."""
        auth = {"role": "student", "code": self.code, "name": None}
        return [line for _ in range(count) if (line := joined(self.target, self.tally, auth))]


class SyncStorm:
    """Twenty boards that ask three hundred students for everything, all the time."""

    def __init__(self, target: Target, tally: Tally) -> None:
        room = OwnRoom(target, tally)
        self._students = room.students(STUDENTS)
        self._boards = room.teachers(BOARDS)
        self._ask = event("sync", {"since": {}, "rest": True})

    def strike(self) -> None:
        """Ask once from each board."""
        for board in self._boards:
            board.send(self._ask)
        for line in (*self._boards, *self._students):
            line.hear()


class DeafBoards:
    """Boards that read nothing, of a room whose students say as much as they may."""

    def __init__(self, target: Target, tally: Tally) -> None:
        room = OwnRoom(target, tally)
        self._boards = room.teachers(DEAF_BOARDS, unread_bytes=DEAF_UNREAD_BYTES)
        self._students = room.students(TALKING_STUDENTS)
        self._seq = 1

    def strike(self) -> None:
        """Send a history from each student."""
        self._seq += HISTORY
        history = event("history", {"reports": reports(self._seq, HISTORY)})
        for student in self._students:
            student.send(history)
            student.hear()


class LeaveAndJoin:
    """One line that leaves and joins, again and again, for the allowance of a newcomer each time."""

    def __init__(self, target: Target, tally: Tally) -> None:
        self._room = OwnRoom(target, tally)
        self._boards = self._room.teachers(1)
        self._line = self._come()

    def _come(self) -> Line:
        return Line(self._room.target.url, self._room.tally).upgrade()

    def strike(self) -> None:
        """Join, say what a newcomer may, and leave, on the same line."""
        if not self._line.is_open:
            self._line = self._come()
        join = wire.connect({"role": "student", "code": self._room.code, "name": None})
        history = event("history", {"reports": reports(1, HISTORY)})
        self._line.send(join + history * 10 + wire.frame(b"41"), 10)
        for line in (self._line, *self._boards):
            line.hear()


class EmptyFragments:
    """Messages in more and more pieces, none of which holds anything, on a few lines at once."""

    def __init__(self, target: Target, tally: Tally) -> None:
        self._room = OwnRoom(target, tally)
        self._lines = self._begin(FRAGMENT_LINES)

    def _begin(self, count: int) -> list[Line]:
        lines = self._room.students(count)
        for line in lines:
            line.send(_FIRST_FRAGMENT)
        return lines

    def strike(self) -> None:
        """Send empty pieces; begin anew where a line is cut."""
        self._lines = [line for line in self._lines if line.is_open]
        self._lines += self._begin(FRAGMENT_LINES - len(self._lines))
        for line in self._lines:
            line.send(_EMPTY_FRAGMENT * FRAGMENTS, FRAGMENTS)
            line.hear()
