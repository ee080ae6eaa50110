"""Gaze: where the eyes point on one frame, from the flat iris and a round eyeball.

Twin of gaze.js.
"""

import math

import numpy as np

from signals.contract.parameters import Parameters
from signals.face.head import Head
from signals.maths.eigenvector import Array


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
