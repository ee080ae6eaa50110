"""Yawn: a mouth wide open for seconds that neither laughs nor speaks. Twin of yawn.js."""

from collections.abc import Mapping

from signals.baseline.baseline import Reference
from signals.contract.parameters import Parameters
from signals.maths.persistence import Witness
from signals.maths.smoothing import Hysteresis


class Yawn:
    """Follows how far the mouth is open against its baseline.

    A hand before it shuts the mesh's mouth within a frame or two, which no jaw does: as long as the eyes stay
    narrowed, the yawn goes on behind it. One that a hand covers from its begin cannot be told.
    """

    def __init__(self, parameters: Parameters) -> None:
        number = parameters.number
        self._open = Hysteresis(number("yawn_open_on_cm"), number("yawn_open_off_cm"))
        self._min_s, self._max_s = number("yawn_min_s"), number("yawn_max_s")
        self._witness = Witness(number("dt_max_s"))
        self._snap_cm_per_s, self._narrow = number("yawn_snap_cm_per_s"), number("yawn_narrow_share")
        self._opened_cm = 0.0
        self._covered = False
        self._open_s = 0.0
        self.on = False

    @property
    def wide(self) -> bool:
        """The mouth is open as wide as in a yawn, as far as can be seen."""
        return self._open.on or self._covered

    def update(self, measures: Mapping[str, float], reference: Reference, excused: bool, dt_s: float) -> bool:
        """Return whether this is a yawn; `excused`: the face smiles or the lips swing, as in singing."""
        opened_cm = reference.change("mouth_open_cm", measures["mouth_open_cm"])
        narrow = measures["ear"] < self._narrow * reference.open_ear
        self._follow(opened_cm, narrow, dt_s)
        counted_s = self._witness.update(self.wide, dt_s)
        self._open_s = self._open_s + counted_s if self.wide else 0.0
        self.on = not excused and self._min_s <= self._open_s <= self._max_s
        return self.on

    def reset(self) -> None:
        """Forget the mouth seen."""
        self._open.reset()
        self._witness.reset()
        self._opened_cm, self._covered = 0.0, False
        self._open_s = 0.0
        self.on = False

    def _follow(self, opened_cm: float, narrow: bool, dt_s: float) -> None:
        snaps = self._opened_cm - opened_cm > self._snap_cm_per_s * dt_s
        was_wide, self._opened_cm = self._open.on, opened_cm
        wide = self._open.update(opened_cm)
        self._covered = not wide and narrow and (self._covered or (was_wide and snaps))
