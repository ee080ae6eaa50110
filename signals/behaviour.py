"""Behaviour: from the measures of a student whose baseline is known to a state and its cues.

Twin of behaviour.js.
"""

from .attention import Attention
from .baseline import Reference
from .brow import BrowLowered
from .confusion import Confusion, evidence
from .eyes import Lids, closure
from .gaze import Gaze
from .masks import Masks
from .measures import Reading
from .mouth import Smile
from .parameters import Parameters
from .tilt import HeadTilt


class Behaviour:
    """Follows one student's face over time."""

    def __init__(self, parameters: Parameters, rule: str, masks: Masks) -> None:
        self._masks = masks
        self._closed_share = parameters.number("closed_ear_share")
        self._lids = Lids(parameters)
        self._gaze = Gaze(parameters, masks)
        self._attention = Attention(parameters)
        self._brow = BrowLowered(parameters)
        self._tilt = HeadTilt(parameters)
        self._smile = Smile(parameters)
        self._rule = rule
        self._confusion = Confusion(parameters, rule)
        self._facial_cues: list[str] = []
        self.relative: dict[str, float] = {}

    @property
    def state(self) -> str:
        """away, down, confused, focused or neutral; unknown where all that tells attention is masked."""
        if not self._masks.attention_told:
            return "unknown"
        looking = self._attention.state
        return "confused" if self._confusion.on and looking not in ("away", "down") else looking

    @property
    def cues(self) -> list[str]:
        """The cues that are on."""
        closed = ["eyes_closed"] if self._lids.closed else []
        return self._masks.shown([*self._facial_cues, *self._attention.cues, *closed])

    @property
    def alerts(self) -> list[str]:
        """What a proctor wants to know."""
        return ["gaze_away"] if self._attention.alert else []

    def update(self, reading: Reading, reference: Reference, t_s: float, dt_s: float) -> None:
        """Take one measured face."""
        closed = closure(reading.measures["ear"], reference.open_ear, self._closed_share)
        if not self._masks.off("eyes"):
            self._lids.update(closed, dt_s)
        yaw_deg, pitch_deg = self._gaze.update(reading.measures, reference, self._lids.shut, dt_s)
        self._attention.update(yaw_deg, pitch_deg, self._lids.closed, t_s, dt_s)
        self._facial_cues = self._read_expression(reading, reference, dt_s) if reading.facial else []
        self._confusion.update(self._evidence(reading), dt_s)
        self.relative = {"gaze_yaw_deg": yaw_deg, "gaze_pitch_deg": pitch_deg, "closure": closed}
        if reading.facial and self._brow.z is not None:
            self.relative["brow_z"] = self._brow.z

    def lose(self) -> None:
        """Forget the face that is gone; the looks away before still add up."""
        self._attention.lose()
        for part in (self._lids, self._gaze, self._brow, self._tilt, self._smile, self._confusion):
            part.reset()
        self._facial_cues = []
        self.relative = {}

    def reset(self) -> None:
        """Forget all but the baseline, which is not kept here."""
        self.lose()
        self._attention.reset()

    def _read_expression(self, reading: Reading, reference: Reference, dt_s: float) -> list[str]:
        off = self._masks.off
        lowered = not off("brow") and self._brow.update(reading.measures, reference, dt_s)
        tilted = not off("head") and self._tilt.update(reading.measures, reference, dt_s)
        smiling = not off("mouth") and self._smile.update(reading.measures, reference, dt_s)
        shown = {"brow_lowered": lowered, "head_tilted": tilted, "no_smile": not smiling}
        return [cue for cue, on in shown.items() if on]

    def _evidence(self, reading: Reading) -> str | None:
        # A pose in which the face cannot be read still tells that somebody looks elsewhere.
        if not reading.facial:
            return None if self._attention.centred else "against"
        if not self._masks.direction_told:
            return "against"
        lowered, tilted, smiling = (part.on for part in (self._brow, self._tilt, self._smile))
        return evidence(self._rule, lowered, tilted, smiling, self._attention.centred)
