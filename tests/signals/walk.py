"""A random walk: frames of everything a camera can show, and some it cannot, in a fixed random order."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from offline.synthetic.people.face import Face, jitter
from offline.synthetic.people.pose import Array
from signals.cues.cues import CUES_OF
from tests.signals.lesson import CALM, PUZZLED

CALIBRATION_S = 22.0
SIZES = [(640, 480), (480, 640), (1280, 720)]
RATES = [4, 5, 10, 15]
MASKED_SHARE = 0.4
# Expressions take Python as long as all the rest. No multiple of 2 or 3: every rule has them, masked or not.
EXPRESSIVE_EVERY = 11
BEHAVIOURS: dict[str, list[Face]] = {
    "calm": [CALM],
    "puzzled": [PUZZLED],
    "puzzled and smiling": [replace(PUZZLED, smile=1)],
    "propped up": [replace(CALM, roll_deg=14)],
    "frowning": [replace(CALM, brow_lowered=0.7)],
    "left": [replace(CALM, yaw_deg=30, gaze_yaw_deg=45)],
    "right": [replace(CALM, yaw_deg=-30, gaze_yaw_deg=-45)],
    "up": [replace(CALM, pitch_deg=15, gaze_pitch_deg=30)],
    "down": [replace(CALM, pitch_deg=-35, gaze_pitch_deg=-50)],
    "in profile": [replace(CALM, yaw_deg=60, gaze_yaw_deg=70)],
    "beside the camera": [replace(CALM, yaw_deg=40, gaze_yaw_deg=42)],
    "on its side": [replace(CALM, roll_deg=90)],
    "beaming": [replace(CALM, smile=1)],
    "glancing": [replace(CALM, gaze_yaw_deg=20)],
    "eyes shut": [replace(CALM, closure=1)],
    "eyes rolled out": [replace(CALM, gaze_yaw_deg=95)],
    "mouth open": [replace(CALM, mouth_open=1)],
    "near": [replace(CALM, distance_cm=35)],
    "small": [replace(CALM, distance_cm=300)],
    "cut": [replace(CALM, centre=(0.97, 0.5))],
    "nobody": [],
    "in the dark": [],
    "two": [
        replace(CALM, centre=(0.3, 0.5), distance_cm=70),
        replace(CALM, centre=(0.7, 0.5), distance_cm=75),
    ],
    "a small second": [CALM, replace(CALM, centre=(0.8, 0.3), distance_cm=200)],
}
# What is seen for a moment each, in turn.
MOVES: dict[str, list[str]] = {
    "blinking": [*["calm"] * 7, "eyes shut"],
    "talking": ["calm", "mouth open"],
    "looking about": ["calm", "glancing"],
}
MOVE_S = 0.25
# So long that it becomes usual, and then so long as before that it is so no more.
LASTING, LASTS_S, AS_BEFORE_S = ["propped up", "frowning"], 90.0, 15.0
LASTING_EVERY = 4
# What a camera may see first, and for as long as a calibration takes.
BEGINNINGS = ["on its side", "beside the camera", "eyes shut", "in profile", "looking about", "beaming"]
BEGINNING_EVERY, BEGINNING = 4, 2
ODDITIES = [
    "dark",
    "nan",
    "count",
    "luma",
    "size",
    "backwards",
    "gap",
    "spot",
    "huge",
    "deep",
    "noise",
    "late",
]


@dataclass(frozen=True)
class Lesson:
    """What one pipeline is to see, what the student has switched off, and whether expressions are on."""

    masked: list[str]
    expressive: bool
    frames: list[dict[str, Any]]


class Walk:
    """Lessons of one rate, image size and set of masks each; every other one has no mask."""

    def __init__(self, seed: int) -> None:
        self._random = np.random.default_rng(seed)
        self._noise = jitter(200, 0.0005, seed)
        self._faces: dict[tuple[str, tuple[int, int]], list[Array]] = {}

    def lessons(self, count: int, frames_each: int) -> Iterator[Lesson]:
        """Yield so many lessons."""
        for number in range(count):
            size = SIZES[self._random.integers(len(SIZES))]
            fps = RATES[self._random.integers(len(RATES))]
            masked = [name for name in CUES_OF if number % 2 == 1 and self._random.random() < MASKED_SHARE]
            stays = self._stays(number)
            frames = list(self._lesson(size, fps, frames_each, stays))
            yield Lesson(masked, number % EXPRESSIVE_EVERY == 0, frames)

    def _lesson(
        self, size: tuple[int, int], fps: float, count: int, stays: Iterator[tuple[str, float]]
    ) -> Iterator[dict[str, Any]]:
        t_s, until_s = 0.0, -1.0
        for _ in range(count):
            if t_s > until_s:
                behaviour, stays_s = next(stays)
                until_s = t_s + stays_s
            yield self._frame(t_s, size, behaviour, oddity := self._oddity())
            t_s += self._step(fps, oddity)

    def _stays(self, number: int) -> Iterator[tuple[str, float]]:
        if number % BEGINNING_EVERY == BEGINNING:
            yield BEGINNINGS[number // BEGINNING_EVERY % len(BEGINNINGS)], CALIBRATION_S
        yield "calm", CALIBRATION_S
        if number % LASTING_EVERY == 0:
            yield LASTING[self._random.integers(len(LASTING))], LASTS_S
            yield "calm", AS_BEFORE_S
        names = [*BEHAVIOURS, *MOVES]
        while True:
            yield names[self._random.integers(len(names))], self._random.exponential(5)

    def _oddity(self) -> str:
        return ODDITIES[self._random.integers(len(ODDITIES))] if self._random.random() < 0.02 else ""

    def _step(self, fps: float, oddity: str) -> float:
        late = {"gap": 30.0, "late": 1.9, "backwards": -1.0}.get(oddity, 0.0)
        return float(late + self._random.uniform(0.5, 1.5) / fps)

    def _frame(self, t_s: float, size: tuple[int, int], behaviour: str, oddity: str) -> dict[str, Any]:
        moves = MOVES.get(behaviour, [behaviour])
        seen = self._landmarks(moves[int(t_s / MOVE_S) % len(moves)], size)
        faces = [face + self._noise[self._random.integers(200)] for face in seen]
        luma = 3.0 if behaviour == "in the dark" else 120.0
        shown = {"t_s": t_s, "width": size[0], "height": size[1], "faces": faces, "luma": luma}
        return shown | self._odd(oddity, faces)

    def _landmarks(self, behaviour: str, size: tuple[int, int]) -> list[Array]:
        if (behaviour, size) not in self._faces:
            sized = [replace(face, width=size[0], height=size[1]) for face in BEHAVIOURS[behaviour]]
            self._faces[behaviour, size] = [face.landmarks() for face in sized]
        return self._faces[behaviour, size]

    def _odd(self, oddity: str, faces: list[Array]) -> dict[str, Any]:
        changes: dict[str, Callable[[], dict[str, Any]]] = {
            "dark": lambda: {"faces": [], "luma": 3.0},
            "nan": lambda: {"faces": [*faces, self._spoiled(faces)]},
            "count": lambda: {"faces": [np.full((468, 3), 0.5)]},
            "luma": lambda: {"luma": float(self._random.choice([-1, 256, np.nan]))},
            "size": lambda: {"height": float(self._random.choice([0, -1, 1e300, np.inf]))},
            "spot": lambda: {"faces": [np.full((478, 3), 0.5)]},
            "huge": lambda: {"faces": [np.full((478, 3), 1e300)]},
            "deep": lambda: {"faces": [np.full((478, 3), [0.5, 0.5, 1e300])]},
            "noise": lambda: {"faces": [self._random.random((478, 3))]},
        }
        return changes[oddity]() if oddity in changes else {}

    def _spoiled(self, faces: list[Array]) -> Array:
        face = faces[0].copy() if faces else np.full((478, 3), 0.5)
        face[self._random.integers(478), self._random.integers(3)] = np.nan
        return face
