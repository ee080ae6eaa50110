"""Videos and folders of pictures, recorded in this process."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from offline.record import command
from offline.recordings.recording import read_recording
from tests.browser.clips import Scene

FPS = 5


def write_video(path: Path, scenes: Sequence[tuple[Scene, float]], fps: float = FPS) -> Path:
    height, width = scenes[0][0].shape[:2]
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), fps, (width, height))
    for scene, seconds in scenes:
        for _ in range(round(seconds * fps)):
            writer.write(cv2.cvtColor(scene, cv2.COLOR_RGB2BGR))
    writer.release()
    return path


def grey(luma: int) -> Scene:
    return np.full((48, 64, 3), luma, np.uint8)


def write_pictures(folder: Path, pictures: dict[str, Scene]) -> Path:
    folder.mkdir()
    for name, picture in pictures.items():
        cv2.imwrite(str(folder / name), cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))
    return folder


def recorded(*arguments: str | Path, output: Path) -> list[dict[str, Any]]:
    assert command.main([*map(str, arguments), "-o", str(output)]) == 0
    return list(read_recording(output))


def times(frames: list[dict[str, Any]]) -> list[float]:
    return [frame["t_s"] for frame in frames]
