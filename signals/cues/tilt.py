"""Tilt: whether the head leans to a shoulder. Twin of tilt.js."""

from collections.abc import Mapping

from signals.baseline.baseline import Reference
from signals.contract.parameters import Parameters
from signals.maths.smoothing import Ema, Hysteresis


class HeadTilt:
    """Whether the head is tilted, to either side, against the student's own baseline."""

    def __init__(self, parameters: Parameters) -> None:
        self._roll = Ema(parameters.number("ema_tau_s"))
        self._tilted = Hysteresis(parameters.number("tilt_on_deg"), parameters.number("tilt_off_deg"))
        self.on = False

    def update(self, measures: Mapping[str, float], reference: Reference, dt_s: float) -> bool:
        """Return whether the smoothed roll is off its baseline."""
        roll_deg = self._roll.update(measures["roll_deg"], dt_s)
        self.on = self._tilted.update(reference.tilt_deg(roll_deg))
        return self.on

    def reset(self) -> None:
        """Forget the roll seen."""
        self._roll.reset()
        self._tilted.reset()
        self.on = False
