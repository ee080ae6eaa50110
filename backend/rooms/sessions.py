"""Sessions: each student's sequence numbers and allowances, which outlive a connection.

So leaving and coming back renews no allowance. Kept in memory alone, while anybody is in the room.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from backend.common.errors import BadMessageError, BadTokenError, NotAllowedError, TooFastError
from backend.limits.limits import ANSWERED_WITHIN_S, ASKED_ROWS, ROWS, STUDENT, Meter, TokenBucket
from backend.rooms.enforcement import Report

# Sessions of one room, those of absent students dropped first: some 2 MB.
SESSIONS = 4000


class Session:
    """One student of one room."""

    __slots__ = (
        "_after",
        "_answer",
        "_asked_s",
        "_handed_ms",
        "_left",
        "_report",
        "_rows",
        "_status",
        "meter",
    )

    def __init__(self) -> None:
        now_s = time.monotonic()
        self.meter = Meter(STUDENT, now_s)
        self._rows = TokenBucket(ROWS, now_s)
        self._report = self._status = self._answer = 0
        # What a board has asked for: rows after this number, and at most so many.
        self._after = self._left = 0
        self._asked_s = now_s
        # When the last hand-over token was made that another device has taken.
        self._handed_ms = 0

    def take_report(self, seq: int) -> bool:
        """Take a report's number; return whether it is new, raise BadMessageError for one that falls.

        The last number may come again, where its acknowledgement or a history was under way at the same time.
        """
        if seq < self._report:
            raise _fallen("report", seq, self._report)
        is_new = seq > self._report
        self._report = seq
        return is_new

    def take_status(self, seq: int) -> None:
        """Take a status' number; the last one may come again."""
        if seq < self._status:
            raise _fallen("status", seq, self._status)
        self._status = seq

    def take_answer(self, seq: int | None) -> bool:
        """Take an answer's number, where there is one; return whether it is new."""
        if seq is None:
            return True
        if seq < self._answer:
            raise _fallen("answer", seq, self._answer)
        is_new = seq > self._answer
        self._answer = seq
        return is_new

    def take_handover(self, made_ms: int) -> None:
        """Take a hand-over token by when it was made; raise BadTokenError for one that was taken already."""
        if made_ms <= self._handed_ms:
            raise BadTokenError("This code was used already; show a new one on the other device.")
        self._handed_ms = made_ms

    def ask(self, since: int) -> None:
        """Note that a board asked for everything after that number.

        The response to an earlier request may still be under way, and then continues with this one's.
        """
        now_s = time.monotonic()
        is_under_way = self._left > 0 and now_s - self._asked_s < ANSWERED_WITHIN_S
        self._after = min(since, self._after) if is_under_way else since
        self._left, self._asked_s = ASKED_ROWS, now_s

    @property
    def is_asked(self) -> bool:
        """Return whether a board has asked, and may still be answered."""
        return self._left > 0

    def take_history(self, reports: Sequence[Report], answers: int, rows_of_room: TokenBucket) -> None:
        """Take rows that a board asked for, together with so many answers.

        Raises NotAllowedError for rows that were not asked for, BadMessageError where their numbers fall, and
        TooFastError where the student, or the whole room, has to wait.
        """
        _refuse_falling(self._after, reports)
        if len(reports) > self._left:
            raise NotAllowedError("No board has asked for so many reports.")
        now_s, rows = time.monotonic(), max(1, len(reports) + answers)
        if rows_of_room.is_empty(now_s, rows) or not self._rows.take(now_s, rows):
            raise TooFastError("Too many reports at once; wait a moment and send the rest.")
        rows_of_room.take(now_s, rows)
        self._left -= max(1, len(reports))
        # The next message may begin before this one's end: another board may have asked from further back
        # while the page was answering.
        if reports:
            self._report = max(self._report, reports[-1]["seq"])


def _refuse_falling(after: int, reports: Sequence[Report]) -> None:
    for report in reports:
        if report["seq"] <= after:
            raise BadMessageError("A history's numbers rise, from the one that was asked for.")
        after = report["seq"]


def _fallen(what: str, seq: int, last: int) -> BadMessageError:
    return BadMessageError(f"{what}.seq: numbers rise, and {seq} comes after {last}.")


class Sessions:
    """The sessions of one room, by student."""

    def __init__(self) -> None:
        self._sessions: dict[str, Session] = {}

    def __len__(self) -> int:
        return len(self._sessions)

    def find(self, student: str) -> Session:
        """Return a student's session, a new one where there is none; `keep` stores it."""
        return self._sessions.get(student) or Session()

    def keep(self, student: str, session: Session, is_here: Callable[[str], bool]) -> None:
        """Store a session as the newest; drop the oldest of an absent student where there are too many."""
        self._sessions.pop(student, None)
        self._sessions[student] = session
        if len(self._sessions) > SESSIONS:
            gone = next((each for each in self._sessions if not is_here(each)), None)
            if gone is not None:
                del self._sessions[gone]
