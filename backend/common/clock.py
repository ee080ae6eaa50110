"""Clock: the wall time at the start, counted on with a monotonic clock, so that resetting it changes nothing.

Milliseconds since 1970 UTC on the wire, seconds in expiries. Time in which the machine is suspended counts.
"""

from __future__ import annotations

import functools
import time

# Linux counts suspended time with this clock; elsewhere the monotonic clock may do so itself.
_STEADY = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))

# Pages follow the relay's clock within a fraction of a second; a page that was asleep, within minutes.
AHEAD_MS = 2 * 60 * 1000


_steady_ns = time.monotonic_ns if _STEADY is None else functools.partial(time.clock_gettime_ns, _STEADY)
_STARTED_NS = time.time_ns() - _steady_ns()


def now_ms() -> int:
    """Return the relay's time in milliseconds, as it stands on the wire."""
    return (_STARTED_NS + _steady_ns()) // 1_000_000


def now_s() -> float:
    """Return the relay's time in seconds, as expiries have it."""
    return (_STARTED_NS + _steady_ns()) / 1e9


def is_over(expires_s: int) -> bool:
    """Return whether an expiry has passed."""
    return now_s() >= expires_s


def near(at_ms: int, now_at_ms: int, back_ms: int) -> int:
    """Return a time that a client reported, clamped to what is possible: not too old, not in the future.

    It is clamped and not refused, so that nothing is lost where a relay restarted with another machine time.
    """
    first_ms, last_ms = now_at_ms - back_ms, now_at_ms + AHEAD_MS
    # Nearly all times are in range, and this is twice as fast as calling min and max.
    return at_ms if first_ms <= at_ms <= last_ms else max(first_ms, min(at_ms, last_ms))
