"""Synthetic subjects: who sits there, and how a living face moves when nothing happens; for tests only."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from .face import INNER_BROWS, LIDS, Array, canonical_points

# Faces differ by a few percent in each direction, and locally by millimetres.
WARP = 0.04
BUMP_COUNT, BUMP_SIGMA_CM, BUMP_WIDTH_CM = 6, 0.1, 2.5
# Between people the inner brow's height varies by .22 cm, and open eyes have an EAR from .18 to .37.
BROW_SIGMA_CM = 0.22
LID_SHARES = (0.8, 1.5)
# The camera stands over the screen's middle, and no eye looks exactly along its optical axis.
GAZE_SIDE_DEG, GAZE_DOWN_DEG, HEAD_DOWN_DEG = 4.0, (0.0, 8.0), (-4.0, 8.0)
# A laptop stands at 50 to 75 cm; its camera seldom points exactly at the face.
DISTANCES_CM, OFF_CENTRE = (50.0, 75.0), 0.06
# The jitter of FaceMesh, measured on real video, and a middling one for the canonical face.
NOISE_CM, USUAL_NOISE_CM, USUAL_DISTANCE_CM = (0.02, 0.06), 0.035, 60.0

# A seated head sways slowly and by about a degree; the eyes make up for it.
SWAY_PERIODS_S, SWAY_DEG = (5.0, 13.0), (0.5, 0.8)
# Between blinks lie 2 to 10 seconds; a blink takes 150 to 350 ms.
BLINK_GAPS_S, BLINKS_S = (2.0, 10.0), (0.15, 0.35)
# Eyes rest for 200 to 600 ms, within a degree or two of what they look at.
FIXATIONS_S, FIXATION_SIGMA_DEG = (0.2, 0.6), 1.2


class Pose(NamedTuple):
    """A change from a subject's rest: degrees and centimetres, shares of 1, and shares of the image."""

    yaw_deg: float = 0.0
    pitch_deg: float = 0.0
    roll_deg: float = 0.0
    gaze_yaw_deg: float = 0.0
    gaze_pitch_deg: float = 0.0
    brow_lowered: float = 0.0
    smile: float = 0.0
    mouth_open: float = 0.0
    closure: float = 0.0
    distance_cm: float = 0.0
    x: float = 0.0
    y: float = 0.0

    def plus(self, other: "Pose") -> "Pose":
        """Return both changes at once."""
        return Pose(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))

    def towards(self, other: "Pose", share: float) -> "Pose":
        """Return the pose this share of the way to the other."""
        return Pose(*(mine + share * (theirs - mine) for mine, theirs in zip(self, other, strict=True)))


@dataclass(frozen=True, eq=False)
class Subject:
    """Somebody: the (468, 3) face at rest in cm, the pose before the camera, the jitter of the mesh."""

    rest_cm: Array
    seat: Pose
    noise_cm: float


def make_subject(number: int) -> Subject:
    """Return subject 0, the canonical face exactly before the camera, or one of endless others."""
    if number == 0:
        return Subject(canonical_points(), Pose(distance_cm=USUAL_DISTANCE_CM, x=0.5, y=0.5), USUAL_NOISE_CM)
    random = np.random.default_rng([number, 0])
    return Subject(_rest(random), _seat(random), float(random.uniform(*NOISE_CM)))


def _rest(random: np.random.Generator) -> Array:
    points = _bumpy(canonical_points(), random) @ _warp(random).T
    brow_cm = random.normal(0, BROW_SIGMA_CM)
    for point in INNER_BROWS:
        points[point, 1] += brow_cm
    opened = random.uniform(*LID_SHARES)
    for upper, lower in LIDS:
        points[upper] += (opened - 1) * (points[upper] - points[lower])
    return points


def _warp(random: np.random.Generator) -> Array:
    """Return the identity, a little stretched and sheared, as far as left and right stay mirrored."""
    mirrored = np.array([[1.0, 0, 0], [0, 1, 1], [0, 1, 1]])
    return np.eye(3) + mirrored * random.uniform(-WARP, WARP, (3, 3))  # type: ignore[no-any-return]


def _bumpy(points: Array, random: np.random.Generator) -> Array:
    mirror = np.array([-1.0, 1, 1])
    bumpy = points.copy()
    for _ in range(BUMP_COUNT):
        middle, height_cm = points[random.integers(len(points))], random.normal(0, BUMP_SIGMA_CM, 3)
        for side in (np.ones(3), mirror):
            apart = np.sum((points - side * middle) ** 2, axis=1) / BUMP_WIDTH_CM**2
            bumpy += np.exp(-apart / 2)[:, None] * side * height_cm
    return bumpy


def _seat(random: np.random.Generator) -> Pose:
    return Pose(
        yaw_deg=random.uniform(-GAZE_SIDE_DEG, GAZE_SIDE_DEG),
        pitch_deg=-random.uniform(*HEAD_DOWN_DEG),
        gaze_yaw_deg=random.uniform(-GAZE_SIDE_DEG, GAZE_SIDE_DEG),
        gaze_pitch_deg=-random.uniform(*GAZE_DOWN_DEG),
        distance_cm=random.uniform(*DISTANCES_CM),
        x=random.uniform(0.5 - OFF_CENTRE, 0.5 + OFF_CENTRE),
        y=random.uniform(0.5 - OFF_CENTRE, 0.5 + OFF_CENTRE),
    )


class Habits:
    """The sway, blinks and fixations of one lesson: a function of time alone, whatever the frame rate."""

    def __init__(self, seed: int, lesson_s: float) -> None:
        random = np.random.default_rng([seed, 1])
        self._sway_periods_s = random.uniform(*SWAY_PERIODS_S, 3)
        self._sway_phases = random.uniform(0, 2 * np.pi, 3)
        self._sway_deg = random.uniform(*SWAY_DEG, 3)
        blinks = 2 + int(lesson_s / BLINK_GAPS_S[0])
        self._blink_starts_s = np.cumsum(random.uniform(*BLINK_GAPS_S, blinks))
        self._blinks_s = random.uniform(*BLINKS_S, blinks)
        fixations = 2 + int(lesson_s / FIXATIONS_S[0])
        self._fixation_starts_s = np.cumsum(random.uniform(*FIXATIONS_S, fixations))
        self._fixations_deg = random.normal(0, FIXATION_SIGMA_DEG, (fixations, 2))

    def sway(self, t_s: float) -> Pose:
        """Return the head's sway and what the eyes rest on at a time."""
        yaw, pitch, roll = self._sway_deg * np.sin(2 * np.pi * t_s / self._sway_periods_s + self._sway_phases)
        fixation = int(np.searchsorted(self._fixation_starts_s, t_s))
        gaze_yaw, gaze_pitch = self._fixations_deg[fixation]
        return Pose(*map(float, (yaw, pitch, roll, gaze_yaw, gaze_pitch)))

    def blink(self, t_s: float) -> float:
        """Return how far a blink has closed the lids at a time, 0 to 1."""
        number = int(np.searchsorted(self._blink_starts_s, t_s, side="right")) - 1
        if number < 0:
            return 0.0
        share = (t_s - self._blink_starts_s[number]) / self._blinks_s[number]
        return float(np.sin(np.pi * share)) if share < 1 else 0.0
