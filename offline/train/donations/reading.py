"""Donations: files of words and cue means that students handed over, each of one donor."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from signals.contract.parameter_file import load_parameters
from signals.contract.parameters import Parameters
from signals.maths.linear import Array
from signals.personal.cue_means import CUE_NAMES
from signals.personal.learning import Learning

FORMAT, VERSION = "readroom-donation", 1
SUFFIX = ".json"


class DonationError(Exception):
    """Raised where a file is no donation, or all of them hold nothing to learn from; says which and why."""


class Donor(NamedTuple):
    """What one file teaches: scaled cue means, 1, and whether it was volunteered; how lost each row is."""

    name: str
    rows: Array
    targets: Array


def donations_in(paths: Sequence[Path]) -> list[Path]:
    """Return the donations among what a command line names; none where it names folders of classes."""
    if all(path.is_file() and path.suffix == SUFFIX for path in paths):
        return list(paths)
    if len(paths) == 1 and paths[0].is_dir():
        inside = sorted(paths[0].iterdir())
        if inside != [] and all(path.is_file() and path.suffix == SUFFIX for path in inside):
            return inside
    return []


def read_donors(paths: Iterable[Path]) -> list[Donor]:
    """Return the donors of whose words something can be learnt. Raises DonationError and OSError."""
    learning = Learning(Parameters(load_parameters()))
    donors = []
    for path in paths:
        rows, targets = learning.rows(_tags(path))
        if len(targets) > 0:
            donors.append(Donor(path.name, rows, targets))
    return donors


def _tags(path: Path) -> list[dict[str, Any]]:
    try:
        parsed = json.loads(path.read_text(encoding="utf-8"))
        known = parsed["format"] == FORMAT and parsed["version"] == VERSION
        tags = [{"said": str(tag["said"]), "means": _means(tag["means"])} for tag in parsed["tags"]]
        if not known or tuple(parsed["cues"]) != CUE_NAMES:
            raise ValueError
    except (KeyError, TypeError, ValueError, RecursionError):
        raise DonationError(f"{path}: not a donation; expected what a student's page saves for one") from None
    return tags


def _means(means: Any) -> list[float]:
    numbers = np.array(means, dtype=np.float64)
    if numbers.shape != (len(CUE_NAMES),) or not np.isfinite(numbers).all():
        raise ValueError
    return [float(number) for number in numbers]
