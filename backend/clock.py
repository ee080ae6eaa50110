"""The relay's clock: milliseconds since 1970 UTC on the wire, seconds in what expires."""

import time


def now_ms() -> int:
    """Return the relay's time as the wire writes it."""
    return time.time_ns() // 1_000_000


def is_over(expires_s: int) -> bool:
    """Return whether that second has come."""
    return time.time() >= expires_s
