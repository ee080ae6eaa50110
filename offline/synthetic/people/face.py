"""The synthetic face: 478 landmarks whose pose, expression and gaze are known exactly, for tests only."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from offline.synthetic.people.picture import project, rotation
from offline.synthetic.people.pose import Array, Pose
from offline.synthetic.people.traits import CLOSING_SHARE, EYE_PITCH_MAX_DEG, STAYING, USUAL, Traits

EYE_RADIUS_CM, IRIS_RADIUS_CM = 1.2, 0.585
EYE_OFFSET_CM = (0.11, 0.2, -0.28)
INNER_BROWS = {55: 1.0, 107: 1.0, 285: -1.0, 336: -1.0}
OUTER_BROWS = (70, 300, 46, 276, 63, 293, 105, 334)
MOUTH_CORNERS = {61: -1.0, 291: 1.0}
JAW = (14, 17, 87, 178, 317, 402)
# Of the student's own right and left eye.
RIGHT_LIDS = [(160, 144), (158, 153), (159, 145)]
LEFT_LIDS = [(385, 380), (387, 373), (386, 374)]
LIDS = [*RIGHT_LIDS, *LEFT_LIDS]
EYES = [(33, 133, 468), (263, 362, 473)]
SHUT_SHARE = 0.35
# Wide eyes (AU5) are open by up to three fifths more, narrowed ones (AU7) by up to a half less.
WIDE_SHARE, SQUINT_SHARE = 0.6, 0.5
# With the head well aside FaceMesh's iris stays behind: at 39 degrees it reads 28.
IRIS_LAG_FROM_DEG, IRIS_LAG_AT_DEG, IRIS_LAG_DEG = 25.0, 40.0, 11.0
# How far the corrugator (AU4) moves an inner brow, in cm: inwards, and up. Some faces show one half alone.
FURROWS_CM = {"both": (0.35, -0.45), "height": (0.0, -0.45), "distance": (0.35, 0.0)}
# The frontalis (AU1 and AU2) lifts inner and outer brow and leaves their distance as it is.
RAISED_CM = 0.6
IRIS_RING = np.array([[1.0, 0, 0], [0, 1, 0], [-1, 0, 0], [0, -1, 0]])


@cache
def canonical_points() -> Array:
    """Return the 468 canonical vertices in cm; the file names their source and licence."""
    text = Path(__file__).with_name("canonical_face.json").read_text(encoding="utf-8")
    return np.array(json.loads(text)["points"])


def landmarks_of(
    pose: Pose,
    size: tuple[int, int],
    noise_cm: Array | float = 0,
    rest: Array | None = None,
    hidden: Sequence[int] = (),
    furrow: str = "both",
    traits: Traits = USUAL,
    covered: npt.NDArray[np.bool_] | None = None,
    iris_lag_deg: float = 0,
) -> Array:
    """Return (n, 478, 3) landmarks as FaceMesh gives them in a picture of this size, for n poses at once.

    `rest` is the (468, 3) face at rest, in cm; without it, the canonical one. `noise_cm`, (n, 478, 3), moves
    the landmarks in the head's frame. `hidden` ones lie where the canonical face has them, whatever the face
    does: FaceMesh invents what it cannot see; `covered` says at which times, without it at all of them.
    `furrow` is which half of AU4 the face shows, `traits` how its brow goes with its lids, `iris_lag_deg` by
    how much less than the head its iris turns where that is 40 degrees aside.
    """
    turn = rotation(pose.yaw_deg, pose.pitch_deg, pose.roll_deg)
    points = _head_points(pose, canonical_points() if rest is None else rest, furrow, traits)
    _place_irises(points, pose, turn, iris_lag_deg)
    at = slice(None) if covered is None else np.flatnonzero(covered)[:, None]
    points[at, list(hidden)] = canonical_points()[list(hidden)]
    return project((points + noise_cm) @ turn.swapaxes(-1, -2), pose, size)


def _head_points(pose: Pose, rest: Array, furrow: str, traits: Traits) -> Array:
    points = np.zeros((len(np.asarray(pose.yaw_deg)), 478, 3))
    points[:, :468] = rest
    right, left = lid_openings(pose, traits)
    followed_cm = _followed_cm(pose, (right + left) / 2 - 1, traits)
    inwards_cm, up_cm = FURROWS_CM[furrow]
    for point, inward in INNER_BROWS.items():
        points[:, point] += _times(pose.brow_lowered, (inwards_cm * inward, up_cm, 0))
    for point in (*INNER_BROWS, *OUTER_BROWS):
        points[:, point] += _times(pose.brow_raised, (0, RAISED_CM, 0))
        points[:, point, 1] += followed_cm
    for point, outward in MOUTH_CORNERS.items():
        points[:, point] += _times(pose.smile, (0.45 * outward, 0.8, -0.2))
    points[:, JAW, 1] -= _column(pose.mouth_open) * 3
    for opening, lids in ((right, RIGHT_LIDS), (left, LEFT_LIDS)):
        for upper, lower in lids:
            points[:, upper] += _column(opening - 1) * (points[:, upper] - points[:, lower])
    return points


def lid_openings(pose: Pose, traits: Traits = STAYING) -> tuple[Array, Array]:
    """Return how far the right and the left eye are open, 1 as at rest; a shut eye is shut however wide."""
    wide = 1 + WIDE_SHARE * np.asarray(pose.eyes_wide)
    open_share = wide * (1 - SQUINT_SHARE * np.clip(pose.squint, 0, 1))
    open_share = open_share * (1 + traits.glasses_lids * np.asarray(pose.glasses))
    right, left = (
        1 - np.maximum(pose.closure, np.asarray(wink)) for wink in (pose.wink_right, pose.wink_left)
    )
    return SHUT_SHARE + (open_share - SHUT_SHARE) * right, SHUT_SHARE + (open_share - SHUT_SHARE) * left


def _followed_cm(pose: Pose, opened: Array, traits: Traits) -> Array:
    """Return how far FaceMesh moves the brows for what the lids, the gaze and spectacles do."""
    by_lids = np.maximum(opened, 0) + CLOSING_SHARE * np.minimum(opened, 0)
    up_deg = np.clip(np.asarray(pose.gaze_pitch_deg) - pose.pitch_deg, -EYE_PITCH_MAX_DEG, EYE_PITCH_MAX_DEG)
    followed = -traits.brow_per_opening_cm * by_lids - traits.brow_per_deg_cm * up_deg
    return np.asarray(followed + traits.glasses_brow_cm * np.asarray(pose.glasses))


def _column(values: object) -> Array:
    column: Array = np.asarray(values, dtype=np.float64)[:, None]
    return column


def _times(amount: object, change_cm: tuple[float, float, float]) -> Array:
    change: Array = _column(amount) * np.array(change_cm)
    return change


def _place_irises(points: Array, pose: Pose, turn: Array, iris_lag_deg: float) -> None:
    aside = (np.abs(pose.yaw_deg) - IRIS_LAG_FROM_DEG) / (IRIS_LAG_AT_DEG - IRIS_LAG_FROM_DEG)
    lag_deg = iris_lag_deg * np.sign(pose.yaw_deg) * np.clip(aside, 0, 1)
    yaw, pitch = np.radians(pose.gaze_yaw_deg - lag_deg), np.radians(pose.gaze_pitch_deg)
    towards = np.stack([np.sin(yaw) * np.cos(pitch), np.sin(pitch), np.cos(yaw) * np.cos(pitch)], axis=-1)
    gaze = (turn.swapaxes(-1, -2) @ towards[..., None])[..., 0]
    for outer, inner, iris in EYES:
        side = np.sign(points[0, outer, 0])
        middle = points[:, [outer, inner]].mean(axis=1)
        points[:, iris] = middle + np.array(EYE_OFFSET_CM) * (side, 1, 1) + EYE_RADIUS_CM * gaze
        points[:, iris + 1 : iris + 5] = points[:, iris, None] + IRIS_RADIUS_CM * IRIS_RING


@dataclass(frozen=True)
class Face:
    """One face before a pinhole camera. Angles are relative to the ray from the camera to the head.

    `gaze_yaw_deg` and `gaze_pitch_deg` are the whole gaze (head and eyes); None: the eyes look ahead.
    `centre` is where the head's middle stands in the image, as shares of width and height.
    """

    yaw_deg: float = 0
    pitch_deg: float = 0
    roll_deg: float = 0
    brow_lowered: float = 0
    brow_raised: float = 0
    smile: float = 0
    mouth_open: float = 0
    closure: float = 0
    eyes_wide: float = 0
    squint: float = 0
    wink_right: float = 0
    wink_left: float = 0
    gaze_yaw_deg: float | None = None
    gaze_pitch_deg: float | None = None
    distance_cm: float = 60
    width: int = 640
    height: int = 480
    centre: tuple[float, float] = (0.5, 0.5)
    traits: Traits = USUAL

    def landmarks(
        self, noise_cm: Array | None = None, rest: Array | None = None, hidden: Sequence[int] = ()
    ) -> Array:
        """Return the (478, 3) landmarks, as landmarks_of does for many."""
        noise = 0 if noise_cm is None else noise_cm
        pose, size = self._pose().spread(1), (self.width, self.height)
        one: Array = landmarks_of(pose, size, noise, rest, hidden, traits=self.traits)[0]
        return one

    def _pose(self) -> Pose:
        values = {name: getattr(self, name) for name in Pose._fields if hasattr(self, name)}
        ahead = self.gaze_yaw_deg is None and self.gaze_pitch_deg is None
        values["gaze_yaw_deg"] = self.yaw_deg if ahead else self.gaze_yaw_deg or 0
        values["gaze_pitch_deg"] = self.pitch_deg if ahead else self.gaze_pitch_deg or 0
        return Pose(**values, x=self.centre[0], y=self.centre[1])


def jitter(count: int, sigma_cm: float, seed: int, rho: float = 0.7) -> Array:
    """Return (count, 478, 3) AR(1) noise in cm: FaceMesh's jitter is correlated from frame to frame."""
    fresh = np.random.default_rng(seed).normal(0, sigma_cm * np.sqrt(1 - rho * rho), (count, 478, 3))
    for index in range(1, count):
        fresh[index] += rho * fresh[index - 1]
    return fresh


def frame(
    t_s: float, *faces: Face, luma: float | None = 120, size: tuple[int, int] = (640, 480)
) -> dict[str, Any]:
    """Return one frame as the pipeline takes it."""
    shape = (faces[0].width, faces[0].height) if faces else size
    return {
        "t_s": t_s,
        "width": shape[0],
        "height": shape[1],
        "luma": luma,
        "faces": [f.landmarks() for f in faces],
    }
