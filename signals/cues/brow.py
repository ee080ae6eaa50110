"""Brow cue: whether the brow is lowered (AU4), and not raised (AU1, AU2), against the baseline.

Twin of brow.js.
"""

from collections.abc import Mapping

from signals.baseline.baseline import Reference
from signals.contract.masks import Masks
from signals.contract.parameters import Parameters
from signals.contract.report import Measure
from signals.cues.brow_step import BrowStep
from signals.face.brow import brow_z
from signals.maths.smoothing import Ema, Hysteresis


class EyePull:
    """How far the eyes alone take the brow down: FaceMesh lowers it as lids open and as eyes look up.

    Eyes as at rest, narrowed or lowered take nothing down, so that a furrow among them counts in full; nor is
    a brow ever raised by what its eyes could have done.
    """

    def __init__(self, parameters: Parameters, masks: Masks) -> None:
        self._per_opening_cm = 0.0 if masks.off("eyes") else parameters.number("brow_per_opening_cm")
        self._per_deg_cm = 0.0 if masks.off("gaze") else parameters.number("brow_per_gaze_cm")

    def without(self, measures: Mapping[str, float], height_cm: float, reference: Reference) -> float:
        """Return the brow's height without what the eyes can have taken it down by."""
        lowered_cm = max(-reference.change("brow_height_cm", height_cm), 0.0)
        return height_cm + min(self._cm(measures, reference), lowered_cm)

    def _cm(self, measures: Mapping[str, float], reference: Reference) -> float:
        opened = max(reference.change("ear", measures["ear"]), 0.0) / reference.open_ear
        pulled_cm = self._per_opening_cm * opened
        if "gaze_raw_pitch_deg" not in measures:
            return pulled_cm
        gaze_deg = reference.change("gaze_raw_pitch_deg", measures["gaze_raw_pitch_deg"])
        raised_deg = gaze_deg - reference.change("pitch_deg", measures["pitch_deg"])
        return pulled_cm + self._per_deg_cm * max(raised_deg, 0.0)


class BrowRaised:
    """Whether the inner or the outer brow is raised (AU1, AU2) against the student's own baseline."""

    def __init__(self, parameters: Parameters) -> None:
        tau_s = parameters.number("ema_tau_s")
        self._inner, self._outer = Ema(tau_s), Ema(tau_s)
        self._raised = Hysteresis(
            parameters.number("brow_raise_on_cm"), parameters.number("brow_raise_off_cm")
        )
        self.raise_cm: float | None = None

    def update(self, measures: Mapping[str, float], reference: Reference, dt_s: float) -> bool:
        """Return whether the smoothed brow is raised, in its inner or its outer half."""
        inner_cm = self._inner.update(measures["brow_height_cm"], dt_s)
        outer_cm = self._outer.update(measures["outer_brow_cm"], dt_s)
        self.raise_cm = max(
            reference.change("brow_height_cm", inner_cm), reference.change("outer_brow_cm", outer_cm)
        )
        return self._raised.update(self.raise_cm)

    def reset(self) -> None:
        """Forget the brow seen."""
        for part in (self._inner, self._outer, self._raised):
            part.reset()
        self.raise_cm = None


class BrowLowered:
    """Whether the brow is lowered against the student's own baseline."""

    def __init__(self, parameters: Parameters, masks: Masks | None = None) -> None:
        tau_s = parameters.number("ema_tau_s")
        self._height, self._distance = Ema(tau_s), Ema(tau_s)
        self._low = Hysteresis(parameters.number("brow_z_on"), parameters.number("brow_z_off"))
        self._narrow = Hysteresis(
            parameters.number("brow_distance_on_cm"), parameters.number("brow_distance_off_cm")
        )
        self._sunk = Hysteresis(parameters.number("brow_height_on"), parameters.number("brow_height_off"))
        self._still_sigmas = parameters.number("brow_distance_still")
        self._raised = BrowRaised(parameters)
        self._pull = EyePull(parameters, Masks() if masks is None else masks)
        self._step = BrowStep(parameters)
        self.z: float | None = None
        self.on = False

    @property
    def measures(self) -> dict[str, Measure]:
        """The measures brow_z and brow_raise_cm, None where no brow was seen."""
        return {"brow_z": self.z, "brow_raise_cm": self._raised.raise_cm}

    def update(self, measures: Mapping[str, float], reference: Reference, dt_s: float) -> bool:
        """Return whether the smoothed brow is low and drawn together, or far down and not drawn apart.

        Raised, it is never lowered.
        """
        seen = self._step.update(measures, reference, dt_s)
        own_cm = self._pull.without(measures, seen["brow_height_cm"], reference)
        height_cm = self._height.update(own_cm, dt_s)
        distance_cm = self._distance.update(seen["brow_distance_cm"], dt_s)
        height_sigmas = reference.sigmas("brow_height_cm", height_cm)
        distance_sigmas = reference.sigmas("brow_distance_cm", distance_cm)
        self.z = brow_z(height_sigmas, distance_sigmas)
        low = self._low.update(self.z)
        narrow = self._narrow.update(reference.change("brow_distance_cm", distance_cm))
        sunk = self._sunk.update(height_sigmas) and distance_sigmas <= self._still_sigmas
        raised = self._raised.update(seen, reference, dt_s)
        self.on = ((low and narrow) or sunk) and not raised
        return self.on

    def skip(self) -> None:
        """Take a frame on which no brow can be read: what happens meanwhile is not seen."""
        self._step.forget_face()

    def forget_face(self) -> None:
        """Forget the brow seen; glasses that were put on are still on."""
        for part in (self._height, self._distance, self._low, self._narrow, self._sunk, self._raised):
            part.reset()
        self._step.forget_face()
        self.z = None
        self.on = False
