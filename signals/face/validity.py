"""Validity: whether a frame is a frame, and whether a mesh lies on a face well enough to measure.

Twin of validity.js.

Reasons for a bad frame: not_finite, time_backwards, bad_size, bad_luma, wrong_point_count.
Reasons for a frame without a measurable face: no_face, masked, and what a student can mend (reasons.py).
"""

from typing import Any

import numpy as np

from signals.contract.parameters import Parameters
from signals.maths.eigenvector import Array


def to_landmarks(face: Any) -> Array:
    """Return a face as an array, an empty one where it is not rows of numbers."""
    try:
        return np.asarray(face, dtype=np.float64)
    except (TypeError, ValueError):
        return np.empty(0)


# The points that a measure is read off. Of the others the fit alone takes some, and its residual judges them.
_EYES = ("points_eye_corners", "points_right_eye", "points_left_eye", "points_iris")
_FACE = ("points_inner_brow", "points_outer_brow", "points_mouth_corners", "points_mouth_centre")


class Validity:
    """Checks frames and meshes; every answer is a reason, or None where all is well."""

    def __init__(self, parameters: Parameters) -> None:
        number = parameters.number
        self._landmark_count = int(number("landmark_count"))
        self._read = [point for name in (*_EYES, *_FACE) for point in parameters.points(name)]
        self._read += [point for pair in parameters.pairs("points_mouth_open") for point in pair]
        self._outside_max = number("outside_max_sides")
        self._side_max_px = number("image_side_max_px")
        self._luma_max = number("luma_max")
        self._depth_max_widths = number("depth_max_widths")
        self._width_min_px = number("face_width_min_px")
        self._residual_max_cm = number("residual_max_cm")
        self._yaw_max_deg = number("facial_yaw_max_deg")
        self._pitch_range_deg = (number("facial_pitch_min_deg"), number("facial_pitch_max_deg"))
        self._roll_max_deg = number("facial_roll_max_deg")

    def frame_reason(self, width: float, height: float, luma: float | None) -> str | None:
        """Return why the picture's own figures cannot be right."""
        if not (0 < width <= self._side_max_px and 0 < height <= self._side_max_px):
            return "bad_size"
        if luma is not None and not 0 <= luma <= self._luma_max:
            return "bad_luma"
        return None

    def points_reason(self, landmarks: Array) -> str | None:
        """Return why a face's landmarks cannot be FaceMesh's."""
        if landmarks.shape != (self._landmark_count, 3):
            return "wrong_point_count"
        return None if np.isfinite(landmarks).all() else "not_finite"

    def mesh_reason(self, landmarks: Array) -> str | None:
        """Return why a mesh, or one of (..., 478, 3) meshes, is not worth fitting.

        Hairline, chin and cheeks may leave the picture: FaceMesh goes on beyond its edge.
        """
        flat, read = landmarks[..., :2], landmarks[..., self._read, :2]
        if read.min() < 0 or read.max() > 1:
            return "face_cut"
        if flat.min() < -self._outside_max or flat.max() > 1 + self._outside_max:
            return "poor_fit"
        return "poor_fit" if np.abs(landmarks[..., 2]).max() > self._depth_max_widths else None

    def head_reason(self, face_width_px: float, residual_cm: float) -> str | None:
        """Return why a fitted head is not worth measuring."""
        if not face_width_px >= self._width_min_px:
            return "face_small"
        return None if residual_cm < self._residual_max_cm else "poor_fit"

    def facial(self, yaw_deg: float, pitch_deg: float, roll_deg: float) -> bool:
        """Return whether brow, mouth and lids can be measured in this pose."""
        low_deg, high_deg = self._pitch_range_deg
        return (
            abs(yaw_deg) <= self._yaw_max_deg
            and low_deg <= pitch_deg <= high_deg
            and abs(roll_deg) <= self._roll_max_deg
        )
