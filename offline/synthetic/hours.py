"""Synthetic hours: everything a student does in a lesson, in a random order, as a script; for tests only."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from offline.synthetic.acts.covers import REGIONS
from offline.synthetic.acts.scene import LEFT, RIGHT, Scene
from offline.synthetic.people.seats import BEFORE
from offline.synthetic.script import Script

HOUR_S = 3600.0
# Longer than any calibration takes: the student looks at the middle of the screen, as asked.
CALIBRATION_S = 35.0
SIZES = ((640, 480), (1280, 720), (480, 640))


class Often(NamedTuple):
    """How often a behaviour is chosen, against the others, and for how long, in seconds."""

    weight: float
    seconds: tuple[float, float]


# What fills the time at the screen, and what comes between.
AT_SCREEN = {
    "attend": Often(2, (10, 60)),
    "study": Often(4, (20, 120)),
    "read": Often(3, (20, 120)),
    "think": Often(1, (3, 10)),
}
BETWEEN = {
    "take_notes": Often(5, (5, 60)),
    "talk": Often(4, (5, 60)),
    "smile": Often(3, (2, 8)),
    "raise_brows": Often(2, (1, 4)),
    "yawn": Often(1.5, (4, 7)),
    "blink": Often(1, (3, 8)),
    "doze": Often(0.5, (20, 90)),
    "lean_in": Often(2, (5, 40)),
    "second_screen": Often(3, (2.5, 20)),
    "glance": Often(5, (1, 1.8)),
    "leave": Often(1.5, (2, 60)),
    "passer_by": Often(1, (3, 6)),
    "second_person": Often(0.7, (4, 15)),
    "hand_on_face": Often(4, (3, 30)),
    "frown": Often(2, (3, 20)),
    "tilt": Often(3, (5, 60)),
    "change_seat": Often(0.5, (20, 60)),
    "change_light": Often(0.5, (20, 60)),
    "gap": Often(0.7, (1, 120)),
    "hidden_tab": Often(0.5, (20, 120)),
    "open_eyes": Often(1, (2, 6)),
    "look_up": Often(3, (2, 10)),
    "laugh": Often(2, (3, 12)),
    "squint": Often(2, (5, 40)),
    "read_with_finger": Often(1, (10, 60)),
    "drink": Often(2, (3, 9)),
    "rub_eye": Often(1.5, (2, 6)),
    "wink": Often(0.5, (1, 4)),
    "yawn_behind_hand": Often(1, (4, 7)),
    "look_aside": Often(3, (2.5, 20)),
    "doze_lost": Often(0.3, (20, 90)),
    "sleep": Often(0.2, (20, 90)),
    "knit": Often(1, (3, 20)),
    "bored": Often(2, (20, 90)),
}
PUZZLED = {"confused": Often(45, (6, 15))}
TIRED = {"doze": Often(45, (70, 150))}
DOZING = {"doze", "doze_lost", "sleep"}
# Every other sleeper wakes up with a start.
STARTLED_SHARE, STARTLED = 0.5, Scene("wake", 6)
# Where cameras stand, as shares of hours; the rest are over the middle of the screen.
ELSEWHERE = {"below": 0.08, "above": 0.05, "beside": 0.06, "sideways": 0.02, "close": 0.08}
# How hours begin that do not begin with a resting face: with shut eyes or in profile for some seconds before
# there is one, or with a smile instead of it.
SHUT_SHARE, ASIDE_SHARE, SMILING_SHARE = 0.04, 0.04, 0.06
BEFORE_REST_S = (3.0, 20.0)
# Shares of hours with hair over the forehead, a scarf over mouth and chin, and a window at one side.
FRINGE_SHARE, SCARF_SHARE, SIDE_LIGHT_SHARE = 0.12, 0.05, 0.05
# A head propped up, or a brow lowered in concentration, goes with some of the time at the screen; never both,
# which nobody could tell from confusion.
PROPPED_SHARE, PROPPED_DEG = 0.15, (-15.0, 15.0)
FROWNING_SHARE, FROWNS = 0.15, (0.1, 0.8)
# Half of those who frown narrow their eyes with it (AU7 with AU4).
NARROW_SHARE, SQUINTS = 0.5, (0.1, 0.6)
# How strongly the confused frown, and how far beyond the usual tilt they go.
PUZZLED_FROWNS, PUZZLED_ROLL_DEG = (0.6, 1.0), (-3.0, 6.0)
# Shares of hours: spectacles put on or taken off within it, worn in the first place, a dim part.
CHANGED_GLASSES_SHARE, GLASSES_SHARE, DIM_SHARE = 0.15, 0.3, 0.2


def random_hour(
    seed: int,
    more: Mapping[str, Often] | None = None,
    fps: float = 10,
    seconds: float = HOUR_S,
    drop_share: float = 0.05,
) -> Script:
    """Return the hour of one of endless students; `more` are behaviours besides the ordinary ones.

    Without `more` nobody is confused.
    """
    random = np.random.default_rng([seed, 5])
    size = SIZES[random.integers(len(SIZES))]
    camera = _camera(random)
    begin = _begin(random)
    left_s = seconds - sum(scene.seconds for scene in begin)
    scenes = tuple(_worn(random, [*begin, *_lesson(random, more or {}, left_s)]))
    return Script(seed, fps, 2 + seed, *size, drop_share, scenes, camera=camera)


def _camera(random: np.random.Generator) -> str:
    shares = list(ELSEWHERE.values())
    return str(random.choice([BEFORE, *ELSEWHERE], p=[1 - sum(shares), *shares]))


def _begin(random: np.random.Generator) -> list[Scene]:
    """Return what a lesson begins with: a face at rest, or what comes before or instead of it."""
    kind, seconds = random.random(), float(random.uniform(*BEFORE_REST_S))
    if kind < SMILING_SHARE:
        return [Scene("smile", CALIBRATION_S)]
    rest = Scene("attend", CALIBRATION_S)
    if kind < SMILING_SHARE + SHUT_SHARE:
        return [Scene("shut_eyes", seconds), rest]
    if kind < SMILING_SHARE + SHUT_SHARE + ASIDE_SHARE:
        return [Scene("look_aside", seconds, side=str(random.choice([LEFT, RIGHT]))), rest]
    return [rest]


def _lesson(random: np.random.Generator, more: Mapping[str, Often], seconds: float) -> list[Scene]:
    scenes: list[Scene] = []
    while (left_s := seconds - sum(scene.seconds for scene in scenes)) > 0:
        drawn = [_at_screen(random), _between(random, {**BETWEEN, **more})]
        if drawn[1].behaviour in DOZING and random.random() < STARTLED_SHARE:
            drawn.append(STARTLED)
        # The last scene at the screen takes what is left.
        last = replace(drawn[0], seconds=left_s)
        scenes += drawn if sum(scene.seconds for scene in drawn) < left_s else [last]
    return scenes


def _draw(random: np.random.Generator, chances: Mapping[str, Often]) -> Scene:
    weights = np.array([often.weight for often in chances.values()])
    name = str(random.choice(list(chances), p=weights / weights.sum()))
    return Scene(name, float(random.uniform(*chances[name].seconds)))


def _at_screen(random: np.random.Generator) -> Scene:
    scene, kind = _draw(random, AT_SCREEN), random.random()
    if kind < PROPPED_SHARE:
        return replace(scene, roll_deg=float(random.uniform(*PROPPED_DEG)))
    if kind >= PROPPED_SHARE + FROWNING_SHARE:
        return scene
    return replace(scene, frown=float(random.uniform(*FROWNS)), squint=_narrowed(random))


def _narrowed(random: np.random.Generator) -> float:
    return float(random.uniform(*SQUINTS)) if random.random() < NARROW_SHARE else 0.0


def _between(random: np.random.Generator, chances: Mapping[str, Often]) -> Scene:
    scene = _draw(random, chances)
    side, region = str(random.choice([LEFT, RIGHT])), str(random.choice(list(REGIONS)))
    scene = replace(scene, side=side, region=region)
    if scene.behaviour in ("look_aside", "wink"):
        return replace(scene, amount=float(random.random()))
    if scene.behaviour != "confused":
        return scene
    further_deg = float(random.uniform(*PUZZLED_ROLL_DEG)) * (-1 if side == LEFT else 1)
    puzzled = replace(scene, amount=float(random.uniform(*PUZZLED_FROWNS)), roll_deg=further_deg)
    return replace(puzzled, squint=_narrowed(random))


def _worn(random: np.random.Generator, scenes: list[Scene]) -> Iterator[Scene]:
    """Yield the scenes with what is worn in this hour, spectacles, hair, a scarf, and with its light."""
    glasses = bool(random.random() < GLASSES_SHARE)
    change = random.integers(1, len(scenes)) if random.random() < CHANGED_GLASSES_SHARE else len(scenes)
    dim_from = random.integers(1, len(scenes)) if random.random() < DIM_SHARE else len(scenes)
    dim_to = dim_from + random.integers(1, len(scenes))
    fringe, scarf = bool(random.random() < FRINGE_SHARE), bool(random.random() < SCARF_SHARE)
    lit_from = random.integers(len(scenes)) if random.random() < SIDE_LIGHT_SHARE else len(scenes)
    lit, shaded = float(random.random()), str(random.choice([LEFT, RIGHT]))
    for number, scene in enumerate(scenes):
        worn = glasses if number <= change else not glasses
        worn_scene = replace(scene, glasses=worn, fringe=fringe, scarf=scarf)
        if number == change:
            worn_scene = replace(worn_scene, behaviour="change_glasses", frown=0.0, squint=0.0, roll_deg=0.0)
        yield replace(
            worn_scene,
            low_light=bool(dim_from <= number < dim_to),
            side_light=lit if lit_from <= number else 0.0,
            shaded=shaded,
        )
