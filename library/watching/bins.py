"""Bins: a lesson's time in steps of five seconds, and sets of them as the bits of one number."""

from __future__ import annotations

from collections.abc import Iterator

BIN_MS = 5000
# Four hours.
BINS_MAX = 2880


def bin_count(duration_ms: int) -> int:
    """Return how many bins a lesson has."""
    return min(BINS_MAX, -(-duration_ms // BIN_MS))


def mask_of(first: int, stop: int) -> int:
    """Return the set of the bins from `first` to before `stop`."""
    return (1 << stop) - (1 << first) if first < stop else 0


def bins_of(mask: int) -> Iterator[int]:
    """Yield the bins of a set, in order."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest
