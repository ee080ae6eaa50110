"""Coordinate systems: the place and the turn of a head, and a gaze, in OpenFace's camera axes.

OpenFace has x to the picture's right, y down and z away from the camera, in mm, and turns by R = Rx Ry Rz
in radians. Its angles are against the camera's own axes, ours against the ray from the camera to the head: a
head at the picture's edge that faces the camera is turned for OpenFace, and straight for us.
"""

import math

import numpy as np

from signals.maths.eigenvector import Array

MM_PER_CM = 10
# From axes with y up and z towards the camera to OpenFace's.
_FLIP = np.diag([1.0, -1.0, -1.0])


def ray(centre: tuple[float, float], aspect: float, focal: float) -> Array:
    """Return where a place in the picture lies from the camera, as (x, y, 1) times its distance.

    `centre` is in shares of width and height, `aspect` height over width, `focal` in image widths.
    """
    x, y = centre
    return np.array([(x - 0.5) / focal, (y - 0.5) * aspect / focal, 1.0])


def head_turn(yaw_deg: float, pitch_deg: float, roll_deg: float) -> Array:
    """Return the rotation of a head in our own axes, y up and z towards the camera."""
    yaw, pitch, roll = map(math.radians, (yaw_deg, pitch_deg, roll_deg))
    turn: Array = _about_y(yaw) @ _about_x(-pitch) @ _about_z(roll)
    return turn


def head_angles(turn: Array, towards: Array) -> tuple[float, float, float]:
    """Return Rx, Ry and Rz in radians of a turned head at the end of a ray.

    Rx > 0: it nods down. Ry > 0: it turns to its own right, the picture's left. Rz > 0: the picture's right
    side of it goes down.
    """
    seen: Array = _from_ray(towards) @ _FLIP @ turn @ _FLIP
    rx = math.atan2(-seen[1, 2], seen[2, 2])
    ry = math.asin(min(max(seen[0, 2], -1.0), 1.0))
    rz = math.atan2(-seen[0, 1], seen[0, 0])
    return rx, ry, rz


def gaze_angles(yaw_deg: float, pitch_deg: float, towards: Array) -> tuple[float, float]:
    """Return gaze_angle_x and _y in radians: over 0 to the picture's right, and down."""
    yaw, pitch = math.radians(yaw_deg), math.radians(pitch_deg)
    flat = math.cos(pitch)
    gaze = np.array([math.sin(yaw) * flat, -math.sin(pitch), -math.cos(yaw) * flat])
    x, y, z = (_from_ray(towards) @ gaze).tolist()
    return math.atan2(x, -z), math.atan2(y, -z)


def _from_ray(towards: Array) -> Array:
    """Return the shortest turn that takes the camera's own axis to a ray (Rodrigues)."""
    x, y, z = (towards / np.linalg.norm(towards)).tolist()
    # The axis is (0, 0, 1) x ray, its length the sine.
    cross = np.array([[0.0, 0.0, x], [0.0, 0.0, y], [-x, -y, 0.0]])
    turn: Array = np.eye(3) + cross + cross @ cross / (1 + z)
    return turn


def _about_x(angle: float) -> Array:
    c, s = math.cos(angle), math.sin(angle)
    return np.array([[1, 0, 0], [0, c, -s], [0, s, c]])


def _about_y(angle: float) -> Array:
    c, s = math.cos(angle), math.sin(angle)
    return np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]])


def _about_z(angle: float) -> Array:
    c, s = math.cos(angle), math.sin(angle)
    return np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]])
