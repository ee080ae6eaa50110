"""Behaviour: from the measures of a student whose baseline is known to a state and its cues.

Twin of state.js.
"""

from signals.baseline.baseline import Reference
from signals.contract.masks import Masks
from signals.contract.parameters import Parameters
from signals.contract.report import Measure
from signals.cues.attention import Attention
from signals.cues.brow import BrowLowered
from signals.cues.gaze_direction import Gaze
from signals.cues.lids import Vigilance
from signals.cues.smile import Smile
from signals.cues.speech import Speech
from signals.cues.tilt import HeadTilt
from signals.cues.yawn import Yawn
from signals.face.measures import Reading
from signals.labels.confusion import Confusion, evidence


class Behaviour:
    """Follows one student's face over time."""

    def __init__(self, parameters: Parameters, rule: str, masks: Masks) -> None:
        self._masks = masks
        self._vigilance = Vigilance(parameters)
        self._gaze = Gaze(parameters, masks)
        self._attention = Attention(parameters)
        self._brow = BrowLowered(parameters, masks)
        self._tilt = HeadTilt(parameters)
        self._smile = Smile(parameters)
        self._speech = Speech(parameters)
        self._yawn = Yawn(parameters)
        self._rule = rule
        self._confusion = Confusion(parameters, rule)
        self._facial_cues: list[str] = []
        self._direction = (0.0, 0.0)
        self.relative: dict[str, Measure] = {}

    @property
    def state(self) -> str:
        """away, down, drowsy, confused, focused or neutral, and drowsy first behind lids that are shut now.

        It is unknown where all that tells attention is masked.
        """
        if not self._masks.attention_told:
            return "unknown"
        looking, drowsy = self._attention.state, self._vigilance.drowsy
        if looking in ("away", "down") and not (drowsy and self._vigilance.asleep):
            return looking
        if drowsy:
            return "drowsy"
        return "confused" if self._confusion.on else looking

    @property
    def attends(self) -> bool:
        """Whether the face rests, as far as can be seen: waking eyes on the screen, no smile and no yawn."""
        asleep = self._vigilance.shut or self._vigilance.drowsy
        return self._attention.centred and not asleep and not self._smile.on and not self._yawn.wide

    @property
    def strange(self) -> bool:
        """Whether the face is not as usual: the brow is lowered or the head tilted."""
        return self._brow.on or self._tilt.on

    @property
    def cues(self) -> list[str]:
        """The cues that are on."""
        closed = ["eyes_closed"] if self._vigilance.closed else []
        return self._masks.shown([*self._facial_cues, *self._attention.cues, *closed])

    @property
    def alerts(self) -> list[str]:
        """What a proctor wants to know."""
        return ["gaze_away"] if self._attention.alert else []

    def update(self, reading: Reading, reference: Reference, t_s: float, dt_s: float) -> None:
        """Take one measured face."""
        lids = self._read_lids(reading, reference, t_s, dt_s)
        if not self._vigilance.asleep:
            self._direction = self._gaze.update(reading.measures, reference, self._vigilance.shut, dt_s)
        yaw_deg, pitch_deg = self._direction
        self._attention.update(yaw_deg, pitch_deg, self._vigilance.closed, t_s, dt_s)
        self._facial_cues = self._read_expression(reading, reference, t_s, dt_s)
        self._confusion.update(self._evidence(reading, reference), dt_s)
        self.relative = {"gaze_yaw_deg": yaw_deg, "gaze_pitch_deg": pitch_deg, **lids}
        if reading.facial:
            self.relative |= self._brow.told | self._speech.told

    def lose(self) -> None:
        """Forget the face that is gone; the looks away before still add up."""
        self._attention.lose()
        self._vigilance.lose()
        self._brow.lose()
        for part in (self._gaze, self._tilt, self._smile):
            part.reset()
        for other in (self._speech, self._yawn, self._confusion):
            other.reset()
        self._facial_cues = []
        self.relative = {}

    def reset(self) -> None:
        """Forget all but the baseline, which is not kept here."""
        self.lose()
        self._attention.reset()
        self._vigilance.reset()

    def _read_lids(
        self, reading: Reading, reference: Reference, t_s: float, dt_s: float
    ) -> dict[str, Measure]:
        if self._masks.off("eyes"):
            return {}
        excused = self._smile.on or self._yawn.wide
        return self._vigilance.update(reading, reference, self._attention.below, excused, t_s, dt_s)

    def _read_expression(self, reading: Reading, reference: Reference, t_s: float, dt_s: float) -> list[str]:
        off = self._masks.off
        if not reading.facial:
            self._brow.skip()
            return []
        down = not off("brow") and self._brow.update(reading.measures, reference, dt_s)
        lowered = down and not self._vigilance.wink
        tilted = not off("head") and self._tilt.update(reading.measures, reference, dt_s)
        smiling = not off("mouth") and self._smile.update(reading.measures, reference, dt_s)
        yawning = not off("mouth") and self._read_lips(reading, reference, t_s, dt_s)
        unsmiling = not smiling and not reference.smiles
        shown = {"brow_lowered": lowered, "head_tilted": tilted, "no_smile": unsmiling, "yawn": yawning}
        return [cue for cue, on in shown.items() if on]

    def _read_lips(self, reading: Reading, reference: Reference, t_s: float, dt_s: float) -> bool:
        speaking = self._speech.update(reading.measures, reference, t_s, dt_s) is True
        return self._yawn.update(reading.measures, reference, self._smile.on or speaking, dt_s)

    def _evidence(self, reading: Reading, reference: Reference) -> str | None:
        # A pose in which the face cannot be read still tells that somebody looks elsewhere.
        if not reading.facial:
            return None if self._attention.centred else "against"
        if not self._masks.direction_told:
            return "against"
        shown = evidence(self._rule, self._brow.on, self._tilt.on, self._smile.on, self._attention.centred)
        # Whoever speaks moves brow and head along, and a wink takes its brow down, which proves nothing; a
        # brow at rest still does. No smile against a baseline that smiled is as little proof of none.
        smile_untold = reference.smiles and not self._masks.off("mouth")
        unproven = self._speech.on or self._vigilance.wink or smile_untold
        return None if unproven and shown in ("all", "brow_alone") else shown
