"""Confusion: brow lowered, head tilted, no smile and gaze centred, weighed and summed over time.

Twin of confusion.js.
"""

from dataclasses import dataclass

from signals.contract.parameters import Parameters
from signals.maths.persistence import Witness


@dataclass(frozen=True)
class Rule:
    """The evidence that brings the label on, and what each kind weighs while it is off and while it is on."""

    limit_s: float
    rising: dict[str, float]
    lasting: dict[str, float]


def read_rules(parameters: Parameters) -> dict[str, Rule]:
    """Return the rules by their name, which is the setting `sensitivity`."""
    number = parameters.number
    anew, drain = -number("confused_strict_anew"), -number("confused_strict_drain")
    none, against = -number("confused_none_drain"), -number("confused_against_drain")
    strict = {"all": 1.0, "brow_alone": anew, "none": anew, "against": anew}
    lasting = {"all": 1.0, "brow_alone": drain, "none": drain, "against": drain}
    mild = {"all": 1.0, "brow_alone": 0.0, "none": none, "against": against}
    return {
        "strict": Rule(number("confused_strict_s"), strict, lasting),
        "balanced": Rule(number("confused_balanced_s"), mild, mild),
        "brow": Rule(number("confused_brow_s"), mild, mild),
    }


def evidence(rule: str, lowered: bool, tilted: bool, smiling: bool, centred: bool) -> str:
    """Return what the cues of one frame are for a rule: all, brow_alone, none or against.

    The rule `brow` asks for no tilt: on acted confused faces the brow tells them and the tilt does not.
    """
    if smiling or not centred:
        return "against"
    if not lowered:
        return "none"
    return "all" if tilted or rule == "brow" else "brow_alone"


class Confusion:
    """Seconds of evidence, each frame weighed by the rule: on at its limit, off well below it.

    S = clip(S + weight * dt, 0, cap). `strict` is "+1, else anew": until it is on, whatever lacks one cue
    empties all that was filled within a quarter of a second; a single noisy frame costs its own time alone.
    """

    def __init__(self, parameters: Parameters, rule: str) -> None:
        self._rule = read_rules(parameters)[rule]
        self._cap_s = parameters.number("confused_cap") * self._rule.limit_s
        self._off_s = parameters.number("confused_off") * self._rule.limit_s
        self._witness = Witness(parameters.number("dt_max_s"))
        self._filled_s = 0.0
        self.on = False

    def update(self, shown: str | None, dt_s: float) -> bool:
        """Return whether the evidence has lasted; None, where nothing can be told, holds what there is."""
        counted_s = self._witness.update(shown, dt_s)
        if shown is None:
            return self.on
        weights = self._rule.lasting if self.on else self._rule.rising
        self._filled_s = min(max(self._filled_s + weights[shown] * counted_s, 0.0), self._cap_s)
        self.on = self._filled_s >= (self._off_s if self.on else self._rule.limit_s)
        return self.on

    def reset(self) -> None:
        """Forget the cues seen."""
        self._witness.reset()
        self._filled_s = 0.0
        self.on = False
