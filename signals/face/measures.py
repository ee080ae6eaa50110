"""Measures: everything one face says on one frame, in degrees and canonical centimetres.

Twin of measures.js.
"""

import math
from collections.abc import Iterator
from itertools import starmap
from typing import NamedTuple

import numpy as np

from signals.contract.parameters import Parameters
from signals.face.brow import brow_distance_cm, brow_height_cm
from signals.face.eyes import eye_aspect_ratio
from signals.face.gaze import Eyeballs, gaze_angles_deg
from signals.face.head import HeadFit, image_points
from signals.face.mouth import corner_lift_cm, mouth_open_cm, mouth_width_cm
from signals.face.validity import Validity
from signals.maths.eigenvector import Array
from signals.maths.geometry import euler_deg


class Reading(NamedTuple):
    """One face: `reason` says why it was not measured, `facial` that brow and mouth count in this pose.

    `points` are the landmarks in the head's own frame, in cm, where it was measured.
    """

    reason: str | None
    measures: dict[str, float]
    facial: bool
    points: Array | None = None


class FaceReader:
    """Reads the measures off one face; gaze_raw_* are missing where the iris left the eyeball."""

    def __init__(self, parameters: Parameters) -> None:
        self._validity = Validity(parameters)
        self._head_fit = HeadFit(parameters)
        self._eyeballs = Eyeballs(parameters)
        self._nose_root = parameters.points("points_nose_root")
        self._brow = parameters.points("points_inner_brow")
        self._outer_brow = parameters.points("points_outer_brow")
        self._brow_pairs = parameters.pairs("points_brow_pairs")
        self._corners = parameters.points("points_mouth_corners")
        self._mouth_centre = parameters.points("points_mouth_centre")
        self._lips = parameters.pairs("points_mouth_open")
        self._eyes = [parameters.points("points_right_eye"), parameters.points("points_left_eye")]

    def read(self, landmarks: Array, width: float, height: float) -> Reading:
        """Return the reading of one (478, 3) face in an image of this size."""
        return self._read_all(landmarks[np.newaxis], width, height)[0]

    def _read_all(self, landmarks: Array, width: float, height: float) -> list[Reading]:
        """Return the readings of (n, 478, 3) faces: many at once cost far less than one by one."""
        if self._validity.mesh_reason(landmarks) is None:
            return list(starmap(self._judge, self._measure(landmarks, width, height)))
        reasons = [self._validity.mesh_reason(face) for face in landmarks]
        sound = landmarks[[reason is None for reason in reasons]]
        readings = starmap(self._judge, self._measure(sound, width, height))
        return [next(readings) if reason is None else Reading(reason, {}, facial=False) for reason in reasons]

    def _judge(self, numbers: dict[str, float], points: Array) -> Reading:
        reason = self._validity.head_reason(numbers["face_width_px"], numbers["residual_cm"])
        if reason is None and not math.isfinite(numbers["ear"]):
            reason = "poor_fit"
        if reason is not None:
            return Reading(reason, _partial_size(numbers, reason), facial=False)
        gaze = gaze_angles_deg(numbers.pop("gaze_sideways"), numbers.pop("gaze_upward"))
        if gaze is not None:
            numbers["gaze_raw_yaw_deg"], numbers["gaze_raw_pitch_deg"] = gaze
        pose = numbers["yaw_deg"], numbers["pitch_deg"], numbers["roll_deg"]
        return Reading(None, numbers, self._validity.facial(*pose), points)

    def _measure(
        self, landmarks: Array, width: float, height: float
    ) -> Iterator[tuple[dict[str, float], Array]]:
        """Yield numbers and own points of each of (n, 478, 3) faces, whether or not they mean anything."""
        points = image_points(landmarks, height / width)
        head = self._head_fit.fit(points, height / width)
        yaw_deg, pitch_deg, roll_deg = euler_deg(head.pose.rotation)
        # What divides by the nothing of a degenerate mesh is refused by its reason.
        with np.errstate(divide="ignore", invalid="ignore"):
            gaze, features = self._eyeballs.gaze(head, points), self._read_features(head.points)
        columns = {
            "face_width_px": head.face_width * width,
            "residual_cm": head.residual_cm,
            "distance_cm": head.camera_cm,
            "yaw_deg": yaw_deg,
            "pitch_deg": pitch_deg,
            "roll_deg": roll_deg,
            **features,
            "gaze_sideways": gaze[..., 0],
            "gaze_upward": gaze[..., 1],
        }
        rows = zip(*(column.tolist() for column in columns.values()), strict=True)
        return (
            (dict(zip(columns, row, strict=True)), own) for row, own in zip(rows, head.points, strict=True)
        )

    def _read_features(self, points: Array) -> dict[str, Array]:
        ears = [eye_aspect_ratio(points, eye) for eye in self._eyes]
        return {
            "brow_height_cm": brow_height_cm(points, self._brow, self._nose_root),
            "outer_brow_cm": brow_height_cm(points, self._outer_brow, self._nose_root),
            "brow_distance_cm": brow_distance_cm(points, self._brow_pairs),
            "corner_lift_cm": corner_lift_cm(points, self._corners, self._mouth_centre),
            "mouth_width_cm": mouth_width_cm(points, self._corners),
            "mouth_open_cm": mouth_open_cm(points, self._lips),
            "ear": (ears[0] + ears[1]) / 2,
            "ear_right": ears[0],
            "ear_left": ears[1],
        }


def _partial_size(numbers: dict[str, float], reason: str) -> dict[str, float]:
    # The figures of a mesh that does not lie on a face are left out as soon as they mean nothing.
    names = ["face_width_px"] if reason == "face_small" else ["face_width_px", "residual_cm"]
    return {name: numbers[name] for name in names}
