"""Blinks: of the true ones, how many are found, and how many are found that were none."""

from collections.abc import Sequence
from concurrent.futures import Executor

import numpy as np

from benchmarks.evaluation.lessons import Heard, listen
from benchmarks.evaluation.table import Row, Table, at_least, told
from offline.synthetic import Camera, Script
from offline.synthetic.acts.scene import Scene
from offline.synthetic.hours import CALIBRATION_S

RATES_FPS = (5.0, 8.0, 10.0, 15.0, 20.0, 30.0)
# Below it the closed part of a blink is shorter than a frame.
TARGET_FPS, F1_MIN = 15.0, 0.95
# A blink is told when it is over; it belongs to a true one that ended shortly before.
LATE_MAX_S = 0.4
SCENES = (("study", 90.0), ("talk", 30.0), ("read", 60.0), ("smile", 5.0), ("attend", 60.0))

Counts = tuple[int, int, int]


def blinking_lesson(seed: int, fps: float) -> Script:
    """Return a lesson at the screen."""
    scenes = (Scene("attend", CALIBRATION_S), *(Scene(name, seconds) for name, seconds in SCENES))
    return Script(seed, fps, 2 + seed, 640, 480, 0, scenes)


def count(job: tuple[int, float]) -> Counts:
    """Return how many blinks were found, missed and invented after the calibration."""
    script = blinking_lesson(*job)
    true = [end_s for _, end_s in Camera(script).habits.blinks if CALIBRATION_S < end_s < script.seconds - 1]
    said = [t_s for t_s in blinks_s(listen(script)) if CALIBRATION_S < t_s < script.seconds - 1]
    return matched(true, said)


def blinks_s(heard: Heard) -> list[float]:
    """Return the times at which the count of blinks rose, once for each blink."""
    times_s, before = [], 0.0
    for t_s, blinks in zip(heard.t_s, heard.blinks, strict=True):
        now = before if blinks is None else blinks
        times_s += [t_s] * max(int(now - before), 0)
        before = now
    return times_s


def matched(true_s: Sequence[float], said_s: Sequence[float]) -> Counts:
    """Return how many were found, missed and invented, each true one matched with at most one said."""
    left = sorted(said_s)
    found = 0
    for end_s in sorted(true_s):
        match = next((t_s for t_s in left if abs(t_s - end_s) <= LATE_MAX_S), None)
        if match is not None:
            left.remove(match)
            found += 1
    return found, len(true_s) - found, len(left)


def f1(counts: Counts) -> float | None:
    """Return the harmonic mean of precision and recall, or None where there was nothing to find or say."""
    found, missed, invented = counts
    return None if sum(counts) == 0 else 2 * found / (2 * found + missed + invented)


def table(pool: Executor, lessons: int, seed: int) -> Table:
    """Return the table of so many lessons at each frame rate."""
    jobs = [(seed + number, fps) for fps in RATES_FPS for number in range(lessons)]
    counts = np.array(list(pool.map(count, jobs))).reshape(len(RATES_FPS), lessons, 3).sum(axis=1)
    rows = [_row(fps, (int(a), int(b), int(c))) for fps, (a, b, c) in zip(RATES_FPS, counts, strict=True)]
    note = f"  {lessons} lessons at the screen, blinks of 150 to 350 ms; seed {seed}"
    return Table("Blinks", note, rows)


def _row(fps: float, counts: Counts) -> Row:
    name = f"F1, {fps:.0f} a second"
    return told(name, f1(counts), 3) if fps < TARGET_FPS else at_least(name, f1(counts), F1_MIN)
