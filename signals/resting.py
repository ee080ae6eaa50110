"""Resting: what is usual for this student now, gathered once and anew where it changed for good.

Twin of resting.js.
"""

from collections.abc import Mapping

from .baseline import Baseline, Reference
from .drift import Drift
from .parameters import Parameters


class Resting:
    """The baseline, and the one after it: the old one serves until the new one is complete."""

    def __init__(self, parameters: Parameters) -> None:
        self._parameters = parameters
        self._baseline = Baseline(parameters)
        self._next: Baseline | None = None
        self._drift = Drift(parameters)

    @property
    def reference(self) -> Reference | None:
        """What is usual, None until it is known."""
        return self._baseline.reference

    @property
    def progress(self) -> float:
        """Share of the needed time that is gathered, 0 to 1, of the baseline that is being made."""
        return self._baseline.progress if self._next is None else self._next.progress

    @property
    def _upright_deg(self) -> float | None:
        return None if self.reference is None else self.reference.upright_deg

    def gather(self, measures: Mapping[str, float], dt_s: float) -> None:
        """Take a face that is asked to rest."""
        self._baseline.update(measures, dt_s)

    def follow(
        self, measures: Mapping[str, float], x: float, luma: float | None, strange: bool, dt_s: float
    ) -> None:
        """Notice a lasting change; `strange` is that the face is not as usual."""
        changed = self._drift.update(x, measures["distance_cm"], luma, strange, dt_s)
        if self._next is None and changed:
            self._next = Baseline(self._parameters, self._upright_deg)
        elif self._next is not None and not changed:
            self._next = None

    def renew(self, measures: Mapping[str, float], candidate: bool, dt_s: float) -> None:
        """Take a face that attends; a candidate of confusion waits, unless it lasts like no episode."""
        if self._next is None or (candidate and not self._drift.strange):
            return
        self._next.update(measures, dt_s)
        if self._next.reference is not None:
            self._baseline, self._next = self._next, None
            self._drift.reset()

    def restart(self) -> None:
        """Forget what was usual."""
        self._baseline, self._next = Baseline(self._parameters), None
        self._drift.reset()
