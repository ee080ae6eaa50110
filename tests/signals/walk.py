"""A random walk: frames of everything a camera can show, and some it cannot, in a fixed random order."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from signals.masks import CUES_OF
from signals.synthetic.face import Face, jitter
from signals.synthetic.pose import Array
from tests.signals.lesson import CALM, PUZZLED

CALIBRATION_S = 22.0
SIZES = [(640, 480), (480, 640), (1280, 720)]
RATES = [4, 5, 10]
MASKED_SHARE = 0.4
BEHAVIOURS: dict[str, list[Face]] = {
    "calm": [CALM],
    "puzzled": [PUZZLED],
    "puzzled and smiling": [replace(PUZZLED, smile=1)],
    "left": [replace(CALM, yaw_deg=30, gaze_yaw_deg=45)],
    "right": [replace(CALM, yaw_deg=-30, gaze_yaw_deg=-45)],
    "up": [replace(CALM, pitch_deg=15, gaze_pitch_deg=30)],
    "down": [replace(CALM, pitch_deg=-35, gaze_pitch_deg=-50)],
    "in profile": [replace(CALM, yaw_deg=60, gaze_yaw_deg=70)],
    "eyes shut": [replace(CALM, closure=1)],
    "eyes rolled out": [replace(CALM, gaze_yaw_deg=95)],
    "mouth open": [replace(CALM, mouth_open=1)],
    "near": [replace(CALM, distance_cm=35)],
    "small": [replace(CALM, distance_cm=300)],
    "cut": [replace(CALM, centre=(0.97, 0.5))],
    "nobody": [],
    "two": [
        replace(CALM, centre=(0.3, 0.5), distance_cm=70),
        replace(CALM, centre=(0.7, 0.5), distance_cm=75),
    ],
    "a small second": [CALM, replace(CALM, centre=(0.8, 0.3), distance_cm=200)],
}
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


class Walk:
    """Frames as (masked, frame): a new pipeline with these masks is to begin, or None where it goes on."""

    def __init__(self, seed: int) -> None:
        self._random = np.random.default_rng(seed)
        self._noise = jitter(200, 0.0005, seed)
        self._faces: dict[tuple[str, tuple[int, int]], list[Array]] = {}

    def frames(
        self, lessons: int, frames_per_lesson: int
    ) -> Iterator[tuple[list[str] | None, dict[str, Any]]]:
        """Yield lessons of one rate, image size and set of masks each; every other one has no mask."""
        for lesson in range(lessons):
            size = SIZES[self._random.integers(len(SIZES))]
            fps = RATES[self._random.integers(len(RATES))]
            masked = [name for name in CUES_OF if lesson % 2 == 1 and self._random.random() < MASKED_SHARE]
            for number, shown in enumerate(self._lesson(size, fps, frames_per_lesson)):
                yield masked if number == 0 else None, shown

    def _lesson(self, size: tuple[int, int], fps: float, count: int) -> Iterator[dict[str, Any]]:
        t_s, behaviour, until_s = 0.0, "calm", CALIBRATION_S
        for _ in range(count):
            yield self._frame(t_s, size, behaviour, oddity := self._oddity())
            t_s += self._step(fps, oddity)
            if t_s > until_s:
                behaviour = list(BEHAVIOURS)[self._random.integers(len(BEHAVIOURS))]
                until_s = t_s + self._random.exponential(5)

    def _oddity(self) -> str:
        return ODDITIES[self._random.integers(len(ODDITIES))] if self._random.random() < 0.02 else ""

    def _step(self, fps: float, oddity: str) -> float:
        late = {"gap": 30.0, "late": 1.9, "backwards": -1.0}.get(oddity, 0.0)
        return float(late + self._random.uniform(0.5, 1.5) / fps)

    def _frame(self, t_s: float, size: tuple[int, int], behaviour: str, oddity: str) -> dict[str, Any]:
        faces = [face + self._noise[self._random.integers(200)] for face in self._landmarks(behaviour, size)]
        shown = {"t_s": t_s, "width": size[0], "height": size[1], "faces": faces, "luma": 120.0}
        return shown | self._odd(oddity, faces)

    def _landmarks(self, behaviour: str, size: tuple[int, int]) -> list[Array]:
        if (behaviour, size) not in self._faces:
            sized = [replace(face, width=size[0], height=size[1]) for face in BEHAVIOURS[behaviour]]
            self._faces[behaviour, size] = [face.landmarks() for face in sized]
        return self._faces[behaviour, size]

    def _odd(self, oddity: str, faces: list[Array]) -> dict[str, Any]:
        spoiled = faces[0].copy() if faces else np.full((478, 3), 0.5)
        spoiled[self._random.integers(478), self._random.integers(3)] = np.nan
        changes: dict[str, dict[str, Any]] = {
            "dark": {"faces": [], "luma": 3.0},
            "nan": {"faces": [*faces, spoiled]},
            "count": {"faces": [np.full((468, 3), 0.5)]},
            "luma": {"luma": float(self._random.choice([-1, 256, np.nan]))},
            "size": {"height": float(self._random.choice([0, -1, 1e300, np.inf]))},
            "spot": {"faces": [np.full((478, 3), 0.5)]},
            "huge": {"faces": [np.full((478, 3), 1e300)]},
            "deep": {"faces": [np.full((478, 3), [0.5, 0.5, 1e300])]},
            "noise": {"faces": [self._random.random((478, 3))]},
        }
        return changes.get(oddity, {})
