"""The synthetic camera: plays a script, frame by frame, with the exact truth beside it; for tests only.

It reckons a block of frames at once, which changes no frame: an hour at 10 frames a second takes seconds.
"""

from collections.abc import Iterator
from math import ceil
from typing import Any

import numpy as np
import numpy.typing as npt

from offline.synthetic.act import Act, acts_of
from offline.synthetic.acts.covers import covered, hidden_points, noise_shares
from offline.synthetic.acts.held import HELD, LOOP, PHOTO, Held
from offline.synthetic.people.face import landmarks_of
from offline.synthetic.people.habits import Habits
from offline.synthetic.people.pose import Array, Pose
from offline.synthetic.people.seats import placed, turn_picture, turned_by
from offline.synthetic.people.subject import make_subject
from offline.synthetic.people.traits import STAYING
from offline.synthetic.script import Script
from offline.synthetic.truth import Truth, truths_of

DRIFT_ROLL_DEG = 20.0
NOISE_RHO = 0.7
# A lamp behind the student; a dark picture jitters more.
LOW_LUMA, LOW_LIGHT_NOISE, GLASSES_NOISE = 35.0, 2.0, 2.5
# Frames and reflections trouble the mesh around the eyes, and the irises.
GLASSES_HALF_WIDTH_CM, GLASSES_HEIGHTS_CM = 6.0, (1.3, 4.0)
# Who passes behind is as wide as half the student, for less than the two seconds that count.
PASSING_S, PASSING_CM, PASSING_FROM_X, PASSING_TO_X = 1.5, 45.0, 0.05, 0.95
BESIDE_CM, BESIDE_X = 15.0, 0.85
OTHER_SUBJECT = 1
# A browser lets a hidden tab do something about once a second, at uneven times.
HIDDEN_TAB_FPS = 1.0
# A page that is slow on purpose says so with each frame.
ANNOUNCED_FPS_MAX = 1.0
# Of a head in full profile the detector sees no face.
PROFILE_DEG = 75.0
# Who sinks in sleep is lost for most of a second, now and then.
LOST_EVERY_S, LOST_S = 4.3, 0.8
BLOCK = 256
# A frame due at a scene's end belongs to the next scene, whatever the last bit of its time says.
SAME_TIME_S = 1e-9


class Camera:
    """Plays one script."""

    def __init__(self, script: Script) -> None:
        self._script = script
        self._quarters = turned_by(script.camera)
        size = (script.width, script.height)
        # What a camera on its side shows is an upright picture, turned.
        self._size = size if self._quarters == 0 else size[::-1]
        self._subject, self._other = make_subject(script.subject), make_subject(OTHER_SUBJECT)
        self._seat = placed(self._subject.seat, script.camera, script.subject, self._aspect)
        self.habits = Habits(script.seed, script.seconds)
        self._held = Held(script.seed, script.fps)
        self._drops = np.random.default_rng([script.seed, 2])
        self._jitter = np.random.default_rng([script.seed, 3])
        self._noise_cm = self._subject.noise_cm if script.noise_cm is None else script.noise_cm
        self._noise = self._jitter.normal(0, 1, (478, 3))

    @property
    def _aspect(self) -> float:
        return self._size[1] / self._size[0]

    def play(self) -> Iterator[tuple[dict[str, Any], Truth]]:
        """Yield each frame as the pipeline takes it, and its truth; dropped frames and gaps are left out."""
        first = 0
        for act in acts_of(self._script, self._seat):
            last = ceil((act.start_s + act.scene.seconds - SAME_TIME_S) * self._script.fps)
            for start in range(first, last, BLOCK):
                yield from self._block(np.arange(start, min(start + BLOCK, last)), act)
            first = max(first, last)

    def _block(self, steps: npt.NDArray[np.int64], act: Act) -> Iterator[tuple[dict[str, Any], Truth]]:
        # Dropped frames shake too, so that the noise does not depend on which those are.
        noise, kept = self._shake(len(steps)), self._kept(len(steps), act)
        if not kept.any():
            return
        t_s = steps[kept] / self._script.fps
        pose, faces = self._look(t_s, act, noise[kept])
        seen = self._seen(pose, t_s - act.start_s, act)
        faces = turn_picture(faces, self._quarters, self._aspect)
        others = self._others(t_s - act.start_s, act)
        same = self._same(act)
        for index, truth in enumerate(truths_of(t_s, act.scene, pose, seen)):
            shown = ([faces[index]] if seen[index] else []) + ([others[index]] if index in others else [])
            yield {"t_s": truth["t_s"], **same, "faces": shown}, {**truth, "faces": len(shown)}

    def _same(self, act: Act) -> dict[str, float]:
        """Return what every frame of an act says of itself."""
        luma = LOW_LUMA if act.scene.low_light else act.luma
        same = {"width": self._script.width, "height": self._script.height, "luma": luma}
        fps = self._script.fps
        return same if fps > ANNOUNCED_FPS_MAX else {**same, "every_s": 1 / fps}

    def _kept(self, count: int, act: Act) -> npt.NDArray[np.bool_]:
        draws = self._drops.random(count)
        if act.scene.behaviour == "gap":
            return np.zeros(count, dtype=np.bool_)
        if act.scene.behaviour == "hidden_tab":
            return draws > 1 - HIDDEN_TAB_FPS / self._script.fps
        return draws >= self._script.drop_share

    def _seen(self, pose: Pose, along_s: Array, act: Act) -> npt.NDArray[np.bool_]:
        """Return where the student's face is found: the detector wants half of it, and not too far down."""
        seen = (np.asarray(pose.x) > 0) & (np.asarray(pose.x) < 1)
        seen &= np.abs(pose.yaw_deg) < PROFILE_DEG
        if act.scene.behaviour == "doze_lost":
            seen &= along_s % LOST_EVERY_S >= LOST_S
        return np.asarray(seen)

    def _look(self, t_s: Array, act: Act, noise: Array) -> tuple[Pose, Array]:
        """Return the poses, and the landmarks in an upright picture."""
        if act.scene.behaviour in HELD and act.scene.behaviour != LOOP:
            return self._photograph(t_s, act, noise)
        if act.scene.behaviour == LOOP:
            phase_s, noise_cm = self._held.looped(t_s - act.start_s, self._noise_cm, noise)
            pose = self._live(act.start_s + phase_s, act)
            return pose, self._landmarks(pose, phase_s, act, noise_cm)
        pose = self._live(t_s, act)
        return pose, self._landmarks(pose, t_s - act.start_s, act, noise * self._noise_share(pose, act))

    def _photograph(self, t_s: Array, act: Act, noise: Array) -> tuple[Pose, Array]:
        pose = act.seat.spread(len(t_s))
        face = landmarks_of(act.seat.spread(1), self._size, rest=self._subject.rest_cm)[0]
        still = act.scene.behaviour == PHOTO
        distance_cm = float(act.seat.distance_cm)
        return pose, self._held.photo(face, distance_cm, self._aspect, None if still else t_s, noise)

    def _live(self, t_s: Array, act: Act) -> Pose:
        pose = act.shown(t_s).plus(self.habits.sway(t_s))
        return pose._replace(closure=np.maximum(pose.closure, self.habits.blink(t_s)))

    def _landmarks(self, pose: Pose, along_s: Array, act: Act, noise_cm: Array) -> Array:
        drift_deg = self._script.pitch_drift_deg * np.abs(pose.roll_deg) / DRIFT_ROLL_DEG
        drifted = pose._replace(pitch_deg=pose.pitch_deg + drift_deg)
        hidden = hidden_points(act.scene)
        return landmarks_of(
            drifted,
            self._size,
            noise_cm,
            self._subject.rest_cm,
            hidden,
            self._script.furrow,
            self._subject.traits if self._script.brow_follows else STAYING,
            covered(act.scene, along_s) if hidden else None,
            self._script.iris_lag_deg,
        )

    def _noise_share(self, pose: Pose, act: Act) -> Array:
        """Return the size of the noise of each landmark, in cm: (478, 1), or (n, 478, 1) where it changes."""
        noise_cm = self._noise_cm * act.noise * (LOW_LIGHT_NOISE if act.scene.low_light else 1.0)
        shares = noise_cm * noise_shares(act.scene)
        worn = np.asarray(pose.glasses) > 0
        if not worn.any():
            return shares
        behind = np.where(_behind_glasses(self._subject.rest_cm)[:, None], GLASSES_NOISE, 1.0)
        return np.where(worn[:, None, None], shares * behind, shares)

    def _shake(self, count: int) -> Array:
        noise = self._jitter.normal(0, np.sqrt(1 - NOISE_RHO * NOISE_RHO), (count, 478, 3))
        for index in range(count):
            noise[index] += NOISE_RHO * self._noise
            self._noise = noise[index]
        return noise

    def _others(self, along_s: Array, act: Act) -> dict[int, Array]:
        """Return the landmarks of whoever else is in the picture, by the frame's place in the block."""
        share = (along_s - act.scene.seconds / 2) / PASSING_S + 0.5
        passing = (share >= 0) & (share < 1)
        if act.scene.behaviour == "second_person":
            passing, x, behind_cm = np.ones_like(passing), np.full(len(share), BESIDE_X), BESIDE_CM
        elif act.scene.behaviour == "passer_by":
            x, behind_cm = PASSING_FROM_X + share * (PASSING_TO_X - PASSING_FROM_X), PASSING_CM
        else:
            return {}
        if not passing.any():
            return {}
        at, far_cm = np.flatnonzero(passing), act.seat.distance_cm + behind_cm
        pose = Pose(distance_cm=far_cm, x=x[at], y=self._other.seat.y).spread(len(at))
        faces = landmarks_of(pose, self._size, rest=self._other.rest_cm)
        turned = turn_picture(faces, self._quarters, self._aspect)
        return dict(zip(at.tolist(), turned, strict=True))


def _behind_glasses(rest_cm: Array) -> Array:
    low_cm, high_cm = GLASSES_HEIGHTS_CM
    near = np.ones(478, dtype=np.bool_)
    near[:468] = np.abs(rest_cm[:, 0]) < GLASSES_HALF_WIDTH_CM
    near[:468] &= (rest_cm[:, 1] > low_cm) & (rest_cm[:, 1] < high_cm)
    return near  # type: ignore[return-value]
