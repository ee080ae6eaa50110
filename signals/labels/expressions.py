"""Expressions: how probable each of seven is, from action units; for the student's own eyes alone.

Twin of expressions.js.
"""

import math
from collections.abc import Iterable, Mapping

from signals.baseline.resting_smile import RestingSmile
from signals.contract.parameters import Parameters
from signals.face.action_units import ActionUnits, FaceShape
from signals.maths.eigenvector import Array
from signals.maths.smoothing import Ema
from signals.maths.statistics import median

EXPRESSIONS = ("joy", "surprise", "sadness", "fear", "anger", "disgust", "neutral")
# The two that observers tell reliably from a face; the others are guesses.
RELIABLE = ("joy", "surprise")

# What a student switches off is read at rest: it neither speaks for an expression nor against one.
LENGTHS_OF = {
    "brow": ["inner_brow_cm", "outer_brow_cm", "brow_distance_cm"],
    "eyes": ["ear"],
    "mouth": ["upper_lip_cm", "corner_height_cm", "mouth_width_cm", "mouth_open_cm", "red_lips_cm"],
}


class Judgement:
    """Weighs action units by the EMFACS rule of each expression; a softmax makes probabilities of it."""

    def __init__(self, parameters: Parameters) -> None:
        self._rules = {
            "joy": parameters.weights("expression_joy"),
            "surprise": parameters.weights("expression_surprise"),
            "sadness": parameters.weights("expression_sadness"),
            "fear": parameters.weights("expression_fear"),
            "anger": parameters.weights("expression_anger"),
            "disgust": parameters.weights("expression_disgust"),
        }
        self._neutral = parameters.number("expression_neutral")
        self._contradiction = parameters.number("expression_contradiction")
        self._sharpness = parameters.number("expression_sharpness")

    def weigh(self, units: Mapping[str, float]) -> dict[str, float]:
        """Return the probability of each expression; they sum up to 1."""
        evidence = {name: self._evidence(rule, units) for name, rule in self._rules.items()}
        evidence["neutral"] = self._neutral
        weights = {name: math.exp(self._sharpness * evidence[name]) for name in EXPRESSIONS}
        total = sum(weights.values())
        return {name: weight / total for name, weight in weights.items()}

    def _evidence(self, rule: Mapping[str, float], units: Mapping[str, float]) -> float:
        # What acts though the rule does not know it speaks for another expression.
        shown = sum(weight * units[unit] for unit, weight in rule.items())
        others = [strength for unit, strength in units.items() if unit not in rule]
        return shown - self._contradiction * sum(others) / len(others)


class Expressions:
    """Follows one face while switched on, and computes nothing while off, which it is at first.

    All is told against the face at rest. Where that one smiled, `rests_smiling` says so, until the mouth has
    been seen to rest. `rest`, `shape` and `units` are what the last probabilities were weighed from: lengths
    at rest, lengths now, smoothed, and action units. No page asks for them; tables of a recording do.
    """

    def __init__(self, parameters: Parameters) -> None:
        self._shape = FaceShape(parameters)
        self._units = ActionUnits(parameters)
        self._judgement = Judgement(parameters)
        self._rest_s = parameters.number("expression_rest_s")
        self._blink_share = parameters.number("expression_blink_share")
        self._ear_min = parameters.number("open_ear_min")
        self._smile = RestingSmile(parameters)
        self._tau_s = parameters.number("ema_tau_s")
        self._gathered_s = 0.0
        self._seen: list[dict[str, float]] = []
        self._smoothed: dict[str, Ema] = {}
        self._masked: frozenset[str] = frozenset()
        self.on = False
        self.rests_smiling = False
        self.rest: dict[str, float] | None = None
        self.shape: dict[str, float] | None = None
        self.units: dict[str, float] | None = None
        self.probabilities: dict[str, float] | None = None

    def switch(self, on: bool) -> None:
        """Switch on or off; the face at rest is learnt anew each time."""
        self.on = on
        self.rests_smiling = False
        self._begin()

    def mask(self, masked: Iterable[str]) -> None:
        """Take the names out of MASKS that are switched off, in place of those before."""
        self._masked = frozenset(length for name in masked for length in LENGTHS_OF.get(name, []))

    def update(self, points: Array | None, dt_s: float) -> None:
        """Take the points of one face in its own frame, or None where there is none to read."""
        if not self.on:
            return
        if points is None:
            self._forget_face()
        elif self.rest is None:
            self._gather(points, self._shape.read(points), dt_s)
        else:
            self._judge(self._shape.read(points), self.rest, dt_s)

    def _begin(self) -> None:
        self._gathered_s = 0.0
        self._seen = []
        self.rest = None
        self._smile.reset()
        self._forget_face()

    def _gather(self, points: Array, shape: dict[str, float], dt_s: float) -> None:
        if "ear" not in self._masked and shape["ear"] < self._ear_min:
            return
        self._seen.append(shape)
        self._smile.gather(points)
        self._gathered_s += dt_s
        if self._gathered_s >= self._rest_s:
            self.rest = {name: median([seen[name] for seen in self._seen]) for name in shape}
            self._seen = []
            self.rests_smiling = self._smile.judge(self.rest) and "mouth_width_cm" not in self._masked

    def _judge(self, shape: dict[str, float], rest: dict[str, float], dt_s: float) -> None:
        blinking = shape["ear"] < self._blink_share * rest["ear"]
        still = self._masked | {"ear"} if blinking else self._masked
        smooth = {
            name: rest[name] if name in still else self._smooth(name, value, dt_s)
            for name, value in shape.items()
        }
        self.shape, self.units = smooth, self._units.measure(smooth, rest)
        self.probabilities = self._judgement.weigh(self.units)
        if self._smile.update(smooth, rest, dt_s):
            self._begin()

    def _smooth(self, name: str, value: float, dt_s: float) -> float:
        return self._smoothed.setdefault(name, Ema(self._tau_s)).update(value, dt_s)

    def _forget_face(self) -> None:
        self._smoothed = {}
        self.shape = self.units = self.probabilities = None
