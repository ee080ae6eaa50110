"""Onsets: how long after its patience each look away or down is told, at each frame rate."""

from collections.abc import Sequence
from concurrent.futures import Executor

import numpy as np

from benchmarks.evaluation.lessons import Heard, listen
from benchmarks.evaluation.table import Table, at_most, told
from offline.synthetic import Script, Truth
from offline.synthetic.acts.scene import LEFT, RIGHT, Scene
from offline.synthetic.hours import CALIBRATION_S
from offline.synthetic.people.face import IRIS_LAG_DEG
from signals import load_parameters
from signals.contract.parameters import Parameters

RATES_FPS = (5.0, 10.0, 15.0, 30.0)
USUAL_FPS = 10.0
LATE_MAX_S = 0.5
LOOKS = 12
LOOK_S, BETWEEN_S = 6.0, 8.0
BEHAVIOURS = {"away": "second_screen", "down": "take_notes"}


def looking_lesson(seed: int, fps: float, iris_lag_deg: float) -> Script:
    """Return a lesson of looks to both sides and down, with looks at the screen between them."""
    random = np.random.default_rng([seed, 8])
    scenes = [Scene("attend", CALIBRATION_S)]
    for number in range(LOOKS):
        behaviour = BEHAVIOURS["down" if number % 2 > 0 else "away"]
        scenes.append(Scene(behaviour, LOOK_S, side=str(random.choice([LEFT, RIGHT]))))
        scenes.append(Scene("attend", BETWEEN_S + float(random.random())))
    return Script(seed, fps, 2 + seed, 640, 480, 0, tuple(scenes), iris_lag_deg=iris_lag_deg)


def late_s(job: tuple[int, float, float]) -> dict[str, list[float]]:
    """Return, for away and down, how long after the end of its patience each look was told."""
    script = looking_lesson(*job)
    heard = listen(script)
    found: dict[str, list[float]] = {state: [] for state in BEHAVIOURS}
    for span in script.spans():
        for state, behaviour in BEHAVIOURS.items():
            if span.scene.behaviour == behaviour:
                due_s = _crossing_s(heard, state, span.start_s) + _number(f"{state}_s")
                onset_s = min((t for t in heard.onsets_s(state) if t >= span.start_s), default=np.inf)
                found[state].append(onset_s - due_s)
    return found


def _number(name: str) -> float:
    return Parameters(load_parameters()).number(name)


def _crossing_s(heard: Heard, state: str, start_s: float) -> float:
    """Return when the true gaze, against the look at the screen's middle, goes beyond the threshold."""
    usual = [truth for truth in heard.truths if truth["t_s"] < CALIBRATION_S]
    way = "yaw" if state == "away" else "pitch"
    usual_deg = float(np.median([_angle(truth, way) for truth in usual]))
    limit_deg = abs(_number("away_yaw_on_deg" if state == "away" else "down_pitch_on_deg"))
    later = (truth for truth in heard.truths if truth["t_s"] >= start_s)
    return next(truth["t_s"] for truth in later if abs(_angle(truth, way) - usual_deg) > limit_deg)


def _angle(truth: Truth, way: str) -> float:
    angle_deg = truth["gaze_yaw_deg"] if way == "yaw" else truth["gaze_pitch_deg"]
    return 0.0 if angle_deg is None else angle_deg


def table(pool: Executor, lessons: int, seed: int) -> Table:
    """Return the table of so many lessons.

    An iris that stays behind its head reads a look as nearer than it is; what that costs has its own row.
    """
    kinds = [*((fps, 0.0) for fps in RATES_FPS), (USUAL_FPS, IRIS_LAG_DEG)]
    found = list(pool.map(late_s, [(seed + number, *kind) for kind in kinds for number in range(lessons)]))
    rows = []
    for place, fps in enumerate(RATES_FPS):
        for state in BEHAVIOURS:
            name, late = f"{state}, {fps:.0f} a second", _all(found[place * lessons :][:lessons], state)
            rows.append(told(f"{name}: median", float(np.median(late))))
            rows.append(at_most(f"{name}: latest", _most(late), LATE_MAX_S))
    rows.append(told("away, irises that stay behind: latest", _most(_all(found[-lessons:], "away"))))
    note = f"  {lessons} lessons of {LOOKS} looks; seconds after the true gaze was there for the patience"
    return Table("Onset of away and down", f"{note}; seed {seed}", rows)


def _all(parts: Sequence[dict[str, list[float]]], state: str) -> list[float]:
    return [late for part in parts for late in part[state]]


def _most(late: Sequence[float]) -> float:
    return float(np.max(np.abs(late)))
