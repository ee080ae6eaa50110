"""Slow machines: frames as far apart as three seconds, announced: calibration, sleep, waking and alerts."""

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass

from benchmarks.evaluation.lessons import Heard, listen, mean
from benchmarks.evaluation.table import Row, Table, at_least, at_most
from benchmarks.evaluation.waiting import measured_after_s
from offline.synthetic import Script
from offline.synthetic.acts.scene import Scene
from signals import load_parameters
from signals.contract.parameters import Parameters

RATES_FPS = (1 / 3, 0.5, 1.0)
CALIBRATED_MAX_S, WAKING_MAX_S, DROWSY_MIN = 40.0, 30.0, 0.8
REST_S, DOZE_S, AWAKE_S, GONE_S, BESIDE_S = 100.0, 90.0, 60.0, 30.0, 20.0
# What calls for an alert, and the parameters whose sum its time is.
ALERTS = {
    "no_face": ("leave", ("no_face_alert_s",)),
    "gaze_away": ("second_screen", ("gaze_away_alert_s",)),
    "multiple_faces": ("second_person", ("multiple_faces_s",)),
}
LATE_TIMES, LATE_FRAMES, MOVING_S = 1.5, 2, 0.7


@dataclass(frozen=True)
class Told:
    """What one lesson told: seconds until a label, until sleep was over, and of each alert, None: never."""

    calibrated_s: float | None
    dozed: bool
    over_s: float | None
    alerts_s: dict[str, float | None]


def lesson(seed: int, fps: float) -> Script:
    """Return a lesson of rest, sleep, waking, and what calls for each alert."""
    scenes = (
        Scene("attend", REST_S),
        Scene("sleep", DOZE_S),
        Scene("wake", 6.0),
        Scene("attend", AWAKE_S),
        Scene("leave", GONE_S),
        Scene("attend", AWAKE_S),
        Scene("second_screen", GONE_S),
        Scene("attend", AWAKE_S),
        Scene("second_person", BESIDE_S),
    )
    return Script(seed, fps, 2 + seed, 640, 480, 0, scenes)


def hear(job: tuple[int, float]) -> Told:
    """Return what is told of a lesson at an announced rate."""
    script = lesson(*job)
    heard = listen(script)
    spans = {span.scene.behaviour: (span.start_s, span.end_s) for span in script.spans()}
    doze_s, woken_s = spans["sleep"]
    late = [end_s for start_s, end_s in heard.intervals_s("drowsy") if doze_s <= start_s < woken_s]
    over_s = max([end_s - woken_s for end_s in late], default=None)
    return Told(
        measured_after_s(heard),
        len(late) > 0,
        None if over_s is None else max(over_s, 0.0),
        {alert: _raised_s(heard, alert, spans[behaviour][0]) for alert, (behaviour, _) in ALERTS.items()},
    )


def _raised_s(heard: Heard, alert: str, since_s: float) -> float | None:
    """Return how long after its cause was first to be seen an alert came."""
    raised = (start_s for start_s, _ in heard.alert_intervals_s(alert) if start_s >= since_s)
    first_s = next(raised, None)
    return None if first_s is None else first_s - heard.t_s[heard.during(since_s, since_s + 10)[0]]


def table(pool: Executor, lessons: int, seed: int) -> Table:
    """Return the table of so many lessons at each rate."""
    jobs = [(seed + number, fps) for fps in RATES_FPS for number in range(lessons)]
    found = list(pool.map(hear, jobs))
    rows = []
    for place, fps in enumerate(RATES_FPS):
        rows += _rows(fps, found[place * lessons : (place + 1) * lessons])
    return Table("Slow machines", f"  {lessons} lessons at each announced rate; seed {seed}", rows)


def _rows(fps: float, found: Sequence[Told]) -> list[Row]:
    where = f"a frame in {1 / fps:.0f} s"
    over_s = [one.over_s for one in found if one.over_s is not None]
    rows = [
        at_most(
            f"{where}: calibrated, latest s",
            _latest([one.calibrated_s for one in found]),
            CALIBRATED_MAX_S,
            1,
        ),
        at_least(f"{where}: sleep found", mean([one.dozed for one in found]), DROWSY_MIN),
        at_most(f"{where}: sleep over after waking, latest s", max(over_s, default=None), WAKING_MAX_S, 1),
    ]
    return [*rows, *(_alert_row(where, fps, alert, found) for alert in ALERTS)]


def _alert_row(where: str, fps: float, alert: str, found: Sequence[Told]) -> Row:
    number = Parameters(load_parameters()).number
    due_s = sum(number(name) for name in ALERTS[alert][1])
    limit_s = max(LATE_TIMES * due_s, due_s + LATE_FRAMES / fps) + MOVING_S
    return at_most(
        f"{where}: {alert} after, latest s", _latest([one.alerts_s[alert] for one in found]), limit_s, 1
    )


def _latest(times_s: Sequence[float | None]) -> float | None:
    came_s = [time_s for time_s in times_s if time_s is not None]
    return max(came_s, default=None) if len(came_s) == len(times_s) else None
