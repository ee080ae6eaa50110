"""The relay's clock: the machine's at the start of the run, and steady from there on, whoever sets that.

Milliseconds since 1970 UTC on the wire, seconds in what expires. The time a machine is suspended counts.
"""

from __future__ import annotations

import functools
import time

# Linux counts suspended time here; elsewhere the monotonic clock does so itself, or nobody can tell.
_STEADY = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))

# Pages follow the relay's clock within a fraction of a second; a page that was asleep, within minutes.
AHEAD_MS = 2 * 60 * 1000


_steady_ns = time.monotonic_ns if _STEADY is None else functools.partial(time.clock_gettime_ns, _STEADY)
_STARTED_NS = time.time_ns() - _steady_ns()


def now_ms() -> int:
    """Return the relay's time as the wire writes it."""
    return (_STARTED_NS + _steady_ns()) // 1_000_000


def now_s() -> float:
    """Return the relay's time as what expires has it."""
    return (_STARTED_NS + _steady_ns()) / 1e9


def is_over(expires_s: int) -> bool:
    """Return whether that second has come."""
    return now_s() >= expires_s


def near(at_ms: int, now_at_ms: int, back_ms: int) -> int:
    """Return a time as a client tells it, moved to where it can be: so long back at most, and hardly ahead.

    Moved and not refused: nothing is lost where a relay was restarted under another time of its machine.
    """
    first_ms, last_ms = now_at_ms - back_ms, now_at_ms + AHEAD_MS
    # Nearly all are: twice as fast as the two calls.
    return at_ms if first_ms <= at_ms <= last_ms else max(first_ms, min(at_ms, last_ms))
