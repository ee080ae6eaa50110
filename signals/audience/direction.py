"""Head direction: whether a head in the room points towards the camera, away from it, or down.

Twin of direction.js.

Of a face this small nothing finer can be read: no brow, no eyes, no gaze.
"""

import numpy as np

from signals.audience.merging import Box
from signals.contract.parameters import Parameters
from signals.face.head import HeadFit, image_points
from signals.maths.eigenvector import Array
from signals.maths.geometry import euler_deg


class HeadDirection:
    """Reads the direction of one head off the landmarks of an enlarged crop."""

    def __init__(self, parameters: Parameters) -> None:
        number = parameters.number
        self._fit = HeadFit(parameters)
        self._last_point = max(parameters.points("points_rigid"))
        self._residual_max_cm = number("residual_max_cm")
        self._least_px = number("audience_direction_px")
        self._crop_faces = number("audience_crop_faces")
        self._away_deg = number("audience_away_yaw_deg")
        self._down_deg = number("audience_down_pitch_deg")

    def crop(self, box: Box) -> list[float] | None:
        """Return left, top and side of the square to enlarge; None where the face is too small to read."""
        left, top, width, height = box
        if height < self._least_px:
            return None
        side = self._crop_faces * max(width, height)
        return [left + width / 2 - side / 2, top + height / 2 - side / 2, side]

    def read(self, landmarks: Array, side: float, width: float, height: float) -> str:
        """Return `towards`, `away`, `down`, or `unclear` where FaceMesh found no face or none that fits.

        `landmarks` are shares of a crop of this side; `width` and `height` are the picture's.
        """
        pose = self.pose_deg(landmarks, side, width, height)
        if pose is None:
            return "unclear"
        yaw_deg, pitch_deg = pose
        if abs(yaw_deg) > self._away_deg:
            return "away"
        return "down" if pitch_deg < self._down_deg else "towards"

    def pose_deg(
        self, landmarks: Array, side: float, width: float, height: float
    ) -> tuple[float, float] | None:
        """Return yaw and pitch as from the camera's place; None where the landmarks are no head's."""
        if len(landmarks) <= self._last_point or not np.isfinite(landmarks).all():
            return None
        # As if the camera had turned towards this head: its place in the picture is no direction.
        points = image_points(landmarks, 1) * (side / width)
        head = self._fit.fit(points, height / width)
        if not head.residual_cm < self._residual_max_cm:
            return None
        yaw_deg, pitch_deg, _ = euler_deg(head.pose.rotation)
        return float(yaw_deg), float(pitch_deg)
