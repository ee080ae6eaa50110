"""Tests of the table with OpenFace's columns; here a camera that shares no formula with the product."""

import json
from pathlib import Path
from typing import Any

import cv2
import numpy as np

import offline.synthetic.people as people

WIDTH, HEIGHT = 1280, 720
FOCAL_PX = 0.95 * WIDTH
# OpenFace's camera: x to the picture's right, y down, z away.
CAMERA = np.array([[FOCAL_PX, 0, WIDTH / 2], [0, FOCAL_PX, HEIGHT / 2], [0, 0, 1]])
UNDISTORTED = np.zeros(4)
_FACE_FILE = Path(str(people.__file__)).with_name("canonical_face.json")


def model_mm() -> Any:
    """Return the 468 points of the canonical face in OpenFace's axes, in mm, about their mean."""
    points = np.array(json.loads(_FACE_FILE.read_text(encoding="utf-8"))["points"])
    flipped = points * (10, -10, -10)
    return flipped - flipped.mean(axis=0)


def turned(model: Any, rx: Any, ry: Any, rz: Any) -> Any:
    """Return points turned by OpenCV's rotations about the axes, one after the other: R = Rx Ry Rz."""
    about_x, about_y, about_z = (
        cv2.Rodrigues(np.array(axis, dtype=float))[0] for axis in [(rx, 0, 0), (0, ry, 0), (0, 0, rz)]
    )
    return model @ (about_x @ about_y @ about_z).T


def frame_of(points_mm: Any, middle_mm: tuple[float, float, float], t_s: float = 0.0) -> dict[str, Any]:
    """Return the frame that FaceMesh would make of a face at a place before the camera.

    Its z is the depth along the ray to the head, on the scale of x; the irises lie between the eyes' corners.
    """
    middle = np.array(middle_mm)
    placed = points_mm + middle
    pixels, _ = cv2.projectPoints(placed, np.zeros(3), np.zeros(3), CAMERA, UNDISTORTED)
    depth = points_mm @ (middle / np.linalg.norm(middle)) * FOCAL_PX / middle[2] / WIDTH
    mesh = np.column_stack([pixels.reshape(-1, 2) / (WIDTH, HEIGHT), depth])
    irises = [mesh[[outer, inner]].mean(axis=0) for outer, inner in ((33, 133), (263, 362))]
    face = np.vstack([mesh, *([np.repeat(iris[None], 5, axis=0) for iris in irises])])
    return {"t_s": t_s, "width": WIDTH, "height": HEIGHT, "luma": 120.0, "faces": [face]}


def pose_by_pnp(frame: dict[str, Any], model: Any) -> tuple[Any, Any]:
    """Return the place in mm and the rotation that OpenCV's solvePnP finds, as OpenFace asks it to."""
    pixels = frame["faces"][0][:468, :2] * (WIDTH, HEIGHT)
    _, turn, place = cv2.solvePnP(model, pixels, CAMERA, UNDISTORTED)
    return place.ravel(), cv2.Rodrigues(turn)[0]
