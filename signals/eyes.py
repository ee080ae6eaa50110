"""Eyes: the eye aspect ratio, how far the lids are closed, and whether they stay so. Twin of eyes.js."""

from collections.abc import Mapping

from .baseline import Reference
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


def beyond_gaze(closed: float, fallen: float) -> float:
    """Return the closure against lids that have already `fallen` (0 to 1) with the gaze: shut stays 1."""
    return 1 - (1 - closed) / (1 - fallen)


class LidFall:
    """How far the upper lids follow eyes that look down in their sockets: they cover what the eyes leave."""

    def __init__(self, parameters: Parameters) -> None:
        self._free_deg = parameters.number("lid_fall_free_deg")
        self._per_deg = parameters.number("lid_fall_per_deg")
        self._max = parameters.number("lid_fall_max")

    def share(self, measures: Mapping[str, float], reference: Reference) -> float:
        """Return the share of the usual opening that the gaze alone covers; 0 where the iris is not seen."""
        if "gaze_raw_pitch_deg" not in measures:
            return 0.0
        gaze_deg = reference.change("gaze_raw_pitch_deg", measures["gaze_raw_pitch_deg"])
        lowered_deg = reference.change("pitch_deg", measures["pitch_deg"]) - gaze_deg - self._free_deg
        return min(max(self._per_deg * lowered_deg, 0.0), self._max)


class Lids:
    """Follows the closure: `shut` at this moment, `closed` for longer than a blink."""

    def __init__(self, parameters: Parameters) -> None:
        self._shut = Hysteresis(parameters.number("closure_on"), parameters.number("closure_off"))
        limits = ("eyes_closed_s", "dwell_drain", "dt_max_s")
        self._closed = Dwell(*map(parameters.number, limits))
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
