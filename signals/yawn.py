"""Yawn: a mouth wide open for seconds that neither laughs nor speaks. Twin of yawn.js."""

from collections.abc import Mapping

from .baseline import Reference
from .parameters import Parameters
from .timing import Hysteresis, Witness


class Yawn:
    """Follows how far the mouth is open against its baseline."""

    def __init__(self, parameters: Parameters) -> None:
        number = parameters.number
        self._open = Hysteresis(number("yawn_open_on_cm"), number("yawn_open_off_cm"))
        self._min_s, self._max_s = number("yawn_min_s"), number("yawn_max_s")
        self._witness = Witness(number("dt_max_s"))
        self._open_s = 0.0
        self.on = False

    @property
    def wide(self) -> bool:
        """The mouth is open as wide as in a yawn."""
        return self._open.on

    def update(self, measures: Mapping[str, float], reference: Reference, excused: bool, dt_s: float) -> bool:
        """Return whether this is a yawn; `excused`: the face smiles or the lips swing, as in singing."""
        opened_cm = reference.change("mouth_open_cm", measures["mouth_open_cm"])
        wide = self._open.update(opened_cm)
        counted_s = self._witness.update(wide, dt_s)
        self._open_s = self._open_s + counted_s if wide else 0.0
        self.on = not excused and self._min_s <= self._open_s <= self._max_s
        return self.on

    def reset(self) -> None:
        """Forget the mouth seen."""
        self._open.reset()
        self._witness.reset()
        self._open_s = 0.0
        self.on = False
