"""Baseline: what is usual for this student, this seat and this light, in this lesson. Twin of baseline.js."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from signals.contract.parameters import Parameters
from signals.maths.statistics import median, median_deviation, percentile

GAZE = ("gaze_raw_yaw_deg", "gaze_raw_pitch_deg")
HEAD = ("yaw_deg", "pitch_deg")
FLOORS = {
    "yaw_deg": "floor_head_deg",
    "pitch_deg": "floor_head_deg",
    "roll_deg": "floor_head_deg",
    "gaze_raw_yaw_deg": "floor_gaze_deg",
    "gaze_raw_pitch_deg": "floor_gaze_deg",
    "brow_height_cm": "floor_brow_height_cm",
    "outer_brow_cm": "floor_outer_brow_cm",
    "brow_distance_cm": "floor_brow_distance_cm",
    "corner_lift_cm": "floor_corner_lift_cm",
    "mouth_width_cm": "floor_mouth_width_cm",
    "mouth_open_cm": "floor_mouth_open_cm",
    "ear": "floor_ear",
    "ear_right": "floor_ear",
    "ear_left": "floor_ear",
}


@dataclass(frozen=True)
class Reference:
    """A finished baseline: the usual value and spread of each measure, and the EAR of open eyes.

    `upright_deg` is the usual roll of the lesson's first baseline, for which the student was asked to rest.
    `reason` is why it holds the head's direction alone, and None where it holds the whole face. `smiles`: the
    mouth at rest cannot be told from it.
    """

    usual: Mapping[str, float]
    spread: Mapping[str, float]
    open_ear: float
    upright_deg: float
    reason: str | None = None
    smiles: bool = False

    def change(self, name: str, value: float) -> float:
        """Return how far a value is from the usual one, in its unit."""
        return value - self.usual[name]

    def sigmas(self, name: str, value: float) -> float:
        """Return how far a value is from the usual one, in the student's own spread."""
        return self.change(name, value) / self.spread[name]

    def tilt_deg(self, roll_deg: float) -> float:
        """Return how far a roll is from how the head rests: as usual now, or upright as at first.

        A head that was propped up for minutes and is not any more has come back; it does not tilt.
        """
        return min(abs(self.change("roll_deg", roll_deg)), abs(roll_deg - self.upright_deg))

    def because(self, reason: str) -> "Reference":
        """Return the same baseline, which holds the head's direction alone."""
        return replace(self, reason=reason)

    def smiling(self) -> "Reference":
        """Return the same baseline, whose mouth was not at rest."""
        return replace(self, smiles=True)


class Baseline:
    """Gathers valid frames until the reference is there, which then stays as it is.

    `upright_deg` is that of the references before; None where there was none.
    """

    def __init__(self, parameters: Parameters, upright_deg: float | None = None) -> None:
        number = parameters.number
        self._min_s, self._max_s = number("baseline_min_s"), number("baseline_max_s")
        self._min_frames = number("baseline_min_frames")
        self._waiting_share = number("baseline_waiting_share")
        self._gaze_spread_max_deg = number("baseline_gaze_spread_max_deg")
        self._pose_spread_max_deg = number("baseline_pose_spread_max_deg")
        self._pose_percentile = number("baseline_pose_percentile")
        self._mad_to_sigma = number("mad_to_sigma")
        self._open_percentile = number("baseline_open_percentile")
        self._smile_lift_cm, self._smile_width_cm = (
            number("baseline_smile_lift_cm"),
            number("baseline_smile_width_cm"),
        )
        self._floors = {name: number(floor) for name, floor in FLOORS.items()}
        self._values: dict[str, list[float]] = {name: [] for name in FLOORS}
        self._upright_deg = upright_deg
        self.gathered_s = 0.0
        self.reference: Reference | None = None

    @property
    def progress(self) -> float:
        """Share of what is needed that is there, 0 to 1; while a steady gaze alone is missing, close to 1."""
        if self.reference is not None:
            return 1.0
        gathered = min(self.gathered_s / self._min_s, len(self._values["ear"]) / self._min_frames)
        waited = min(self.gathered_s / self._max_s, 1.0)
        return min(gathered, self._waiting_share + (1 - self._waiting_share) * waited)

    @property
    def enough(self) -> bool:
        """Whether a median of what is gathered means something."""
        return self.gathered_s >= self._min_s and self.frames_enough

    @property
    def frames_enough(self) -> bool:
        """Whether there are frames enough for a median, in however little time."""
        return len(self._values["ear"]) >= self._min_frames

    @property
    def steady(self) -> bool:
        """Whether the gaze kept still meanwhile."""
        spreads = [self._mad_to_sigma * median_deviation(self._values[name]) for name in GAZE]
        return max(spreads) <= self._gaze_spread_max_deg

    @property
    def held(self) -> bool:
        """Whether the head kept its pose for most of the time: the median of two poses may be neither."""
        return all(self._deviation(name) <= self._pose_spread_max_deg for name in HEAD)

    def near(self, other: "Baseline") -> bool:
        """Return whether both show one pose, within the sway of a head; of nothing there is none."""
        if min(self.gathered_s, other.gathered_s) <= 0:
            return False
        apart_deg = [abs(median(self._values[name]) - median(other._values[name])) for name in HEAD]
        return max(apart_deg) <= self._pose_spread_max_deg

    def update(self, measures: Mapping[str, float], dt_s: float, late: bool = False) -> None:
        """Take the measures of one valid frame; `late`: a gaze that wanders has been waited for."""
        if self.reference is None:
            self.gather(measures, dt_s)
            late = late or self.gathered_s >= self._max_s
            self.reference = self.summary() if self.enough and (late or self.steady) else None

    def gather(self, measures: Mapping[str, float], dt_s: float) -> None:
        """Add the measures of one valid frame; a frame that took no time adds nothing."""
        if dt_s > 0:
            for name, values in self._values.items():
                values.append(measures[name])
            self.gathered_s += dt_s

    def summary(self) -> Reference:
        """Return what was usual; there must be a frame."""
        usual = {name: median(values) for name, values in self._values.items()}
        spread = {
            name: max(self._mad_to_sigma * median_deviation(values), self._floors[name])
            for name, values in self._values.items()
        }
        open_ear = max(percentile(self._values["ear"], self._open_percentile), self._floors["ear"])
        upright_deg = usual["roll_deg"] if self._upright_deg is None else self._upright_deg
        smiles = (
            usual["corner_lift_cm"] > self._smile_lift_cm and usual["mouth_width_cm"] > self._smile_width_cm
        )
        return Reference(usual, spread, open_ear, upright_deg, smiles=smiles)

    def _deviation(self, name: str) -> float:
        centre = median(self._values[name])
        return percentile([abs(value - centre) for value in self._values[name]], self._pose_percentile)
