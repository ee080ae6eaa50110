"""Recorded behaviour for the worker, built from the synthetic face: what no photograph can be made to do."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from offline.synthetic.people.face import Face, jitter
from offline.synthetic.people.pose import Array
from tests.browser.haste import HASTY_S, hasty
from tests.serving import REPOSITORY

WORKER = "/vendor/face_mesh/face_worker.js"
RECORDING = "/vendor/face_mesh/recording.json"

FRAMES_PER_SECOND = 5
DECIMALS = 5
# A face without any jitter is a photograph.
JITTER_CM, JITTERS = 0.035, 10

CALM = Face()
GLANCING = Face(yaw_deg=45)
PUZZLED = Face(brow_lowered=1, roll_deg=14)
PUZZLED_SMILING = Face(brow_lowered=1, roll_deg=14, smile=1)

Scene = tuple[Face | None, float]
# The calibration, at most one second of which the pipeline does not count, and then some calm.
CALIBRATION: Scene = (CALM, HASTY_S + 5)


def recorded(folder: Path, scenes: Sequence[Scene], *, again: bool = False) -> dict[str, Path]:
    """Return what a server serves in place of its own, so that every camera shows these scenes.

    At their end the last picture stands still, or they begin again.
    """
    recording = write_recording(folder / "recording.json", scenes, again=again)
    worker = REPOSITORY / "tests" / "browser" / "recorded_worker.js"
    return {**hasty(folder), WORKER: worker, RECORDING: recording}


def write_recording(path: Path, scenes: Sequence[Scene], *, again: bool = False) -> Path:
    """Write the scenes, each for so many seconds, as frames of `{t_s, faces}`; None is nobody.

    Where they begin again, their last frame says so (`from_the_start`).
    """
    frames: list[dict[str, object]] = []
    noise = jitter(JITTERS, JITTER_CM, seed=1)
    faces_of = {face for face, _ in scenes if face is not None}
    drawn = {face: [[shaken(face, one)] for one in noise] for face in faces_of}
    t_s = 0.0
    for face, seconds in scenes:
        faces = [[]] if face is None else drawn[face]
        frames += [
            {"t_s": t_s + index / FRAMES_PER_SECOND, "faces": faces[index % len(faces)]}
            for index in range(round(seconds * FRAMES_PER_SECOND))
        ]
        t_s += seconds
    if again:
        frames[-1]["from_the_start"] = True
    path.write_text(json.dumps(frames), encoding="utf-8")
    return path


def shaken(face: Face, noise_cm: Array) -> list[list[float]]:
    """Return the landmarks of a face with this jitter."""
    rows: list[list[float]] = face.landmarks(noise_cm).round(DECIMALS).tolist()
    return rows
