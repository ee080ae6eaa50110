"""The evaluation: python -m benchmarks.evaluation prints every table; status 1 where a target is missed."""

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from pathlib import Path

# Every process has one core; must stand before numpy is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from benchmarks.evaluation.table import Table
from benchmarks.evaluation.tables import (
    accuracy,
    aside,
    blinks,
    brows,
    cameras,
    covers,
    episodes,
    frame_rates,
    held,
    onsets,
    quiet,
    slow,
    starts,
    twins,
)


def _clips(options: argparse.Namespace) -> list[Table]:
    if options.clips is None:
        return []
    # It needs mediapipe, which nothing else here does.
    from benchmarks.evaluation.tables import clips

    return [clips.table(options.clips, options.two)]


Make = Callable[[Executor, argparse.Namespace], list[Table]]
TABLES: dict[str, Make] = {
    "accuracy": lambda pool, o: [accuracy.table(o.faces, o.seed)],
    "onsets": lambda pool, o: [onsets.table(pool, o.lessons, o.seed)],
    "blinks": lambda pool, o: [blinks.table(pool, o.lessons, o.seed)],
    "frame_rates": lambda pool, o: [frame_rates.table(pool, o.lessons, o.seed)],
    "cameras": lambda pool, o: [cameras.table(pool, o.lessons, o.seed)],
    "starts": lambda pool, o: [starts.table(pool, o.lessons, o.seed)],
    "brows": lambda pool, o: [brows.table(pool, o.lessons, o.seed)],
    "aside": lambda pool, o: [aside.table(pool, o.lessons, o.seed)],
    "covers": lambda pool, o: [covers.table(pool, o.lessons, o.seed)],
    "slow": lambda pool, o: [slow.table(pool, o.lessons, o.seed)],
    "held": lambda pool, o: [held.table(pool, o.lessons, o.seed)],
    "episodes": lambda pool, o: episodes.tables(pool, max(o.hours // 5, 1), o.seed),
    "quiet": lambda pool, o: [quiet.table(pool, o.hours, o.seed)],
    "twins": lambda pool, o: [twins.table(pool, o.frames, o.seed)],
    "clips": lambda _, o: _clips(o),
}


def main() -> int:
    """Print the tables that the arguments name; return the exit status."""
    options = _parse()
    started_s = time.perf_counter()
    met = True
    with ProcessPoolExecutor(options.jobs) as pool:
        for table in _tables(pool, options):
            print(f"{table}\n", flush=True)
            met = met and table.met
    cpu = os.times()
    seconds = cpu.user + cpu.system + cpu.children_user + cpu.children_system
    print(f"{time.perf_counter() - started_s:.0f} s, {seconds:.0f} s of CPU")
    return 0 if met else 1


def _tables(pool: Executor, options: argparse.Namespace) -> Iterator[Table]:
    for name in options.only or TABLES:
        yield from TABLES[name](pool, options)


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.evaluation", description=__doc__)
    parser.add_argument("--only", nargs="+", choices=TABLES, metavar="TABLE", help=f"of {', '.join(TABLES)}")
    parser.add_argument("--seed", type=int, default=1, help="another seed: other students, other lessons")
    parser.add_argument("--hours", type=int, default=50, help="hours without confusion; a fifth with it")
    parser.add_argument("--lessons", type=int, default=20, help="lessons for each of the shorter tables")
    parser.add_argument("--faces", type=int, default=2000, help="faces for the accuracy of head and gaze")
    parser.add_argument("--frames", type=int, default=1_000_000, help="frames for both languages")
    parser.add_argument("--clips", type=_folder, help="a folder of real clips; none is part of this")
    two = "in names of clips that show two people (default: %(default)s)"
    parser.add_argument("--two", nargs="+", default=["two", "-and-"], metavar="TEXT", help=two)
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="processes, one a core")
    return parser.parse_args()


def _folder(name: str) -> Path | None:
    return Path(name) if name else None


if __name__ == "__main__":
    sys.exit(main())
