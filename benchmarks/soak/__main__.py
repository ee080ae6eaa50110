"""`python -m benchmarks.soak [--minutes 30]`: prints what the relay holds while a school comes and goes.

Exits with 1 where memory grows, where files, greenlets or objects are left when all have gone, where a board
misses something, or where the relay's log says anything.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import dataclass

import requests
from prometheus_client.parser import text_string_to_metric_families

from benchmarks.soak.school import School, school
from benchmarks.soak.trend import Trend, trend
from tests.serving import MODES, Server, serve

ROOMS = 10
SAMPLE_EVERY_S = 2.0
ROWS = 15
# Journals, and what boards ask for, grow for five minutes, until as much goes with those who leave as is
# told. Those pass quickly here; the fullest moment, whose memory the allocator keeps, is behind after them.
EARLY_CHURNS = 300
EARLY_PAUSE_S = 0.1
# Of what follows the second half tells of a leak.
WARM_UP = 0.5
# Half a KiB for each of the connections that come in an hour of this.
ALLOWED_MB_PER_HOUR = 10.0
# At rest objects are counted, and counts do not wander: tables that have grown, a log's buffers.
ALLOWED_BLOCKS = 500
SETTLED_S = 5.0
GONE_WITHIN_S = 60.0
MB = 1024 * 1024


@dataclass(frozen=True)
class Sample:
    """What the relay holds at one moment."""

    at_s: float
    connections: int
    reports: int
    memory_mb: float
    files: int
    greenlets: int
    blocks: int


def take_sample(relay: Server) -> Sample:
    """Ask the relay's metrics."""
    text = requests.get(f"{relay.url}/metrics", timeout=30).text
    found: dict[str, float] = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            found[sample.name] = found.get(sample.name, 0) + sample.value
    return Sample(
        time.monotonic(),
        int(found["readroom_connections"]),
        int(found["readroom_reports_in_total"]),
        found["process_resident_memory_bytes"] / MB,
        int(found["process_open_fds"]),
        int(found["greenlets"]),
        int(found["allocated_blocks"]),
    )


def main() -> int:
    """Run the soak and return the exit status."""
    options = read_options()
    with (
        serve("--metrics", "yes", *MODES[options.mode], module="benchmarks.soak.relay") as relay,
        school(relay.url, ROOMS) as everybody,
    ):
        before = come_and_go(relay, everybody)
        samples, done = attend(relay, everybody, options.minutes * 60)
        time.sleep(SETTLED_S)
        lost = int(everybody.ask("whole"))
        after = send_home(relay, everybody)
        log = relay.read_output().partition("Secret:")[2].partition("\n")[2]
    print(", ".join(f"{count} {deed}" for deed, count in done.items()))
    return judge(samples, before, after, lost, log)


def read_options() -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--mode", choices=MODES, default="eventlet", help="how the relay runs")
    return parser.parse_args()


def come_and_go(relay: Server, everybody: School) -> Sample:
    """Let everybody join, change and leave once; return what is left, which is what a relay at rest holds."""
    everybody.ask("fill")
    everybody.ask("churn")
    time.sleep(SETTLED_S)
    return send_home(relay, everybody)


def send_home(relay: Server, everybody: School) -> Sample:
    """Let everybody leave; return what the relay holds when it knows of nobody."""
    everybody.ask("leave")
    deadline_s = time.monotonic() + GONE_WITHIN_S
    while take_sample(relay).connections > 0:
        assert time.monotonic() < deadline_s, "connections are left"
        time.sleep(1)
    time.sleep(SETTLED_S)
    return take_sample(relay)


def attend(relay: Server, everybody: School, seconds: float) -> tuple[list[Sample], dict[str, int]]:
    """Let the school live for a while; return the samples of that time and what was done in it."""
    everybody.ask("fill")
    pass_early_minutes(everybody)
    began_s = time.monotonic()
    row_s = began_s
    samples: list[Sample] = []
    done: dict[str, int] = {}
    print("minute  connections  reports  memory MB  open files  greenlets   blocks", flush=True)
    while time.monotonic() < began_s + seconds:
        done = everybody.ask("churn")
        time.sleep(1)
        if samples and time.monotonic() < samples[-1].at_s + SAMPLE_EVERY_S:
            continue
        samples.append(take_sample(relay))
        if samples[-1].at_s >= row_s:
            row_s += seconds / ROWS
            show(samples[-1], began_s)
    return samples, done


def pass_early_minutes(everybody: School) -> None:
    """Let five minutes' worth of comings and goings pass within one."""
    for _ in range(EARLY_CHURNS):
        everybody.ask("churn")
        time.sleep(EARLY_PAUSE_S)


def show(sample: Sample, began_s: float) -> None:
    """Print one row of the table."""
    minute = (sample.at_s - began_s) / 60
    print(
        f"{minute:6.1f}  {sample.connections:11}  {sample.reports:7}  {sample.memory_mb:9.1f}"
        f"  {sample.files:10}  {sample.greenlets:9}  {sample.blocks:7}",
        flush=True,
    )


def judge(samples: list[Sample], before: Sample, after: Sample, lost: int, log: str) -> int:
    """Print what is left and what grew; return 1 where that is a leak."""
    growth = memory_trend(samples)
    print(f"memory: {memory_words(growth)}; at most {ALLOWED_MB_PER_HOUR} are allowed")
    print(f"when all have left: open files {before.files} before, {after.files} after;", end=" ")
    print(f"greenlets {before.greenlets} before, {after.greenlets} after;", end=" ")
    print(f"blocks of memory {before.blocks} before, {after.blocks} after")
    print(f"students whose timeline on the board is not their journal: {lost}")
    print(f"lines in the relay's log: {len(log.splitlines())}")
    faults = [
        growth is not None and growth.exceeds(ALLOWED_MB_PER_HOUR),
        after.files > before.files,
        after.greenlets > before.greenlets,
        after.blocks > before.blocks + ALLOWED_BLOCKS,
        lost > 0,
        log != "",
    ]
    print("a leak or a loss" if any(faults) else "no leak, no loss")
    return int(any(faults))


def memory_trend(samples: list[Sample]) -> Trend | None:
    """Return how many MB an hour the memory grows once the relay is warm."""
    warm = samples[int(len(samples) * WARM_UP) :]
    return trend([sample.at_s / 3600 for sample in warm], [sample.memory_mb for sample in warm])


def memory_words(growth: Trend | None) -> str:
    """Return the trend in words."""
    if growth is None:
        return "too short to tell"
    return f"{growth.slope:+.1f} ± {growth.error:.1f} MB an hour in the second half"


if __name__ == "__main__":
    sys.exit(main())
