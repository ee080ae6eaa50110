"""The wire's clock: milliseconds since 1970 UTC."""

import time


def now_ms() -> int:
    """Return the relay's time as the wire writes it."""
    return time.time_ns() // 1_000_000
