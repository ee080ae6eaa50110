"""Montages: halls full of one portrait (NASA's astronaut, public domain), with faces known to the pixel."""

from typing import Any, NamedTuple

import cv2
import numpy as np
from skimage.data import astronaut

# The head within the portrait, and the face within the head, hairline to chin.
HEAD = (slice(0, 300), slice(90, 350))
FACE_LEFT, FACE_TOP, FACE_WIDTH, FACE_HEIGHT = 85, 65, 95, 115
SIDES = (1920, 1080)
JPEG_QUALITY = 85
TRIES = 4000


class Face(NamedTuple):
    """Where a face was put, in pixels."""

    left: float
    top: float
    width: float
    height: float


class Montage(NamedTuple):
    """A picture (BGR) and its faces."""

    picture: Any
    faces: list[Face]


def montage(seed: int, heights: tuple[float, float], count: int, sides: tuple[int, int] = SIDES) -> Montage:
    """Return so many heads at random places, none over another, on a ground of blurred colours."""
    rng = np.random.default_rng(seed)
    width, height = sides
    portrait = cv2.cvtColor(astronaut(), cv2.COLOR_RGB2BGR)[HEAD]  # type: ignore[no-untyped-call]
    ground = rng.integers(60, 190, (9, 16, 3), dtype=np.uint8)
    picture = cv2.resize(ground, sides, interpolation=cv2.INTER_CUBIC)
    faces: list[Face] = []
    taken: list[tuple[int, int, int, int]] = []
    for _ in range(TRIES):
        if len(faces) == count:
            break
        scale = rng.uniform(*heights) / FACE_HEIGHT
        head, left = _head(portrait, scale, rng)
        high, wide = head.shape[:2]
        x, y = int(rng.integers(0, width - wide)), int(rng.integers(0, height - high))
        if any(_overlap((x, y, wide, high), other) for other in taken):
            continue
        taken.append((x, y, wide, high))
        picture[y : y + high, x : x + wide] = head
        faces.append(Face(x + left * scale, y + FACE_TOP * scale, FACE_WIDTH * scale, FACE_HEIGHT * scale))
    return Montage(as_a_camera_sees(picture, rng), faces)


def _overlap(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    (x, y, wide, high), (a, b, width, height) = one, other
    return x < a + width and a < x + wide and y < b + height and b < y + high


def _head(portrait: Any, scale: float, rng: np.random.Generator) -> tuple[Any, float]:
    """Return a head of this size, lighter or darker, perhaps mirrored, and where its face begins."""
    head = cv2.resize(portrait, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    lit = np.clip(head * rng.uniform(0.75, 1.15), 0, 255).astype(np.uint8)
    if rng.random() < 0.5:
        return lit[:, ::-1], portrait.shape[1] - FACE_LEFT - FACE_WIDTH
    return lit, FACE_LEFT


def as_a_camera_sees(picture: Any, rng: np.random.Generator) -> Any:
    """Return the picture with a camera's noise and compression."""
    noisy = np.clip(picture + rng.normal(0, 3, picture.shape), 0, 255).astype(np.uint8)
    _, packed = cv2.imencode(".jpg", noisy, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    return cv2.imdecode(packed, cv2.IMREAD_COLOR)


def matched(faces: list[Face], boxes: list[Any]) -> tuple[list[bool], int]:
    """Return which faces were found, each by one box, and how many boxes are nobody's."""
    free = list(boxes)
    found = []
    for face in faces:
        near = [box for box in free if is_on(face, box)]
        found.append(len(near) > 0)
        if near:
            free.remove(near[0])
    return found, len(free)


def is_on(face: Face, box: Any) -> bool:
    """Return whether a box is around this face."""
    left, top, width, height = box
    aside = abs(face.left + face.width / 2 - left - width / 2)
    above = abs(face.top + face.height / 2 - top - height / 2)
    return bool(aside < face.width / 2 and above < face.height / 2)
