"""Accuracy: head angles and gaze of synthetic faces against their truth, on the canonical face and others."""

from collections.abc import Mapping

import numpy as np

from benchmarks.evaluation.table import Row, Table, at_most, told
from offline.synthetic.people.face import landmarks_of
from offline.synthetic.people.pose import Array, Pose
from offline.synthetic.people.subject import make_subject
from signals import load_parameters
from signals.contract.parameters import Parameters
from signals.face.measures import FaceReader

SIZE = (640, 480)
NOISE_CM = 0.035
# The range of poses, and of looks at and about the screen, in which the errors are measured.
YAW_DEG, PITCH_DEG, ROLL_DEG = 40.0, 25.0, 25.0
LOOK_YAW_DEG, LOOK_PITCH_DEG, LOOK_HEAD_SHARE = 30.0, 20.0, 0.5
POSE_MAX_DEG, GAZE_MAX_DEG = 1.0, 3.0
ANGLES = ("yaw_deg", "pitch_deg", "roll_deg")
GAZE = ("gaze_raw_yaw_deg", "gaze_raw_pitch_deg")
BASELINE_LOOKS = 100
SUBJECTS = 20


def table(faces: int, seed: int) -> Table:
    """Return the table of so many faces, seen alone and measured one by one."""
    random = np.random.default_rng([seed, 6])
    rows = [
        at_most(f"mean error of {name}", error, POSE_MAX_DEG)
        for name, error in zip(ANGLES, _pose_errors_deg(random, 0, faces), strict=True)
    ]
    others = np.mean([_pose_errors_deg(random, number, faces // SUBJECTS) for number in _others()], axis=0)
    rows += [told(f"mean error of {name}, other faces", e) for name, e in zip(ANGLES, others, strict=True)]
    rows += _gaze_rows("", _gaze_errors_deg(random, 0, faces))
    errors = [_gaze_errors_deg(random, number, faces // SUBJECTS) for number in _others()]
    rows += _gaze_rows(", other faces", np.mean(errors, axis=0))
    note = f"  {faces} poses: yaw to {YAW_DEG:.0f}, pitch to {PITCH_DEG:.0f}, roll to {ROLL_DEG:.0f} degrees"
    return Table("Head and gaze, degrees", f"{note}; noise {NOISE_CM} cm; seed {seed}", rows)


def _others() -> range:
    return range(1, 1 + SUBJECTS)


def _gaze_rows(whose: str, errors_deg: Array) -> list[Row]:
    names = (f"mean error of gaze {way}{whose}, after one look" for way in ("yaw", "pitch"))
    return [at_most(name, error, GAZE_MAX_DEG) for name, error in zip(names, errors_deg, strict=True)]


def _pose_errors_deg(random: np.random.Generator, subject: int, count: int) -> Array:
    """Return the mean error of each head angle; a face's own shape is taken away with its own first look."""
    yaw, pitch, roll = (limit * random.uniform(-1, 1, count) for limit in (YAW_DEG, PITCH_DEG, ROLL_DEG))
    turned = Pose(yaw, pitch, roll, yaw, pitch)
    own = _mean(_measure(random, subject, Pose(), BASELINE_LOOKS), ANGLES) if subject > 0 else np.zeros(3)
    measured = _measure(random, subject, turned, count)
    truth = np.stack([yaw, pitch, roll], axis=-1)
    errors = np.abs(np.array([[one[name] for name in ANGLES] for one in measured]) - own - truth)
    return np.asarray(errors.mean(axis=0))


def _gaze_errors_deg(random: np.random.Generator, subject: int, count: int) -> Array:
    """Return the mean error of each gaze angle after a baseline of looks at the screen's middle."""
    yaw, pitch = (limit * random.uniform(-1, 1, count) for limit in (LOOK_YAW_DEG, LOOK_PITCH_DEG))
    roll = ROLL_DEG * random.uniform(-1, 1, count) / 2
    looks = Pose(LOOK_HEAD_SHARE * yaw, LOOK_HEAD_SHARE * pitch, roll, yaw, pitch)
    own = _mean(_measure(random, subject, Pose(), BASELINE_LOOKS), GAZE)
    measured = _measure(random, subject, looks, count)
    truth = np.stack([yaw, pitch], axis=-1)
    seen = [index for index, one in enumerate(measured) if GAZE[0] in one]
    errors = np.abs(
        np.array([[measured[index][name] for name in GAZE] for index in seen]) - own - truth[seen]
    )
    return np.asarray(errors.mean(axis=0))


def _measure(random: np.random.Generator, subject: int, pose: Pose, count: int) -> list[Mapping[str, float]]:
    who = make_subject(subject)
    seated = pose._replace(distance_cm=who.seat.distance_cm, x=0.5, y=0.5).spread(count)
    noise_cm = NOISE_CM * random.normal(0, 1, (count, 478, 3))
    faces = landmarks_of(seated, SIZE, noise_cm, who.rest_cm)
    reader = FaceReader(Parameters(load_parameters()))
    return [reader.read(face, *SIZE).measures for face in faces]


def _mean(measured: list[Mapping[str, float]], names: tuple[str, ...]) -> Array:
    return np.array([np.mean([one[name] for one in measured if name in one]) for name in names])
