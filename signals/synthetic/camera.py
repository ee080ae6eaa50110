"""The synthetic camera: plays a script, frame by frame, with the exact truth beside it; for tests only.

It reckons a block of frames at once, which changes no frame: an hour at 10 frames a second takes seconds.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from typing import Any, TypedDict, cast

import numpy as np
import numpy.typing as npt

from .behaviour import BEHAVIOURS, REGIONS, Scene
from .face import landmarks_of
from .habits import Habits
from .pose import Array, Pose
from .script import Script
from .subject import make_subject

# A head needs most of a second to turn.
EASE_S = 0.7
DRIFT_ROLL_DEG = 20.0
NOISE_RHO = 0.7
# An office, an evening room and a lamp behind the student; a dark picture jitters more.
LUMA, CHANGED_LUMA, LOW_LUMA = 120.0, 65.0, 35.0
CHANGED_LIGHT_NOISE, LOW_LIGHT_NOISE, GLASSES_NOISE = 1.4, 2.0, 2.5
# Frames and reflections trouble the mesh around the eyes, and the irises.
GLASSES_HALF_WIDTH_CM, GLASSES_HEIGHTS_CM = 6.0, (1.3, 4.0)
# Another seat: nearer or farther, beside the first, and turned back to the screen.
SEAT_CM, SEAT_X, SEAT_DEG = 12.0, 0.08, 5.0
# Who passes behind is as wide as half the student, for less than the two seconds that count.
PASSING_S, PASSING_CM, PASSING_FROM_X, PASSING_TO_X = 1.5, 45.0, 0.05, 0.95
BESIDE_CM, BESIDE_X = 15.0, 0.85
OTHER_SUBJECT = 1
# A browser lets a hidden tab do something about once a second, at uneven times.
HIDDEN_TAB_FPS = 1.0
BLOCK = 256
# A frame due at a scene's end belongs to the next scene, whatever the last bit of its time says.
SAME_TIME_S = 1e-9


class Truth(TypedDict):
    """What was so on one frame; the angles, amounts and distance are None where no face is to be seen.

    `state` is the label the behaviour deserves, at once and not after any rule's patience; None where
    nobody could say.
    """

    t_s: float
    behaviour: str
    state: str | None
    faces: int
    yaw_deg: float | None
    pitch_deg: float | None
    roll_deg: float | None
    gaze_yaw_deg: float | None
    gaze_pitch_deg: float | None
    distance_cm: float | None
    brow_lowered: float | None
    brow_raised: float | None
    smile: float | None
    mouth_open: float | None
    closure: float | None


@dataclass(frozen=True)
class _Act:
    """A scene in its place: since when, from which pose, in which seat and light."""

    scene: Scene
    start_s: float
    before: Pose
    seat: Pose
    luma: float
    noise: float

    def pose(self, t_s: Array) -> Pose:
        """Return the poses at times of the lesson, eased over from the scene before."""
        along_s = t_s - self.start_s
        share = np.minimum(along_s / EASE_S, 1.0)
        manner = Pose(roll_deg=self.scene.roll_deg, brow_lowered=self.scene.frown)
        aim = self.seat.plus(BEHAVIOURS[self.scene.behaviour].pose(along_s, self.scene)).plus(manner)
        return self.before.towards(aim, share * share * (3 - 2 * share)).spread(len(t_s))


class Camera:
    """Plays one script."""

    def __init__(self, script: Script) -> None:
        self._script = script
        self._size = (script.width, script.height)
        self._subject, self._other = make_subject(script.subject), make_subject(OTHER_SUBJECT)
        self.habits = Habits(script.seed, script.seconds)
        self._drops = np.random.default_rng([script.seed, 2])
        self._jitter = np.random.default_rng([script.seed, 3])
        self._noise_cm = self._subject.noise_cm if script.noise_cm is None else script.noise_cm
        self._noise = self._jitter.normal(0, 1, (478, 3))

    def play(self) -> Iterator[tuple[dict[str, Any], Truth]]:
        """Yield each frame as the pipeline takes it, and its truth; dropped frames and gaps are left out."""
        first = 0
        for act in self._acts():
            last = ceil((act.start_s + act.scene.seconds - SAME_TIME_S) * self._script.fps)
            for start in range(first, last, BLOCK):
                yield from self._block(np.arange(start, min(start + BLOCK, last)), act)
            first = max(first, last)

    def _block(self, steps: npt.NDArray[np.int64], act: _Act) -> Iterator[tuple[dict[str, Any], Truth]]:
        # Dropped frames shake too, so that the noise does not depend on which those are.
        noise, kept = self._shake(len(steps)), self._kept(len(steps), act)
        if not kept.any():
            return
        t_s = steps[kept] / self._script.fps
        pose = self._live(t_s, act)
        faces = self._landmarks(pose, act, noise[kept])
        # The detector wants half a face.
        seen = (np.asarray(pose.x) > 0) & (np.asarray(pose.x) < 1)
        others = self._others(t_s - act.start_s, act)
        luma = LOW_LUMA if act.scene.low_light else act.luma
        same = {"width": self._script.width, "height": self._script.height, "luma": luma}
        for index, truth in enumerate(_truths(t_s, act, pose, seen)):
            shown = ([faces[index]] if seen[index] else []) + ([others[index]] if index in others else [])
            yield {"t_s": truth["t_s"], **same, "faces": shown}, {**truth, "faces": len(shown)}

    def _kept(self, count: int, act: _Act) -> npt.NDArray[np.bool_]:
        draws = self._drops.random(count)
        if act.scene.behaviour == "gap":
            return np.zeros(count, dtype=np.bool_)
        if act.scene.behaviour == "hidden_tab":
            return draws > 1 - HIDDEN_TAB_FPS / self._script.fps
        return draws >= self._script.drop_share

    def _acts(self) -> Iterator[_Act]:
        random = np.random.default_rng([self._script.seed, 4])
        seat = before = self._subject.seat
        start_s, luma, noise = 0.0, LUMA, 1.0
        for scene in self._script.scenes:
            if scene.behaviour == "change_seat":
                seat = seat.plus(_another_seat(random))
            if scene.behaviour == "change_light":
                luma, noise = (CHANGED_LUMA, CHANGED_LIGHT_NOISE) if luma == LUMA else (LUMA, 1.0)
            act = _Act(scene, start_s, before, seat, luma, noise)
            yield act
            start_s += scene.seconds
            before = Pose(*(float(np.asarray(value)[0]) for value in act.pose(np.array([start_s]))))

    def _live(self, t_s: Array, act: _Act) -> Pose:
        pose = act.pose(t_s).plus(self.habits.sway(t_s))
        return pose._replace(closure=np.maximum(pose.closure, self.habits.blink(t_s)))

    def _landmarks(self, pose: Pose, act: _Act, noise: Array) -> Array:
        drift_deg = self._script.pitch_drift_deg * np.abs(pose.roll_deg) / DRIFT_ROLL_DEG
        hidden = REGIONS[act.scene.region] if act.scene.behaviour == "hand_on_face" else ()
        drifted = pose._replace(pitch_deg=pose.pitch_deg + drift_deg)
        noise_cm = noise * self._noise_share(act)
        return landmarks_of(drifted, self._size, noise_cm, self._subject.rest_cm, hidden, self._script.furrow)

    def _noise_share(self, act: _Act) -> Array:
        noise_cm = self._noise_cm * act.noise * (LOW_LIGHT_NOISE if act.scene.low_light else 1.0)
        shares = np.full((478, 1), noise_cm)
        if act.scene.glasses:
            shares[_behind_glasses(self._subject.rest_cm)] *= GLASSES_NOISE
        return shares

    def _shake(self, count: int) -> Array:
        noise = self._jitter.normal(0, np.sqrt(1 - NOISE_RHO * NOISE_RHO), (count, 478, 3))
        for index in range(count):
            noise[index] += NOISE_RHO * self._noise
            self._noise = noise[index]
        return noise

    def _others(self, along_s: Array, act: _Act) -> dict[int, Array]:
        """Return the landmarks of whoever else is in the picture, by the frame's place in the block."""
        share = (along_s - act.scene.seconds / 2) / PASSING_S + 0.5
        passing = (share >= 0) & (share < 1)
        if act.scene.behaviour == "second_person":
            passing, x, behind_cm = np.ones_like(passing), np.full(len(share), BESIDE_X), BESIDE_CM
        elif act.scene.behaviour == "passer_by":
            x, behind_cm = PASSING_FROM_X + share * (PASSING_TO_X - PASSING_FROM_X), PASSING_CM
        else:
            return {}
        at, far_cm = np.flatnonzero(passing), act.seat.distance_cm + behind_cm
        pose = Pose(distance_cm=far_cm, x=x[at], y=self._other.seat.y).spread(len(at))
        return dict(zip(at.tolist(), landmarks_of(pose, self._size, rest=self._other.rest_cm), strict=True))


def _another_seat(random: np.random.Generator) -> Pose:
    away, aside, turned = random.choice([-1.0, 1.0]), random.choice([-1.0, 1.0]), random.uniform(0.5, 1)
    yaw_deg = -aside * turned * SEAT_DEG
    return Pose(yaw_deg=yaw_deg, gaze_yaw_deg=yaw_deg, distance_cm=away * SEAT_CM, x=aside * turned * SEAT_X)


def _behind_glasses(rest_cm: Array) -> Array:
    low_cm, high_cm = GLASSES_HEIGHTS_CM
    near = np.ones(478, dtype=np.bool_)
    near[:468] = np.abs(rest_cm[:, 0]) < GLASSES_HALF_WIDTH_CM
    near[:468] &= (rest_cm[:, 1] > low_cm) & (rest_cm[:, 1] < high_cm)
    return near  # type: ignore[return-value]


def _truths(t_s: Array, act: _Act, pose: Pose, seen: npt.NDArray[np.bool_]) -> Iterator[Truth]:
    """Yield the truth of each frame, the count of faces aside."""
    behaviour = act.scene.behaviour
    label = {"behaviour": behaviour, "state": BEHAVIOURS[behaviour].state, "faces": 0}
    names = [name for name in Truth.__annotations__ if name in Pose._fields]
    columns = [np.asarray(getattr(pose, name)).tolist() for name in names]
    for time_s, there, *values in zip(t_s.tolist(), seen.tolist(), *columns, strict=True):
        amounts = dict(zip(names, values, strict=True)) if there else dict.fromkeys(names)
        yield cast(Truth, {"t_s": time_s, **label, **amounts})
