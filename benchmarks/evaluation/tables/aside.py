"""Looking aside: of the time with the head well aside, how much is told as away, to either side."""

from collections.abc import Sequence
from concurrent.futures import Executor

from benchmarks.evaluation.lessons import listen, mean
from benchmarks.evaluation.table import Row, Table, at_least, none_of
from offline.synthetic import Script, Truth
from offline.synthetic.acts.scene import LEFT, RIGHT, Scene
from offline.synthetic.hours import CALIBRATION_S

# How far, as shares from 35 to 60 degrees.
AMOUNTS = (0.04, 0.12, 0.2, 0.4, 1.0)
LOOK_S, BETWEEN_S = 12.0, 8.0
# Two seconds of patience, and the half second in which an onset may come.
ASIDE_DEG, ONSET_S = 35.0, 2.5
AWAY_MIN = 0.9


def lesson(seed: int) -> Script:
    """Return a lesson of looks to both sides, of some degrees each."""
    scenes = [Scene("attend", CALIBRATION_S)]
    for amount in AMOUNTS:
        for side in (LEFT, RIGHT):
            scenes += [Scene("look_aside", LOOK_S, amount, side), Scene("attend", BETWEEN_S)]
    return Script(seed, 10, 2 + seed, 640, 480, 0, tuple(scenes))


def look(seed: int) -> dict[str, list[str]]:
    """Return, for each side, what was told of every frame with the head over 35 degrees aside for 2.5 s."""
    heard = listen(lesson(seed))
    said: dict[str, list[str]] = {LEFT: [], RIGHT: []}
    since_s: float | None = None
    for truth, state in zip(heard.truths, heard.states, strict=True):
        since_s = (truth["t_s"] if since_s is None else since_s) if _is_aside(truth) else None
        if since_s is not None and truth["t_s"] - since_s >= ONSET_S:
            said[LEFT if (truth["yaw_deg"] or 0) > 0 else RIGHT].append(state)
    return said


def _is_aside(truth: Truth) -> bool:
    return truth["yaw_deg"] is not None and abs(truth["yaw_deg"]) > ASIDE_DEG


def table(pool: Executor, lessons: int, seed: int) -> Table:
    """Return the table of so many lessons."""
    found = list(pool.map(look, range(seed, seed + lessons)))
    rows = [row for side in (LEFT, RIGHT) for row in _rows(side, [one[side] for one in found], seed)]
    note = (
        f"  {lessons} students, 10 looks of {LOOK_S:.0f} s each; frames with the head over 35 degrees aside, "
        f"after 2.5 s of it; seed {seed}"
    )
    return Table("Heads turned aside", note, rows)


def _rows(side: str, said: Sequence[Sequence[str]], seed: int) -> list[Row]:
    away = mean([state == "away" for states in said for state in states])
    focused = [f"seed {seed + number}" for number, states in enumerate(said) if "focused" in states]
    return [
        at_least(f"to the {side}: away", away, AWAY_MIN),
        none_of(f"to the {side}: students called focused", focused),
    ]
