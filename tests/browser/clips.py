"""Clips for Chromium's fake camera, from the one real face that scikit-image ships (NASA, public domain)."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import cv2
import numpy as np
import numpy.typing as npt
import skimage.data

Scene = npt.NDArray[np.uint8]
Mouth = Literal["as it is", "corners down"]

WIDTH_PX = 640
HEIGHT_PX = 480
# Chromium plays MJPEG at this rate whatever it was written for.
FRAMES_PER_SECOND = 30
# Twice as many as the worker looks at.
SLOW_FRAMES_PER_SECOND = 10
JPEG_QUALITY = 90
GREY = 128
# A camera's own grain, in grey levels: a picture that repeats to the bit is a static image, not a student.
GRAIN = 8.0
GRAINS = 10

# Parts of the photograph, (rows, columns), enlarged by two: a face 190 px wide, alone or in half a picture.
ALONE = (slice(0, 240), slice(100, 420))
HALF = (slice(0, 240), slice(145, 305))
# Where FaceMesh sees the mouth's corners (61 and 291) in the scene of one face.
LEFT_CORNER_PX = (204, 279)
RIGHT_CORNER_PX = (292, 282)
# So far inwards and down, and fading over so much, the corners read lift -1.0 cm and width -1.5 cm: no smile.
CORNER_IN_PX = 8
CORNER_DOWN_PX = 16
CORNER_FADE_PX = 18


def write_clip(path: Path, scenes: Sequence[tuple[Scene, float]]) -> Path:
    """Write the scenes, each for so many seconds, as the MJPEG file that Chromium plays in a loop."""
    with path.open("wb") as clip:
        for scene, seconds in scenes:
            pictures = [encode(grainy) for grainy in with_grain(scene)]
            for number in range(round(seconds * FRAMES_PER_SECOND)):
                clip.write(pictures[number % GRAINS])
    return path


def write_short_clip(path: Path, scene: Scene) -> Path:
    """Write one scene as the Y4M file that Chromium loops at its own rate: a slow camera costs less."""
    with path.open("wb") as clip:
        clip.write(b"YUV4MPEG2 W%d H%d F%d:1 C420jpeg\n" % (WIDTH_PX, HEIGHT_PX, SLOW_FRAMES_PER_SECOND))
        for grainy in with_grain(scene):
            clip.write(b"FRAME\n" + cv2.cvtColor(grainy, cv2.COLOR_RGB2YUV_I420).tobytes())
    return path


def with_grain(scene: Scene) -> list[Scene]:
    """Return the scene as a camera sees it, in pictures that differ by their grain alone."""
    random = np.random.default_rng(1)
    grains = [random.normal(0, GRAIN, scene.shape) for _ in range(GRAINS)]
    return [np.clip(scene + grain, 0, 255).astype(np.uint8) for grain in grains]


def face(rotation_deg: float = 0.0, mouth: Mouth = "as it is") -> Scene:
    """Return one face that smiles, turned by `rotation_deg` in the plane: positive is image-right side up."""
    scene = enlarge(photograph()[ALONE])
    if mouth == "corners down":
        scene = lower_mouth_corners(scene)
    turn = cv2.getRotationMatrix2D((WIDTH_PX / 2, HEIGHT_PX / 2), rotation_deg, 1)
    return as_scene(cv2.warpAffine(scene, turn, (WIDTH_PX, HEIGHT_PX), borderMode=cv2.BORDER_REFLECT))


def no_face() -> Scene:
    """Return an empty, evenly lit picture."""
    return np.full((HEIGHT_PX, WIDTH_PX, 3), GREY, np.uint8)


def two_faces() -> Scene:
    """Return the face beside its mirror image, both as wide as in `face`."""
    half = enlarge(photograph()[HALF])
    return np.hstack([half, half[:, ::-1]])


def lower_mouth_corners(scene: Scene) -> Scene:
    """Return the scene of one face with the mouth's corners moved in and down, and the rest in place."""
    x, y = np.meshgrid(np.arange(WIDTH_PX, dtype=np.float32), np.arange(HEIGHT_PX, dtype=np.float32))
    from_x, from_y = x.copy(), y.copy()
    for (corner_x, corner_y), inwards in ((LEFT_CORNER_PX, 1), (RIGHT_CORNER_PX, -1)):
        move_x, move_y = inwards * CORNER_IN_PX, CORNER_DOWN_PX
        distance_px = np.hypot(x - corner_x - move_x, y - corner_y - move_y)
        share = np.exp(-((distance_px / CORNER_FADE_PX) ** 2) / 2)
        from_x -= share * move_x
        from_y -= share * move_y
    return as_scene(cv2.remap(scene, from_x, from_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE))


def photograph() -> Scene:
    """Return the portrait of Eileen Collins, RGB."""
    return as_scene(skimage.data.astronaut())  # type: ignore[no-untyped-call] # its package has no types


def enlarge(part: Scene) -> Scene:
    """Return a part of the photograph at twice its size."""
    return as_scene(cv2.resize(part, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC))


def encode(scene: Scene) -> bytes:
    """Return the scene, which is RGB, as one JPEG."""
    _, jpeg = cv2.imencode(
        ".jpg", cv2.cvtColor(scene, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY]
    )
    return jpeg.tobytes()


def as_scene(picture: npt.NDArray[np.generic]) -> Scene:
    """Return an OpenCV picture, whose type it leaves open, as the bytes it holds."""
    return np.asarray(picture, np.uint8)
