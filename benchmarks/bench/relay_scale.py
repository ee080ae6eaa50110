"""One worker and a whole school: `python -m benchmarks.bench.relay_scale [--seconds 20]`.

5,000 students in 170 rooms, then 1,000 in one, each changing every ten seconds. Everybody must get in and
everything must arrive; the tick of 100 ms is part of each latency.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import time

from benchmarks.bench.relays.contestants import CROWD_CORE, EVENTLET, GEVENT, Contestant, running
from benchmarks.bench.relays.crowd import Crowd
from benchmarks.bench.relays.meters import cpu_model, cpu_s, memory_kb

SCHOOLS = ((5000, 170), (1000, 1))
CHANGES_PER_S = 0.1
P99_MS = 250.0
OPEN_FILES = 8000


def measure(contestant: Contestant, students: int, rooms: int, seconds: float) -> bool:
    """Print one school's line; return whether nothing was lost and p99 held."""
    with running(contestant) as (url, pid):
        places = contestant.places(url, rooms)
        before_kb, began_s = memory_kb(pid), time.monotonic()
        crowd = Crowd(url, places, students, is_acknowledged=True)
        joined_s = time.monotonic() - began_s
        crowd.settle()
        kb = (memory_kb(pid) - before_kb) / (students + rooms)
        cpu = cpu_s(pid)
        wall_s = crowd.steady(seconds, students * CHANGES_PER_S)
        busy = (cpu_s(pid) - cpu) / wall_s
        crowd.drain()
        crowd.close()
    count, cuts = crowd.count, statistics.quantiles(crowd.count.took_ms, n=100)
    print(
        f"{contestant.name:>18}  {students:8}  {rooms:5}  {joined_s:8.1f}  "
        f"{count.sent:7}  {count.delivered:9}  "
        f"{cuts[49]:6.1f}  {cuts[94]:6.1f}  {cuts[98]:6.1f}  {busy:5.1%}  {kb:13.1f}"
    )
    return count.delivered == count.sent and cuts[98] <= P99_MS


def main() -> None:
    """Measure both schools on both loops, and say whether they held."""
    options = read_options()
    os.sched_setaffinity(0, {CROWD_CORE})
    allow_open_files()
    print(f"{cpu_model()}, one core for the relay, {options.seconds:.0f} s of an ordinary lesson each")
    print(
        "             relay  students  rooms  joined s     sent  delivered  "
        "p50 ms  p95 ms  p99 ms    CPU  KB/connection"
    )
    held = [
        measure(contestant, *school, options.seconds)
        for contestant in (EVENTLET, GEVENT)
        for school in SCHOOLS
    ]
    print(f"nothing lost and p99 within {P99_MS:.0f} ms: {'yes' if all(held) else 'no'}")


def read_options() -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=20)
    return parser.parse_args()


def allow_open_files() -> None:
    """Let the crowd have a socket for everybody; the relay sees to itself."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < OPEN_FILES:
        resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, hard))


if __name__ == "__main__":
    main()
