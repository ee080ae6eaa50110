"""Blinks: when the lids fall and rise again, how deep they fall, and how often. Twin of blinks.js."""

from collections import deque
from dataclasses import dataclass

from .parameters import Parameters
from .statistics import percentile
from .timing import Hysteresis, Pace, WindowSum


def share_beyond(limit: float, before: float, now: float) -> float:
    """Return the share of a step spent beyond a limit, on the straight line between its two ends."""
    high, low = max(before, now), min(before, now)
    if low >= limit:
        return 1.0
    return (high - limit) / (high - low) if high > limit else 0.0


@dataclass
class _Fall:
    """Fallen lids: seconds beyond the limit, seconds between open frames, and the least EAR share."""

    beyond_s: float
    around_s: float
    trough: float


class Blinks:
    """Finds blinks in the closure, and returns how deep each was.

    The crossing times are interpolated. A frame rate gives them no better than to a step, so that a blink
    is too short only where even the open frames around it are closer than the shortest blink.
    """

    def __init__(self, parameters: Parameters) -> None:
        number = parameters.number
        self._limit = number("closure_on")
        self._shut = Hysteresis(self._limit, number("closure_off"))
        self._step_max_s = number("dt_max_s")
        self._min_s, self._max_s = number("blink_min_s"), number("blink_max_s")
        self._t_s: float | None = None
        self._closure = 0.0
        self._fall: _Fall | None = None

    def update(self, closure: float, ear_share: float, t_s: float) -> float | None:
        """Take the closure, and EAR over the open eye's; return the least EAR share of a blink that ends."""
        step_s = None if self._t_s is None else t_s - self._t_s
        if step_s is None or step_s > self._step_max_s:
            self.reset()
            step_s = None
        before, was_shut = self._closure, self._shut.on
        self._t_s, self._closure = t_s, closure
        shut = self._shut.update(closure)
        if step_s is None:
            return None
        if shut and not was_shut:
            self._fall = _Fall(0.0, 0.0, ear_share)
        if self._fall is None:
            return None
        return self._follow(self._fall, step_s, share_beyond(self._limit, before, closure), ear_share)

    def reset(self) -> None:
        """Forget the lids seen."""
        self._shut.reset()
        self._t_s, self._fall = None, None

    def _follow(self, fall: _Fall, step_s: float, beyond: float, ear_share: float) -> float | None:
        fall.beyond_s += beyond * step_s
        fall.around_s += step_s
        if self._shut.on:
            fall.trough = min(fall.trough, ear_share)
            return None
        self._fall = None
        return fall.trough if fall.around_s >= self._min_s and fall.beyond_s <= self._max_s else None


class ShutEyes:
    """Learns from blinks where this student's shut eyes lie: EAR over that of the open ones.

    A frame seldom meets the deepest moment of a blink; the median of the deeper half is close to it.
    """

    def __init__(self, parameters: Parameters) -> None:
        number = parameters.number
        self._kept, self._needed = number("blinks_kept"), number("blinks_needed")
        self._percentile = number("blink_trough_percentile")
        self._min_share, self._max_share = number("closed_ear_share_min"), number("closed_ear_share_max")
        self._troughs: deque[float] = deque()
        self.share = number("closed_ear_share")

    def update(self, trough: float) -> None:
        """Take the least EAR share of one blink."""
        self._troughs.append(trough)
        if len(self._troughs) > self._kept:
            self._troughs.popleft()
        if len(self._troughs) >= self._needed:
            deep = percentile(list(self._troughs), self._percentile)
            self.share = min(max(deep, self._min_share), self._max_share)


class BlinkRate:
    """Counts blinks, and says how many a minute there were; None where frames are too rare to see all."""

    def __init__(self, parameters: Parameters) -> None:
        number = parameters.number
        self._span_s, self._least_s = number("minute_s"), number("perclos_least_s")
        self._step_max_s = number("blink_step_max_s")
        self._pace = Pace(number("pace_tau_s"))
        self._blinks, self._measured = WindowSum(self._span_s), WindowSum(self._span_s)
        self._count = 0
        self._in_span, self._measured_s = 0.0, 0.0

    @property
    def count(self) -> int | None:
        """Blinks seen so far."""
        return self._count if self._pace.within(self._step_max_s) else None

    @property
    def rate(self) -> float | None:
        """Blinks a minute, of the last minute's measured part."""
        if not self._pace.within(self._step_max_s) or self._measured_s < self._least_s:
            return None
        return self._in_span / self._measured_s * self._span_s

    def update(self, blinked: bool, t_s: float, dt_s: float) -> None:
        """Take one frame on which the lids could be told."""
        self._pace.update(dt_s)
        self._count += 1 if blinked else 0
        self._in_span = self._blinks.update(t_s, 1 if blinked else 0)
        self._measured_s = self._measured.update(t_s, dt_s)

    def reset(self) -> None:
        """Forget the last minute; the count stays."""
        for part in (self._pace, self._blinks, self._measured):
            part.reset()
        self._in_span, self._measured_s = 0.0, 0.0
