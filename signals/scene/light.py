"""Light: whether the picture is too dark for a missing face to mean anything. Twin of light.js."""

from signals.contract.parameters import Parameters
from signals.maths.persistence import Dwell
from signals.maths.smoothing import Hysteresis


class Light:
    """Follows the mean luma of the picture."""

    def __init__(self, parameters: Parameters) -> None:
        number = parameters.number
        self._low = Hysteresis(number("dark_on_luma"), number("dark_off_luma"))
        self._dark = Dwell(number("dark_s"), number("dwell_drain"), number("dt_max_s"))

    def update(self, luma: float | None, dt_s: float) -> bool:
        """Return whether it has been dark; None, where nobody measured the light, counts as bright."""
        if luma is None:
            self.reset()
        else:
            self._dark.update(self._low.update(luma), dt_s)
        return self._dark.on

    def reset(self) -> None:
        """Forget the light seen."""
        self._low.reset()
        self._dark.reset()
