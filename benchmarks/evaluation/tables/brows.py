"""Brows and lids: what is no furrow though the brow seems lower, and what is one, under every rule."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import cache

from benchmarks.evaluation.lessons import listen, mean
from benchmarks.evaluation.table import Row, Table, at_least, at_most, told
from offline.synthetic import Script
from offline.synthetic.acts.scene import Scene
from offline.synthetic.hours import CALIBRATION_S
from offline.synthetic.people.subject import make_subject

RULES = ("strict", "balanced", "brow")
ACT_S, BETWEEN_S = 24.0, 12.0
# No furrow, though opening lids, eyes that look up and spectacles move the measured brow.
INNOCENT = ("open_eyes", "look_up", "laugh", "squint", "raise_brows", "wake", "bored", "change_glasses")
# Furrows: as acted by somebody asked to look confused, with an upright head, with and without narrowed eyes.
FURROWED = {"furrow": Scene("frown", ACT_S, 0.8), "furrow, narrowed eyes": Scene("knit", ACT_S, 0.8)}
CONFUSED_MAX, CONFUSED_MIN, CUE_MAX = 0.03, 0.8, 0.03
# Spectacles lower the brow that far of one person in fifteen: of those, then.
HARD_GLASSES_CM = -0.3
SUBJECTS = 400


@dataclass(frozen=True)
class Shown:
    """The share of an act's time that was told as confused, and that had the cue of a lowered brow."""

    confused: float
    lowered: float


def lesson(seed: int) -> Script:
    """Return a lesson of all these acts, with a resting face between them."""
    acts = [Scene(name, ACT_S) for name in INNOCENT if name != "change_glasses"] + list(FURROWED.values())
    scenes = [Scene("attend", CALIBRATION_S)]
    for act in acts:
        scenes += [act, Scene("attend", BETWEEN_S)]
    # Last, for spectacles stay on.
    glasses = Scene("change_glasses", ACT_S), Scene("attend", 2 * ACT_S, glasses=True)
    return Script(seed, 10, hard_subject(seed), 640, 480, 0, (*scenes, *glasses))


def hard_subject(number: int) -> int:
    """Return one of those whose brow spectacles lower as far as a furrow does."""
    return _hard()[number % len(_hard())]


@cache
def _hard() -> list[int]:
    return [who for who in range(1, SUBJECTS) if make_subject(who).traits.glasses_brow_cm < HARD_GLASSES_CM]


def show(job: tuple[int, str]) -> dict[str, Shown]:
    """Return what a rule says of each act."""
    seed, rule = job
    script = lesson(seed)
    heard = listen(script, rule)
    spans = list(script.spans())
    found = {}
    for span, after in zip(spans, spans[1:] + spans[-1:], strict=True):
        name = next((name for name, scene in FURROWED.items() if scene is span.scene), span.scene.behaviour)
        end_s = after.end_s if name == "change_glasses" else span.end_s
        part = span.start_s, end_s
        found[name] = Shown(heard.share("confused", *part), heard.cue_share("brow_lowered", *part))
    return found


def table(pool: Executor, lessons: int, seed: int) -> Table:
    """Return the table of so many lessons under each rule."""
    jobs = [(seed + number, rule) for rule in RULES for number in range(lessons)]
    found = list(pool.map(show, jobs))
    by_rule = {rule: found[place * lessons : (place + 1) * lessons] for place, rule in enumerate(RULES)}
    rows = [row for name in INNOCENT for row in _innocent_rows(name, by_rule)]
    rows += [row for name in FURROWED for row in _furrowed_rows(name, by_rule)]
    note = f"  {lessons} students, {ACT_S:.0f} s of each; shares of that time; seed {seed}"
    return Table("Brows, lids and gaze", note, rows)


def _innocent_rows(name: str, by_rule: Mapping[str, Sequence[dict[str, Shown]]]) -> list[Row]:
    lowered = mean([one[name].lowered for one in by_rule["strict"]])
    if name == "change_glasses":
        # One person in fifteen; of people as they come `covers` has a target.
        rows = [
            told(f"{name}, the hardest: confused, {rule}", _confused(name, by_rule[rule])) for rule in RULES
        ]
        return [*rows, told(f"{name}, the hardest: brow_lowered shown", lowered)]
    rows = [
        at_most(f"{name}: confused, {rule}", _confused(name, by_rule[rule]), CONFUSED_MAX) for rule in RULES
    ]
    return [*rows, at_most(f"{name}: brow_lowered shown", lowered, CUE_MAX)]


def _furrowed_rows(name: str, by_rule: Mapping[str, Sequence[dict[str, Shown]]]) -> list[Row]:
    return [
        at_least(f"{name}: confused, brow", _confused(name, by_rule["brow"]), CONFUSED_MIN),
        told(f"{name}: confused, strict", _confused(name, by_rule["strict"])),
    ]


def _confused(name: str, shown: Sequence[dict[str, Shown]]) -> float:
    return mean([one[name].confused for one in shown])
