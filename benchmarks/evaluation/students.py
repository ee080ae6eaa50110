"""Made-up students who tag themselves: cue means, and a logistic truth that differs from the common one.

No face is drawn: what is known of each student is the very model that made their answers, so that a learnt
one can be held against it. It shows what learning costs and brings where its assumptions hold, and nothing
about people.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from signals.contract.parameter_file import load_parameters
from signals.contract.parameters import Parameters
from signals.maths.linear import Array
from signals.personal.cue_means import CUE_NAMES
from signals.personal.learning import Learning

MOMENTS = 1500
# Of every hundred moments: a face at rest, one that looks puzzled, one that smiles or looks elsewhere.
KINDS = (0.7, 0.2, 0.1)
# Brow, tilt, smile, look elsewhere and lids of each kind, in the units of the parameters: mean and spread.
LOOKS = (
    ((0.0, 0.35), (0.2, 0.15), (0.0, 0.02), (0.0, 0.05), (0.3, 0.2)),
    ((1.5, 0.8), (0.9, 0.6), (0.0, 0.05), (0.0, 0.1), (0.4, 0.25)),
    ((0.1, 0.5), (0.3, 0.3), (-1.2, 0.6), (-0.8, 0.7), (0.4, 0.3)),
)
# How tags come about: by a probe at a random moment, by the ask card where a face looks puzzled, by a press.
PROBED, ASKED = 0.5, 0.25


class Student(NamedTuple):
    """One student: the tags, and other moments with whether they were lost in them."""

    tags: list[dict[str, Any]]
    moments: Array
    lost: Array


def students(
    seed: int, count: int, tag_count: int, spread: float, common: Sequence[float] | None = None
) -> Iterator[Student]:
    """Yield students whose own weights differ from the common ones by `spread`, each by chance."""
    drawn = _Drawn()
    for number in range(count):
        random = np.random.default_rng([seed, number])
        weights = np.array(drawn.common if common is None else common) + random.normal(0, spread, 6)
        moments = drawn.moments(random, MOMENTS)
        lost = drawn.lost(random, moments, weights)
        yield Student(drawn.tags(random, weights, tag_count), moments, lost)


class _Drawn:
    """Draws moments, and what a student with these weights says of them."""

    def __init__(self) -> None:
        parameters = Parameters(load_parameters())
        self._rest = np.array([parameters.weights("personal_rest")[name] for name in CUE_NAMES])
        self._unit = np.array([parameters.weights("personal_unit")[name] for name in CUE_NAMES])
        self.common = Learning(parameters).common

    def moments(self, random: np.random.Generator, count: int, kinds: Sequence[float] = KINDS) -> Array:
        """Return cue means, a row a moment."""
        looks = np.array(LOOKS)[random.choice(len(KINDS), count, p=kinds)]
        scaled = random.normal(looks[..., 0], looks[..., 1])
        # A lean has no sign, a share lies between none and all, lids between open and shut.
        scaled[:, 1] = np.abs(scaled[:, 1])
        scaled[:, 2:4] = np.clip(scaled[:, 2:4], -2, 0)
        scaled[:, 4] = np.clip(scaled[:, 4], 0, 3)
        found: Array = self._rest + self._unit * scaled
        return found

    def chances(self, moments: Array, weights: Array) -> Array:
        """Return how likely this student is lost in each moment."""
        scores = (moments - self._rest) / self._unit @ weights[:-1] + weights[-1]
        found: Array = 1 / (1 + np.exp(-scores))
        return found

    def lost(self, random: np.random.Generator, moments: Array, weights: Array) -> Array:
        """Return 1 where the student is lost, else 0."""
        found: Array = (random.random(len(moments)) < self.chances(moments, weights)).astype(float)
        return found

    def tags(self, random: np.random.Generator, weights: Array, count: int) -> list[dict[str, Any]]:
        """Return what the student says, as the page would keep it."""
        return [self._tag(random, weights) for _ in range(count)]

    def _tag(self, random: np.random.Generator, weights: Array) -> dict[str, Any]:
        way = random.random()
        if way < PROBED:
            moment = self.moments(random, 1)
            said = "following_no" if self.lost(random, moment, weights)[0] == 1 else "following_yes"
        elif way < PROBED + ASKED:
            moment = self.moments(random, 1, (0, 1, 0))
            said = "asked_yes" if self.lost(random, moment, weights)[0] == 1 else "asked_no"
        else:
            # Whoever presses of their own accord is lost: a moment of all that would be.
            many = self.moments(random, MOMENTS)
            chances = self.chances(many, weights)
            moment, said = many[[random.choice(MOMENTS, p=chances / chances.sum())]], "lost"
        return {"said": said, "means": moment[0].tolist()}
