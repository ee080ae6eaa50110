"""Counters: what the relay has done since it started, as plain numbers."""

from __future__ import annotations

import bisect
from collections import Counter
from collections.abc import Sequence

# A tick is 100 ms: a relay whose flush takes as long is overloaded.
FLUSH_BOUNDS_S = (0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0)


class Durations:
    """Histogram of durations: counts by upper bounds in seconds, the last for durations beyond all bounds."""

    def __init__(self, bounds_s: Sequence[float]) -> None:
        self.bounds_s = bounds_s
        self.counts = [0] * (len(bounds_s) + 1)
        self.total_s = 0.0

    def observe(self, took_s: float) -> None:
        """Count one duration."""
        self.counts[bisect.bisect_left(self.bounds_s, took_s)] += 1
        self.total_s += took_s


class Counts:
    """The counts of one process. No code, name or label is among them."""

    def __init__(self) -> None:
        self.reports_in = 0
        self.reports_out = 0
        # By where it was refused (`join`, `message` or `http`) and the wire's word for why.
        self.refused: Counter[tuple[str, str]] = Counter()
        self.flushes = Durations(FLUSH_BOUNDS_S)
