"""Synthetic scenes in their place: since when, from which pose, in which seat and light; for tests only."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from offline.synthetic.acts.behaviour import BEHAVIOURS
from offline.synthetic.acts.covers import SIDE_LIGHT_SQUINT
from offline.synthetic.acts.lively import one_eye
from offline.synthetic.acts.scene import Scene
from offline.synthetic.people.pose import Array, Pose
from offline.synthetic.script import Script

# A head needs most of a second to turn.
EASE_S = 0.7
# An office, an evening room and a lamp behind the student; a dark picture jitters more.
LUMA, CHANGED_LUMA = 120.0, 65.0
CHANGED_LIGHT_NOISE = 1.4
# Another seat: nearer or farther, beside the first, and turned back to the screen.
SEAT_CM, SEAT_X, SEAT_DEG = 12.0, 0.08, 5.0


@dataclass(frozen=True)
class Act:
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
        scene = self.scene
        manner = Pose(roll_deg=scene.roll_deg, brow_lowered=scene.frown, squint=scene.squint)
        aim = self.seat.plus(BEHAVIOURS[scene.behaviour].pose(along_s, scene)).plus(manner)
        return self.before.towards(aim, share * share * (3 - 2 * share)).spread(len(t_s))

    def shown(self, t_s: Array) -> Pose:
        """Return the poses with what comes at once: spectacles, and the light on one eye."""
        pose, glasses = self.pose(t_s), self.glasses(t_s - self.start_s)
        if self.scene.side_light > 0:
            pose = pose.plus(Pose(squint=self.scene.side_light * SIDE_LIGHT_SQUINT))
            dark = one_eye(self.scene.shaded, self.scene.side_light)
            right, left = (
                np.maximum(pose.wink_right, dark.wink_right),
                np.maximum(pose.wink_left, dark.wink_left),
            )
            pose = pose._replace(wink_right=right, wink_left=left)
        return pose._replace(glasses=glasses)

    def glasses(self, along_s: Array) -> Array:
        """Return at which times of the scene spectacles are worn, as 0 and 1."""
        worn = np.full(len(along_s), float(self.scene.glasses))
        changed = (self.scene.behaviour == "change_glasses") & (2 * along_s >= self.scene.seconds)
        return np.where(changed, 1 - worn, worn)


def acts_of(script: Script, seat: Pose) -> Iterator[Act]:
    """Yield the scenes of a script in their places; seats and lights once changed stay changed."""
    random = np.random.default_rng([script.seed, 4])
    before = seat
    start_s, luma, noise = 0.0, LUMA, 1.0
    for scene in script.scenes:
        if scene.behaviour == "change_seat":
            seat = seat.plus(_another_seat(random))
        if scene.behaviour == "change_light":
            luma, noise = (CHANGED_LUMA, CHANGED_LIGHT_NOISE) if luma == LUMA else (LUMA, 1.0)
        act = Act(scene, start_s, before, seat, luma, noise)
        yield act
        start_s += scene.seconds
        before = Pose(*(float(np.asarray(value)[0]) for value in act.pose(np.array([start_s]))))


def _another_seat(random: np.random.Generator) -> Pose:
    away, aside, turned = random.choice([-1.0, 1.0]), random.choice([-1.0, 1.0]), random.uniform(0.5, 1)
    yaw_deg = -aside * turned * SEAT_DEG
    return Pose(yaw_deg=yaw_deg, gaze_yaw_deg=yaw_deg, distance_cm=away * SEAT_CM, x=aside * turned * SEAT_X)
