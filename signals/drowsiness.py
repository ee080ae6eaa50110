"""Drowsiness: how long the lids stay shut, the share of time they do (PERCLOS), and what follows.

Twin of drowsiness.js.
"""

from .parameters import Parameters
from .timing import Hysteresis, WindowSum, Witness


class LongClosure:
    """How long the lids have been shut, in one go: rapid blinking fills nothing, a noisy frame ends nothing.

    `certain` says that lids can be told from the pose and the face; `sunk`, that head or gaze are lowered,
    where lowered lids look like shut ones: there only those that were falling before stay shut.
    """

    def __init__(self, parameters: Parameters) -> None:
        number = parameters.number
        self._falling = Hysteresis(number("closure_on"), number("closure_off"))
        self._shut = Hysteresis(number("perclos_closure"), number("closure_on"))
        self._long_s, self._cap_s = number("eyes_closed_s"), number("microsleep_s")
        self._drain, self._frame_max_s = number("dwell_drain"), number("dt_max_s")
        self._run_s = 0.0
        self.long = False

    @property
    def microsleep(self) -> bool:
        """Shut for as long as a microsleep."""
        return self._run_s >= self._cap_s

    @property
    def falling(self) -> bool:
        """The lids are falling, or have fallen."""
        return self._falling.on

    def update(self, closure: float, certain: bool, sunk: bool, dt_s: float) -> float:
        """Return the seconds of long closure that this frame adds; all of them at once where it gets long."""
        if not (certain or (sunk and self._falling.on)):
            self.reset()
            return 0.0
        self._falling.update(closure)
        was_long, shut = self.long, self._shut.update(closure)
        # Two frames far apart may each have met a blink; a third says that the lids were shut between them.
        step_s = dt_s if was_long == shut else min(dt_s, self._frame_max_s)
        change_s = step_s if shut else -self._drain * step_s
        self._run_s = min(max(self._run_s + change_s, 0.0), self._cap_s)
        self.long = self._run_s > 0 if was_long else self._run_s > self._long_s
        if not (self.long and shut):
            return 0.0
        return min(step_s, self._frame_max_s) if was_long else self._run_s

    def reset(self) -> None:
        """Forget the lids seen."""
        self._falling.reset()
        self._shut.reset()
        self._run_s = 0.0
        self.long = False


class Perclos:
    """The share of the measurable time of the last minute that the lids were shut for longer than a blink."""

    def __init__(self, parameters: Parameters) -> None:
        number = parameters.number
        self._closed, self._measured = WindowSum(number("minute_s")), WindowSum(number("minute_s"))
        self._least_s = number("perclos_least_s")
        self.share: float | None = None

    def update(self, closed_s: float, measured_s: float, t_s: float) -> float | None:
        """Return the share, or None while too little of the minute was measurable."""
        closed_sum_s = self._closed.update(t_s, closed_s)
        measured_sum_s = self._measured.update(t_s, measured_s)
        self.share = closed_sum_s / measured_sum_s if measured_sum_s >= self._least_s else None
        return self.share

    def reset(self) -> None:
        """Forget the minute."""
        self._closed.reset()
        self._measured.reset()
        self.share = None


class Drowsiness:
    """Whether somebody is drowsy: by a microsleep, or by the share of time with shut lids.

    A minute's share alone would outlast the sleep by most of a minute: eyes that stay open for `wake_s`
    empty it. A frame tells of half a second at most, so that frames seconds apart never tell the share.
    """

    def __init__(self, parameters: Parameters) -> None:
        number = parameters.number
        self._closure, self._perclos = LongClosure(parameters), Perclos(parameters)
        self._drooping = Hysteresis(number("perclos_on"), number("perclos_off"))
        self._wake_s = number("wake_s")
        self._frame_max_s = number("dt_max_s")
        self._witness = Witness(self._frame_max_s)
        self._nodded = False
        self._awake_s = 0.0

    @property
    def on(self) -> bool:
        """Drowsy."""
        return self._nodded or self._drooping.on

    @property
    def shut(self) -> bool:
        """The lids are shut now, and have been for longer than a blink."""
        return self._closure.long

    @property
    def falling(self) -> bool:
        """The lids are falling, or have fallen."""
        return self._closure.falling

    @property
    def perclos(self) -> float | None:
        """The share of time with shut lids, 0 to 1."""
        return self._perclos.share

    def update(self, closure: float, certain: bool, sunk: bool, t_s: float, dt_s: float) -> None:
        """Take the lids of one frame, as LongClosure does."""
        closed_s = self._closure.update(closure, certain, sunk, dt_s)
        measured_s = min(dt_s, self._frame_max_s) if certain or self._closure.falling else 0
        perclos = self._perclos.update(closed_s, measured_s, t_s)
        counted_s = self._witness.update(self._closure.long, dt_s)
        self._awake_s = 0.0 if self._closure.long else self._awake_s + counted_s
        self._nodded = self._nodded or self._closure.microsleep
        if perclos is not None:
            self._drooping.update(perclos)
        if self.on and self._awake_s >= self._wake_s:
            self.lose()
            self._perclos.reset()

    def lose(self) -> None:
        """Forget the sleep; the minute's share stays, for a head that sank out of sight and came back."""
        for part in (self._closure, self._drooping, self._witness):
            part.reset()
        self._nodded = False

    def reset(self) -> None:
        """Forget all."""
        self.lose()
        self._perclos.reset()
        self._awake_s = 0.0
