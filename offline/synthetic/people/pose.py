"""Poses: how a synthetic face differs from its rest, at one time or at many at once; for tests only."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
# One number, or one for each of many times.
Amount = float | Array


class Pose(NamedTuple):
    """A change from a subject's rest: degrees and centimetres, shares of 1, and shares of the image.

    The gaze is the whole one, of head and eyes. `eyes_wide` (AU5) and `squint` (AU7) open and narrow both
    lids; a wink shuts those of the student's own right or left eye. Each field is a number, or an array over
    time.
    """

    yaw_deg: Amount = 0.0
    pitch_deg: Amount = 0.0
    roll_deg: Amount = 0.0
    gaze_yaw_deg: Amount = 0.0
    gaze_pitch_deg: Amount = 0.0
    brow_lowered: Amount = 0.0
    brow_raised: Amount = 0.0
    smile: Amount = 0.0
    mouth_open: Amount = 0.0
    closure: Amount = 0.0
    eyes_wide: Amount = 0.0
    squint: Amount = 0.0
    wink_right: Amount = 0.0
    wink_left: Amount = 0.0
    glasses: Amount = 0.0
    distance_cm: Amount = 0.0
    x: Amount = 0.0
    y: Amount = 0.0

    def plus(self, other: "Pose") -> "Pose":
        """Return both changes at once."""
        return Pose(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))

    def towards(self, other: "Pose", share: Amount) -> "Pose":
        """Return the pose this share of the way to the other."""
        return Pose(*(mine + share * (theirs - mine) for mine, theirs in zip(self, other, strict=True)))

    def spread(self, count: int) -> "Pose":
        """Return the same with an array of this length in each field."""
        return Pose(*(np.broadcast_to(np.asarray(value, dtype=np.float64), (count,)) for value in self))

    def at(self, which: npt.NDArray[np.bool_]) -> "Pose":
        """Return what the fields, all of them arrays, hold at the chosen times."""
        return Pose(*(np.asarray(value)[which] for value in self))
