"""Train: reads labelled films or pictures, or donations; prints the report, and writes what it may."""

import sys
from collections.abc import Sequence

import numpy as np

from offline.recordings.missing import how_to_install
from offline.train.donations.command import train
from offline.train.donations.reading import donations_in
from offline.train.fitting import fit
from offline.train.judging import judge, judge_at_random
from offline.train.options import parser
from offline.train.report import refusal, report
from offline.train.samples import DataError, Sample, items_of, read_samples

FAILED = 1
USAGE_ERROR = 2
# Fewer leave no fold to train on.
SAMPLES_MIN = 10


def main(arguments: Sequence[str]) -> int:
    """Train on what the arguments name; return the exit status."""
    options = parser().parse_args(arguments)
    donations = donations_in(options.paths)
    if donations != []:
        return train(donations, options.output, options.hours)
    if len(options.paths) > 1:
        parser().error("expected one FOLDER of classes, or donations alone, whose names end in .json")
    try:
        read = list(read_samples(items_of(options.paths[0], options.person), options.fps))
        samples = _readable(read)
    except DataError as error:
        print(error, file=sys.stderr)
        return FAILED
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return USAGE_ERROR
    except ModuleNotFoundError as missing:
        print(f"films and pictures need {missing.name}: {how_to_install(str(missing.name))}", file=sys.stderr)
        return USAGE_ERROR
    labels = [sample.item.label for sample in samples]
    model = fit(np.array([sample.features for sample in samples]), labels, sorted(set(labels)))
    honest = judge(samples)
    print(report(read, honest, judge_at_random(samples), model), end="")
    if options.output is None:
        return 0
    why = refusal(samples, honest)
    if why is not None:
        print(f"{options.output}: not written: {why}", file=sys.stderr)
        return FAILED
    try:
        model.save(options.output)
    except OSError as error:
        print(f"{options.output}: it cannot be written: {error.strerror}", file=sys.stderr)
        return USAGE_ERROR
    print(f"{options.output}: {len(model.classes)} classes")
    return 0


def _readable(read: Sequence[Sample]) -> list[Sample]:
    samples = [sample for sample in read if sample.features is not None]
    for name in sorted({sample.item.label for sample in read}):
        count = sum(sample.item.label == name for sample in samples)
        if count < SAMPLES_MIN:
            raise DataError(f"{name}: {count} samples with a readable face; expected {SAMPLES_MIN} or more")
    return samples
