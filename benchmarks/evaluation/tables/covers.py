"""Occlusions, glasses and light: whether who is half hidden is still measured, and not asleep or puzzled."""

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace

from benchmarks.evaluation.lessons import listen, mean
from benchmarks.evaluation.table import Row, Table, at_least, at_most, told
from offline.synthetic import Script
from offline.synthetic.acts.scene import Scene
from offline.synthetic.hours import CALIBRATION_S
from offline.synthetic.people.seats import BEFORE, CLOSE

# What is so for a whole lesson, and what is done for some seconds of one.
WORN = {
    "a fringe": Scene("attend", 1, fringe=True),
    "a scarf": Scene("attend", 1, scarf=True),
    "glasses": Scene("attend", 1, glasses=True),
    "dim light": Scene("attend", 1, low_light=True),
    "no hairline": Scene("attend", 1),
}
DONE = {
    "side light": Scene("read", 30, side_light=1.0),
    "a held wink": Scene("wink", 4),
    "a rubbed eye": Scene("rub_eye", 5),
    "a drink": Scene("drink", 8),
    "a finger on the page": Scene("read_with_finger", 20),
    "a yawn behind a hand": Scene("yawn_behind_hand", 6),
    "glasses put on": Scene("change_glasses", 10),
}
BETWEEN_S, DOZE_S = 12.0, 60.0
MEASURED = ("focused", "neutral", "confused", "away", "down", "drowsy")
MEASURED_MIN, FALSE_MAX, DONE_MAX, LOWERED_MAX, DROWSY_MIN = 0.9, 0.0, 0.03, 0.03, 0.8


@dataclass(frozen=True)
class Found:
    """What was told of one time: the measured share of it, and those of the labels that may be false."""

    measured: float
    focused: float
    drowsy: float
    confused: float
    lowered: float
    yawned: float


def worn_lesson(seed: int, worn: str) -> Script:
    """Return a lesson that is so from the first frame on: reading, studying, and a doze at its end."""
    scene = WORN[worn]
    acts = [("attend", CALIBRATION_S), ("read", 40), ("study", 40), ("doze", DOZE_S)]
    scenes = tuple(replace(scene, behaviour=name, seconds=float(seconds)) for name, seconds in acts)
    camera = CLOSE if worn == "no hairline" else BEFORE
    return Script(seed, 10, 2 + seed, 640, 480, 0, scenes, camera=camera)


def done_lesson(seed: int) -> Script:
    """Return a lesson in which all of it is done, spectacles last, and a doze of lost faces at its end."""
    scenes = [Scene("attend", CALIBRATION_S)]
    for scene in DONE.values():
        scenes += [scene, Scene("attend", BETWEEN_S, glasses=scene.behaviour == "change_glasses")]
    return Script(seed, 10, 2 + seed, 640, 480, 0, (*scenes, Scene("doze_lost", DOZE_S, glasses=True)))


def wear(job: tuple[int, str]) -> dict[str, Found]:
    """Return what is told of a lesson with something worn: awake and asleep."""
    script = worn_lesson(*job)
    awake_s = script.seconds - DOZE_S
    return _parts(script, {"awake": (CALIBRATION_S, awake_s), "asleep": (awake_s, script.seconds)})


def do(seed: int) -> dict[str, Found]:
    """Return what is told of each thing done, and of the doze."""
    script = done_lesson(seed)
    names = {scene: name for name, scene in DONE.items()}
    spans = {
        names.get(span.scene, span.scene.behaviour): (span.start_s, span.end_s) for span in script.spans()
    }
    return _parts(script, spans)


def _parts(script: Script, parts: dict[str, tuple[float, float]]) -> dict[str, Found]:
    heard = listen(script)
    return {
        name: Found(
            measured=sum(heard.share(state, *part) for state in MEASURED),
            focused=heard.share("focused", *part),
            drowsy=heard.share("drowsy", *part),
            confused=heard.share("confused", *part),
            lowered=heard.cue_share("brow_lowered", *part),
            yawned=float(heard.cue_share("yawn", *part) > 0),
        )
        for name, part in parts.items()
    }


def table(pool: Executor, lessons: int, seed: int) -> Table:
    """Return the table of so many lessons of each kind."""
    worn = list(pool.map(wear, [(seed + number, name) for name in WORN for number in range(lessons)]))
    rows = []
    for place, name in enumerate(WORN):
        rows += _worn_rows(name, worn[place * lessons : (place + 1) * lessons])
    done = list(pool.map(do, range(seed, seed + lessons)))
    rows += [row for name in DONE for row in _done_rows(name, [one[name] for one in done])]
    rows.append(told("yawn found behind a hand", mean([one["a yawn behind a hand"].yawned for one in done])))
    rows.append(
        told("drowsy share of a doze with lost faces", mean([one["doze_lost"].drowsy for one in done]))
    )
    return Table("Half hidden faces, glasses and light", f"  {lessons} students each; seed {seed}", rows)


def _worn_rows(name: str, lessons: Sequence[dict[str, Found]]) -> list[Row]:
    awake, asleep = [one["awake"] for one in lessons], [one["asleep"] for one in lessons]
    return [
        at_least(f"{name}: measured share", mean([one.measured for one in awake]), MEASURED_MIN),
        told(f"{name}: focused share at the screen", mean([one.focused for one in awake])),
        at_most(f"{name}: drowsy or confused awake", _false(awake), FALSE_MAX),
        at_most(f"{name}: brow_lowered shown", mean([one.lowered for one in awake]), LOWERED_MAX),
        at_least(f"{name}: sleep found", mean([one.drowsy > 0 for one in asleep]), DROWSY_MIN),
    ]


def _done_rows(name: str, found: Sequence[Found]) -> list[Row]:
    return [at_most(f"{name}: drowsy or confused", _false(found), DONE_MAX)]


def _false(found: Sequence[Found]) -> float:
    return mean([one.drowsy + one.confused for one in found])
