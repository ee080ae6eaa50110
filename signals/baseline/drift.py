"""Drift: whether the seat, the light or the resting face have changed for good. Twin of drift.js."""

from signals.contract.parameters import Parameters
from signals.maths.persistence import Dwell
from signals.maths.smoothing import Ema

_Surroundings = tuple[float, float, float | None]


class Drift:
    """Follows x (image widths), distance (cm) and luma against what they were when the baseline was made.

    An atypical face (brow lowered or head tilted) that lasts longer than any episode is how the face rests
    now: glasses, or another chair. `elsewhere`: seat or light are other ones at this moment.
    """

    def __init__(self, parameters: Parameters) -> None:
        number = parameters.number
        tau_s, drain, frame_max_s = number("drift_tau_s"), number("dwell_drain"), number("dt_max_s")
        self._x, self._distance, self._luma = Ema(tau_s), Ema(tau_s), Ema(tau_s)
        self._x_max, self._ratio_max = number("drift_x_max"), number("drift_distance_ratio")
        self._luma_ratio_max = number("drift_luma_ratio")
        self._moved = Dwell(number("drift_seat_s"), drain, frame_max_s)
        self._atypical = Dwell(number("drift_face_s"), drain, frame_max_s)
        self._anchor: _Surroundings | None = None
        self.elsewhere = False

    @property
    def atypical(self) -> bool:
        """The face at rest is another one."""
        return self._atypical.on

    def update(self, x: float, distance_cm: float, luma: float | None, atypical: bool, dt_s: float) -> bool:
        """Return whether a change has lasted."""
        lit = None if luma is None else self._luma.update(luma, dt_s)
        now = self._x.update(x, dt_s), self._distance.update(distance_cm, dt_s), lit
        if self._anchor is None:
            self._anchor = now
        self.elsewhere = self._elsewhere(self._anchor, now)
        self._moved.update(self.elsewhere, dt_s)
        self._atypical.update(atypical, dt_s)
        return self._moved.on or self._atypical.on

    def reset(self) -> None:
        """Take what is seen next for usual."""
        for part in (self._x, self._distance, self._luma, self._moved, self._atypical):
            part.reset()
        self._anchor = None
        self.elsewhere = False

    def _elsewhere(self, before: _Surroundings, now: _Surroundings) -> bool:
        aside = abs(now[0] - before[0]) > self._x_max
        return aside or _apart(before[1], now[1], self._ratio_max) or self._lit(before[2], now[2])

    def _lit(self, before: float | None, now: float | None) -> bool:
        return before is not None and now is not None and _apart(before, now, self._luma_ratio_max)


def _apart(before: float, now: float, ratio: float) -> bool:
    return now > ratio * before or before > ratio * now
