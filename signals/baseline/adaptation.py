"""Adaptation: what is usual for this student now, gathered once and anew where it changed for good.

Twin of adaptation.js.
"""

from collections.abc import Mapping

from signals.baseline.baseline import GAZE, Baseline, Reference
from signals.baseline.calibration import Calibration
from signals.baseline.doubt import Doubt
from signals.baseline.drift import Drift
from signals.baseline.hindrances import Hindrances
from signals.contract.masks import Masks
from signals.contract.parameters import Parameters
from signals.face.brow import brow_z
from signals.face.measures import Reading
from signals.maths.persistence import Dwell


class Adaptation:
    """The baseline, and the one after it: the old one serves until the new one is complete.

    What an atypical face made usual, a long frown or a propped head, is so until the face rests as before. A
    baseline of the head's direction alone ends where the face can be read again: camera or head have turned.
    """

    def __init__(self, parameters: Parameters, masks: Masks) -> None:
        number = parameters.number
        self._parameters = parameters
        self._z_max, self._tilt_max_deg = number("brow_z_on"), number("tilt_on_deg")
        self._drift = Drift(parameters)
        limits = number("dwell_drain"), number("dt_max_s")
        self._back = Dwell(number("drift_back_s"), *limits)
        self._turned = Dwell(number("baseline_turned_s"), *limits)
        self._moved = Dwell(number("baseline_moved_s"), *limits)
        self._next: Baseline | None = None
        self._former: Reference | None = None
        self._hindrances, self._doubt = Hindrances(parameters, masks), Doubt(parameters, masks)
        self._calibration = Calibration(parameters, self._hindrances)
        self.reference: Reference | None = None

    @property
    def progress(self) -> float:
        """Share of the needed time that is gathered, 0 to 1, of the baseline that is being made."""
        if self._calibrates:
            return self._calibration.progress
        return 1.0 if self._next is None else self._next.progress

    @property
    def reason(self) -> str | None:
        """What is missing while it calibrates, and then why only the head's direction is told."""
        if self.reference is None or self._calibrates:
            return self._calibration.reason
        return self.reference.reason

    @property
    def state(self) -> str:
        """calibrating, or unknown, while there is no reference to tell anything else by."""
        return self._calibration.state

    @property
    def by_head(self) -> bool:
        """Only the head's direction is told against the reference."""
        return self.reference is not None and self.reference.reason is not None

    @property
    def _calibrates(self) -> bool:
        return self.reference is None or self._turned.on or self._moved.on

    def mask(self, masks: Masks) -> None:
        """Take what is switched off, in place of that before; what is usual stays."""
        self._hindrances.mask(masks)
        self._doubt = Doubt(self._parameters, masks)

    def gather(self, measures: Mapping[str, float], dt_s: float) -> bool:
        """Take a measured face; return whether it is still being calibrated."""
        if self.reference is not None and not self._turn(self.reference, measures, dt_s):
            return False
        self._calibration.update(measures, dt_s)
        if self._calibration.reference is not None:
            self._adopt(self._calibration.reference, None)
        return True

    def known(self, reading: Reading) -> Reading:
        """Return what can be told of a face against the reference: of one made of the head, its direction."""
        if self.reference is None or self.reference.reason is None:
            return reading
        head = {name: value for name, value in reading.measures.items() if name not in GAZE}
        return Reading(None, head, facial=False, points=reading.points)

    def follow(self, reading: Reading, x: float, luma: float | None, atypical: bool, dt_s: float) -> None:
        """Notice a lasting change; `atypical` is that the face is not as usual."""
        measures, reference = reading.measures, self.reference
        if reference is None:
            return
        changed = self._drift.update(x, measures["distance_cm"], luma, atypical, dt_s)
        if reading.facial:
            self._doubt.update(measures, reference, dt_s)
        if self._doubt.sunk and not reference.smiles:
            self.reference = reference.smiling()
        if changed and reference.reason is not None:
            # Of the head alone nothing else is usual in another seat, where the face then belongs.
            self._drift.reset()
        changed = reference.reason is None and (changed or self._doubt.on)
        if self._next is None and changed:
            self._next = Baseline(self._parameters, reference.upright_deg)
        elif self._next is not None and not changed:
            self._next = None

    def renew(self, measures: Mapping[str, float], atypical: bool, dt_s: float) -> None:
        """Take a face that attends; an atypical one waits, unless it outlasts any episode or never rested."""
        if self._back.update(self._rests_as_before(measures), dt_s):
            self._adopt(self._former, None)
        elif self._next is not None and (self._drift.atypical or self._doubt.on or not atypical):
            self._next.update(measures, dt_s)
            if self._next.reference is not None:
                before = self._former or self.reference
                rested = self._drift.atypical and not self._doubt.on
                self._adopt(self._next.reference, before if rested else None)

    def restart(self) -> None:
        """Forget what was usual."""
        self._adopt(None, None)

    def _adopt(self, reference: Reference | None, former: Reference | None) -> None:
        self.reference, self._former, self._next = reference, former, None
        self._calibration = Calibration(self._parameters, self._hindrances)
        for part in (self._drift, self._back, self._turned, self._moved, self._doubt):
            part.reset()

    def _turn(self, reference: Reference, measures: Mapping[str, float], dt_s: float) -> bool:
        """Return whether a face of which only the head was told has turned where all of it is.

        A camera that was turned right has moved the face in the picture; a look into it only lasts.
        """
        if reference.reason is None:
            return False
        was_on, clear = self._calibrates, self._hindrances.clear(measures)
        self._turned.update(clear, dt_s)
        self._moved.update(clear and self._drift.elsewhere, dt_s)
        if self._calibrates and not was_on:
            self._calibration = Calibration(self._parameters, self._hindrances)
        return self._calibrates

    def _rests_as_before(self, measures: Mapping[str, float]) -> bool:
        if self._former is None or self.reference is None:
            return False
        return self._fits(self._former, measures) and not self._fits(self.reference, measures)

    def _fits(self, reference: Reference, measures: Mapping[str, float]) -> bool:
        z = brow_z(
            *(reference.sigmas(name, measures[name]) for name in ("brow_height_cm", "brow_distance_cm"))
        )
        tilt_deg = abs(reference.change("roll_deg", measures["roll_deg"]))
        return abs(z) < self._z_max and tilt_deg < self._tilt_max_deg
