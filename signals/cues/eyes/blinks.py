"""Blinks: when the lids fall and rise again, how deep they fall, and how often. Twin of blinks.js."""

from collections import deque
from dataclasses import dataclass

from signals.contract.parameters import Parameters
from signals.maths.persistence import WindowSum
from signals.maths.smoothing import Ema
from signals.maths.statistics import percentile
from signals.maths.timing import Pace


class LidLevel:
    """Where the lids are when no blink is on: their level of the last moments, and how unsteady they are.

    A blink is a dip that is fast and deep against both, not a crossing of what was usual minutes ago: a third
    of all blinks do not shut the eye, and eyes that are narrow in a smile or a shadow blink as others do.
    """

    def __init__(self, parameters: Parameters) -> None:
        number = parameters.number
        self._level, self._noise = Ema(number("blink_level_tau_s")), Ema(number("blink_noise_tau_s"))
        self._depth_min, self._deviations = number("blink_depth_min"), number("blink_depth_deviations")
        self._noise.value = number("blink_noise_share")

    @property
    def share(self) -> float:
        """EAR over that of the open eye, smoothed; 0 where none is known."""
        return 0.0 if self._level.value is None else self._level.value

    def dips(self, ear_share: float) -> bool:
        """Return whether this is too far below the level for a glance or for noise."""
        share, noise = self.share, self._noise.value
        depth = self._depth_min * share
        return ear_share < share - (depth if noise is None else max(depth, self._deviations * noise))

    def update(self, ear_share: float, dt_s: float) -> None:
        """Take lids that do not dip."""
        if self._level.value is not None:
            self._noise.update(abs(ear_share - self._level.value), dt_s)
        self._level.update(ear_share, dt_s)

    def restart(self, ear_share: float) -> None:
        """Take the lids as they are now for their level; how unsteady they are stays."""
        self._level.reset()
        self._level.update(ear_share, 0.0)


@dataclass
class _Dip:
    """Dipping lids: since when they were not up, and the least EAR share."""

    since_s: float
    trough: float


class Blinks:
    """Finds blinks, and returns how deep each was: lids that dip, and within half a second come back.

    A dip is too short only where even the frames around it are closer than the shortest blink.
    """

    def __init__(self, parameters: Parameters) -> None:
        number = parameters.number
        self._level = LidLevel(parameters)
        self._step_max_s = number("dt_max_s")
        self._min_s, self._max_s = number("blink_min_s"), number("blink_max_s")
        self._recovery = number("blink_recovery")
        self._t_s: float | None = None
        self._dip: _Dip | None = None

    def update(self, ear_share: float, t_s: float) -> float | None:
        """Take EAR over the open eye's; return the least of a blink that has just ended."""
        before_s, self._t_s = self._t_s, t_s
        if before_s is None or not 0 <= t_s - before_s <= self._step_max_s:
            self._restart(ear_share)
            return None
        if self._dip is not None:
            return self._follow(self._dip, ear_share, t_s)
        if self._level.dips(ear_share):
            self._dip = _Dip(before_s, ear_share)
        else:
            self._level.update(ear_share, t_s - before_s)
        return None

    def reset(self) -> None:
        """Forget the lids seen."""
        self._t_s, self._dip = None, None

    def _restart(self, ear_share: float) -> None:
        self._dip = None
        self._level.restart(ear_share)

    def _follow(self, dip: _Dip, ear_share: float, t_s: float) -> float | None:
        dip.trough = min(dip.trough, ear_share)
        lasted_s = t_s - dip.since_s
        if lasted_s > self._max_s:
            # Lids that stay are lowered, or shut for long.
            self._restart(ear_share)
        elif ear_share >= dip.trough + self._recovery * (self._level.share - dip.trough):
            self._dip = None
            return dip.trough if lasted_s >= self._min_s else None
        return None


class ShutEyes:
    """Learns from blinks where this student's shut eyes lie: EAR over that of the open ones.

    A frame seldom meets the deepest moment of a blink; the median of the deeper half is close to it. Blinks
    that leave much of the eye open say nothing of shut ones.
    """

    def __init__(self, parameters: Parameters) -> None:
        number = parameters.number
        self._kept, self._needed = number("blinks_kept"), number("blinks_needed")
        self._percentile = number("blink_trough_percentile")
        self._min_share, self._max_share = number("closed_ear_share_min"), number("closed_ear_share_max")
        self._troughs: deque[float] = deque()
        self.share = number("closed_ear_share")
        self._deep = 1 - number("closure_on") * (1 - self.share)

    def update(self, trough: float) -> None:
        """Take the least EAR share of one blink."""
        if trough > self._deep:
            return
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
