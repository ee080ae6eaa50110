"""Looking: the frames of films and single pictures, as the recorder sees them."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import cv2
import mediapipe
import numpy as np

from offline.record.faces import OPTIONS, FaceMesh, mean_luma
from offline.record.pictures import video_shots
from offline.record.plan import RecordError
from offline.train.samples import DataError


def film_frames(path: Path, fps: float) -> Iterator[dict[str, Any]]:
    """Yield the frames of a film, at most `fps` of them a second."""
    try:
        with FaceMesh() as mesh:
            for t_s, picture, _ in video_shots(path, fps):
                yield _frame(t_s, picture, mesh.find(picture))
    except RecordError as error:
        raise DataError(str(error)) from None


def picture_frame(path: Path) -> dict[str, Any]:
    """Return the frame of one picture that belongs to no film: nothing is followed from the one before."""
    picture = cv2.imread(str(path))
    if picture is None:
        raise DataError(f"{path}: not a picture")
    found = _still_mesh().process(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB)).multi_face_landmarks
    faces = [[[point.x, point.y, point.z] for point in face.landmark] for face in found or []]
    return _frame(0.0, np.asarray(picture, np.uint8), faces)


@cache
def _still_mesh() -> Any:
    return mediapipe.solutions.face_mesh.FaceMesh(**{**OPTIONS, "static_image_mode": True})


def _frame(t_s: float, picture: Any, faces: list[Any]) -> dict[str, Any]:
    height, width = picture.shape[:2]
    return {"t_s": t_s, "width": width, "height": height, "faces": faces, "luma": mean_luma(picture)}
