"""The synthetic picture: rotations, and a pinhole camera for many heads at once; for tests only."""

import numpy as np

from offline.synthetic.people.pose import Amount, Array, Pose

FOCAL_SIDES = 0.95


def rotation(yaw_deg: Amount, pitch_deg: Amount, roll_deg: Amount) -> Array:
    """Return (..., 3, 3) Ry(yaw) Rx(-pitch) Rz(roll).

    yaw > 0: nose to image right; pitch > 0: up; roll > 0: the image's right side up.
    """
    about_y = _turn(yaw_deg, 2, 0)
    about_x = _turn(-np.asarray(pitch_deg, dtype=np.float64), 1, 2)
    return about_y @ about_x @ _turn(roll_deg, 0, 1)


def _turn(angle_deg: Amount, first: int, second: int) -> Array:
    """Return the rotation that turns the first axis towards the second."""
    angle = np.radians(np.asarray(angle_deg, dtype=np.float64))
    turn = np.broadcast_to(np.eye(3), (*angle.shape, 3, 3)).copy()
    turn[..., first, first] = turn[..., second, second] = np.cos(angle)
    turn[..., second, first] = np.sin(angle)
    turn[..., first, second] = -np.sin(angle)
    return turn


def project(turned: Array, pose: Pose, size: tuple[int, int]) -> Array:
    """Return (n, 478, 3) landmarks of points that are turned already, in cm about the head's middle.

    Pinhole for x and y; z as FaceMesh gives it: the depth on the scale of x, smaller is nearer.
    """
    aspect = size[1] / size[0]
    focal = FOCAL_SIDES * max(1.0, aspect)
    aside, below = (np.asarray(middle) - 0.5 for middle in (pose.x, pose.y))
    ray = np.stack([aside / focal, -below * aspect / focal, np.ones(len(turned))], axis=-1)
    distance_cm = np.asarray(pose.distance_cm)[:, None]
    middle = ray * (1, 1, -1) * distance_cm / np.linalg.norm(ray, axis=-1, keepdims=True)
    seen = turned @ _basis_towards(ray).swapaxes(-1, -2) + middle[:, None]
    seen[..., 0] = focal * seen[..., 0] / -seen[..., 2] + 0.5
    seen[..., 1] = 0.5 - focal * seen[..., 1] / -seen[..., 2] / aspect
    seen[..., 2] = turned[..., 2] * (-focal / distance_cm)
    return np.asarray(seen)


def _basis_towards(ray: Array) -> Array:
    """Return the rotations that turn the camera's own axis onto each ray, without rolling the picture."""
    back = ray * (-1, -1, 1) / np.linalg.norm(ray, axis=-1, keepdims=True)
    right = np.cross([0.0, 1, 0], back)
    right /= np.linalg.norm(right, axis=-1, keepdims=True)
    return np.stack([right, np.cross(back, right), back], axis=-1)
