"""Drowsiness: PERCLOS, the share of time with shut lids, and microsleeps. Twin of drowsiness.js."""

from signals.contract.parameters import Parameters
from signals.cues.eyes.long_closure import LongClosure
from signals.maths.persistence import WindowSum, Witness
from signals.maths.smoothing import Hysteresis


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
    empty it, and those as wide as usual sooner: a dozer's lids hang between closures. A frame tells of half
    a second of the share at most, so that frames seconds apart never tell it.
    """

    def __init__(self, parameters: Parameters) -> None:
        number = parameters.number
        self._closure, self._perclos = LongClosure(parameters), Perclos(parameters)
        self._drooping = Hysteresis(number("perclos_on"), number("perclos_off"))
        self._wake_s, self._wide_weight = number("wake_s"), number("wake_wide_weight")
        self._falling_on, self._falling_off = number("closure_on"), number("closure_off")
        self._gap_max_s, self._wide = number("closure_gap_max_s"), number("closure_wide")
        self._frame_max_s = number("dt_max_s")
        self._witness = Witness(self._frame_max_s)
        self._nodded = False
        self._awake_s = 0.0
        self._t_s = 0.0
        self._lost = False

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
        unseen_s = self._return(closure, t_s, dt_s)
        closed_s = self._closure.update(closure, certain, sunk, dt_s + unseen_s)
        seen = certain or (self._closure.falling and not self._closure.held)
        measured_s = min(dt_s, self._frame_max_s) if seen else 0
        perclos = self._perclos.update(closed_s, measured_s, t_s)
        self._wake(certain and closure < self._wide, dt_s)
        self._nodded = self._nodded or self._closure.microsleep
        if perclos is not None:
            self._drooping.update(perclos)
        if self.on and self._awake_s >= self._wake_s:
            self._forget()
            self._perclos.reset()

    def reopen(self, closure: float) -> None:
        """Take a blink, as LongClosure does."""
        self._closure.reopen(closure)

    def forget_face(self) -> None:
        """Take it that the face is gone: the minute's share stays, and for a while the sleep of shut lids.

        A head that sank out of sight and comes back with shut lids sleeps on.
        """
        self._lost = True

    def _wake(self, wide: bool, dt_s: float) -> None:
        counted_s = self._witness.update(self._closure.long, dt_s)
        weight = self._wide_weight if wide else 1
        self._awake_s = 0.0 if self._closure.long else self._awake_s + weight * counted_s

    def _return(self, closure: float, t_s: float, dt_s: float) -> float:
        """Return the time without a face that shut lids at both its ends vouch for."""
        gone_s, self._t_s = t_s - self._t_s, t_s
        if self._lost:
            self._lost = False
            self._closure.hold(gone_s)
            if not self._closure.falling or closure < self._falling_off:
                self._forget()
        slept = self._closure.shut and closure >= self._falling_on
        return min(max(gone_s - dt_s, 0.0), self._gap_max_s) if slept else 0.0

    def _forget(self) -> None:
        for part in (self._closure, self._drooping, self._witness):
            part.reset()
        self._nodded = False

    def reset(self) -> None:
        """Forget all."""
        self._forget()
        self._lost = False
        self._perclos.reset()
        self._awake_s = 0.0
