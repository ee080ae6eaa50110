"""The synthetic camera: plays a script, frame by frame, with the exact truth beside it; for tests only."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypedDict, cast

import numpy as np

from .behaviour import BEHAVIOURS, REGIONS, Scene
from .face import Array, Face
from .script import Script
from .subject import Habits, Pose, make_subject

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

    def pose(self, t_s: float) -> Pose:
        """Return the pose at a time of the lesson, eased over from the scene before."""
        along_s = t_s - self.start_s
        share = min(along_s / EASE_S, 1.0)
        aim = self.seat.plus(BEHAVIOURS[self.scene.behaviour].pose(along_s, self.scene))
        return self.before.towards(aim, share * share * (3 - 2 * share))


class Camera:
    """Plays one script."""

    def __init__(self, script: Script) -> None:
        self._script = script
        self._subject, self._other = make_subject(script.subject), make_subject(OTHER_SUBJECT)
        self._habits = Habits(script.seed, script.seconds)
        self._drops = np.random.default_rng([script.seed, 2])
        self._jitter = np.random.default_rng([script.seed, 3])
        self._noise_cm = self._subject.noise_cm if script.noise_cm is None else script.noise_cm
        self._noise = self._jitter.normal(0, 1, (478, 3))

    def play(self) -> Iterator[tuple[dict[str, Any], Truth]]:
        """Yield each frame as the pipeline takes it, and its truth; dropped frames and gaps are left out."""
        step = 0
        for act in self._acts():
            while (t_s := step / self._script.fps) < act.start_s + act.scene.seconds - 1e-9:
                step += 1
                self._shake()
                dropped = self._drops.random() < self._script.drop_share
                if not dropped and act.scene.behaviour != "gap":
                    yield self._frame(t_s, act)

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
            before = act.pose(start_s)

    def _frame(self, t_s: float, act: _Act) -> tuple[dict[str, Any], Truth]:
        pose = act.pose(t_s).plus(self._habits.sway(t_s))
        pose = pose._replace(closure=max(pose.closure, self._habits.blink(t_s)))
        others = self._others(t_s - act.start_s, act)
        # The detector wants half a face.
        seen = 0 < pose.x < 1
        faces = [self._landmarks(pose, act)] if seen else []
        faces += [face.landmarks(rest=self._other.rest_cm) for face in others]
        luma = LOW_LUMA if act.scene.low_light else act.luma
        size = {"width": self._script.width, "height": self._script.height}
        return {"t_s": t_s, **size, "luma": luma, "faces": faces}, _truth(t_s, act, pose, seen, len(faces))

    def _landmarks(self, pose: Pose, act: _Act) -> Array:
        drift_deg = self._script.pitch_drift_deg * abs(pose.roll_deg) / DRIFT_ROLL_DEG
        face = self._face(pose._replace(pitch_deg=pose.pitch_deg + drift_deg))
        hidden = REGIONS[act.scene.region] if act.scene.behaviour == "hand_on_face" else ()
        return face.landmarks(self._noise * self._noise_share(act), self._subject.rest_cm, hidden)

    def _face(self, pose: Pose) -> Face:
        values = pose._asdict()
        centre = (values.pop("x"), values.pop("y"))
        return Face(**values, width=self._script.width, height=self._script.height, centre=centre)

    def _noise_share(self, act: _Act) -> Array:
        noise_cm = self._noise_cm * act.noise * (LOW_LIGHT_NOISE if act.scene.low_light else 1.0)
        shares = np.full((478, 1), noise_cm)
        if act.scene.glasses:
            shares[_behind_glasses(self._subject.rest_cm)] *= GLASSES_NOISE
        return shares

    def _shake(self) -> None:
        # Also for the frames that are dropped, so that the noise does not depend on which those are.
        fresh = self._jitter.normal(0, np.sqrt(1 - NOISE_RHO * NOISE_RHO), (478, 3))
        self._noise = NOISE_RHO * self._noise + fresh

    def _others(self, along_s: float, act: _Act) -> list[Face]:
        seconds, y = act.scene.seconds, self._other.seat.y
        if act.scene.behaviour == "second_person":
            far_cm = act.seat.distance_cm + BESIDE_CM
            return [self._face(Pose(distance_cm=far_cm, x=BESIDE_X, y=y))]
        share = (along_s - seconds / 2) / PASSING_S + 0.5
        if act.scene.behaviour != "passer_by" or not 0 <= share < 1:
            return []
        x = PASSING_FROM_X + share * (PASSING_TO_X - PASSING_FROM_X)
        return [self._face(Pose(distance_cm=act.seat.distance_cm + PASSING_CM, x=x, y=y))]


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


def _truth(t_s: float, act: _Act, pose: Pose, seen: bool, faces: int) -> Truth:
    values = {name: value if seen else None for name, value in pose._asdict().items()}
    behaviour = act.scene.behaviour
    label = {"t_s": t_s, "behaviour": behaviour, "state": BEHAVIOURS[behaviour].state, "faces": faces}
    return cast(Truth, {name: {**label, **values}[name] for name in Truth.__annotations__})
