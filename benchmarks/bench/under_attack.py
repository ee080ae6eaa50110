"""An honest lesson under attack: `python -m benchmarks.bench.under_attack [--only NAME] [--checkout PATH]`.

How long its reports take to the board before and during each attack, what it loses, and what becomes of the
attackers. Relay, lesson and attacker are a process each: the relay has one core, the others the other.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from benchmarks.bench.attacks.lesson import DistantLesson, Window, distant_lesson
from benchmarks.bench.attacks.line import Tally, Target
from benchmarks.bench.attacks.own_room import DeafBoards, EmptyFragments, LeaveAndJoin, SyncStorm
from benchmarks.bench.attacks.plain_http import PipelinedRequests, Resets, SlowHeads
from benchmarks.bench.attacks.pupils import FallingNumbers, FalsePupils, HugeNames
from benchmarks.bench.attacks.stranger import Make, stranger
from benchmarks.bench.relays.contestants import CROWD_CORE, SERVER_CORE, readroom_places
from benchmarks.bench.relays.meters import cpu_model, cpu_s, memory_kb
from tests.backend.cluster.bad_redis import BadRedis, bad_redis
from tests.programs import free_port, run_redis
from tests.serving import REPOSITORY, Server, serve
from tools.programs import which_program

MODES = ("eventlet", "gevent")
HUNG_REDIS = "hung Redis"
ATTACKS: Mapping[str, Make] = {
    "pipelined requests": PipelinedRequests,
    "sync storm": SyncStorm,
    "boards that do not read": DeafBoards,
    "falling numbers": FallingNumbers,
    "leave and join": LeaveAndJoin,
    "empty fragments": EmptyFragments,
    "huge names": HugeNames,
    "slow heads": SlowHeads,
    "false pupils": FalsePupils,
    "resets": Resets,
}
BEFORE_S = 2.0
ROOMS = 5
_HEAD = (
    f"{'':>8}  {'':<24}{'p50 ms before':>14}{'p95':>6}{'max':>6}{'p50 ms during':>15}{'p95':>6}{'max':>6}"
    f"{'lost':>6}{'cut':>5}{'CPU':>6}{'+MB':>6}   the attackers"
)


def main() -> None:
    """Print the table."""
    options = read_options()
    os.sched_setaffinity(0, {CROWD_CORE})
    print(f"{cpu_model()}, {options.seconds:.0f} s of each attack on {options.checkout}")
    print(_HEAD)
    for mode in options.modes:
        for name in options.only or (*ATTACKS, HUNG_REDIS):
            if name == HUNG_REDIS:
                line = measure_hung_redis(mode, options.checkout, options.seconds)
            else:
                line = measure(mode, name, options.checkout, options.seconds)
            print(line, flush=True)


def read_options() -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", nargs="+", metavar="NAME", choices=(*ATTACKS, HUNG_REDIS))
    parser.add_argument("--modes", nargs="+", choices=MODES, default=MODES)
    parser.add_argument("--seconds", type=float, default=4.0)
    parser.add_argument("--checkout", type=Path, default=REPOSITORY, help="the tree whose relay is attacked")
    return parser.parse_args()


def measure(mode: str, name: str, checkout: Path, seconds: float) -> str:
    """Return one attack's line."""
    with running(mode, checkout) as server:
        places = readroom_places(server.url, 1)
        target = Target(server.url, str(places[0].student["code"]))
        with distant_lesson(server.url, places) as lesson:
            before = watched(lesson, BEFORE_S)
            with stranger(ATTACKS[name], target) as attacker:
                lesson.begin(seconds)
                attacker.begin(seconds)
                meter = Meter(server)
                tally = attacker.end()
                spent = meter.read(seconds)
                during = lesson.end()
        return row(mode, name, before, during, spent, fate(tally, server))


def measure_hung_redis(mode: str, checkout: Path, seconds: float) -> str:
    """Return the line of a relay whose Redis takes everything and answers nothing."""
    if which_program("redis-server") is None:
        return f"{mode:>8}  {HUNG_REDIS:<24}redis-server is not installed here"
    with running_redis() as redis, running(mode, checkout, "--message-queue", redis.url) as server:
        # Of one room alone each frame would be on its way to Redis before anything is due again.
        with distant_lesson(server.url, readroom_places(server.url, ROOMS)) as lesson:
            before = watched(lesson, BEFORE_S)
            redis.become("hung")
            meter = Meter(server)
            during = watched(lesson, seconds)
            spent = meter.read(seconds)
        return row(mode, HUNG_REDIS, before, during, spent, fate(Tally(), server))


def watched(lesson: DistantLesson, seconds: float) -> Window:
    """Return what a lesson is like for some seconds."""
    lesson.begin(seconds)
    return lesson.end()


@contextmanager
def running(mode: str, checkout: Path, *options: str) -> Iterator[Server]:
    """Run a tree's own `python -m backend` on the core of the relay."""
    with serve("--async-mode", mode, *options, repository=checkout) as server:
        for task in Path(f"/proc/{server.process.pid}/task").iterdir():
            os.sched_setaffinity(int(task.name), {SERVER_CORE})
        yield server


@contextmanager
def running_redis() -> Iterator[BadRedis]:
    """Run a Redis that can go wrong."""
    with (
        tempfile.TemporaryDirectory() as folder,
        run_redis(Path(folder), free_port()) as url,
        bad_redis(url) as redis,
    ):
        yield redis


class Meter:
    """What a relay uses from now on."""

    def __init__(self, server: Server) -> None:
        self._pid = server.process.pid
        self._before = self._now()

    def _now(self) -> tuple[float, int]:
        with contextlib.suppress(OSError, StopIteration):
            return cpu_s(self._pid), memory_kb(self._pid)
        return 0.0, 0

    def read(self, seconds: float) -> tuple[float, float]:
        """Return the share of its core in these seconds, and the megabytes it has grown by."""
        cpu, memory = self._now()
        return (cpu - self._before[0]) / seconds, (memory - self._before[1]) / 1024


def fate(tally: Tally, server: Server) -> str:
    """Return in words what the relay did about the attackers."""
    words = [f"{tally.sent:,} sent"] if tally.sent else []
    words += [f"{tally.refused:,} refused"] if tally.refused else []
    words += [f"{tally.cut:,} times cut"] if tally.cut else []
    words += ["THE RELAY ENDED"] if server.process.poll() is not None else []
    return ", ".join(words)


def row(
    mode: str, name: str, before: Window, during: Window, spent: tuple[float, float], attackers: str
) -> str:
    """Return one line of the table."""
    cells = [f"{mode:>8}  {name:<24}"]
    for window, width in ((before, 14), (during, 15)):
        cells.append(
            f"{window.share_ms(0.5):{width}.0f}{window.share_ms(0.95):6.0f}{window.share_ms(1):6.0f}"
        )
    cells.append(f"{during.lost:6}{during.cut:5}{spent[0]:6.0%}{spent[1]:6.0f}   {attackers}")
    return "".join(cells)


if __name__ == "__main__":
    main()
