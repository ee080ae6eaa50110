"""Judging: cross-validated confusion, accuracy and F1, with intervals over persons or blocks of time."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from offline.train.fitting import fit
from offline.train.samples import Sample
from offline.train.splits import FOLDS, Folds, at_random, by_block, by_person, groups, persons_known
from signals.maths.eigenvector import Array

RESAMPLES = 2000
# 95 of 100.
LOW, HIGH = 2.5, 97.5


class Figure(NamedTuple):
    """A share, and the interval around it."""

    value: float
    low: float
    high: float


class Judgement(NamedTuple):
    """How well held back samples were told: rows of `confusion` are what was true.

    `chance` is what always saying the commonest class scores, `gain` what is above it.
    """

    classes: tuple[str, ...]
    confusion: Array
    accuracy: Figure
    chance: float
    gain: Figure
    f1: dict[str, Figure]
    group_count: int


def judge(samples: Sequence[Sample]) -> Judgement:
    """Judge by person where the data says of everybody who it is, by blocks of time where it does not."""
    folds = by_person(samples) if persons_known(samples) else by_block(samples)
    return judge_by(samples, folds, groups(samples, folds))


def judge_at_random(samples: Sequence[Sample]) -> Judgement:
    """Judge as papers often do: samples of one film on both sides, each counted by itself."""
    folds = at_random(len(samples))
    return judge_by(samples, folds, [[place] for place in range(len(samples))])


def judge_by(samples: Sequence[Sample], folds: Folds, grouped: Sequence[Sequence[int]]) -> Judgement:
    """Judge with each fold held back in turn; what is in one group is resampled together."""
    labels = [sample.item.label for sample in samples]
    classes = tuple(sorted(set(labels)))
    features = np.array([sample.features for sample in samples])
    said = _told(features, labels, classes, folds)
    true = np.array([classes.index(label) for label in labels])
    tables = np.zeros((len(grouped), len(classes), len(classes)))
    for place, group in enumerate(grouped):
        np.add.at(tables[place], (true[group], said[group]), 1)
    return _figures(classes, tables)


def _told(features: Array, labels: Sequence[str], classes: Sequence[str], folds: Folds) -> Folds:
    """Return what the model of the other folds says of each sample."""
    said = np.zeros(len(labels), dtype=np.int64)
    for fold in range(FOLDS):
        held = folds == fold
        kept = [label for label, out in zip(labels, held, strict=True) if not out]
        if not held.any() or len(kept) == 0:
            continue
        present = sorted(set(kept))
        model = fit(features[~held], kept, present)
        index = np.array([classes.index(name) for name in present])
        said[held] = index[model.probabilities(features[held]).argmax(axis=1)]
    return said


def _figures(classes: tuple[str, ...], tables: Array) -> Judgement:
    count = len(tables)
    drawn = np.random.default_rng(0).multinomial(count, np.full(count, 1 / count), RESAMPLES)
    weights = np.vstack([np.ones(count), drawn])
    sums = np.tensordot(weights, tables, axes=1)
    totals = sums.sum(axis=(1, 2))
    right = np.trace(sums, axis1=1, axis2=2) / totals
    by_chance = sums.sum(axis=2).max(axis=1) / totals
    hits = np.diagonal(sums, axis1=1, axis2=2)
    true_or_said = sums.sum(axis=2) + sums.sum(axis=1)
    f1 = np.divide(2 * hits, true_or_said, out=np.zeros_like(hits), where=true_or_said > 0)
    return Judgement(
        classes,
        sums[0],
        _figure(right),
        float(by_chance[0]),
        _figure(right - by_chance),
        {name: _figure(f1[:, place]) for place, name in enumerate(classes)},
        count,
    )


def _figure(drawn: Array) -> Figure:
    low, high = np.percentile(drawn[1:], [LOW, HIGH])
    return Figure(float(drawn[0]), float(low), float(high))
