"""Splits: which samples are held back together: by person, by block of time, or at random as papers do."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from offline.train.samples import PICTURES, Sample

FOLDS = 5
Folds = npt.NDArray[np.int64]


def persons_known(samples: Sequence[Sample]) -> bool:
    """Tell whether the data says of every sample who it is, and there is more than one to be told apart."""
    people = {sample.item.person for sample in samples}
    return None not in people and len(people) > 1


def by_person(samples: Sequence[Sample]) -> Folds:
    """Return each sample's fold, a person's samples all in one; persons of a class go to folds in turn."""
    fold_of: dict[str, int] = {}
    taken: defaultdict[int, int] = defaultdict(int)
    counts: defaultdict[str, int] = defaultdict(int)
    for sample in samples:
        counts[str(sample.item.person)] += 1
    for person in sorted(counts, key=lambda name: (-counts[name], name)):
        fold_of[person] = min(range(FOLDS), key=lambda fold: (taken[fold], fold))
        taken[fold_of[person]] += counts[person]
    return np.array([fold_of[str(sample.item.person)] for sample in samples])


def by_block(samples: Sequence[Sample]) -> Folds:
    """Return each sample's fold: a film's first fifth in the first, and so on; of pictures, a class's."""
    folds = np.zeros(len(samples), dtype=np.int64)
    for places in _runs(samples).values():
        for rank, place in enumerate(places):
            folds[place] = rank * FOLDS // len(places)
    return folds


def at_random(count: int) -> Folds:
    """Return each sample's fold by chance alone, the same each time."""
    folds: Folds = np.random.default_rng(0).permutation(count) % FOLDS
    return folds


def groups(samples: Sequence[Sample], folds: Folds) -> list[list[int]]:
    """Return the places of samples that belong together: a person's, or a film's or class's of one fold."""
    known = persons_known(samples)
    found: defaultdict[object, list[int]] = defaultdict(list)
    for place, sample in enumerate(samples):
        found[sample.item.person if known else (_run_of(sample), int(folds[place]))].append(place)
    return list(found.values())


def _runs(samples: Sequence[Sample]) -> dict[object, list[int]]:
    found: defaultdict[object, list[int]] = defaultdict(list)
    for place, sample in enumerate(samples):
        found[_run_of(sample)].append(place)
    return found


def _run_of(sample: Sample) -> object:
    # A film is a run of its own; pictures of a class, in the order of their names, are one.
    return sample.item.label if sample.item.path.suffix.lower() in PICTURES else sample.item.path
