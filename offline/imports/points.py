"""Landmarks of MediaPipe's, checked: 478 points, x and y as shares of the picture, z on x's scale."""

from typing import Any

import numpy as np

from offline.imports.faults import DumpError
from signals.contract.parameter_file import load_parameters
from signals.contract.parameters import Parameters
from signals.maths.eigenvector import Array

LANDMARK_COUNT = int(Parameters(load_parameters()).number("landmark_count"))
# The whole face may be outside the picture by half, and no farther (outside_max_sides).
SHARE_MAX = 2.0
NO_DEPTH = "expected x, y and z: without depth no pose is known"

_WITHOUT_IRISES, _OF_OPENFACE = 468, 68
_MORE = {
    _WITHOUT_IRISES: "the irises are missing, without which no gaze can be told; run FaceMesh with "
    "refine_landmarks=True, or the Face Landmarker task",
    _OF_OPENFACE: "these look like OpenFace's or dlib's, which suffice for no label: "
    "docs/recording_format.md",
}


def to_face(rows: Any) -> Array:
    """Return a face as (478, 3) numbers. Raises DumpError, without the place where it is."""
    try:
        face = np.asarray(rows, dtype=np.float64)
    except (TypeError, ValueError):
        raise DumpError("a landmark is not x, y and z; expected three numbers") from None
    if face.ndim != 2:
        raise DumpError("a face is not a list of landmarks; expected x, y and z of each")
    check_count(len(face))
    if face.shape[1] != 3:
        raise DumpError(f"landmarks of {face.shape[1]} numbers; {NO_DEPTH}")
    if not np.isfinite(face).all():
        raise DumpError("a landmark is not a finite number")
    farthest = float(np.abs(face[:, :2]).max())
    if farthest > SHARE_MAX:
        raise DumpError(
            f"a landmark lies at {farthest:g}; expected shares of the picture, about 0 to 1: if these are "
            "pixels, divide x and z by its width and y by its height"
        )
    return face


def check_count(count: int) -> None:
    """Raise DumpError unless a face has the landmarks that a recording has."""
    if count != LANDMARK_COUNT:
        why = _MORE.get(count)
        raise DumpError(f"{count} landmarks; expected {LANDMARK_COUNT}" + ("" if why is None else f": {why}"))
