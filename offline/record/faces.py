"""What FaceMesh and a light meter see in a picture: the same as the student's page sees."""

from types import TracebackType
from typing import Any

import cv2
import mediapipe
import numpy as np

from offline.record.pictures import Picture

MEDIAPIPE_VERSION: str = mediapipe.__version__

# As capture/worker/face_worker.js.
OPTIONS = {
    "static_image_mode": False,
    "max_num_faces": 2,
    "refine_landmarks": True,
    "min_detection_confidence": 0.5,
    "min_tracking_confidence": 0.5,
}
# As capture/worker/luma.js; OpenCV's order is blue, green, red.
THUMBNAIL_PX = (32, 24)
BLUE_GREEN_RED = np.array([0.114, 0.587, 0.299])


class FaceMesh:
    """Finds the faces of one video's pictures, which must come in their order."""

    def __init__(self) -> None:
        self._mesh: Any = mediapipe.solutions.face_mesh.FaceMesh(**OPTIONS)

    def __enter__(self) -> "FaceMesh":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._mesh.close()

    def find(self, picture: Picture) -> list[list[list[float]]]:
        """Return 478 landmarks [x, y, z] for each face in a picture (BGR)."""
        found = self._mesh.process(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB)).multi_face_landmarks
        return [[[point.x, point.y, point.z] for point in face.landmark] for face in found or []]


def mean_luma(picture: Picture) -> float:
    """Return the mean luma of a picture (BGR), 0 (black) to 255 (white), from a thumbnail of it."""
    thumbnail = cv2.resize(picture, THUMBNAIL_PX, interpolation=cv2.INTER_AREA)
    return float(np.mean(thumbnail, axis=(0, 1)) @ BLUE_GREEN_RED)
