"""Pictures to record, each with its time: from a video file, a folder of pictures or a camera."""

import math
import re
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from offline.record.plan import Job, RecordError
from offline.recordings.recording import Thinner

Picture = npt.NDArray[np.uint8]

PICTURE_SUFFIXES = frozenset({".bmp", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp"})
MS_PER_S = 1000
# A stream without a container has no times; OpenCV then tells one ages before the first frame.
TOLD_MAX_S = 1e9
# Where a video tells no rate either.
USUAL_FPS = 30.0


class Shot(NamedTuple):
    """One picture (BGR, height x width x 3), its time, and how much of the input it completes, 0 to 1."""

    t_s: float
    picture: Picture
    share: float | None


class Clock:
    """Makes the times of a video start at zero and grow, whatever its container tells."""

    def __init__(self, step_s: float) -> None:
        self._step_s = step_s
        self._first_s = math.nan
        self._last_s: float | None = None

    def follow(self, told_s: float) -> float:
        """Return the time of the next frame, of which its container tells `told_s`."""
        if self._last_s is None:
            self._first_s = told_s if abs(told_s) < TOLD_MAX_S else math.nan
            self._last_s = 0.0
        else:
            t_s = told_s - self._first_s
            self._last_s = t_s if t_s > self._last_s else self._last_s + self._step_s
        return self._last_s


def shots_of(job: Job, fps: float | None) -> Iterator[Shot]:
    """Yield the pictures of an input, at most `fps` of them a second.

    Raises RecordError where the input, or a picture of it, cannot be read.
    """
    if job.is_camera:
        return camera_shots(int(job.source), job.title, fps)
    if Path(job.source).is_dir():
        return folder_shots(Path(job.source), USUAL_FPS if fps is None else fps)
    return video_shots(Path(job.source), fps)


def video_shots(path: Path, fps: float | None) -> Iterator[Shot]:
    """Yield a video's pictures at the times the video itself gives them."""
    thinner = Thinner(fps)
    with _reader(cv2.VideoCapture(str(path), cv2.CAP_FFMPEG), f"{path}: not a video") as reader:
        count, rate = reader.get(cv2.CAP_PROP_FRAME_COUNT), reader.get(cv2.CAP_PROP_FPS)
        clock = Clock(1 / (rate if rate > 0 else USUAL_FPS))
        number = 0
        while reader.grab():
            number += 1
            t_s = clock.follow(reader.get(cv2.CAP_PROP_POS_MSEC) / MS_PER_S)
            if thinner.keeps(t_s):
                yield from _decoded(reader, t_s, number / count if count > 0 else None)


def camera_shots(index: int, title: str, fps: float | None) -> Iterator[Shot]:
    """Yield a camera's pictures for as long as it gives any, at the times of their arrival."""
    thinner = Thinner(fps)
    with _reader(cv2.VideoCapture(index), f"{title}: it does not open") as reader:
        clock = Clock(1 / USUAL_FPS)
        while reader.grab():
            t_s = clock.follow(time.monotonic())
            if thinner.keeps(t_s):
                yield from _decoded(reader, t_s, None)


def folder_shots(folder: Path, fps: float) -> Iterator[Shot]:
    """Yield a folder's pictures in the order of their names, `fps` of them a second."""
    paths = [path for path in folder.iterdir() if path.suffix.lower() in PICTURE_SUFFIXES]
    size: tuple[int, ...] = ()
    for number, path in enumerate(sorted(paths, key=natural_order)):
        picture = _read_picture(path)
        if number == 0:
            size = picture.shape
        if picture.shape != size:
            raise RecordError(f"{path}: {_words(picture.shape)} pixels, unlike the {_words(size)} before it")
        yield Shot(number / fps, picture, (number + 1) / len(paths))


def natural_order(path: Path) -> list[tuple[str, int]]:
    """Return what sorts 2.png before 10.png."""
    parts = re.findall(r"(\D*)(\d*)", path.name)
    return [(text, int(digits) if digits.isdecimal() else -1) for text, digits in parts]


def _read_picture(path: Path) -> Picture:
    picture = cv2.imread(str(path))
    if picture is None:
        raise RecordError(f"{path}: not a picture")
    return np.asarray(picture, np.uint8)


def _words(size: Sequence[int]) -> str:
    return f"{size[1]} x {size[0]}"


def _decoded(reader: cv2.VideoCapture, t_s: float, share: float | None) -> Iterator[Shot]:
    """Yield the frame that was grabbed, or nothing where it is damaged."""
    is_whole, picture = reader.retrieve()
    if is_whole:
        yield Shot(t_s, np.asarray(picture, np.uint8), share)


@contextmanager
def _reader(reader: cv2.VideoCapture, complaint: str) -> Iterator[cv2.VideoCapture]:
    try:
        if not reader.isOpened():
            raise RecordError(complaint)
        yield reader
    finally:
        reader.release()
