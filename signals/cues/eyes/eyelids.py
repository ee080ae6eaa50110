"""Eyelids: how far the lids are closed against the baseline, and whether they stay so.

Twin of eyelids.js.
"""

from collections.abc import Mapping
from typing import NamedTuple

from signals.baseline.baseline import Reference
from signals.contract.parameters import Parameters
from signals.maths.persistence import Dwell
from signals.maths.smoothing import Ema, Hysteresis


def closure(ear: float, open_ear: float, closed_share: float) -> float:
    """Return the closure: 0 as in the baseline, 1 shut, where EAR is `closed_share` of the open eye's."""
    return (open_ear - ear) / (open_ear - closed_share * open_ear)


def beyond_gaze(closed: float, fallen: float) -> float:
    """Return the closure against lids that have already `fallen` (0 to 1) with the gaze: shut stays 1."""
    return 1 - (1 - closed) / (1 - fallen)


class LidFall:
    """How far the upper lids follow eyes that look down in their sockets: they cover what the eyes leave."""

    def __init__(self, parameters: Parameters) -> None:
        self._free_deg = parameters.number("lid_fall_free_deg")
        self._per_deg = parameters.number("lid_fall_per_deg")
        self._max = parameters.number("lid_fall_max")

    def share(self, measures: Mapping[str, float], reference: Reference) -> float:
        """Return the share of the usual opening that the gaze alone covers; 0 where the iris is not seen."""
        if "gaze_raw_pitch_deg" not in measures:
            return 0.0
        gaze_deg = reference.change("gaze_raw_pitch_deg", measures["gaze_raw_pitch_deg"])
        lowered_deg = reference.change("pitch_deg", measures["pitch_deg"]) - gaze_deg - self._free_deg
        return min(max(self._per_deg * lowered_deg, 0.0), self._max)


class Opening(NamedTuple):
    """How wide the eyes are, as shares of the open ones: both together, and the wider where they differ."""

    mean: float
    wider: float


class Eyes:
    """Measures each eye against its own open one, as far as the pose lets it be seen.

    ClosedLids that sleep are both shut: a wink and a shadow on one side are not. What differs for moments is
    jitter, which glasses make large. Turned aside, the far lid is guessed by the mesh and counts ever less,
    until the near eye alone tells.
    """

    def __init__(self, parameters: Parameters) -> None:
        number = parameters.number
        self._free_deg, self._hidden_deg = number("eye_far_free_deg"), number("eye_far_hidden_deg")
        self._apart = Ema(number("ema_tau_s"))
        self._jitter, self._wink = number("eyes_apart_jitter"), number("eyes_apart_wink")
        self._floor = number("floor_ear")

    def opening(self, measures: Mapping[str, float], reference: Reference, dt_s: float) -> Opening:
        """Return how wide the eyes are; where the nose points to the image's right, the right eye is near."""
        right = self._share(measures["ear_right"], reference.usual["ear_right"], reference)
        left = self._share(measures["ear_left"], reference.usual["ear_left"], reference)
        aside_deg = abs(measures["yaw_deg"]) - self._free_deg
        hidden = min(max(aside_deg / (self._hidden_deg - self._free_deg), 0.0), 1.0)
        near = right if measures["yaw_deg"] > 0 else left
        mean = hidden * near + (1 - hidden) * (right + left) / 2
        apart = abs(self._apart.update((1 - hidden) * (right - left), dt_s))
        differ = min(max((apart - self._jitter) / (self._wink - self._jitter), 0.0), 1.0)
        return Opening(mean, mean + differ * apart / 2)

    @property
    def wink(self) -> bool:
        """One eye is shut or shaded more than the other, and steadily so."""
        return self._apart.value is not None and abs(self._apart.value) >= self._wink

    def reset(self) -> None:
        """Forget how the eyes differed."""
        self._apart.reset()

    def _share(self, ear: float, usual: float, reference: Reference) -> float:
        both = max(reference.usual["ear"], self._floor)
        return ear / max(usual, self._floor) * both / reference.open_ear


class ClosedLids:
    """Follows the closure: `shut` at this moment, `closed` for longer than a blink.

    A falling lid is shut for the gaze early, as the iris goes under it; eyes are told to be closed as PERCLOS
    counts them, which narrowed ones are not.
    """

    def __init__(self, parameters: Parameters) -> None:
        number = parameters.number
        self._shut = Hysteresis(number("closure_on"), number("closure_off"))
        self._covered = Hysteresis(number("perclos_closure"), number("closure_on"))
        self._closed = Dwell(number("eyes_closed_s"), number("dwell_drain"), number("closed_frame_max_s"))
        self.shut = False
        self.closed = False

    def update(self, closed_share: float, dt_s: float) -> None:
        """Take the closure (0 open to 1 shut) of one frame."""
        self.shut = self._shut.update(closed_share)
        self.closed = self._closed.update(self._covered.update(closed_share), dt_s)

    def reset(self) -> None:
        """Forget the lids seen."""
        for part in (self._shut, self._covered, self._closed):
            part.reset()
        self.shut = False
        self.closed = False
