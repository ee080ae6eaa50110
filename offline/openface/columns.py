"""OpenFace's columns: a row for each frame, as its FeatureExtraction names and measures them.

A column that this program cannot fill is not there, and a cell that one frame did not give is empty: a zero
would be a value.
"""

import math
from collections.abc import Mapping

from offline.openface.axes import MM_PER_CM, gaze_angles, head_angles, head_turn, ray
from offline.replay.measured import Face, Moment
from signals.contract.parameter_file import load_parameters
from signals.contract.parameters import Parameters
from signals.maths.eigenvector import Array

# OpenFace's number, and the name here. Of the others that are known here, au6 is 6 and 7 alike, au9 a lifted
# lip without a wrinkle, au23 presses 24 as well: under OpenFace's names they would be taken for more.
UNITS = {
    "AU01": "au1",
    "AU02": "au2",
    "AU04": "au4",
    "AU05": "au5",
    "AU12": "au12",
    "AU15": "au15",
    "AU20": "au20",
    "AU25": "au25",
    "AU26": "au26",
    "AU45": "au45",
}
INTENSITIES = tuple(f"{unit}_r" for unit in UNITS)
PRESENCES = tuple(f"{unit}_c" for unit in UNITS)
COLUMNS = (
    *("frame", "face_id", "timestamp", "confidence", "success"),
    *("gaze_angle_x", "gaze_angle_y"),
    *("pose_Tx", "pose_Ty", "pose_Tz", "pose_Rx", "pose_Ry", "pose_Rz"),
    *INTENSITIES,
    *PRESENCES,
)
# OpenFace's intensities go from 0 to 5, and 1 is the least that counts as there.
INTENSITY_MAX = 5
PRESENT_FROM = 1
# Speech parts the lips by about so much (docs/signals.md, section 6).
LIPS_PARTED_CM = 1.0

Row = dict[str, float | int | None]


class OpenFaceRows:
    """Makes OpenFace's row of each moment of a recording, in their order."""

    def __init__(self) -> None:
        number = Parameters(load_parameters()).number
        self._focal_sides = number("focal_sides")
        self._start = number("au_start")
        self._shut_from = number("closure_on")
        self._count = 0

    def row(self, moment: Moment) -> Row:
        """Return the next row; None where the frame did not give a value."""
        self._count += 1
        face = moment.face
        is_read = face is not None and face.reading.reason is None
        is_known = is_read and moment.report["state"] != "unknown"
        row: Row = dict.fromkeys(COLUMNS)
        row |= {"frame": self._count, "face_id": 0, "timestamp": moment.frame["t_s"]}
        row |= {"confidence": int(is_known), "success": int(is_read)}
        if face is not None and is_read:
            row |= self._pose(face, moment.frame["width"], moment.frame["height"])
            row |= self._intensities(moment)
        return row

    def _pose(self, face: Face, width: float, height: float) -> Row:
        aspect = height / width
        towards = ray(face.centre, aspect, self._focal_sides * max(1.0, aspect))
        measures = face.reading.measures
        turn = head_turn(measures["yaw_deg"], measures["pitch_deg"], measures["roll_deg"])
        depth_cm = measures["distance_cm"] - _forwards_cm(face, turn)
        place = (towards * depth_cm * MM_PER_CM).tolist()
        row: Row = dict(zip(("pose_Tx", "pose_Ty", "pose_Tz"), place, strict=True))
        row |= dict(zip(("pose_Rx", "pose_Ry", "pose_Rz"), head_angles(turn, towards), strict=True))
        if "gaze_raw_yaw_deg" in measures:
            gaze = gaze_angles(measures["gaze_raw_yaw_deg"], measures["gaze_raw_pitch_deg"], towards)
            row |= dict(zip(("gaze_angle_x", "gaze_angle_y"), gaze, strict=True))
        return row

    def _intensities(self, moment: Moment) -> Row:
        strengths: dict[str, float] = dict(moment.units or {})
        if moment.shape is not None and moment.rest is not None:
            strengths["au25"] = self._parted(moment.shape, moment.rest)
        closure = moment.report["measures"]["closure"]
        if isinstance(closure, float):
            strengths["au45"] = min(max(closure, 0.0), 1.0)
        row: Row = {}
        for unit, name in UNITS.items():
            if name in strengths:
                intensity = INTENSITY_MAX * strengths[name]
                is_there = strengths[name] >= self._shut_from if name == "au45" else intensity >= PRESENT_FROM
                row |= {f"{unit}_r": intensity, f"{unit}_c": int(is_there)}
        return row

    def _parted(self, shape: Mapping[str, float], rest: Mapping[str, float]) -> float:
        """Return how far the lips are apart, from a share that a resting mouth does not reach."""
        share = (shape["mouth_open_cm"] - rest["mouth_open_cm"]) / LIPS_PARTED_CM
        return min(max((share - self._start) / (1 - self._start), 0.0), 1.0)


def _forwards_cm(face: Face, turn: Array) -> float:
    """Return how much nearer the mean of all landmarks is, OpenFace's middle, than the head's own."""
    points = face.reading.points
    return 0.0 if points is None else float(turn[2] @ points.mean(axis=0))


def as_text(column: str, value: float | int | None) -> str:
    """Return a cell, with about as many decimals as OpenFace writes; empty where there is no value."""
    if value is None or math.isnan(value):
        return ""
    if isinstance(value, int):
        return str(value)
    return f"{value:.{_decimals(column)}f}"


def _decimals(column: str) -> int:
    if column.startswith("pose_T"):
        return 1
    return 2 if column.startswith("AU") else 3
