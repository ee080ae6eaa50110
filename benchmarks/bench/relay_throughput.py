"""What a report costs: `python -m benchmarks.bench.relay_throughput [--seconds 4] [--rounds 1]`.

One interleaved run of the naive relay, of this one on eventlet and on gevent, and of Node's socket.io with
the same job; each on one pinned core, the crowd in this process on the other. Each relay carries the crowd
at its saturation, at half of that, and in an ordinary lesson.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version

from benchmarks.bench.relays.contestants import (
    CROWD_CORE,
    EVENTLET,
    GEVENT,
    NAIVE,
    NODE,
    Contestant,
    running,
)
from benchmarks.bench.relays.crowd import Crowd
from benchmarks.bench.relays.meters import cpu_model, cpu_s, memory_kb, wanted_s

CONTESTANTS = (NAIVE, EVENTLET, GEVENT, NODE)
STUDENTS, ROOMS = 600, 20
# A lesson is smaller, since five labels a second of each of 600 students are more than the naive relay bears.
LESSON_STUDENTS, LESSON_ROOMS = 300, 10
# What each student keeps on its way at saturation.
WINDOW = 8
CHANGES_PER_S = 0.1
NAIVE_LABELS_PER_S = 5.0


@dataclass(frozen=True)
class Result:
    """What one relay needed in one round."""

    reports_per_cpu_s: float
    busy: float
    took_ms: Sequence[float]
    kb_per_connection: float
    cpu_s_per_student_hour: float


def measure(contestant: Contestant, seconds: float, lesson_s: float) -> Result:
    """Carry one relay through everything."""
    with running(contestant) as (url, pid):
        places = contestant.places(url, ROOMS)
        before_kb = memory_kb(pid)
        crowd = Crowd(url, places, STUDENTS, is_acknowledged=contestant.is_acknowledged)
        crowd.drain()
        kb = (memory_kb(pid) - before_kb) / (STUDENTS + ROOMS)
        crowd.saturate(seconds / 4, WINDOW)
        wanted = wanted_s(pid)
        reports, cpu, wall = _spend(crowd, pid, lambda: crowd.saturate(seconds, 0))
        busy = (wanted_s(pid) - wanted) / wall
        crowd.drain()
        crowd.steady(seconds, reports / wall / 2)
        crowd.close()
        took_ms = crowd.count.took_ms
    student_hour_s = measure_lesson(contestant, lesson_s)
    return Result(reports / cpu, busy, took_ms, kb, student_hour_s)


def measure_lesson(contestant: Contestant, seconds: float) -> float:
    """Return the CPU seconds of one student's hour, by what arrived: one that lags carried less of it."""
    per_s = CHANGES_PER_S if contestant is not NAIVE else NAIVE_LABELS_PER_S
    with running(contestant) as (url, pid):
        places = contestant.places(url, LESSON_ROOMS)
        crowd = Crowd(url, places, LESSON_STUDENTS, is_acknowledged=contestant.is_acknowledged)
        crowd.drain()
        reports, cpu, _ = _spend(crowd, pid, lambda: crowd.steady(seconds, per_s * LESSON_STUDENTS))
        crowd.close()
    return cpu / reports * per_s * 3600


def _spend(crowd: Crowd, pid: int, act: Callable[[], float]) -> tuple[int, float, float]:
    """Return the reports delivered, the CPU seconds and the seconds of something the crowd does."""
    delivered, cpu = crowd.count.delivered, cpu_s(pid)
    wall_s = act()
    return crowd.count.delivered - delivered, cpu_s(pid) - cpu, wall_s


def main() -> None:
    """Run all rounds and print the table."""
    options = read_options()
    os.sched_setaffinity(0, {CROWD_CORE})
    print_setting()
    results: dict[str, list[Result]] = {contestant.name: [] for contestant in CONTESTANTS}
    for _ in range(options.rounds):
        for contestant in CONTESTANTS:
            results[contestant.name].append(measure(contestant, options.seconds, options.lesson_seconds))
    print_table(results)


def read_options() -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=4, help="of saturation, and of half load")
    parser.add_argument("--lesson-seconds", type=float, default=30, help="a whole round of pings at least")
    parser.add_argument("--rounds", type=int, default=1)
    return parser.parse_args()


def print_setting() -> None:
    """Print what was measured on."""
    packages = ("flask-socketio", "python-socketio", "python-engineio", "eventlet", "gevent", "orjson")
    node = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    print(f"{cpu_model()}, Python {sys.version.split()[0]}, Node {node}, one core for the relay")
    print(", ".join(f"{package} {version(package)}" for package in packages))
    print(f"{STUDENTS} students in {ROOMS} rooms, a teacher each; {WINDOW} reports of each on their way")


def print_table(results: dict[str, list[Result]]) -> None:
    """Print a line for each relay: medians of the rounds, all latencies together."""
    print(f"{'':>20}  reports/CPU-s  busy  p50 ms  p95 ms  p99 ms  KB/connection  CPU-s/student-hour")
    for name, rounds in results.items():
        cuts = statistics.quantiles([took for each in rounds for took in each.took_ms], n=100)
        print(
            f"{name:>20}  {_median(rounds, 'reports_per_cpu_s'):13.0f}  {_median(rounds, 'busy'):4.0%}  "
            f"{cuts[49]:6.1f}  {cuts[94]:6.1f}  {cuts[98]:6.1f}  "
            f"{_median(rounds, 'kb_per_connection'):13.1f}  "
            f"{_median(rounds, 'cpu_s_per_student_hour'):18.4f}"
        )
    print_ratios(results)


def print_ratios(results: dict[str, list[Result]]) -> None:
    """Print how this relay compares to the naive one and to Node: median of the rounds, least and most."""
    naive, node = results[NAIVE.name], results[NODE.name]
    for contestant in (EVENTLET, GEVENT):
        own = results[contestant.name]
        print(
            f"{contestant.name}: {_ratios(own, naive, 'reports_per_cpu_s', 1)} times naive and "
            f"{_ratios(own, node, 'reports_per_cpu_s', 2)} times Node a report at saturation, "
            f"{_ratios(naive, own, 'cpu_s_per_student_hour', 0)} times naive a student-hour, "
            f"{_ratios(own, naive, 'kb_per_connection', 2)} of naive's memory a connection"
        )


def _median(rounds: Sequence[Result], name: str) -> float:
    return float(statistics.median(getattr(each, name) for each in rounds))


def _ratios(upper: Sequence[Result], lower: Sequence[Result], name: str, places: int) -> str:
    """Return the ratio within each round, since a machine's speed changes from one to the next."""
    ratios = [getattr(a, name) / getattr(b, name) for a, b in zip(upper, lower, strict=True)]
    middle, least, most = statistics.median(ratios), min(ratios), max(ratios)
    return f"{middle:.{places}f} ({least:.{places}f} to {most:.{places}f})"


if __name__ == "__main__":
    main()
