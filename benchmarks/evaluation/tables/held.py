"""Pictures held before the camera: how often static_image sees photographs and clips, and how soon."""

from collections.abc import Sequence
from concurrent.futures import Executor

import numpy as np

from benchmarks.evaluation.lessons import listen, mean
from benchmarks.evaluation.table import Row, Table, none_of, told
from offline.synthetic import Script
from offline.synthetic.acts.scene import Scene
from offline.synthetic.hours import CALIBRATION_S

SHOWN = {
    "photo": "a photograph that lies still",
    "photo_in_hand": "a photograph in a hand",
    "loop": "a clip of 3 to 8 s in a loop",
}
SHOWN_S = 180.0
LIVING = "living"


def lesson(seed: int, shown: str) -> Script:
    """Return a lesson in which a picture takes a student's place; who lives only looks at the screen."""
    first = Scene("attend", CALIBRATION_S)
    return Script(seed, 10, 2 + seed, 640, 480, 0, (first, Scene(shown, SHOWN_S)))


def see(job: tuple[int, str]) -> float | None:
    """Return how long after it was shown a picture was called static, None where it never was."""
    seed, shown = job
    heard = listen(lesson(seed, "attend" if shown == LIVING else shown))
    return next((start_s - CALIBRATION_S for start_s, _ in heard.alert_intervals_s("static_image")), None)


def table(pool: Executor, lessons: int, seed: int) -> Table:
    """Return the table of so many pictures of each kind, and of as many students who sit still."""
    kinds = [*SHOWN, LIVING]
    found = list(pool.map(see, [(seed + number, kind) for kind in kinds for number in range(lessons)]))
    rows = []
    for place, kind in enumerate(SHOWN):
        rows += _rows(SHOWN[kind], found[place * lessons : (place + 1) * lessons])
    living = [
        f"seed {seed + number}" for number, after_s in enumerate(found[-lessons:]) if after_s is not None
    ]
    rows.append(none_of("students who sit still, called static", living))
    note = f"  {lessons} of each for {SHOWN_S / 60:.0f} minutes, at 10 frames a second; seed {seed}"
    return Table("Pictures that are not a person", note, rows)


def _rows(name: str, found: Sequence[float | None]) -> list[Row]:
    seen_s = [after_s for after_s in found if after_s is not None]
    return [
        told(f"{name}: seen as static", mean([after_s is not None for after_s in found])),
        told(f"{name}: after, median s", float(np.median(seen_s)) if seen_s else None, 0),
    ]
