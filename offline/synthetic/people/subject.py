"""Synthetic subjects: who sits there, in which seat, seen how well; for tests only."""

from dataclasses import dataclass

import numpy as np

from offline.synthetic.people.face import INNER_BROWS, LEFT_LIDS, LIDS, RIGHT_LIDS, canonical_points
from offline.synthetic.people.pose import Array, Pose
from offline.synthetic.people.traits import USUAL, Traits, random_traits

# Faces differ by a few percent in each direction, and locally by millimetres.
WARP = 0.04
BUMP_COUNT, BUMP_SIGMA_CM, BUMP_WIDTH_CM = 6, 0.1, 2.5
# Between people the inner brow's height varies by .22 cm, and open eyes have an EAR from .18 to .37.
BROW_SIGMA_CM = 0.22
LID_SHARES = (0.8, 1.5)
# Of one person in three one eye opens less than the other, by up to a fourth.
UNEVEN_SHARE, UNEVEN_LESS = 1 / 3, 0.25
# The camera stands over the screen's middle, and no eye looks exactly along its optical axis.
GAZE_SIDE_DEG, GAZE_DOWN_DEG, HEAD_DOWN_DEG = 4.0, (0.0, 8.0), (-4.0, 8.0)
# A laptop stands at 50 to 75 cm; its camera seldom points exactly at the face.
DISTANCES_CM, OFF_CENTRE = (50.0, 75.0), 0.06
# The jitter of FaceMesh, measured on real video, and a middling one for the canonical face.
NOISE_CM, USUAL_NOISE_CM, USUAL_DISTANCE_CM = (0.02, 0.06), 0.035, 60.0


@dataclass(frozen=True, eq=False)
class Subject:
    """Somebody: the (468, 3) face at rest in cm, the pose before the camera, the jitter of the mesh.

    `traits` are how the brow goes with lids, gaze and spectacles.
    """

    rest_cm: Array
    seat: Pose
    noise_cm: float
    traits: Traits


def make_subject(number: int) -> Subject:
    """Return subject 0, the canonical face exactly before the camera, or one of endless others."""
    if number == 0:
        seat = Pose(distance_cm=USUAL_DISTANCE_CM, x=0.5, y=0.5)
        return Subject(canonical_points(), seat, USUAL_NOISE_CM, USUAL)
    random, ways = np.random.default_rng([number, 0]), np.random.default_rng([number, 1])
    rest_cm, seat = _rest(random), _seat(random)
    noise_cm = float(random.uniform(*NOISE_CM))
    return Subject(_uneven(rest_cm, ways), seat, noise_cm, random_traits(ways))


def _rest(random: np.random.Generator) -> Array:
    points = _bumpy(canonical_points(), random) @ _warp(random).T
    brow_cm = random.normal(0, BROW_SIGMA_CM)
    for point in INNER_BROWS:
        points[point, 1] += brow_cm
    opened = random.uniform(*LID_SHARES)
    for upper, lower in LIDS:
        points[upper] += (opened - 1) * (points[upper] - points[lower])
    return points


def _uneven(rest_cm: Array, random: np.random.Generator) -> Array:
    """Return the face with one eye less open than the other, where it is that of one person in three."""
    if random.random() < UNEVEN_SHARE:
        less = random.uniform(0, UNEVEN_LESS)
        for upper, lower in LEFT_LIDS if random.random() * 2 < 1 else RIGHT_LIDS:
            rest_cm[upper] -= less * (rest_cm[upper] - rest_cm[lower])
    return rest_cm


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
