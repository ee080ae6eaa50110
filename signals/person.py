"""Person: one followed face, from its calibration to a state, its cues and its report. Twin of person.js."""

from collections.abc import Mapping, Sequence

from signals.baseline.adaptation import Adaptation
from signals.contract.masks import Masks
from signals.contract.parameters import Parameters, Settings
from signals.contract.reasons import group_cues
from signals.contract.report import Measure, Report, make_report
from signals.face.measures import Reading
from signals.labels.expressions import Expressions
from signals.labels.state import StateMachine
from signals.maths.persistence import Dwell
from signals.personal.personal import Personal
from signals.scene.stillness import Stillness

# The x of the face, in image widths, and the picture's luma.
_Surroundings = tuple[float, float | None]


class Person:
    """Calibrates until what is usual is known, and tells the state against it from then on.

    A face lost or unmeasurable for a moment keeps the state and freezes what is counted.
    `expressions` and `personal` are off until they are switched on, and their numbers no part of a report.
    """

    def __init__(self, parameters: Parameters, settings: Settings) -> None:
        number = parameters.number
        self._parameters, self._rule = parameters, settings.sensitivity
        self._masks = Masks(settings.masked)
        self._unmeasurable = Dwell(number("unmeasurable_s"), number("dwell_drain"), number("dt_max_s"))
        self._stillness = Stillness(parameters)
        self.personal = Personal(parameters)
        self._adaptation = Adaptation(parameters, self._masks)
        self._machine = StateMachine(parameters, self._rule, self._masks, self.personal)
        self._settle_s = number("settle_s")
        self._settled_s = 0.0
        self._calibrates = True
        self._state = "calibrating"
        self._reading: Reading | None = None
        self._missed: str | None = None
        self._face_reason: str | None = None
        self._absent = False
        self.expressions = Expressions(parameters)
        self.expressions.mask(settings.masked)

    def observe(
        self, reading: Reading, surroundings: _Surroundings, absent: bool, t_s: float, dt_s: float
    ) -> None:
        """Take this person's face; `absent`: nobody has been there for long, which one frame does not end."""
        self._reading, self._missed, self._absent = reading, None, absent
        self._unmeasurable.update(reading.reason is not None, dt_s)
        if reading.reason is not None:
            self._face_reason = reading.reason
        if reading.points is not None:
            self._stillness.update(reading.points, reading.measures["ear"], t_s)
        if self._unmeasurable.on or self._stillness.on:
            self._forget_state()
            self._state = "absent" if absent else "unknown"
        elif reading.reason is None:
            self._face_reason = None
            self._settle(self._tell(reading, surroundings, t_s, dt_s), dt_s)
        self.expressions.update(reading.points if reading.facial else None, dt_s)

    def miss(self, dark: bool, absent: bool) -> None:
        """Take a picture without this person, in which it may be too `dark` to see anybody."""
        self._reading, self._missed, self._absent = None, "low_light" if dark else "no_face", absent
        self.expressions.update(None, 0.0)
        if dark or absent:
            self.forget_face()
            self._state = "unknown" if dark else "absent"

    def abstain(self, reason: str) -> Report:
        """Return the report of a frame that cannot be read, which changes nothing."""
        return make_report("unknown", [], [], self._kept(reason))

    def report(self, faces: int, alerts: Sequence[str] | None) -> Report:
        """Return the report of the last frame, beside what its picture gave: None where nobody is alerted."""
        reason = self._reason
        cues = group_cues(reason) if self._state == "unknown" else self._machine.cues(self._state)
        named = [] if alerts is None else [*alerts, *self._alerts]
        return make_report(self._state, cues, named, {"faces": faces}, *self._measures, self._kept(reason))

    def mask(self, masked: list[str]) -> bool:
        """Switch off what is masked and all else on; return whether what is usual has to be learnt anew.

        It was learnt without what is switched on now, or with the gaze that is off now.
        """
        masks = Masks(masked)
        anew = self._adaptation.by_head or self._masks.off("gaze") != masks.off("gaze")
        self._masks = masks
        self.expressions.mask(masked)
        self._adaptation.mask(masks)
        self._machine = StateMachine(self._parameters, self._rule, masks, self.personal)
        self._settled_s = 0.0
        return anew

    def recalibrate(self) -> None:
        """Forget what is usual, and what was told by it."""
        self._adaptation.restart()
        self.restart()

    def restart(self) -> None:
        """Forget all but what is usual: what was seen before a gap says nothing about now."""
        self.forget_face()
        self._machine.reset()
        self._state = "calibrating" if self._adaptation.reference is None else "unknown"

    def forget_face(self) -> None:
        """Forget the face that is gone; the looks away before still add up."""
        self._forget_state()
        self._unmeasurable.reset()
        self._face_reason = None

    @property
    def _reason(self) -> str | None:
        if self._missed is not None:
            return self._missed
        if self._stillness.on:
            return "static_image"
        if self._face_reason is not None:
            return self._face_reason
        masked = not self._calibrates and not self._masks.attention_told
        return "masked" if masked else self._adaptation.reason

    @property
    def _alerts(self) -> list[str]:
        still = self._stillness.on and not self._absent
        return [*self._machine.alerts, *(["static_image"] if still else [])]

    @property
    def _measures(self) -> Sequence[Mapping[str, Measure]]:
        reading = self._reading
        if reading is None:
            return []
        return [reading.measures, *([self._machine.relative] if reading.reason is None else [])]

    def _kept(self, reason: str | None) -> dict[str, Measure]:
        progress = self._adaptation.progress
        return {"motion_cm": self._stillness.moved_cm, "baseline_progress": progress, "reason": reason}

    def _settle(self, state: str, dt_s: float) -> None:
        self._settled_s += dt_s
        # Who has just come back is not neutral: nobody could have been called focused yet.
        settled = state != "neutral" or self._settled_s > self._settle_s
        if settled and not self._absent:
            self._state = state

    def _tell(self, reading: Reading, surroundings: _Surroundings, t_s: float, dt_s: float) -> str:
        adaptation, machine = self._adaptation, self._machine
        measures = self._masks.calibrated(reading.measures)
        calibrated_before, self._calibrates = not self._calibrates, adaptation.gather(measures, dt_s)
        if self._calibrates or adaptation.reference is None:
            if calibrated_before:
                machine.reset()
                self._settled_s = 0.0
            return adaptation.state
        known = adaptation.known(reading)
        machine.observe(known, adaptation.reference, t_s, dt_s)
        complete = known.facial and "gaze_raw_yaw_deg" in measures
        adaptation.follow(known, *surroundings, machine.atypical, dt_s)
        if complete and machine.attends:
            adaptation.renew(measures, machine.atypical, dt_s)
        return machine.state

    def _forget_state(self) -> None:
        self._machine.forget_face()
        self._settled_s = 0.0
