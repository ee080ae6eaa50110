"""Time: steps from frame to frame, their gaps, and the usual pace, all in seconds.

Twin of timing.js.
"""

from typing import NamedTuple

from signals.contract.parameters import Parameters
from signals.maths.smoothing import Ema


class Step(NamedTuple):
    """The time since the frame before; `restart` where what was before says nothing about now."""

    dt_s: float
    restart: bool
    backwards: bool


class Clock:
    """Turns frame times into steps, capped where longer than meant; names gaps and backward jumps."""

    def __init__(self, parameters: Parameters) -> None:
        self._dt_max_s = parameters.number("dt_max_s")
        self._gap_s, self._gap_frames = parameters.number("gap_s"), parameters.number("gap_frames")
        self._every_max_s = parameters.number("frame_every_max_s")
        self._last_s: float | None = None

    def update(self, t_s: float, every_s: float | None = None) -> Step:
        """Return the step to `t_s`; the first one, and one over a gap, takes no time.

        `every_s`: how far apart frames are meant to come now, where that is announced.
        """
        elapsed_s = 0.0 if self._last_s is None else t_s - self._last_s
        self._last_s = t_s
        announced_s = 0.0 if every_s is None or not every_s <= self._every_max_s else every_s
        if elapsed_s < 0 or elapsed_s > max(self._gap_s, self._gap_frames * announced_s):
            return Step(0.0, restart=True, backwards=elapsed_s < 0)
        dt_s = min(elapsed_s, max(self._dt_max_s, announced_s))
        return Step(dt_s, restart=False, backwards=False)


class Pace:
    """The usual time between frames of late; long steps weigh by their length."""

    def __init__(self, tau_s: float) -> None:
        self._step = Ema(tau_s)

    def update(self, dt_s: float) -> None:
        """Take the step to one frame; one that took no time says nothing."""
        if dt_s > 0:
            self._step.update(dt_s, dt_s)

    def within(self, step_s: float) -> bool:
        """Return whether the usual step is known and not longer."""
        return self._step.value is not None and self._step.value <= step_s

    def reset(self) -> None:
        """Forget the steps seen."""
        self._step.reset()
