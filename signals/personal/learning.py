"""Personal learning: from a student's tags to weights of their own, where leaving tags out says that it pays.

Twin of learning.js.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from signals.contract.parameters import Parameters
from signals.maths.linear import Array
from signals.personal.cue_means import CUE_NAMES
from signals.personal.map_logistic import fit, left_out_losses, probability

# What tags say of being lost: 1, or 0 for following; half is neither, and what is not here teaches nothing.
TARGETS = {
    "lost": 1.0,
    "confused": 1.0,
    "asked_yes": 1.0,
    "asked_no": 0.0,
    "engaged": 0.0,
    "following_yes": 0.0,
    "following_partly": 0.5,
    "following_no": 1.0,
}
# Said at a moment of the student's own choice: such moments tell how a face looks, not how often it does.
VOLUNTEERED = ("lost", "confused", "engaged")


@dataclass(frozen=True)
class Learnt:
    """What was learnt: `kind` is what runs: `common`, `offset` or `own`.

    `weights` are those of the cues, in the order of CUE_NAMES, and the offset. The losses are means over
    tags that were left out, of the common model and of the student's; None where there is no tag to learn of.
    """

    kind: str
    weights: list[float]
    count: int
    common_loss: float | None
    own_loss: float | None


class Learning:
    """Learns of tags, and says how likely a moment is one in which the student is lost."""

    def __init__(self, parameters: Parameters) -> None:
        number, weights = parameters.number, parameters.weights
        rest, unit, prior = weights("personal_rest"), weights("personal_unit"), weights("personal_prior")
        self._rest = np.array([rest[name] for name in CUE_NAMES])
        self._unit = np.array([unit[name] for name in CUE_NAMES])
        self._far = number("personal_far")
        self._tau, self._volunteered_tau = number("personal_tau"), number("personal_volunteered_tau")
        self._steps_max = int(number("personal_steps_max"))
        self._tags_min, self._kind_min = number("personal_tags_min"), number("personal_kind_min")
        self._gain_min = number("personal_gain_min")
        self.common = [*(prior[name] for name in CUE_NAMES), prior["offset"]]

    def learn(self, tags: Sequence[Mapping[str, object]]) -> Learnt:
        """Return what tags teach: `said` is a word, `means` the cue means or None."""
        rows, targets = self.rows(tags)
        if len(targets) == 0:
            return Learnt("common", self.common, 0, None, None)
        kind = self._kind(targets)
        common_loss = self._loss(rows, targets, self._spread("common"))[1]
        weights, own_loss = self._loss(rows, targets, self._spread(kind))
        pays = (common_loss - own_loss) * len(targets) >= self._gain_min
        kept = weights[:-1].tolist() if pays else self.common
        return Learnt(kind if pays else "common", kept, len(targets), common_loss, own_loss)

    def likely(self, means: Sequence[float], weights: Sequence[float]) -> float:
        """Return how likely the student is lost, by cue means and the weights of `Learnt`."""
        return probability(np.array([*self.scaled(means), 1.0]), np.array(weights))

    def parts(self, means: Sequence[float], weights: Sequence[float]) -> list[float]:
        """Return what each cue adds to the log odds, in the order of CUE_NAMES."""
        return [value * weight for value, weight in zip(self.scaled(means), weights[:-1], strict=True)]

    def scaled(self, means: Sequence[float]) -> Array:
        """Return cue means as the weights take them: from rest, in their units, and bounded."""
        scaled: Array = np.clip((np.array(means) - self._rest) / self._unit, -self._far, self._far)
        return scaled

    def rows(self, tags: Sequence[Mapping[str, object]]) -> tuple[Array, Array]:
        """Return what tags teach: scaled means, 1, and whether it was volunteered; and how lost each is."""
        rows, targets = [], []
        for tag in tags:
            said, means = str(tag["said"]), tag["means"]
            if said in TARGETS and isinstance(means, Sequence):
                rows.append([*self.scaled(means), 1.0, 1.0 if said in VOLUNTEERED else 0.0])
                targets.append(TARGETS[said])
        return np.array(rows), np.array(targets)

    def _kind(self, targets: Array) -> str:
        lost, following = int(np.sum(targets == 1)), int(np.sum(targets == 0))
        enough = len(targets) >= self._tags_min and min(lost, following) >= self._kind_min
        return "own" if enough else "offset"

    def _spread(self, kind: str) -> Array:
        cues = self._tau if kind == "own" else 0.0
        offset = 0.0 if kind == "common" else self._tau
        return np.array([*(cues for _ in CUE_NAMES), offset, self._volunteered_tau])

    def _loss(self, rows: Array, targets: Array, spread: Array) -> tuple[Array, float]:
        prior = np.array([*self.common, 0.0])
        weights = fit(rows, targets, prior, spread, self._steps_max)
        losses = left_out_losses(rows, targets, weights, prior, spread)
        return weights, float(np.sum(losses) / len(targets))
