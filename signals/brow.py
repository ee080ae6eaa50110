"""Brow: how high and how far apart the inner brows are, and whether they are lowered (AU4).

Twin of brow.js.
"""

import math
from collections.abc import Mapping

from .baseline import Reference
from .eigenvector import Array
from .geometry import mean_coordinate
from .parameters import Parameters
from .timing import Ema, Hysteresis


def brow_height_cm(points: Array, brow: list[int], eye_corners: list[int]) -> Array:
    """Return the height of the inner brow over the eye corners, in the head's own frame."""
    return mean_coordinate(points, brow, 1) - mean_coordinate(points, eye_corners, 1)


def brow_distance_cm(points: Array, pairs: list[list[int]]) -> Array:
    """Return the mean width of the gap between the inner brows, in the head's own frame."""
    right, left = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    return mean_coordinate(points, left, 0) - mean_coordinate(points, right, 0)


def brow_z(height_sigmas: float, distance_sigmas: float) -> float:
    """Return how far the brow is lowered, in sigmas: both halves of AU4 count alike."""
    return -(height_sigmas + distance_sigmas) / math.sqrt(2)


class BrowLowered:
    """Whether the brow is lowered against the student's own baseline."""

    def __init__(self, parameters: Parameters) -> None:
        tau_s = parameters.number("ema_tau_s")
        self._height, self._distance = Ema(tau_s), Ema(tau_s)
        self._low = Hysteresis(parameters.number("brow_z_on"), parameters.number("brow_z_off"))
        self._narrow = Hysteresis(
            parameters.number("brow_distance_on_cm"), parameters.number("brow_distance_off_cm")
        )
        self.z: float | None = None
        self.on = False

    def update(self, measures: Mapping[str, float], reference: Reference, dt_s: float) -> bool:
        """Return whether the smoothed brow is both low enough and drawn together."""
        height_cm = self._height.update(measures["brow_height_cm"], dt_s)
        distance_cm = self._distance.update(measures["brow_distance_cm"], dt_s)
        self.z = brow_z(
            reference.sigmas("brow_height_cm", height_cm), reference.sigmas("brow_distance_cm", distance_cm)
        )
        low = self._low.update(self.z)
        narrow = self._narrow.update(reference.change("brow_distance_cm", distance_cm))
        self.on = low and narrow
        return self.on

    def reset(self) -> None:
        """Forget the brow seen."""
        for part in (self._height, self._distance, self._low, self._narrow):
            part.reset()
        self.z = None
        self.on = False
