"""Cameras: below, above, beside, on their side or too near: how soon there is a label or a reason."""

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass

from benchmarks.evaluation.lessons import listen, mean
from benchmarks.evaluation.table import Row, Table, at_least, told
from benchmarks.evaluation.waiting import in_time, latest_s, measured_after_s, told_after_s
from offline.synthetic import Script
from offline.synthetic.acts.scene import LEFT, RIGHT, Scene
from offline.synthetic.people.seats import CAMERAS

# At an announced frame in three seconds a label takes longer.
RATES_FPS = (10.0, 2.0, 1 / 3)
WAIT_MAX_S = {10.0: 20.0, 2.0: 20.0, 1 / 3: 40.0}
USUAL_FPS = 10.0
# A head turned by 40 degrees.
REST_S, READ_S, AWAY_S, ASIDE = 45.0, 30.0, 12.0, 0.2


@dataclass(frozen=True)
class Seen:
    """What one lesson told: when there was anything, when a label, and how well attention was told."""

    told_s: float | None
    measured_s: float | None
    focused: float
    away: float


def lesson(seed: int, camera: str, fps: float) -> Script:
    """Return a lesson before a camera: a resting face, some reading, and a look to either side."""
    scenes = (
        Scene("attend", REST_S),
        Scene("read", READ_S),
        Scene("look_aside", AWAY_S, ASIDE, LEFT),
        Scene("attend", READ_S),
        Scene("look_aside", AWAY_S, ASIDE, RIGHT),
        Scene("attend", AWAY_S),
    )
    return Script(seed, fps, 2 + seed, 640, 480, 0, scenes, camera=camera)


def see(job: tuple[int, str, float]) -> Seen:
    """Return what is told of a lesson before a camera."""
    script = lesson(*job)
    heard = listen(script)
    late_s = 2 * AWAY_S / 3
    aside = [span.end_s for span in script.spans() if span.scene.behaviour == "look_aside"]
    away = mean([heard.share("away", end_s - AWAY_S + late_s, end_s) for end_s in aside])
    focused = heard.share("focused", REST_S, REST_S + READ_S)
    return Seen(told_after_s(heard), measured_after_s(heard), focused, away)


def table(pool: Executor, lessons: int, seed: int) -> Table:
    """Return the table of so many lessons before each camera."""
    keys = [(camera, fps) for camera in CAMERAS for fps in RATES_FPS]
    jobs = [(seed + number, *key) for key in keys for number in range(lessons)]
    found = list(pool.map(see, jobs))
    by_key = {key: found[place * lessons : (place + 1) * lessons] for place, key in enumerate(keys)}
    rows = [row for key, seen in by_key.items() for row in _rows(*key, seen)]
    note = f"  {lessons} students before each, at 10 and 2 frames a second and one in 3 s; seed {seed}"
    return Table("Cameras that stand elsewhere", note, rows)


def _rows(camera: str, fps: float, seen: Sequence[Seen]) -> list[Row]:
    where = f"{camera}, {'one in 3 s' if 2 * fps < 1 else f'{fps:.0f} a second'}"
    waits_s = [one.told_s for one in seen]
    limit_s = WAIT_MAX_S[fps]
    rows = [
        at_least(f"{where}: share with a label or a reason in {limit_s:.0f} s", in_time(waits_s, limit_s), 1)
    ]
    if fps < USUAL_FPS:
        return [*rows, told(f"{where}: the latest after s", latest_s(waits_s), 1)]
    labelled = [one for one in seen if one.measured_s is not None]
    return [
        *rows,
        told(f"{where}: share with a label at all", len(labelled) / len(seen)),
        told(f"{where}: of these, focused share of reading", mean([one.focused for one in labelled])),
        told(f"{where}: of these, away share of looks aside", mean([one.away for one in labelled])),
    ]
