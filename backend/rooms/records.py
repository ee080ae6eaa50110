"""Records: how far each student of a room has counted, and what they may still send.

A record outlives its student's connection, so that leaving and coming back renews no allowance. It is the
relay's memory alone, for as long as anybody is in the room.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from backend.common.errors import BadMessageError, NotAllowedError, TooFastError
from backend.limits.limits import ANSWERED_WITHIN_S, ASKED_ROWS, ROWS, STUDENT, Meter, TokenBucket
from backend.rooms.enforcement import Report

# Records of one room, those of who is gone forgotten first: some 2 MB.
RECORDS = 4000


class Record:
    """One student of one room."""

    __slots__ = ("_after", "_answer", "_asked_s", "_left", "_report", "_rows", "_status", "meter")

    def __init__(self) -> None:
        now_s = time.monotonic()
        self.meter = Meter(STUDENT, now_s)
        self._rows = TokenBucket(ROWS, now_s)
        self._report = self._status = self._answer = 0
        # What a board has asked for: rows from beyond this number, and so many at most.
        self._after = self._left = 0
        self._asked_s = now_s

    def take_report(self, seq: int) -> bool:
        """Note a report's number; return whether it is new, raise BadMessageError for one that falls.

        The last number comes again where its acknowledgement, or a history, was under way at the same time.
        """
        if seq < self._report:
            raise _fallen("report", seq, self._report)
        is_new = seq > self._report
        self._report = seq
        return is_new

    def take_status(self, seq: int) -> None:
        """Note a status' number; the last one may be said again."""
        if seq < self._status:
            raise _fallen("status", seq, self._status)
        self._status = seq

    def take_answer(self, seq: int | None) -> bool:
        """Note an answer's number, where the page numbers its answers; return whether it is new."""
        if seq is None:
            return True
        if seq < self._answer:
            raise _fallen("answer", seq, self._answer)
        is_new = seq > self._answer
        self._answer = seq
        return is_new

    def ask(self, since: int) -> None:
        """Note that a board asked for what comes after that number.

        The answer to the ask before it may still be under way, and goes on with this one's.
        """
        now_s = time.monotonic()
        is_under_way = self._left > 0 and now_s - self._asked_s < ANSWERED_WITHIN_S
        self._after = min(since, self._after) if is_under_way else since
        self._left, self._asked_s = ASKED_ROWS, now_s

    @property
    def is_asked(self) -> bool:
        """Return whether a board asked, and may still be answered."""
        return self._left > 0

    def take_history(self, reports: Sequence[Report], answers: int, rows_of_room: TokenBucket) -> None:
        """Note rows that a board asked for, beside so many answers.

        Raises NotAllowedError for rows beyond what was asked, BadMessageError where their numbers fall, and
        TooFastError where the student, or the whole room, has to wait.
        """
        _refuse_falling(self._after, reports)
        if len(reports) > self._left:
            raise NotAllowedError("No board has asked for so many reports.")
        now_s, rows = time.monotonic(), max(1, len(reports) + answers)
        if rows_of_room.is_empty(now_s, rows) or not self._rows.update(now_s, rows):
            raise TooFastError("Too many reports at once; wait a moment and send the rest.")
        rows_of_room.update(now_s, rows)
        self._left -= max(1, len(reports))
        # Where the next message begins is not held to this one: another board may ask from further back while
        # a page answers, and what the page had on its way then is no beginning of the new answer.
        if reports:
            self._report = max(self._report, reports[-1]["seq"])


def _refuse_falling(after: int, reports: Sequence[Report]) -> None:
    for report in reports:
        if report["seq"] <= after:
            raise BadMessageError("A history's numbers rise, from the one that was asked for.")
        after = report["seq"]


def _fallen(what: str, seq: int, last: int) -> BadMessageError:
    return BadMessageError(f"{what}.seq: numbers rise, and {seq} comes after {last}.")


class Records:
    """The records of one room, by student."""

    def __init__(self) -> None:
        self._records: dict[str, Record] = {}

    def __len__(self) -> int:
        return len(self._records)

    def find(self, student: str) -> Record:
        """Return a student's record, a new one where there is none; `keep` remembers it."""
        return self._records.get(student) or Record()

    def keep(self, student: str, record: Record, is_here: Callable[[str], bool]) -> None:
        """Remember a record as the newest; forget the oldest of who is gone, where there are too many."""
        self._records.pop(student, None)
        self._records[student] = record
        if len(self._records) > RECORDS:
            gone = next((each for each in self._records if not is_here(each)), None)
            if gone is not None:
                del self._records[gone]
