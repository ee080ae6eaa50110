"""An hour as an ordinary student spends it, before the synthetic camera, and how often the label changes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle, groupby
from typing import Any

from offline.replay.batch import BatchPipeline
from offline.synthetic.people.face import Face, frame, jitter
from signals import load_parameters

FRAMES_PER_SECOND = 5
JITTER_CM = 0.035
SEED = 1
ROUND_S = 300

ATTENTION = Face()
NOTES = Face(pitch_deg=-32)
GLANCE = Face(yaw_deg=40)
SMILE = Face(smile=1)
PUZZLED = Face(brow_lowered=1, roll_deg=12)
SECOND_SCREEN = Face(yaw_deg=38)

# Five minutes: mostly attention, notes, glances, a smile, a puzzle; somebody leaves for a moment.
ROUND: list[tuple[Face | None, float]] = [
    (ATTENTION, 40),
    (GLANCE, 1.5),
    (ATTENTION, 30),
    (NOTES, 15),
    (ATTENTION, 40),
    (SMILE, 4),
    (ATTENTION, 20),
    (SECOND_SCREEN, 8),
    (ATTENTION, 45),
    (PUZZLED, 7),
    (ATTENTION, 25),
    (None, 6),
    (ATTENTION, 30),
    (NOTES, 20),
    (GLANCE, 1),
    (ATTENTION, 7.5),
]


def transitions_in_an_hour() -> list[str]:
    """Return the states the pipeline went through in one hour, each time it changed."""
    reports = BatchPipeline(load_parameters(), {}).update_all(an_hour_of_frames())
    return [state for state, _ in groupby(report["state"] for _, report in reports)]


def an_hour_of_frames() -> Iterator[dict[str, Any]]:
    """Give each frame."""
    noise = cycle(jitter(ROUND_S * FRAMES_PER_SECOND, JITTER_CM, SEED))
    faces = [[] if face is None else [face.landmarks(next(noise))] for face in a_round_of_faces()]
    for index in range(3600 * FRAMES_PER_SECOND):
        yield {**frame(index / FRAMES_PER_SECOND), "faces": faces[index % len(faces)]}


def a_round_of_faces() -> Iterator[Face | None]:
    """Give the face of each frame of a round."""
    for face, seconds in ROUND:
        yield from [face] * round(seconds * FRAMES_PER_SECOND)
