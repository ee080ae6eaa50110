"""A recording of a lesson: some seconds of video in which the board's clapperboard is seen."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

FPS, SECONDS, SHOWN_AT_S, SHOWN_FOR_S = 10, 8, 2.4, 3
SIZE, CODE_PX = (480, 270), 120


def write_recording(path: Path, code: str) -> Path:
    """Write a video over whose moving ground a code stands for three seconds."""
    square = cv2.copyMakeBorder(
        cv2.QRCodeEncoder.create().encode(code), 4, 4, 4, 4, cv2.BORDER_CONSTANT, value=[255]
    )
    drawn = cv2.resize(square, (CODE_PX, CODE_PX), interpolation=cv2.INTER_NEAREST)
    video = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"VP80"), FPS, SIZE)
    assert video.isOpened()
    ground = np.tile(np.linspace(0, 255, SIZE[0], dtype=np.uint8), (SIZE[1], 1))
    for number in range(FPS * SECONDS):
        frame = cv2.cvtColor(np.roll(ground, number * 7, axis=1), cv2.COLOR_GRAY2BGR)
        if SHOWN_AT_S <= number / FPS < SHOWN_AT_S + SHOWN_FOR_S:
            frame[80 : 80 + CODE_PX, 200 : 200 + CODE_PX] = drawn[:, :, None]
        video.write(frame)
    video.release()
    return path
