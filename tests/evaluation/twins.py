"""Twins: whether Python and JavaScript say the same of a million frames of a random walk."""

from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import dataclass

from tests.signals.both import Walked, differences, encode, label, reports_of_javascript, reports_of_python
from tests.signals.walk import Walk

from .table import Row, Table, none_of

FRAMES_PER_LESSON, FRAMES_PER_JOB = 800, 40_000


@dataclass
class Compared:
    """How many frames were compared, and on which ones the languages differed in a label or a number."""

    frames: int
    labels: list[str]
    numbers: list[str]


def compare(job: tuple[int, int]) -> Compared:
    """Walk so many frames from a seed through both languages."""
    seed, frames = job
    compared = Compared(0, [], [])
    javascript = reports_of_javascript(encode(masked, frame) for masked, frame in _walk(seed, frames))
    both = zip(reports_of_python(_walk(seed, frames)), javascript, strict=True)
    for number, (ours, theirs) in enumerate(both):
        compared.frames += 1
        if label(ours) != label(theirs):
            compared.labels.append(f"seed {seed} frame {number}")
        compared.numbers += [f"{name} seed {seed} frame {number}" for name in differences(ours, theirs)]
    return compared


def _walk(seed: int, frames: int) -> Iterator[Walked]:
    return Walk(seed).frames(frames // FRAMES_PER_LESSON, FRAMES_PER_LESSON)


def table(pool: Executor, frames: int, seed: int) -> Table:
    """Return the table of so many frames, walked in parts."""
    parts = max(frames // FRAMES_PER_JOB, 1)
    jobs = [(seed + number, min(frames, FRAMES_PER_JOB)) for number in range(parts)]
    found = list(pool.map(compare, jobs))
    count = sum(part.frames for part in found)
    note = f"  {count} frames of everything a camera can show, and more; seed {seed}"
    rows: list[Row] = [
        none_of("frames with another label", [place for part in found for place in part.labels]),
        none_of("numbers apart by more than 1e-9", [place for part in found for place in part.numbers]),
    ]
    return Table("Python and JavaScript", note, rows)
