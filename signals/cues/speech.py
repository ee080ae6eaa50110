"""Speech: whether the mouth moves up and down again and again, as it does in speaking. Twin of speech.js."""

from collections.abc import Mapping

from signals.baseline.baseline import Reference
from signals.contract.parameters import Parameters
from signals.contract.report import Measure
from signals.maths.persistence import WindowSum
from signals.maths.smoothing import Hysteresis
from signals.maths.timing import Pace


class Swings:
    """Finds where a value turns: each move against the last one, by at least `least`, is a swing."""

    def __init__(self, least: float) -> None:
        self._least = least
        self._extreme: float | None = None
        self._rising = True

    def update(self, value: float) -> bool:
        """Return whether the value has just swung."""
        if self._extreme is None:
            self._extreme = value
        back = self._extreme - value if self._rising else value - self._extreme
        swung = back >= self._least
        if swung:
            self._rising = not self._rising
        if swung or back < 0:
            self._extreme = value
        return swung

    def reset(self) -> None:
        """Forget the values seen."""
        self._extreme = None
        self._rising = True


class Speech:
    """Whether the student speaks: several swings of the lips within a few seconds.

    The camera need not resolve the syllables: undersampled ones still swing, only more slowly. A yawn, a
    smile or parted lips swing once and back.
    """

    def __init__(self, parameters: Parameters) -> None:
        number = parameters.number
        self._swings = Swings(number("speech_swing_sigmas"))
        self._recent = WindowSum(number("speech_window_s"))
        self._often = Hysteresis(number("speech_swings_on"), number("speech_swings_off"))
        self._pace = Pace(number("pace_tau_s"))
        self._step_max_s = number("speech_step_max_s")
        self.on: bool | None = None

    @property
    def measures(self) -> dict[str, Measure]:
        """The measure `speaking`, 1 or 0, None where it cannot be told."""
        return {"speaking": None if self.on is None else float(self.on)}

    def update(
        self, measures: Mapping[str, float], reference: Reference, t_s: float, dt_s: float
    ) -> bool | None:
        """Take how far the mouth is open; return None while the frames are too far apart to tell.

        It swings in the student's own spread.
        """
        self._pace.update(dt_s)
        swung = self._swings.update(reference.sigmas("mouth_open_cm", measures["mouth_open_cm"]))
        often = self._often.update(self._recent.update(t_s, 1 if swung else 0))
        self.on = often if self._pace.within(self._step_max_s) else None
        return self.on

    def reset(self) -> None:
        """Forget the mouth seen."""
        for part in (self._swings, self._recent, self._often, self._pace):
            part.reset()
        self.on = None
