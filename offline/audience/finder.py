"""Finder: MediaPipe's face detector for tiles, and FaceMesh for a sheet of heads."""

from typing import Any

import cv2
import mediapipe
import numpy as np

from offline.record.pictures import Picture
from signals.audience.merging import Box
from signals.maths.eigenvector import Array

# As capture/audience/finder.js.
DETECTION = {"model_selection": 1, "min_detection_confidence": 0.6}
MESH = {
    "static_image_mode": True,
    "refine_landmarks": False,
    "min_detection_confidence": 0.3,
}


class Finder:
    """Finds faces in pictures (RGB), each by itself.

    FaceMesh is loaded only where heads are asked for, so many in a picture at most.
    """

    def __init__(self, *, heads: int) -> None:
        solutions: Any = mediapipe.solutions
        self._detection = solutions.face_detection.FaceDetection(**DETECTION)
        self._mesh = solutions.face_mesh.FaceMesh(max_num_faces=heads, **MESH) if heads else None

    def faces(self, picture: Picture) -> list[Box]:
        """Return the faces of a square picture, in shares of its side."""
        found = self._detection.process(picture).detections or []
        boxes = [each.location_data.relative_bounding_box for each in found]
        return [[box.xmin, box.ymin, box.width, box.height] for box in boxes]

    def heads(self, picture: Picture) -> list[Array]:
        """Return the landmarks (n, 3) of the faces in a picture, in shares of its side."""
        found = None if self._mesh is None else self._mesh.process(picture).multi_face_landmarks
        return [np.array([[point.x, point.y, point.z] for point in face.landmark]) for face in found or []]


def square(picture: Picture, left: float, top: float, side: float, size: int) -> Picture:
    """Return a square of a picture in this size, black where it goes beyond the picture."""
    scale = size / side
    place = np.array([[scale, 0, -left * scale], [0, scale, -top * scale]])
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    return np.asarray(cv2.warpAffine(picture, place, (size, size), flags=how), np.uint8)


def tile_of(picture: Picture, left: int, top: int, side: int) -> Picture:
    """Return a tile at its own size, which the detector itself brings to what it looks at."""
    part = picture[top : top + side, left : left + side]
    if part.shape[:2] == (side, side):
        return np.ascontiguousarray(part)
    whole = np.zeros((side, side, 3), np.uint8)
    whole[: part.shape[0], : part.shape[1]] = part
    return whole
