"""Learnt confusion: the student's own model, never below the rule `strict` and never beyond `brow`.

Twin of learnt_confusion.js.
"""

from signals.contract.parameters import Parameters
from signals.labels.confusion import Confusion
from signals.personal.personal import Personal

STRICTEST = "strict"
MILDEST = "brow"


class LearntConfusion:
    """On where the strictest rule is, and where the mildest is and the student's own model agrees."""

    def __init__(self, parameters: Parameters, personal: Personal) -> None:
        self._strictest = Confusion(parameters, STRICTEST)
        self._mildest = Confusion(parameters, MILDEST)
        self._personal = personal
        self.on = False

    def update(self, strict: str | None, mild: str | None, dt_s: float) -> bool:
        """Take what the cues of one frame are for each of the two rules."""
        surely, perhaps = self._strictest.update(strict, dt_s), self._mildest.update(mild, dt_s)
        self.on = self._personal.lost(perhaps) or surely
        return self.on

    def reset(self) -> None:
        """Forget the cues seen."""
        self._strictest.reset()
        self._mildest.reset()
        self.on = False
