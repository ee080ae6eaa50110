"""Judging: a new common model against the shipped one, on donors that neither was fitted to."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from offline.train.donations.reading import Donor
from signals.contract.parameter_file import load_parameters
from signals.contract.parameters import Parameters
from signals.maths.linear import Array
from signals.personal.learning import Learning
from signals.personal.map_logistic import fit

FOLDS = 5
RESAMPLES = 2000
# 95 of 100.
LOW, HIGH = 2.5, 97.5
# How far a class's common weights may lie from the shipped ones: wide beside what a hundred tags tell.
SPREAD = 1.0
BINS = 5


class Figure(NamedTuple):
    """A value, and the interval around it."""

    value: float
    low: float
    high: float


class Bin(NamedTuple):
    """Tags that were given about the same chance: the mean chance, the share that was lost, and how many."""

    told: float
    lost: float
    tags: int


class Judgement(NamedTuple):
    """What held back donors say: AUC and Brier score of the shipped model and the new one; what is gained.

    `gain` is the mean over donors of what each donor's Brier score falls by, `wins` the share of donors for
    whom it falls. An AUC is None where all say the same.
    """

    donors: int
    tags: int
    auc: tuple[float | None, float | None]
    brier: tuple[float, float]
    gain: Figure
    wins: float
    calibration: list[Bin]


class Models:
    """Fits the shipped common model and a new one; how much more the lost speak up is fitted in both."""

    def __init__(self) -> None:
        parameters = Parameters(load_parameters())
        self._prior = np.array([*Learning(parameters).common, 0.0])
        volunteered = parameters.number("personal_volunteered_tau")
        self._shipped = np.array([*np.zeros(len(self._prior) - 1), volunteered])
        self._new = np.array([*np.full(len(self._prior) - 1, SPREAD), volunteered])
        self._steps_max = int(parameters.number("personal_steps_max"))

    def shipped(self, donors: Sequence[Donor]) -> Array:
        """Return the shipped weights, and that of volunteering."""
        return self._fit(donors, self._shipped)

    def new(self, donors: Sequence[Donor]) -> Array:
        """Return weights of these donors, and that of volunteering."""
        return self._fit(donors, self._new)

    def _fit(self, donors: Sequence[Donor], spread: Array) -> Array:
        rows = np.concatenate([donor.rows for donor in donors])
        targets = np.concatenate([donor.targets for donor in donors])
        return fit(rows, targets, self._prior, spread, self._steps_max)


def judge(donors: Sequence[Donor]) -> Judgement:
    """Judge with a fifth of the donors held back in turn; all of a donor's tags are held back together."""
    shares = held_back(donors)
    targets = [donor.targets for donor in donors]
    scores = np.array(
        [
            [np.mean((told - target) ** 2) for told in pair]
            for pair, target in zip(shares, targets, strict=True)
        ]
    )
    gains = scores[:, 0] - scores[:, 1]
    all_targets = np.concatenate(targets)
    shipped, new = (np.concatenate([pair[place] for pair in shares]) for place in (0, 1))
    return Judgement(
        len(donors),
        len(all_targets),
        (_auc(shipped, all_targets), _auc(new, all_targets)),
        (float(np.mean((shipped - all_targets) ** 2)), float(np.mean((new - all_targets) ** 2))),
        _over_donors(gains),
        float(np.mean(gains > 0)),
        _calibration(new, all_targets),
    )


def held_back(donors: Sequence[Donor]) -> list[tuple[Array, Array]]:
    """Return what the shipped and the new model, fitted without a donor's fold, say of each donor's tags."""
    models, folds = Models(), _folds(donors)
    weights = {}
    for fold in set(folds.tolist()):
        kept = [donor for donor, own in zip(donors, folds, strict=True) if own != fold]
        weights[fold] = models.shipped(kept), models.new(kept)
    return [
        (_logistic(donor.rows @ weights[fold][0]), _logistic(donor.rows @ weights[fold][1]))
        for donor, fold in zip(donors, folds.tolist(), strict=True)
    ]


def _folds(donors: Sequence[Donor]) -> npt.NDArray[np.int64]:
    """Return each donor's fold; donors go to folds in turn, those with most tags first."""
    folds = np.zeros(len(donors), dtype=np.int64)
    order = sorted(range(len(donors)), key=lambda place: (-len(donors[place].targets), donors[place].name))
    for rank, place in enumerate(order):
        folds[place] = rank % FOLDS
    return folds


def _over_donors(gains: Array) -> Figure:
    drawn = np.random.default_rng(0).integers(len(gains), size=(RESAMPLES, len(gains)))
    low, high = np.percentile(gains[drawn].mean(axis=1), [LOW, HIGH])
    return Figure(float(gains.mean()), float(low), float(high))


def _auc(shares: Array, targets: Array) -> float | None:
    lost, follows = shares[targets == 1], shares[targets == 0]
    if len(lost) == 0 or len(follows) == 0:
        return None
    above = np.mean(lost[:, np.newaxis] > follows) + np.mean(lost[:, np.newaxis] == follows) / 2
    return float(above)


def _calibration(shares: Array, targets: Array) -> list[Bin]:
    places = np.minimum((shares * BINS).astype(np.int64), BINS - 1)
    return [
        Bin(float(shares[own].mean()), float(targets[own].mean()), int(own.sum()))
        for own in (places == place for place in range(BINS))
        if own.any()
    ]


def _logistic(scores: Array) -> Array:
    shares: Array = 1 / (1 + np.exp(-scores))
    return shares
