"""What strangers do with a room's code alone, which every pupil has: they are in the lesson's own room."""

from __future__ import annotations

import json

from benchmarks.bench.attacks.line import Line, Tally, Target, event, joined, reports
from benchmarks.bench.relays import wire

# A letter and accents that have to be sorted: it is normalised before anything else can be asked of it.
HUGE_NAME = "a" + "\u0316\u0301" * 4000
HISTORY = 200
LINES = 10


class FalsePupils:
    """New students as fast as they get in; none of them ever leaves."""

    def __init__(self, target: Target, tally: Tally) -> None:
        self._target, self._tally = target, tally
        self._lines: list[Line] = []

    def strike(self) -> None:
        """Some more come; nobody waits for the welcome."""
        for _ in range(LINES):
            line = Line(self._target.url, self._tally).upgrade()
            line.send(wire.connect({"role": "student", "code": self._target.code, "name": "Ada"}))
            self._lines.append(line)
        self._lines = [line for line in self._lines if line.is_open]
        for line in self._lines:
            line.hear()


class HugeNames:
    """Names as long as a message may be, again and again on the same few lines."""

    def __init__(self, target: Target, tally: Tally) -> None:
        self._target, self._tally = target, tally
        auth: dict[str, object] = {"role": "student", "code": target.code, "name": HUGE_NAME}
        # Unescaped, it is as long as a message may be.
        self._join = wire.frame(b"40" + json.dumps(auth, ensure_ascii=False).encode())
        self._lines = [self._come() for _ in range(LINES)]

    def _come(self) -> Line:
        return Line(self._target.url, self._tally).upgrade()

    def strike(self) -> None:
        """Try to join from each line."""
        self._lines = [line if line.is_open else self._come() for line in self._lines]
        for line in self._lines:
            line.send(self._join)
            line.hear()


class FallingNumbers:
    """One pupil whose remembered reports come in the wrong order, as many as a pupil may send."""

    def __init__(self, target: Target, tally: Tally) -> None:
        self._target, self._tally = target, tally
        self._line: Line | None = None
        self._seq = 10_000_000

    def strike(self) -> None:
        """Send a history whose numbers fall."""
        if self._line is None or not self._line.is_open:
            auth = {"role": "student", "code": self._target.code, "name": None}
            self._line = joined(self._target, self._tally, auth)
            return
        rows = reports(self._seq, HISTORY)[::-1]
        if self._line.send(event("history", {"reports": rows}), HISTORY):
            self._seq -= HISTORY
        self._line.hear()
