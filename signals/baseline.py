"""Baseline: what is usual for this student, this seat and this light, in this lesson. Twin of baseline.js."""

from collections.abc import Mapping
from dataclasses import dataclass

from .parameters import Parameters
from .statistics import median, median_deviation, percentile

GAZE = ("gaze_raw_yaw_deg", "gaze_raw_pitch_deg")
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
    """

    usual: Mapping[str, float]
    spread: Mapping[str, float]
    open_ear: float
    upright_deg: float

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


class Baseline:
    """Gathers valid frames until the reference is there, which then stays as it is.

    `upright_deg` is that of the references before; None where there was none.
    """

    def __init__(self, parameters: Parameters, upright_deg: float | None = None) -> None:
        self._min_s = parameters.number("baseline_min_s")
        self._max_s = parameters.number("baseline_max_s")
        self._gaze_spread_max_deg = parameters.number("baseline_gaze_spread_max_deg")
        self._mad_to_sigma = parameters.number("mad_to_sigma")
        self._open_percentile = parameters.number("baseline_open_percentile")
        self._floors = {name: parameters.number(floor) for name, floor in FLOORS.items()}
        self._values: dict[str, list[float]] = {name: [] for name in FLOORS}
        self._gathered_s = 0.0
        self._upright_deg = upright_deg
        self.reference: Reference | None = None

    @property
    def progress(self) -> float:
        """Share of the needed time that is gathered, 0 to 1."""
        return 1.0 if self.reference is not None else min(self._gathered_s / self._min_s, 1.0)

    def update(self, measures: Mapping[str, float], dt_s: float) -> None:
        """Take the measures of one valid frame; a frame that took no time adds nothing."""
        if self.reference is not None or dt_s <= 0:
            return
        for name, values in self._values.items():
            values.append(measures[name])
        self._gathered_s += dt_s
        if self._gathered_s >= self._max_s or (self._gathered_s >= self._min_s and self._gaze_is_steady()):
            self.reference = self._summary()

    def _gaze_is_steady(self) -> bool:
        spreads = [self._mad_to_sigma * median_deviation(self._values[name]) for name in GAZE]
        return max(spreads) <= self._gaze_spread_max_deg

    def _summary(self) -> Reference:
        usual = {name: median(values) for name, values in self._values.items()}
        spread = {
            name: max(self._mad_to_sigma * median_deviation(values), self._floors[name])
            for name, values in self._values.items()
        }
        open_ear = max(percentile(self._values["ear"], self._open_percentile), self._floors["ear"])
        upright_deg = usual["roll_deg"] if self._upright_deg is None else self._upright_deg
        return Reference(usual, spread, open_ear, upright_deg)
