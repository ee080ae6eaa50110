"""The head: its pose before the camera, and all landmarks in its own frame of centimetres.

Twin of head.js.
"""

from dataclasses import dataclass

import numpy as np

from signals.contract.parameters import Parameters
from signals.maths.eigenvector import Array
from signals.maths.geometry import Similarity, fit_similarity, residual


@dataclass(frozen=True)
class Head:
    """A fitted head: `pose` maps its frame (cm) to the image, `points` are the landmarks in that frame."""

    pose: Similarity
    camera_cm: Array
    face_width: Array
    residual_cm: Array
    points: Array


def image_points(landmarks: Array, aspect: float) -> Array:
    """Return (..., 478, 3) landmarks right-handed, y up, z to the camera; unit: image width.

    `aspect` is height / width: landmarks give y as a share of the height.
    """
    points: Array = landmarks - (0.5, 0.5, 0)
    points *= (1, -aspect, -1)
    return points


def undo_perspective(points: Array, pose: Similarity, focal: float) -> Array:
    """Return the points as a camera at infinity would see them: what is nearer was drawn larger.

    The head's middle is focal / scale away, and keeps its place.
    """
    shrink = 1 - (points[..., 2] - pose.translation[..., None, 2]) / focal
    centre = pose.translation[..., None, :2]
    flat = centre + (points[..., :2] - centre) * shrink[..., None]
    return np.concatenate([flat, points[..., 2:]], axis=-1)


class HeadFit:
    """Fits heads to landmarks with the rigid points of the canonical face."""

    def __init__(self, parameters: Parameters) -> None:
        self._rigid = parameters.points("points_rigid")
        self._model = np.array(parameters.coordinates("canonical_rigid"))
        self._focal_sides = parameters.number("focal_sides")
        self._passes = int(parameters.number("perspective_passes"))
        self._model_width_cm = parameters.number("face_width_model_cm")

    def fit(self, points: Array, aspect: float) -> Head:
        """Return the head behind (..., 478, 3) image points."""
        focal = self._focal_sides * max(1.0, aspect)
        rigid = points[..., self._rigid, :]
        flat = rigid
        before = pose = fit_similarity(self._model, flat)
        face_width = pose.scale * self._model_width_cm
        for _ in range(self._passes):
            before, flat = pose, undo_perspective(rigid, pose, focal)
            pose = fit_similarity(self._model, flat)
        scale, own = _positive(pose.scale), _to_own_frame(points, before, pose, focal)
        return Head(pose, focal / scale, face_width, residual(pose, self._model, flat) / scale, own)


def _to_own_frame(points: Array, seen: Similarity, pose: Similarity, focal: float) -> Array:
    """Return R^T (p - t) / s of each point as a camera at infinity would see it, with few copies of all."""
    x, y, depth = np.moveaxis(points, -1, 0)
    seen_x, seen_y, seen_z = np.moveaxis(seen.translation[..., None], -2, 0)
    shrink = depth - seen_z
    shrink /= -focal
    shrink += 1
    flat = np.empty((*x.shape[:-1], 3, x.shape[-1]))
    np.multiply(x - seen_x, shrink, out=flat[..., 0, :])
    np.multiply(y - seen_y, shrink, out=flat[..., 1, :])
    flat[..., :2, :] += (seen.translation - pose.translation)[..., :2, None]
    np.subtract(depth, pose.translation[..., 2:], out=flat[..., 2, :])
    turn = np.swapaxes(pose.rotation, -1, -2) / _positive(pose.scale)[..., None, None]
    # BLAS takes no other layout, and numpy's own product is slower.
    return np.swapaxes(np.ascontiguousarray(turn) @ flat, -1, -2)


def _positive(scale: Array) -> Array:
    # Landmarks that all lie on one spot have no scale; any other number keeps them finite, and too small.
    return np.where(scale > 0, scale, 1.0)
