"""Brow step: a brow that is elsewhere from one frame to the next, as with glasses put on.

Twin of brow_step.js.
"""

from collections import deque
from collections.abc import Mapping

from signals.baseline.baseline import Reference
from signals.contract.parameters import Parameters
from signals.maths.persistence import Dwell

BROW = ("brow_height_cm", "outer_brow_cm", "brow_distance_cm")

# What has to keep still while the brow steps, and the parameter that says how still.
_STILL = {
    "yaw_deg": "step_head_max_deg",
    "pitch_deg": "step_head_max_deg",
    "roll_deg": "step_head_max_deg",
    "distance_cm": "step_distance_max_cm",
    "ear": "step_ear_max",
    "corner_lift_cm": "step_mouth_max_cm",
    "mouth_width_cm": "step_mouth_max_cm",
    "mouth_open_cm": "step_mouth_max_cm",
}


class BrowStep:
    """Takes what no muscle did out of the brow's measures.

    A muscle takes a quarter of a second and more, so that at ten frames a second its way is seen. What has
    come within one frame, while head, lids and mouth kept still and the brow was at rest before and after,
    are glasses put on, and stay taken out until they go as they came, or the face rests as it did without.
    """

    def __init__(self, parameters: Parameters) -> None:
        number = parameters.number
        self._frame_max_s = number("step_frame_max_s")
        self._least_sigmas, self._around_share = number("step_least"), number("step_around_share")
        self._still = {name: number(limit) for name, limit in _STILL.items()}
        self._seen: deque[Mapping[str, float]] = deque(maxlen=4)
        self._gone = Dwell(number("drift_back_s"), number("dwell_drain"), number("dt_max_s"))
        self._usual_cm: float | None = None
        self._offsets_cm: dict[str, float] | None = None

    def update(self, measures: Mapping[str, float], reference: Reference, dt_s: float) -> Mapping[str, float]:
        """Return the measures without the steps that were seen; another baseline has them in it."""
        if reference.usual["brow_height_cm"] != self._usual_cm:
            self._usual_cm, self._offsets_cm = reference.usual["brow_height_cm"], None
        self._follow(measures, reference, dt_s)
        if self._offsets_cm is None:
            return measures
        without = {name: measures[name] - offset_cm for name, offset_cm in self._offsets_cm.items()}
        if self._gone.update(_off(measures, reference) < _off(without, reference), dt_s):
            self._offsets_cm = None
        return without

    def forget_face(self) -> None:
        """Forget the frames before; what was put on is still on."""
        self._seen.clear()

    def _follow(self, measures: Mapping[str, float], reference: Reference, dt_s: float) -> None:
        if dt_s > self._frame_max_s:
            self._seen.clear()
        self._seen.append(measures)
        if len(self._seen) < 4:
            return
        first, before, after, last = self._seen
        if self._stepped(first, before, after, last, reference):
            known = dict.fromkeys(BROW, 0.0) if self._offsets_cm is None else self._offsets_cm
            moved = {name: (after[name] + last[name] - before[name] - first[name]) / 2 for name in BROW}
            # What stepped up or apart is no furrow, and needs no excuse.
            self._offsets_cm = {name: min(known[name] + moved[name], 0.0) for name in BROW}
            self._gone.reset()

    def _stepped(
        self,
        first: Mapping[str, float],
        before: Mapping[str, float],
        after: Mapping[str, float],
        last: Mapping[str, float],
        reference: Reference,
    ) -> bool:
        for name in ("brow_height_cm", "brow_distance_cm"):
            step_cm = abs(after[name] - before[name])
            around_cm = abs((before[name] - first[name]) + (last[name] - after[name]))
            if (
                step_cm >= self._least_sigmas * reference.spread[name]
                and around_cm <= self._around_share * step_cm
            ):
                return all(abs(after[part] - before[part]) <= limit for part, limit in self._still.items())
        return False


def _off(measures: Mapping[str, float], reference: Reference) -> float:
    return sum(abs(reference.change(name, measures[name])) for name in BROW)
