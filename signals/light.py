"""Light: whether the picture is too dark for a missing face to mean anything. Twin of light.js."""

from .parameters import Parameters
from .timing import Hysteresis


class Light:
    """Follows the mean luma of the picture."""

    def __init__(self, parameters: Parameters) -> None:
        self._dark = Hysteresis(parameters.number("dark_on_luma"), parameters.number("dark_off_luma"))

    def update(self, luma: float | None) -> bool:
        """Return whether it is dark; None, where nobody measured the light, counts as bright."""
        if luma is None:
            self._dark.reset()
        else:
            self._dark.update(luma)
        return self._dark.on

    def reset(self) -> None:
        """Forget the light seen."""
        self._dark.reset()
