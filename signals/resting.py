"""Resting: what is usual for this student now, gathered once and anew where it changed for good.

Twin of resting.js.
"""

from collections.abc import Mapping

from .baseline import Baseline, Reference
from .brow import brow_z
from .drift import Drift
from .parameters import Parameters
from .timing import Dwell


class Resting:
    """The baseline, and the one after it: the old one serves until the new one is complete.

    What a strange face made usual, a long frown or a propped head, is so until the face rests as before.
    """

    def __init__(self, parameters: Parameters) -> None:
        number = parameters.number
        self._parameters = parameters
        self._z_max, self._tilt_max_deg = number("brow_z_on"), number("tilt_on_deg")
        self._first = Baseline(parameters)
        self._next: Baseline | None = None
        self._drift = Drift(parameters)
        self._back = Dwell(*map(number, ("drift_back_s", "dwell_drain", "dt_max_s")))
        self._former: Reference | None = None
        self.reference: Reference | None = None

    @property
    def progress(self) -> float:
        """Share of the needed time that is gathered, 0 to 1, of the baseline that is being made."""
        return self._first.progress if self._next is None else self._next.progress

    def gather(self, measures: Mapping[str, float], dt_s: float) -> None:
        """Take a face that is asked to rest."""
        self._first.update(measures, dt_s)
        self.reference = self._first.reference

    def follow(
        self, measures: Mapping[str, float], x: float, luma: float | None, strange: bool, dt_s: float
    ) -> None:
        """Notice a lasting change; `strange` is that the face is not as usual."""
        changed = self._drift.update(x, measures["distance_cm"], luma, strange, dt_s)
        if self._next is None and changed:
            upright_deg = None if self.reference is None else self.reference.upright_deg
            self._next = Baseline(self._parameters, upright_deg)
        elif self._next is not None and not changed:
            self._next = None

    def renew(self, measures: Mapping[str, float], strange: bool, dt_s: float) -> None:
        """Take a face that attends; a strange one waits, unless it lasts like no episode."""
        if self._back.update(self._rests_as_before(measures), dt_s):
            self._adopt(self._former, None)
        elif self._next is not None and (self._drift.strange or not strange):
            self._next.update(measures, dt_s)
            if self._next.reference is not None:
                before = self._former or self.reference
                self._adopt(self._next.reference, before if self._drift.strange else None)

    def restart(self) -> None:
        """Forget what was usual."""
        self._first = Baseline(self._parameters)
        self._adopt(None, None)

    def _adopt(self, reference: Reference | None, former: Reference | None) -> None:
        self.reference, self._former, self._next = reference, former, None
        self._drift.reset()
        self._back.reset()

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
