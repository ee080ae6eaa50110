"""Measures: everything one face says on one frame, in degrees and canonical centimetres.

Twin of measures.js.
"""

import math
from dataclasses import dataclass

import numpy as np

from .brow import brow_distance_cm, brow_height_cm
from .eigenvector import Array
from .eyes import eye_aspect_ratio
from .gaze import Eyeballs, gaze_angles_deg
from .geometry import euler_deg
from .head import Head, HeadFit, image_points
from .mouth import corner_lift_cm, mouth_open_cm, mouth_width_cm
from .parameters import Parameters
from .validity import Validity


@dataclass(frozen=True)
class Reading:
    """One face: `reason` says why it was not measured, `facial` that brow and mouth count in this pose."""

    reason: str | None
    measures: dict[str, float]
    facial: bool


class FaceReader:
    """Reads the measures off one face; gaze_raw_* are missing where the iris left the eyeball."""

    def __init__(self, parameters: Parameters) -> None:
        self._validity = Validity(parameters)
        self._head_fit = HeadFit(parameters)
        self._eyeballs = Eyeballs(parameters)
        self._eye_corners = parameters.points("points_eye_corners")
        self._brow = parameters.points("points_inner_brow")
        self._brow_pairs = parameters.pairs("points_brow_pairs")
        self._corners = parameters.points("points_mouth_corners")
        self._mouth_centre = parameters.points("points_mouth_centre")
        self._lips = parameters.pairs("points_mouth_open")
        self._eyes = [parameters.points("points_right_eye"), parameters.points("points_left_eye")]

    def read(self, landmarks: Array, width: float, height: float) -> Reading:
        """Return the reading of one (478, 3) face in an image of this size."""
        reason = self._validity.mesh_reason(landmarks)
        if reason is not None:
            return Reading(reason, {}, facial=False)
        points = image_points(landmarks, height / width)
        head = self._head_fit.fit(points, height / width)
        reason = self._validity.head_reason(head, width)
        if reason is not None:
            return Reading(reason, _size(head, width, reason), facial=False)
        return self._read_face(head, points, width)

    def _read_face(self, head: Head, points: Array, width: float) -> Reading:
        yaw_deg, pitch_deg, roll_deg = map(float, euler_deg(head.pose.rotation))
        pose = {"yaw_deg": yaw_deg, "pitch_deg": pitch_deg, "roll_deg": roll_deg}
        measures = _size(head, width, None) | pose | self._read_features(head.points)
        if not math.isfinite(measures["ear"]):
            return Reading("poor_fit", _size(head, width, "poor_fit"), facial=False)
        gaze = gaze_angles_deg(*map(float, self._eyeballs.gaze(head, points)))
        if gaze is not None:
            measures["gaze_raw_yaw_deg"], measures["gaze_raw_pitch_deg"] = gaze
        return Reading(None, measures, self._validity.facial(yaw_deg, pitch_deg, roll_deg))

    def _read_features(self, points: Array) -> dict[str, float]:
        with np.errstate(divide="ignore", invalid="ignore"):
            ears = [eye_aspect_ratio(points, eye) for eye in self._eyes]
        return {
            "brow_height_cm": float(brow_height_cm(points, self._brow, self._eye_corners)),
            "brow_distance_cm": float(brow_distance_cm(points, self._brow_pairs)),
            "corner_lift_cm": float(corner_lift_cm(points, self._corners, self._mouth_centre)),
            "mouth_width_cm": float(mouth_width_cm(points, self._corners)),
            "mouth_open_cm": float(mouth_open_cm(points, self._lips)),
            "ear": float((ears[0] + ears[1]) / 2),
        }


def _size(head: Head, width: float, reason: str | None) -> dict[str, float]:
    # The figures of a mesh that does not lie on a face are left out as soon as they mean nothing.
    size = {"face_width_px": float(head.face_width * width)}
    if reason != "face_small":
        size["residual_cm"] = float(head.residual_cm)
    if reason is None:
        size["distance_cm"] = float(head.camera_cm)
    return size
