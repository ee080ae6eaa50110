"""Twins: whether Python and JavaScript say the same of a million frames of a random walk."""

from concurrent.futures import Executor
from dataclasses import dataclass

from signals import Report
from tests.signals.both import JavaScript, Python, differences, label
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
    """Walk so many frames from a seed through both languages, Python's measured a lesson at once."""
    seed, frames = job
    compared = Compared(0, [], [])
    python, javascript = Python(), JavaScript()
    for lesson in Walk(seed).lessons(frames // FRAMES_PER_LESSON, FRAMES_PER_LESSON):
        for ours, theirs in zip(python.reports(lesson), javascript.reports(lesson), strict=True):
            _add(compared, ours, theirs, f"seed {seed} frame {compared.frames}")
    javascript.close()
    return compared


def _add(compared: Compared, ours: Report, theirs: Report, place: str) -> None:
    compared.frames += 1
    if label(ours) != label(theirs):
        compared.labels.append(place)
    compared.numbers += [f"{name} {place}" for name in differences(ours, theirs)]


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
