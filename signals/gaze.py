"""Gaze: where the eyes point, from the flat iris and a round eyeball. Twin of gaze.js."""

import math
from collections.abc import Mapping

import numpy as np

from .baseline import Reference
from .eigenvector import Array
from .head import Head
from .masks import Masks
from .parameters import Parameters
from .timing import Ema

AHEAD_DEG = (0.0, 0.0)

# The measures that tell the direction.
_IRIS = ("gaze_raw_yaw_deg", "gaze_raw_pitch_deg")
_HEAD = ("yaw_deg", "pitch_deg")


def eye_gaze(head: Head, iris: Array, centre_cm: Array, radius_cm: float) -> Array:
    """Return the (..., 2) sideways and upward part of one eye's unit gaze, from its (..., 3) iris.

    FaceMesh gives the iris no depth of its own, so that of the eyeball's front serves.
    """
    centre = head.pose.rotation @ centre_cm
    shrink = (head.camera_cm - centre[..., 2] - radius_cm) / head.camera_cm
    moved = (iris[..., :2] - head.pose.translation[..., :2]) * (shrink / head.pose.scale)[..., None]
    return (moved - centre[..., :2]) / radius_cm  # type: ignore[no-any-return]


def gaze_angles_deg(sideways: float, upward: float) -> tuple[float, float] | None:
    """Return yaw (> 0 to image right) and pitch (> 0 up), or None where the iris left the eyeball."""
    forward = 1 - sideways * sideways - upward * upward
    if not forward > 0:
        return None
    return math.degrees(math.atan2(sideways, math.sqrt(forward))), math.degrees(math.asin(upward))


class Eyeballs:
    """The eyeballs of the canonical face."""

    def __init__(self, parameters: Parameters) -> None:
        self._iris = parameters.points("points_iris")
        self._radius_cm = parameters.number("eyeball_radius_cm")
        offset = [parameters.number(f"eyeball_{way}_cm") for way in ("temporal", "up", "forward")]
        rigid, model = parameters.points("points_rigid"), parameters.coordinates("canonical_rigid")
        corners = np.array([model[rigid.index(point)] for point in parameters.points("points_eye_corners")])
        middles = corners.reshape(2, 2, 3).mean(axis=1)
        self._centres_cm = [middle + np.array(offset) * (np.sign(middle[0]), 1, 1) for middle in middles]

    def gaze(self, head: Head, points: Array) -> Array:
        """Return the mean (..., 2) gaze of both eyes of (..., 478, 3) image points."""
        right, left = [
            eye_gaze(head, points[..., iris, :], centre_cm, self._radius_cm)
            for iris, centre_cm in zip(self._iris, self._centres_cm, strict=True)
        ]
        return (right + left) / 2


class Gaze:
    """The smoothed gaze against its baseline; the head's angles serve where the iris cannot.

    Where both are switched off, nobody can say that the student does not look ahead.
    """

    def __init__(self, parameters: Parameters, masks: Masks | None = None) -> None:
        self._masks = Masks() if masks is None else masks
        tau_s = parameters.number("gaze_tau_s")
        self._yaw, self._pitch = Ema(tau_s), Ema(tau_s)
        self._last_deg: tuple[float, float] | None = None
        self._iris_yaw_max_deg = parameters.number("iris_yaw_max_deg")
        self._iris_pitch_min_deg = parameters.number("iris_pitch_min_deg")

    def update(
        self, measures: Mapping[str, float], reference: Reference, shut: bool, dt_s: float
    ) -> tuple[float, float]:
        """Return yaw and pitch in degrees; behind shut lids the gaze stays where it was."""
        serves = self._iris_serves(measures)
        by_iris = serves and not shut
        if not by_iris and (self._masks.off("head") or (serves and self._last_deg is not None)):
            return AHEAD_DEG if self._last_deg is None else self._last_deg
        yaw, pitch = _IRIS if by_iris else _HEAD
        yaw_deg, pitch_deg = reference.change(yaw, measures[yaw]), reference.change(pitch, measures[pitch])
        self._last_deg = self._yaw.update(yaw_deg, dt_s), self._pitch.update(pitch_deg, dt_s)
        return self._last_deg

    def reset(self) -> None:
        """Forget the gaze seen."""
        self._yaw.reset()
        self._pitch.reset()
        self._last_deg = None

    def _iris_serves(self, measures: Mapping[str, float]) -> bool:
        if self._masks.off("gaze") or "gaze_raw_yaw_deg" not in measures:
            return False
        # A poor iris is better than none where the head may not stand in.
        return self._masks.off("head") or (
            abs(measures["yaw_deg"]) <= self._iris_yaw_max_deg
            and measures["pitch_deg"] >= self._iris_pitch_min_deg
        )
