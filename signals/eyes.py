"""Eyes: the eye aspect ratio, how far the lids are closed, and whether they stay so. Twin of eyes.js."""

from .eigenvector import Array
from .geometry import distance
from .parameters import Parameters
from .timing import Dwell, Hysteresis


def eye_aspect_ratio(points: Array, eye: list[int]) -> Array:
    """Return EAR (dimensionless) of p1 to p6, which falls as the eye closes (Soukupova and Cech 2016)."""
    p1, p2, p3, p4, p5, p6 = eye
    height = (distance(points, p2, p6) + distance(points, p3, p5)) / 2
    return height / distance(points, p1, p4)


def closure(ear: float, open_ear: float, closed_share: float) -> float:
    """Return the closure: 0 as in the baseline, 1 shut, where EAR is `closed_share` of the open eye's."""
    return (open_ear - ear) / (open_ear - closed_share * open_ear)


class Lids:
    """Follows the closure: `shut` at this moment, `closed` for longer than a blink."""

    def __init__(self, parameters: Parameters) -> None:
        self._shut = Hysteresis(parameters.number("closure_on"), parameters.number("closure_off"))
        self._closed = Dwell(parameters.number("eyes_closed_s"), parameters.number("dwell_drain"))
        self.shut = False
        self.closed = False

    def update(self, closed_share: float, dt_s: float) -> None:
        """Take the closure (0 open to 1 shut) of one frame."""
        self.shut = self._shut.update(closed_share)
        self.closed = self._closed.update(self.shut, dt_s)

    def reset(self) -> None:
        """Forget the lids seen."""
        self._shut.reset()
        self._closed.reset()
        self.shut = False
        self.closed = False
