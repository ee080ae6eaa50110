"""The truth of synthetic frames: what was so on each of them, exactly; for tests only."""

from collections.abc import Iterator
from typing import TypedDict, cast

import numpy as np
import numpy.typing as npt

from offline.synthetic.acts.behaviour import BEHAVIOURS
from offline.synthetic.acts.scene import Scene
from offline.synthetic.people.pose import Array, Pose


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
    eyes_wide: float | None
    squint: float | None
    wink_right: float | None
    wink_left: float | None
    glasses: float | None


def truths_of(t_s: Array, scene: Scene, pose: Pose, seen: npt.NDArray[np.bool_]) -> Iterator[Truth]:
    """Yield the truth of each frame, the count of faces aside."""
    behaviour = scene.behaviour
    label = {"behaviour": behaviour, "state": BEHAVIOURS[behaviour].state, "faces": 0}
    names = [name for name in Truth.__annotations__ if name in Pose._fields]
    columns = [np.asarray(getattr(pose, name)).tolist() for name in names]
    for time_s, there, *values in zip(t_s.tolist(), seen.tolist(), *columns, strict=True):
        amounts = dict(zip(names, values, strict=True)) if there else dict.fromkeys(names)
        yield cast(Truth, {"t_s": time_s, **label, **amounts})
