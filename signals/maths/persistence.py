"""Persistence: how long evidence lasts: dwell, escalation, sums over a window, all in seconds.

Twin of persistence.js.
"""

from collections import deque


class Witness:
    """How much of a step counts: all of it where both its frames show the same.

    Where they differ, nobody saw when it changed: there one frame counts for `frame_max_s` at most.
    """

    def __init__(self, frame_max_s: float) -> None:
        self._frame_max_s = frame_max_s
        self._before: bool | str | None = None

    def update(self, shown: bool | str | None, dt_s: float) -> float:
        """Return what the step to a frame that shows this counts for."""
        same, self._before = shown == self._before, shown
        return dt_s if same else min(dt_s, self._frame_max_s)

    def reset(self) -> None:
        """Forget the frame seen."""
        self._before = None


class Dwell:
    """Persistence: time with evidence, less `drain` times the time without; on at its limit, off at zero."""

    def __init__(self, limit_s: float, drain: float, frame_max_s: float) -> None:
        self._limit_s, self._drain = limit_s, drain
        self._witness = Witness(frame_max_s)
        self._filled_s = 0.0
        self.on = False

    def update(self, evidence: bool, dt_s: float) -> bool:
        """Return whether the evidence has lasted."""
        counted_s = self._witness.update(evidence, dt_s)
        if evidence:
            self._filled_s = min(self._filled_s + counted_s, self._limit_s)
        elif self._filled_s > 0:
            self._filled_s = max(self._filled_s - self._drain * counted_s, 0.0)
        self.on = self._filled_s > 0 if self.on else self._filled_s >= self._limit_s
        return self.on

    def reset(self) -> None:
        """Forget the evidence seen."""
        self._witness.reset()
        self._filled_s = 0.0
        self.on = False


class Escalation:
    """A dwell, and a longer one over the same evidence that ends with it.

    What a second frame confirms began before the first one that showed it: the longer one counts that whole
    step, or an alert would come a frame too late wherever frames are seconds apart.
    """

    def __init__(self, limit_s: float, raised_s: float, drain: float, frame_max_s: float) -> None:
        self._short, self._long = Dwell(limit_s, drain, frame_max_s), Dwell(raised_s, drain, frame_max_s)
        self._frame_max_s = frame_max_s
        self._shown = False
        self._withheld_s = 0.0
        self.on = False
        self.raised = False

    def update(self, evidence: bool, dt_s: float) -> None:
        """Take the evidence of one frame."""
        was_on = self.on
        self.on = self._short.update(evidence, dt_s)
        self._long.update(evidence, self._confirmed(evidence, dt_s))
        if was_on and not self.on:
            self._long.reset()
        self.raised = self.on and self._long.on

    def calm(self) -> None:
        """Forget how long the evidence was there beyond the shorter dwell."""
        self._long.reset()
        self._shown, self._withheld_s = False, 0.0
        self.raised = False

    def reset(self) -> None:
        """Forget the evidence seen."""
        self._short.reset()
        self._long.reset()
        self._shown, self._withheld_s = False, 0.0
        self.on = False
        self.raised = False

    def _confirmed(self, evidence: bool, dt_s: float) -> float:
        confirmed_s = dt_s + self._withheld_s if evidence else dt_s
        begins = evidence and not self._shown
        self._withheld_s = max(dt_s - self._frame_max_s, 0.0) if begins else 0.0
        self._shown = evidence
        return confirmed_s


class WindowSum:
    """The time summed up within the last `span_s` seconds."""

    def __init__(self, span_s: float) -> None:
        self._span_s = span_s
        self._entries: deque[tuple[float, float]] = deque()
        self._sum_s = 0.0

    def update(self, t_s: float, amount_s: float) -> float:
        """Add an amount at `t_s` and return the sum of what is not older than the span."""
        entries = self._entries
        if amount_s > 0:
            entries.append((t_s, amount_s))
            self._sum_s += amount_s
        while len(entries) > 0 and entries[0][0] <= t_s - self._span_s:
            self._sum_s -= entries.popleft()[1]
        return self._sum_s

    def reset(self) -> None:
        """Forget the amounts seen."""
        self._entries.clear()
        self._sum_s = 0.0
