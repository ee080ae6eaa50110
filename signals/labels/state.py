"""State machine: from the measures of a student whose baseline is known to a state and its cues.

Twin of state.js.
"""

from collections.abc import Mapping

from signals.baseline.baseline import Reference
from signals.contract.masks import Masks
from signals.contract.parameters import Parameters
from signals.contract.report import Measure
from signals.cues.attention import Attention
from signals.cues.brow import BrowLowered
from signals.cues.cues import Facts, ListedCues
from signals.cues.eyes.lids import Lids
from signals.cues.gaze_direction import Gaze
from signals.cues.smile import Smile
from signals.cues.speech import Speech
from signals.cues.tilt import HeadTilt
from signals.cues.yawn import Yawn
from signals.face.measures import Reading
from signals.labels.confusion import Confusion, evidence
from signals.labels.learnt_confusion import MILDEST, STRICTEST, LearntConfusion
from signals.personal.personal import Personal


class StateMachine:
    """Follows one student's face over time."""

    def __init__(self, parameters: Parameters, rule: str, masks: Masks, personal: Personal) -> None:
        self._masks = masks
        self._personal = personal
        self._lids = Lids(parameters)
        self._gaze = Gaze(parameters, masks)
        self._attention = Attention(parameters)
        self._brow = BrowLowered(parameters, masks)
        self._tilt = HeadTilt(parameters)
        self._smile = Smile(parameters)
        self._speech = Speech(parameters)
        self._yawn = Yawn(parameters)
        self._rule = rule
        self._confusion = Confusion(parameters, rule)
        self._learnt = LearntConfusion(parameters, personal)
        self._cues = ListedCues(parameters, masks)
        self._direction = (0.0, 0.0)
        self.relative: dict[str, Measure] = {}

    @property
    def state(self) -> str:
        """away, down, drowsy, confused, focused or neutral, and drowsy first behind lids that are shut now.

        It is unknown where all that tells attention is masked.
        """
        if not self._masks.attention_told:
            return "unknown"
        looking, drowsy = self._attention.state, self._lids.drowsy
        if looking in ("away", "down") and not (drowsy and self._lids.asleep):
            return looking
        if drowsy:
            return "drowsy"
        return "confused" if self._confused else looking

    @property
    def attends(self) -> bool:
        """Whether the face rests, as far as can be seen: waking eyes on the screen, no smile and no yawn."""
        asleep = self._lids.shut or self._lids.drowsy
        return self._attention.centred and not asleep and not self._smile.on and not self._yawn.wide

    @property
    def atypical(self) -> bool:
        """Whether the face is not as usual: the brow is lowered or the head tilted."""
        return self._brow.on or self._tilt.on

    def cues(self, state: str) -> list[str]:
        """Return the cues that are on and explain a state."""
        return self._cues.explaining(state)

    @property
    def alerts(self) -> list[str]:
        """What a proctor wants to know."""
        return ["gaze_away"] if self._attention.alert else []

    def observe(self, reading: Reading, reference: Reference, t_s: float, dt_s: float) -> None:
        """Take one measured face."""
        lids = self._read_lids(reading, reference, t_s, dt_s)
        if not self._lids.asleep:
            self._direction = self._gaze.update(reading.measures, reference, self._lids.shut, dt_s)
        yaw_deg, pitch_deg = self._direction
        self._attention.update(yaw_deg, pitch_deg, self._lids.closed, t_s, dt_s)
        facts = self._read_expression(reading, reference, t_s, dt_s)
        self._cues.observe(facts, reading.measures if reading.facial else None, reference, dt_s)
        self._confusion.update(self._evidence(reading, reference, self._rule), dt_s)
        self._personal.update(self._learnable(reading, reference, facts, lids), t_s, dt_s)
        if self._personal.runs:
            strict, mild = (self._evidence(reading, reference, rule) for rule in (STRICTEST, MILDEST))
            self._learnt.update(strict, mild, dt_s)
        self.relative = {"gaze_yaw_deg": yaw_deg, "gaze_pitch_deg": pitch_deg, **lids}
        if reading.facial:
            self.relative |= self._brow.measures | self._speech.measures

    def forget_face(self) -> None:
        """Forget the face that is gone; the looks away before still add up."""
        self._attention.forget_face()
        self._lids.forget_face()
        self._brow.forget_face()
        for part in (self._gaze, self._tilt, self._smile):
            part.reset()
        for other in (self._speech, self._yawn, self._confusion, self._learnt):
            other.reset()
        self._personal.reset()
        self._cues.forget_face()
        self.relative = {}

    def reset(self) -> None:
        """Forget all but the baseline, which is not kept here."""
        self.forget_face()
        self._attention.reset()
        self._lids.reset()

    def _read_lids(
        self, reading: Reading, reference: Reference, t_s: float, dt_s: float
    ) -> dict[str, Measure]:
        if self._masks.off("eyes"):
            return {}
        excused = self._smile.on or self._yawn.wide
        return self._lids.update(reading, reference, self._attention.below, excused, t_s, dt_s)

    def _read_expression(self, reading: Reading, reference: Reference, t_s: float, dt_s: float) -> Facts:
        off, closed, looks = self._masks.off, self._lids.closed, self._attention.cues
        if not reading.facial:
            self._brow.skip()
            return Facts(False, False, False, False, closed, looks)
        down = not off("brow") and self._brow.update(reading.measures, reference, dt_s)
        lowered = down and not self._lids.wink
        tilted = not off("head") and self._tilt.update(reading.measures, reference, dt_s)
        smiling = not off("mouth") and self._smile.update(reading.measures, reference, dt_s)
        yawning = not off("mouth") and self._read_lips(reading, reference, t_s, dt_s)
        return Facts(lowered, tilted, not smiling and not reference.smiles, yawning, closed, looks)

    def _read_lips(self, reading: Reading, reference: Reference, t_s: float, dt_s: float) -> bool:
        speaking = self._speech.update(reading.measures, reference, t_s, dt_s) is True
        return self._yawn.update(reading.measures, reference, self._smile.on or speaking, dt_s)

    @property
    def _confused(self) -> bool:
        return self._learnt.on if self._personal.runs else self._confusion.on

    def _learnable(
        self, reading: Reading, reference: Reference, facts: Facts, lids: Mapping[str, Measure]
    ) -> list[float] | None:
        """Return the cues of a frame in the order of CUE_NAMES; what is switched off is read at rest."""
        if not reading.facial:
            return None
        z = 0.0 if self._masks.off("brow") else self._brow.z or 0.0
        tilt_deg = 0.0 if self._masks.off("head") else reference.tilt_deg(reading.measures["roll_deg"])
        closure = lids.get("closure")
        narrowing = min(max(closure, 0.0), 1.0) if isinstance(closure, float) else 0.0
        return [z, tilt_deg, float(facts.unsmiling), float(self._attention.centred), narrowing]

    def _evidence(self, reading: Reading, reference: Reference, rule: str) -> str | None:
        # A pose in which the face cannot be read still tells that somebody looks elsewhere.
        if not reading.facial:
            return None if self._attention.centred else "against"
        if not self._masks.direction_told:
            return "against"
        shown = evidence(rule, self._brow.on, self._tilt.on, self._smile.on, self._attention.centred)
        # Whoever speaks moves brow and head along, and a wink takes its brow down, which proves nothing; a
        # brow at rest still does. No smile against a baseline that smiled is as little proof of none.
        smile_untold = reference.smiles and not self._masks.off("mouth")
        unproven = self._speech.on or self._lids.wink or smile_untold
        return None if unproven and shown in ("all", "brow_alone") else shown
