"""`python -m benchmarks.fuzz`: strangers against both kinds of relay, and a table of what became of it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence

from benchmarks.fuzz.findings import Findings
from benchmarks.fuzz.run import fuzz

MODES = ("eventlet", "gevent")


def main(argv: Sequence[str]) -> int:
    """Print a table for each mode; return 1 where anything is wrong."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz", description=__doc__)
    parser.add_argument("--messages", type=int, default=1_000_000, help="to each relay")
    parser.add_argument("--seed", type=int, default=1, help="another seed sends other messages")
    parser.add_argument("--modes", nargs="+", choices=MODES, default=MODES)
    options = parser.parse_args(argv)
    problems = 0
    for mode in options.modes:
        findings = fuzz(mode, options.messages, options.seed)
        print("\n".join(table(findings)), flush=True)
        problems += len(findings.problems())
    return 1 if problems > 0 else 0


def table(findings: Findings) -> list[str]:
    """Return the lines of one run."""
    title = f"{findings.mode}: {findings.sent.total():,} messages of strangers in {findings.took_s:.0f} s"
    rows = [*_sent(findings), *_found(findings)]
    return [title, *(f"  {name:<42}{value:>16}" for name, value in rows), *_verdict(findings), ""]


def _sent(findings: Findings) -> Iterator[tuple[str, str]]:
    for kind, count in sorted(findings.sent.items()):
        yield f"sent: {kind}", f"{count:,}"
    for error, count in sorted(findings.refused.items()):
        yield f"refused: {error}", f"{count:,}"


def _found(findings: Findings) -> Iterator[tuple[str, str]]:
    for share in (0.5, 0.99, 1.0):
        yield f"lesson: acknowledged within, {share:.0%} of all", f"{findings.lesson_ms(share):.0f} ms"
    yield "lesson: reports, all on the board in order", f"{len(findings.lesson_s):,}"
    yield "open files before and after", f"{findings.files[0]} and {findings.files[1]}"
    yield (
        "memory before and after",
        f"{findings.memory[0][1] / 1e6:.0f} and {findings.memory[-1][1] / 1e6:.0f} MB",
    )
    slope = findings.bytes_a_message()
    yield "memory's slope, second half", "too short" if slope is None else f"{slope:.1f} bytes/message"


def _verdict(findings: Findings) -> list[str]:
    problems = findings.problems()
    return [f"  WRONG: {problem}" for problem in problems] or ["  nothing is wrong"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
