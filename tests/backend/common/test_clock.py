"""Clock: steady within a run, and times of clients are clamped."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from backend.common.clock import AHEAD_MS, near, now_ms, now_s

HOUR_MS = 3_600_000
NOW_MS = 1_800_000_000_000
# The machine's clock is set after the relay has started: this is what Python then reads.
SET = """
import time
from backend.common import clock
before_ms = clock.now_ms()
really, time.time, time.time_ns = time.time, lambda: really() + {by_s}, lambda: int((really() + {by_s}) * 1e9)
print(clock.now_ms() - before_ms, clock.is_over(int(really()) + 60), clock.is_over(int(really()) - 1))
"""


def test_it_begins_as_the_machines_clock() -> None:
    assert abs(now_ms() - time.time() * 1000) < 1000
    assert abs(now_s() - time.time()) < 1


@pytest.mark.parametrize("by_s", [5 * 3600, -5 * 3600])
def test_setting_the_machines_clock_moves_neither_the_time_nor_an_expiry(by_s: int) -> None:
    script = SET.format(by_s=by_s)
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[3],
    )
    moved_ms, *over = done.stdout.split()
    assert 0 <= int(moved_ms) < HOUR_MS
    assert over == ["False", "True"]


@pytest.mark.parametrize(
    ("at_ms", "is_kept"),
    [
        (NOW_MS, True),
        (NOW_MS + AHEAD_MS, True),
        (NOW_MS - HOUR_MS, True),
        (NOW_MS + AHEAD_MS + 1, False),
        (NOW_MS - HOUR_MS - 1, False),
        (2**53 - 1, False),
        (0, False),
    ],
)
def test_a_time_that_cannot_be_is_moved_to_the_nearest_that_can(at_ms: int, is_kept: bool) -> None:
    moved = near(at_ms, NOW_MS, HOUR_MS)
    assert (moved == at_ms) == is_kept
    assert NOW_MS - HOUR_MS <= moved <= NOW_MS + AHEAD_MS
