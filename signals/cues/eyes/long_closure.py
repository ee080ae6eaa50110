"""Long closure: how long the lids stay shut in one go, beyond a blink. Twin of long_closure.js."""

from signals.contract.parameters import Parameters
from signals.maths.smoothing import Hysteresis


class LongClosure:
    """How long the lids have been shut, in one go: rapid blinking fills nothing, a noisy frame ends nothing.

    `certain` says that lids can be told from the pose and the face; `sunk`, that head or gaze are lowered,
    where lowered lids look like shut ones: there only those that were falling before stay shut. Fallen lids
    that nobody can see for a while keep what was counted.
    """

    def __init__(self, parameters: Parameters) -> None:
        number = parameters.number
        self._falling = Hysteresis(number("closure_on"), number("closure_off"))
        self._shut = Hysteresis(number("perclos_closure"), number("closure_on"))
        self._shut_from = number("perclos_closure")
        self._long_s, self._cap_s = number("eyes_closed_s"), number("microsleep_s")
        self._drain, self._frame_max_s = number("dwell_drain"), number("dt_max_s")
        self._hold_s = number("closure_hold_s")
        self._held_s = 0.0
        self._run_s = 0.0
        self._shut_s, self._closure_sum_s = 0.0, 0.0
        self.long = False

    @property
    def microsleep(self) -> bool:
        """Shut for as long as a microsleep, and on average: noise alone brings narrowed lids to the limit."""
        return self._run_s >= self._cap_s and self._covered

    @property
    def falling(self) -> bool:
        """The lids are falling, or have fallen."""
        return self._falling.on

    @property
    def shut(self) -> bool:
        """The lids cover the eye, for however long."""
        return self._shut.on

    @property
    def held(self) -> bool:
        """Nobody sees the lids now, but they had fallen."""
        return self._held_s > 0

    def update(self, closure: float, certain: bool, sunk: bool, dt_s: float) -> float:
        """Return the seconds of long closure that this frame adds; all of them at once where it gets long."""
        if not (certain or (sunk and self._falling.on)):
            self.hold(dt_s)
            return 0.0
        self._held_s = 0.0
        self._falling.update(closure)
        was_long, shut = self.long, self._shut.update(closure)
        # Two frames far apart may each have met a blink; a third says that the lids were shut between them.
        step_s = dt_s if was_long == shut else min(dt_s, self._frame_max_s)
        change_s = step_s if shut else -self._drain * step_s
        self._run_s = min(max(self._run_s + change_s, 0.0), self._cap_s)
        self._average(closure, shut, step_s)
        self.long = self._run_s > 0 if was_long else self._run_s > self._long_s and self._covered
        if not (self.long and shut):
            return 0.0
        return min(step_s, self._frame_max_s) if was_long else self._run_s

    def reopen(self, closure: float) -> None:
        """Take a blink: lids that came back from it and are not shut now were open before it too."""
        if closure < self._shut_from:
            self._shut.reset()
            self._empty()

    def hold(self, dt_s: float) -> None:
        """Keep for a while what was counted of fallen lids that cannot be seen now."""
        self._held_s += dt_s
        if not self._falling.on or self._held_s > self._hold_s:
            self.reset()

    def reset(self) -> None:
        """Forget the lids seen."""
        self._falling.reset()
        self._shut.reset()
        self._held_s = 0.0
        self._empty()

    @property
    def _covered(self) -> bool:
        return self._closure_sum_s >= self._shut_from * self._shut_s

    def _average(self, closure: float, shut: bool, step_s: float) -> None:
        if shut:
            self._shut_s += step_s
            self._closure_sum_s += closure * step_s
        elif self._run_s <= 0:
            self._shut_s, self._closure_sum_s = 0.0, 0.0

    def _empty(self) -> None:
        self._run_s = 0.0
        self._shut_s, self._closure_sum_s = 0.0, 0.0
        self.long = False
