"""Following: what one student's measured face is told to be, from its calibration on.

Twin of following.js.
"""

from signals.baseline.adaptation import Resting
from signals.contract.masks import Masks
from signals.contract.parameters import Parameters
from signals.contract.report import Measure
from signals.face.measures import Reading
from signals.labels.state import Behaviour

# The x of the student's face, in image widths, and the picture's luma.
_Surroundings = tuple[float, float | None]


class Following:
    """Calibrates until what is usual is known, and reads the behaviour against it from then on."""

    def __init__(self, parameters: Parameters, rule: str, masks: Masks) -> None:
        self._parameters, self._rule = parameters, rule
        self._masks = masks
        self._resting = Resting(parameters, masks)
        self._behaviour = Behaviour(parameters, rule, masks)
        self._settle_s = parameters.number("settle_s")
        self._settled_s = 0.0
        self._calibrates = True

    @property
    def calibrated(self) -> bool:
        """What is usual for the student is known."""
        return self._resting.reference is not None

    @property
    def progress(self) -> float:
        """Share of the calibration that is done, 0 to 1."""
        return self._resting.progress

    @property
    def reason(self) -> str | None:
        """What the calibration misses, or what it could not learn; `masked` where nothing is to be told."""
        if not self._calibrates and not self._masks.attention_told:
            return "masked"
        return self._resting.reason

    @property
    def cues(self) -> list[str]:
        """The cues that are on."""
        return self._behaviour.cues

    @property
    def alerts(self) -> list[str]:
        """What a proctor wants to know of the behaviour."""
        return self._behaviour.alerts

    @property
    def relative(self) -> dict[str, Measure]:
        """The measures of the last face against its baseline."""
        return self._behaviour.relative

    def update(self, reading: Reading, surroundings: _Surroundings, t_s: float, dt_s: float) -> str | None:
        """Take one measured face and return its state; None where it keeps the one before."""
        told = self._tell(reading, surroundings, t_s, dt_s)
        self._settled_s += dt_s
        # Who has just come back is not neutral: nobody could have been called focused yet.
        return told if told != "neutral" or self._settled_s > self._settle_s else None

    def mask(self, masks: Masks) -> bool:
        """Switch off what is masked and all else on; return whether what is usual has to be learnt anew.

        It was learnt without what is switched on now, or with the gaze that is off now.
        """
        anew = self._resting.by_head or self._masks.off("gaze") != masks.off("gaze")
        self._masks = masks
        self._resting.mask(masks)
        self._behaviour = Behaviour(self._parameters, self._rule, masks)
        self._settled_s = 0.0
        return anew

    def recalibrate(self) -> None:
        """Forget what is usual, and what was told by it."""
        self._resting.restart()
        self.reset()

    def lose(self) -> None:
        """Forget the face that is gone; the looks away before still add up."""
        self._behaviour.lose()
        self._settled_s = 0.0

    def reset(self) -> None:
        """Forget all but what is usual."""
        self._behaviour.reset()
        self._settled_s = 0.0

    def _tell(self, reading: Reading, surroundings: _Surroundings, t_s: float, dt_s: float) -> str:
        resting, behaviour = self._resting, self._behaviour
        measures = self._masks.calibrated(reading.measures)
        calibrated_before, self._calibrates = not self._calibrates, resting.gather(measures, dt_s)
        if self._calibrates or resting.reference is None:
            if calibrated_before:
                self.reset()
            return resting.state
        known = resting.known(reading)
        behaviour.update(known, resting.reference, t_s, dt_s)
        complete = known.facial and "gaze_raw_yaw_deg" in measures
        resting.follow(known, *surroundings, behaviour.strange, dt_s)
        if complete and behaviour.attends:
            resting.renew(measures, behaviour.strange, dt_s)
        return behaviour.state
