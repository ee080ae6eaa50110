"""Room memory: what the relay knows of a room while anybody is in it; boards send it again."""

from __future__ import annotations

import time

from backend.common.errors import TooFastError
from backend.limits.limits import ADDRESSED, ROOM_ROWS, TEACHER, Meter, TokenBucket
from backend.rooms.admission import Door
from backend.rooms.questions import Questions
from backend.rooms.sessions import Sessions


class RoomMemory:
    """One room's door, questions, sessions and allowances. It holds no label, no answer and no name."""

    def __init__(self) -> None:
        now_s = time.monotonic()
        self.door = Door()
        self.questions = Questions()
        self.sessions = Sessions()
        self.rows = TokenBucket(ROOM_ROWS, now_s)
        self._addressed = TokenBucket(ADDRESSED, now_s)
        # Whether the other processes were asked what they know of this room.
        self.is_asked_for = False
        # Of boards that have left: the next board continues with their allowance.
        self._meters: list[Meter] = []

    def charge(self, students: float) -> None:
        """Charge a board for the students that its message concerns; raise TooFastError for too many.

        A class that is larger than the whole allowance costs all of it, and is addressed all the same.
        """
        if not self._addressed.take(time.monotonic(), min(students, ADDRESSED.burst)):
            raise TooFastError("Too many students were addressed at once; wait a moment and send again.")

    def board_meter(self) -> Meter:
        """Return the meter of a new board: one that a board has given back, where there is any."""
        return self._meters.pop() if self._meters else Meter(TEACHER, time.monotonic())

    def give_back(self, meter: Meter) -> None:
        """Take back the meter of a board that has left."""
        self._meters.append(meter)
