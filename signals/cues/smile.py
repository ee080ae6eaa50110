"""Smile: lifted and parted mouth corners (AU12) against the baseline. Twin of smile.js."""

from collections.abc import Mapping

from signals.baseline.baseline import Reference
from signals.contract.parameters import Parameters
from signals.maths.smoothing import Ema, Hysteresis


class Smile:
    """Whether the mouth smiles against the student's own baseline."""

    def __init__(self, parameters: Parameters) -> None:
        tau_s = parameters.number("ema_tau_s")
        self._lift, self._width = Ema(tau_s), Ema(tau_s)
        self._lifted = Hysteresis(
            parameters.number("smile_lift_on_cm"), parameters.number("smile_lift_off_cm")
        )
        self._parted = Hysteresis(
            parameters.number("smile_width_on_cm"), parameters.number("smile_width_off_cm")
        )
        self.on = False

    def update(self, measures: Mapping[str, float], reference: Reference, dt_s: float) -> bool:
        """Return whether the smoothed corners are lifted and apart; an open jaw alone only lifts them."""
        lift_cm = self._lift.update(measures["corner_lift_cm"], dt_s)
        width_cm = self._width.update(measures["mouth_width_cm"], dt_s)
        lifted = self._lifted.update(reference.change("corner_lift_cm", lift_cm))
        parted = self._parted.update(reference.change("mouth_width_cm", width_cm))
        self.on = lifted and parted
        return self.on

    def reset(self) -> None:
        """Forget the mouth seen."""
        for part in (self._lift, self._width, self._lifted, self._parted):
            part.reset()
        self.on = False
