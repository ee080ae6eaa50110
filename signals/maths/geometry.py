"""Geometry: the similarity that lays one point set on another (Horn 1987), and angles.

Twin of geometry.js.
"""

from dataclasses import dataclass

import numpy as np

from signals.maths.eigenvector import Array, largest_eigenvector


@dataclass(frozen=True)
class Similarity:
    """points ~ scale * rotation @ model + translation."""

    rotation: Array
    scale: Array
    translation: Array


def distance(points: Array, first: int, second: int) -> Array:
    """Return the distance between two landmarks of (..., n, 3) points, in their unit."""
    step = points[..., first, :] - points[..., second, :]
    return np.sqrt(np.sum(step * step, axis=-1))  # type: ignore[no-any-return]


def mean_coordinate(points: Array, indices: list[int], axis: int) -> Array:
    """Return the mean of one coordinate over some landmarks of (..., n, 3) points."""
    return points[..., indices, axis].mean(axis=-1)  # type: ignore[no-any-return]


def fit_similarity(model: Array, points: Array) -> Similarity:
    """Fit (n, 3) model onto (..., n, 3) points in closed form.

    Horn, "Closed-form solution of absolute orientation using unit quaternions", 1987.
    """
    model_mean, points_mean = model.mean(axis=0), points.mean(axis=-2)
    a, b = model - model_mean, points - points_mean[..., None, :]
    products = np.swapaxes(a, -1, -2) @ b
    rotation = rotation_from_quaternion(largest_eigenvector(_horn_matrix(products)))
    overlap = np.sum(rotation * np.swapaxes(products, -1, -2), axis=(-1, -2))
    scale = overlap / np.sum(a * a)
    translation = points_mean - scale[..., None] * (rotation @ model_mean)
    return Similarity(rotation, scale, translation)


def residual(pose: Similarity, model: Array, points: Array) -> Array:
    """Return the root mean square of how far (..., n, 3) points lie from where the pose lays the model."""
    laid = pose.scale[..., None, None] * (model @ np.swapaxes(pose.rotation, -1, -2))
    off = points - pose.translation[..., None, :] - laid
    return np.sqrt(np.mean(np.sum(off * off, axis=-1), axis=-1))  # type: ignore[no-any-return]


def rotation_from_quaternion(quaternion: Array) -> Array:
    """Return the (..., 3, 3) rotation of a unit quaternion (..., 4), real part first."""
    w, x, y, z = np.moveaxis(quaternion, -1, 0)
    rows = [
        [w * w + x * x - y * y - z * z, 2 * (x * y - w * z), 2 * (x * z + w * y)],
        [2 * (y * x + w * z), w * w - x * x + y * y - z * z, 2 * (y * z - w * x)],
        [2 * (z * x - w * y), 2 * (z * y + w * x), w * w - x * x - y * y + z * z],
    ]
    return _matrices(rows)


def euler_deg(rotation: Array) -> tuple[Array, Array, Array]:
    """Return yaw, pitch and roll in degrees of R = Ry(yaw) Rx(-pitch) Rz(roll).

    Yaw > 0: nose to image right (unmirrored). Pitch > 0: up. Roll > 0: image-right side up.
    """
    yaw = np.arctan2(rotation[..., 0, 2], rotation[..., 2, 2])
    pitch = np.arcsin(np.clip(rotation[..., 1, 2], -1.0, 1.0))
    roll = np.arctan2(rotation[..., 1, 0], rotation[..., 1, 1])
    return np.degrees(yaw), np.degrees(pitch), np.degrees(roll)


def _horn_matrix(products: Array) -> Array:
    (xx, xy, xz), (yx, yy, yz), (zx, zy, zz) = np.moveaxis(products, (-2, -1), (0, 1))
    rows = [
        [xx + yy + zz, yz - zy, zx - xz, xy - yx],
        [yz - zy, xx - yy - zz, xy + yx, zx + xz],
        [zx - xz, xy + yx, -xx + yy - zz, yz + zy],
        [xy - yx, zx + xz, yz + zy, -xx - yy + zz],
    ]
    return _matrices(rows)


def _matrices(rows: list[list[Array]]) -> Array:
    """Return the (..., n, n) matrices whose cells are given one by one, each of shape (...)."""
    return np.moveaxis(np.array(rows), (0, 1), (-2, -1))
