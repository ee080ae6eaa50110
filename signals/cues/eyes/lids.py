"""Lids: what the lids of one student say: closure, blinks, closed eyes and drowsiness.

Twin of lids.js.
"""

from collections.abc import Mapping

from signals.baseline.baseline import Reference
from signals.contract.parameters import Parameters
from signals.contract.report import Measure
from signals.cues.eyes.blinks import BlinkRate, Blinks, ShutEyes
from signals.cues.eyes.drowsiness import Drowsiness
from signals.cues.eyes.eyelids import ClosedLids, Eyes, LidFall, beyond_gaze, closure
from signals.face.measures import Reading


class Lids:
    """Follows the lids over time, against the student's own open and shut eyes."""

    def __init__(self, parameters: Parameters) -> None:
        number = parameters.number
        self._yaw_max_deg, self._roll_max_deg = number("lids_yaw_max_deg"), number("facial_roll_max_deg")
        self._pitch_min_deg, self._pitch_max_deg = (
            number("facial_pitch_min_deg"),
            number("facial_pitch_max_deg"),
        )
        self._eyes = Eyes(parameters)
        self._lid_fall = LidFall(parameters)
        self._shut_eyes = ShutEyes(parameters)
        self._closed_lids = ClosedLids(parameters)
        self._blinks = Blinks(parameters)
        self._blink_rate = BlinkRate(parameters)
        self._drowsiness = Drowsiness(parameters)

    @property
    def shut(self) -> bool:
        """The lids are shut at this moment."""
        return self._closed_lids.shut

    @property
    def closed(self) -> bool:
        """The lids have been shut for longer than a blink."""
        return self._closed_lids.closed

    @property
    def asleep(self) -> bool:
        """The lids have been shut for longer than a blink, and not just lowered."""
        return self._drowsiness.shut

    @property
    def wink(self) -> bool:
        """One eye is shut and the other is not."""
        return self._eyes.wink

    @property
    def drowsy(self) -> bool:
        """A microsleep, or shut lids for much of the last minute."""
        return self._drowsiness.on

    def update(
        self, reading: Reading, reference: Reference, below: bool, excused: bool, t_s: float, dt_s: float
    ) -> dict[str, Measure]:
        """Take one face and return its measures.

        `below`: the gaze is lowered, and the lids follow it. `excused`: a smile or a yawn narrows the eyes.
        """
        opening = self._eyes.opening(reading.measures, reference, dt_s)
        flat = closure(opening.wider, 1.0, self._shut_eyes.share)
        closed = beyond_gaze(flat, self._lid_fall.share(reading.measures, reference))
        certain = self._seen(reading.measures) and not below
        sunk = below or reading.measures["pitch_deg"] < self._pitch_min_deg
        if self._blinked(opening.mean, certain, t_s, dt_s):
            self._drowsiness.reopen(closed)
        # ClosedLids that were open when the head or the gaze sank are lowered, not shut.
        self._closed_lids.update(0.0 if sunk and not self._drowsiness.falling else closed, dt_s)
        self._drowsiness.update(closed, certain and not excused, sunk and not excused, t_s, dt_s)
        return {"closure": closed, **self._minute()}

    def forget_face(self) -> None:
        """Forget the face that is gone; what a minute holds, and what was learnt, stays."""
        for part in (self._eyes, self._closed_lids, self._blinks):
            part.reset()
        self._drowsiness.forget_face()

    def reset(self) -> None:
        """Forget all but how shut eyes look."""
        self.forget_face()
        self._blink_rate.reset()
        self._drowsiness.reset()

    def _seen(self, measures: Mapping[str, float]) -> bool:
        """Return whether lids can be told in this pose: from nearly all sides that show one eye."""
        level = self._pitch_min_deg <= measures["pitch_deg"] <= self._pitch_max_deg
        aside = abs(measures["yaw_deg"]) > self._yaw_max_deg or abs(measures["roll_deg"]) > self._roll_max_deg
        return level and not aside

    def _blinked(self, ear_share: float, certain: bool, t_s: float, dt_s: float) -> bool:
        if not certain:
            self._blinks.reset()
            return False
        trough = self._blinks.update(ear_share, t_s)
        self._blink_rate.update(trough is not None, t_s, dt_s)
        if trough is not None:
            self._shut_eyes.update(trough)
        return trough is not None

    def _minute(self) -> dict[str, Measure]:
        return {
            "blinks": self._blink_rate.count,
            "blink_rate_per_min": self._blink_rate.rate,
            "perclos": self._drowsiness.perclos,
        }
