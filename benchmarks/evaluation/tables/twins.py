"""Twins: whether Python and JavaScript say the same of a million frames, of a random walk and of lessons."""

from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import dataclass

from benchmarks.evaluation.table import Row, Table, none_of
from offline.synthetic import play, random_hour
from offline.synthetic.hours import PUZZLED
from signals import Report
from tests.signals.both import JavaScript, Python, differences, label
from tests.signals.walk import Lesson, Walk

FRAMES_PER_LESSON, FRAMES_PER_JOB = 800, 40_000
# One frame in five is of a student's lesson: at a usual rate, and of a machine that announces how slow it is.
SCRIPTED_SHARE, RATES_FPS = 0.2, (10.0, 1.0, 0.5, 1 / 3)


@dataclass
class Compared:
    """How many frames were compared, and on which ones the languages differed in a label or a number."""

    frames: int
    labels: list[str]
    numbers: list[str]


def compare(job: tuple[int, int]) -> Compared:
    """Play so many frames from a seed to both languages, Python's measured a lesson at once."""
    compared = Compared(0, [], [])
    python, javascript = Python(), JavaScript()
    for lesson in lessons(*job):
        for ours, theirs in zip(python.reports(lesson), javascript.reports(lesson), strict=True):
            _add(compared, ours, theirs, f"seed {job[0]} frame {compared.frames}")
    javascript.close()
    return compared


def lessons(seed: int, frames: int) -> Iterator[Lesson]:
    """Yield the lessons of a seed: a random walk, and then two students, the second on a slow machine.

    Of few frames all are walked: a lesson needs a calibration.
    """
    each = int(SCRIPTED_SHARE * frames / 2) if frames >= FRAMES_PER_JOB else 0
    yield from Walk(seed).lessons((frames - 2 * each) // FRAMES_PER_LESSON, FRAMES_PER_LESSON)
    slow_fps = RATES_FPS[1 + seed % (len(RATES_FPS) - 1)]
    for number, fps in enumerate((RATES_FPS[0], slow_fps) if each > 0 else ()):
        script = random_hour(2 * seed + number, PUZZLED, fps, each / fps)
        yield Lesson([], number > 0, [frame for frame, _ in play(script)])


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
    note = f"  {count} frames of everything a camera can show, and more, and of lessons; seed {seed}"
    rows: list[Row] = [
        none_of("frames with another label", [place for part in found for place in part.labels]),
        none_of("numbers apart by more than 1e-9", [place for part in found for place in part.numbers]),
    ]
    return Table("Python and JavaScript", note, rows)
