"""Stillness: whether the face keeps its shape as only a photograph's does. Twin of stillness.js."""

import math

from signals.contract.parameters import Parameters
from signals.maths.eigenvector import Array
from signals.maths.smoothing import Ema, Hysteresis


def motion_cm(before: Array, after: Array, count: int) -> float:
    """Return how far the first `count` of (n, 3) points moved, as a root mean square seen from before.

    In the head's own frame, where a head that moves as a whole does not move: a photograph carried about is
    rigid. The depth is left out, as FaceMesh guesses it.
    """
    x, y = after[:count, 0] - before[:count, 0], after[:count, 1] - before[:count, 1]
    return math.sqrt((x.dot(x) + y.dot(y)) / count)


class Stillness:
    """On when the face has kept its shape for long and no lid has closed for longer.

    It keeps its own time, for it has to tell a photograph from a student whose tab sends a frame in three
    seconds.
    """

    def __init__(self, parameters: Parameters) -> None:
        number = parameters.number
        self._count = int(number("mesh_points"))
        self._step_s, self._gap_s = number("still_step_s"), number("still_gap_s")
        self._quiet_min_s, self._lids_min_s = number("still_quiet_s"), number("still_lids_s")
        self._lid_share = number("still_lid_share")
        self._motion, self._ear = Ema(number("still_tau_s")), Ema(number("still_ear_tau_s"))
        self._quiet = Hysteresis(-number("still_on_cm"), -number("still_off_cm"))
        self._last: tuple[Array, float] | None = None
        self._quiet_s = self._lids_s = 0.0

    @property
    def on(self) -> bool:
        """Nothing but the head as a whole has moved."""
        return self._quiet_s >= self._quiet_min_s and self._lids_s >= self._lids_min_s

    @property
    def moved_cm(self) -> float | None:
        """How far the points moved lately, smoothed."""
        return self._motion.value

    def update(self, points: Array, ear: float, t_s: float) -> None:
        """Take the points of one face, in the head's own frame, and its eye aspect ratio."""
        elapsed_s = 0.0 if self._last is None else t_s - self._last[1]
        if elapsed_s < 0 or elapsed_s > self._gap_s:
            self.reset()
        if self._last is None:
            self._last = points, t_s
        elif elapsed_s >= self._step_s:
            self._compare(self._last[0], points, ear, elapsed_s)
            self._last = points, t_s

    def reset(self) -> None:
        """Forget the face seen."""
        for part in (self._motion, self._ear, self._quiet):
            part.reset()
        self._last = None
        self._quiet_s = self._lids_s = 0.0

    def _compare(self, before: Array, after: Array, ear: float, dt_s: float) -> None:
        quiet = self._quiet.update(-self._motion.update(motion_cm(before, after, self._count), dt_s))
        self._quiet_s = self._quiet_s + dt_s if quiet else 0.0
        closing = ear < self._lid_share * self._ear.update(ear, dt_s)
        self._lids_s = 0.0 if closing else self._lids_s + dt_s
