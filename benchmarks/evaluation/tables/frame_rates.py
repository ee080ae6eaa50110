"""Frame rates: whether the same lesson has the same labels, in the same order, at any frame rate."""

from bisect import bisect_right
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import replace

import numpy as np

from benchmarks.evaluation.lessons import Heard, listen
from benchmarks.evaluation.table import Row, Table, at_least, none_of
from offline.synthetic import Script
from offline.synthetic.acts.scene import LEFT, RIGHT, Scene
from offline.synthetic.hours import CALIBRATION_S

REFERENCE_FPS, RATES_FPS = 30.0, (5.0, 8.0, 10.0, 15.0)
DROP_SHARE = 0.1
AGREEMENT_MIN = 0.99
# Around a true change the labels may come a moment apart.
CHANGE_S = 1.0
SAME_TIME_S = 1e-9
GRID_S = 0.1
# States that are events; the others are what is between them.
EVENTS = {"away", "down", "absent", "confused", "drowsy"}
# Behaviours well on either side of every rule's patience, so that none is decided by a single frame.
SCENES = {
    "study": 20,
    "read": 20,
    "take_notes": 12,
    "talk": 12,
    "smile": 8,
    "yawn": 6,
    "blink": 8,
    "lean_in": 10,
    "second_screen": 9,
    "glance": 1.2,
    "leave": 10,
    "passer_by": 5,
    "second_person": 8,
    "hand_on_face": 10,
    "frown": 12,
    "tilt": 12,
    "confused": 14,
    "doze": 70,
}
BETWEEN_S = (10.0, 20.0)


def clear_lesson(seed: int, fps: float, drop_share: float) -> Script:
    """Return a lesson of every behaviour, in an order of its own, each long enough to be told for sure."""
    random = np.random.default_rng([seed, 7])
    scenes = [Scene("attend", CALIBRATION_S)]
    for name in random.permutation(list(SCENES)):
        scenes.append(Scene(str(name), SCENES[str(name)], side=str(random.choice([LEFT, RIGHT]))))
        scenes.append(Scene("attend", float(random.uniform(*BETWEEN_S))))
    return Script(seed, fps, 2 + seed, 640, 480, drop_share, tuple(scenes))


def compare(seed: int) -> list[tuple[float, bool]]:
    """Return, for each rate, the share of the time with the same label, and whether the order is the same."""
    whole = clear_lesson(seed, REFERENCE_FPS, 0)
    reference = listen(whole)
    every_s = np.arange(0, whole.seconds - 1, GRID_S).tolist()
    grid_s = [t_s for t_s in every_s if not _changing(whole, t_s)]
    expected = _states_at(reference, grid_s)
    compared = []
    for fps in RATES_FPS:
        thinned = listen(replace(whole, fps=fps, drop_share=DROP_SHARE))
        same = np.mean(
            [one == other for one, other in zip(_states_at(thinned, grid_s), expected, strict=True)]
        )
        compared.append((float(same), events(thinned) == events(reference)))
    return compared


def _changing(script: Script, t_s: float) -> bool:
    """Return whether a scene changes within a moment."""
    return any(abs(t_s - span.start_s) < CHANGE_S for span in script.spans())


def _states_at(heard: Heard, grid_s: Sequence[float]) -> list[str]:
    """Return the state of the newest frame at each of these times."""
    t_s = heard.t_s
    return [heard.states[max(bisect_right(t_s, at_s + SAME_TIME_S) - 1, 0)] for at_s in grid_s]


def events(heard: Heard) -> list[str]:
    """Return the events in their order."""
    order = [heard.states[0]]
    for state in heard.states:
        if state != order[-1]:
            order.append(state)
    return [state for state in order if state in EVENTS]


def table(pool: Executor, lessons: int, seed: int) -> Table:
    """Return the table of so many lessons."""
    found = list(pool.map(compare, range(seed, seed + lessons)))
    rows = []
    for place, fps in enumerate(RATES_FPS):
        rows += _rows(fps, [one[place] for one in found], seed)
    note = (
        f"  {lessons} lessons of every behaviour; 30 frames a second against fewer, 10% dropped; seed {seed}"
    )
    return Table("The same labels at any frame rate", note, rows)


def _rows(fps: float, compared: Sequence[tuple[float, bool]], seed: int) -> list[Row]:
    different = [f"seed {seed + number}" for number, (_, same) in enumerate(compared) if not same]
    agreement = float(np.mean([share for share, _ in compared]))
    return [
        at_least(f"agreement, {fps:.0f} a second", agreement, AGREEMENT_MIN, 4),
        none_of(f"lessons with another order of events, {fps:.0f} a second", different),
    ]
