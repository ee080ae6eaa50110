"""Starts: lessons that begin with shut eyes, a smile or a profile: how soon there is a label, and which."""

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass

from benchmarks.evaluation.lessons import Heard, listen, mean
from benchmarks.evaluation.table import Row, Table, at_least, at_most
from benchmarks.evaluation.waiting import in_time, told_after_s
from offline.synthetic import Script
from offline.synthetic.acts.scene import Scene

STARTS = {
    "at rest": Scene("attend", 25),
    "shut eyes": Scene("shut_eyes", 25),
    "a smile": Scene("smile", 25),
    "in profile": Scene("look_aside", 25),
    "laughing": Scene("laugh", 25),
}
# Who sits with shut eyes does not look at the screen. Whether a profile is a look aside or a camera beside
# the screen nobody can tell before the head turns back.
UNSEEN = ("shut eyes",)
WAIT_MAX_S = 20.0
AWAKE_S, DOZE_S, WAKING_S = 60.0, 60.0, 30.0
FALSE_MAX, DROWSY_MIN = 0.02, 0.8
FALSE = ("drowsy", "confused", "away", "down")


@dataclass(frozen=True)
class Begun:
    """What one lesson told: how soon, what was false awake, and whether its sleep was found.

    `focused` is the share of its begin that was told so.
    """

    told_s: float | None
    focused: float
    labelled_s: float | None
    false: float
    dozed: bool


def lesson(seed: int, start: str) -> Script:
    """Return a lesson with such a begin, a minute awake, a doze and another minute awake."""
    awake = Scene("attend", 2 * AWAKE_S / 3), Scene("read", AWAKE_S / 3)
    scenes = (STARTS[start], *awake, Scene("doze", DOZE_S), Scene("attend", WAKING_S), *awake)
    return Script(seed, 10, 2 + seed, 640, 480, 0, scenes)


def begin(job: tuple[int, str]) -> Begun:
    """Return what is told of a lesson with such a begin."""
    heard, start_s = listen(lesson(*job)), STARTS[job[1]].seconds
    doze_s = start_s + AWAKE_S
    end_s = doze_s + DOZE_S + WAKING_S
    false = mean([_false(heard, start_s + WAIT_MAX_S, doze_s), _false(heard, end_s, end_s + AWAKE_S)])
    dozed = any(heard.states[place] == "drowsy" for place in heard.during(doze_s, doze_s + DOZE_S))
    focused = heard.share("focused", 0, start_s)
    return Begun(told_after_s(heard), focused, told_after_s(heard, start_s), false, dozed)


def _false(heard: Heard, start_s: float, end_s: float) -> float:
    return sum(heard.share(state, start_s, end_s) for state in FALSE)


def table(pool: Executor, lessons: int, seed: int) -> Table:
    """Return the table of so many lessons with each begin."""
    jobs = [(seed + number, start) for start in STARTS for number in range(lessons)]
    found = list(pool.map(begin, jobs))
    rows = []
    for place, start in enumerate(STARTS):
        rows += _rows(start, found[place * lessons : (place + 1) * lessons])
    note = f"  {lessons} students each, 25 s of it, then a minute awake, one asleep, one awake; seed {seed}"
    return Table("How lessons begin", note, rows)


def _rows(start: str, begun: Sequence[Begun]) -> list[Row]:
    unseen = [at_most(f"{start}: focused meanwhile", mean([one.focused for one in begun]), 0)] * (
        start in UNSEEN
    )
    first, after = [one.told_s for one in begun], [one.labelled_s for one in begun]
    return [
        *unseen,
        at_least(f"{start}: share with a label or a reason in 20 s", in_time(first, WAIT_MAX_S), 1),
        at_least(f"{start}: the same, 20 s after it", in_time(after, WAIT_MAX_S), 1),
        at_most(
            f"{start}: false share of the minutes awake", mean([one.false for one in begun]), FALSE_MAX, 3
        ),
        at_least(f"{start}: sleep found", mean([one.dozed for one in begun]), DROWSY_MIN),
    ]
