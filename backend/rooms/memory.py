"""What the relay remembers of a room while anybody is there: in memory alone, and told anew by the boards."""

from __future__ import annotations

import time

from backend.common.errors import TooFastError
from backend.limits.limits import ADDRESSED, ROOM_ROWS, TEACHER, Meter, TokenBucket
from backend.rooms.admission import Door
from backend.rooms.questions import Questions
from backend.rooms.sessions import Records


class RoomMemory:
    """One room's door, questions, numbers and allowances. No label, no answer and no name is ever in it."""

    def __init__(self) -> None:
        now_s = time.monotonic()
        self.door = Door()
        self.questions = Questions()
        self.records = Records()
        self.rows = TokenBucket(ROOM_ROWS, now_s)
        self._addressed = TokenBucket(ADDRESSED, now_s)
        # Whether the other processes were asked what they know of this room.
        self.is_asked_for = False
        # Of boards that went: the next one goes on with what they left.
        self._meters: list[Meter] = []

    def charge(self, students: float) -> None:
        """Count students whom a board's message concerns; raise TooFastError where these are too many.

        A class that is larger than the whole allowance costs all of it, and is addressed all the same.
        """
        if not self._addressed.update(time.monotonic(), min(students, ADDRESSED.burst)):
            raise TooFastError("Too many students were addressed at once; wait a moment and send again.")

    def board_meter(self) -> Meter:
        """Return the allowance of a board that comes: one that another left, where there is any."""
        return self._meters.pop() if self._meters else Meter(TEACHER, time.monotonic())

    def give_back(self, meter: Meter) -> None:
        """Take the allowance of a board that goes."""
        self._meters.append(meter)
