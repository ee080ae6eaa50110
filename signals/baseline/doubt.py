"""Doubt: whether what was taken for the resting face can have been one. Twin of doubt.js."""

from collections.abc import Mapping

from signals.baseline.baseline import Reference
from signals.contract.masks import Masks
from signals.contract.parameters import Parameters
from signals.maths.persistence import Dwell
from signals.maths.smoothing import Hysteresis


class Doubt:
    """Compares a face that can be read with its baseline.

    Eyes that stay higher by more than an open eye can be opened further say that those of the baseline were
    not open; so do eyes that are held wide for longer than anybody holds them. A mouth that stays as much
    lower and narrower as a smile is higher and wider: that it smiled.
    """

    def __init__(self, parameters: Parameters, masks: Masks) -> None:
        number = parameters.number
        limits = number("dwell_drain"), number("dt_max_s")
        self._opened = Dwell(number("doubt_s"), *limits)
        self._wide = Dwell(number("drift_face_s"), *limits)
        self._sunk = Dwell(number("doubt_s"), *limits)
        self._lower = Hysteresis(-number("smile_lift_on_cm"), -number("smile_lift_off_cm"))
        self._narrower = Hysteresis(-number("smile_width_on_cm"), -number("smile_width_off_cm"))
        self._ear_share, self._wide_share = number("doubt_ear_share"), number("doubt_wide_share")
        self._lids_told, self._mouth_told = not masks.off("eyes"), not masks.off("mouth")

    @property
    def on(self) -> bool:
        """The baseline cannot have been a resting face."""
        return self._opened.on or self._wide.on or self._sunk.on

    @property
    def sunk(self) -> bool:
        """The mouth of the baseline smiled, and rests now."""
        return self._sunk.on

    def update(self, measures: Mapping[str, float], reference: Reference, dt_s: float) -> None:
        """Take one face that can be read."""
        share = measures["ear"] / reference.open_ear
        self._opened.update(self._lids_told and share > self._ear_share, dt_s)
        self._wide.update(self._lids_told and share > self._wide_share, dt_s)
        lower = self._lower.update(reference.change("corner_lift_cm", measures["corner_lift_cm"]))
        narrower = self._narrower.update(reference.change("mouth_width_cm", measures["mouth_width_cm"]))
        self._sunk.update(self._mouth_told and lower and narrower, dt_s)

    def reset(self) -> None:
        """Forget the face seen."""
        for part in (self._opened, self._wide, self._sunk):
            part.reset()
        for threshold in (self._lower, self._narrower):
            threshold.reset()
