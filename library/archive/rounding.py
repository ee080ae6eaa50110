"""Rounding and banding (statistical disclosure control): shares in steps of 5 %, bands instead of counts.

The twin of classroom/archive/rounding.js, in step by tests/vectors/archive.json.
"""

from __future__ import annotations

import math

# Of fewer people nothing is kept.
FEWEST = 5
STEP = 5
# The ends are open: 5 is at most 5 %, and 95 at least 95 %. None and all would tell of each.
LOWEST, HIGHEST = 5, 95
BANDS = ("5-9", "10-14", "15-19", "20-29", "30-49", "50-99", "100+")
_BAND_BEGINS = (5, 10, 15, 20, 30, 50, 100)


def share_code(share: float) -> int:
    """Return a share from 0 to 1 in steps of 5 %, coded at the ends."""
    steps = math.floor(share * 100 / STEP + 0.5)
    return min(HIGHEST, max(LOWEST, steps * STEP))


def band_of(people: int) -> str | None:
    """Return the band that a number of people is in; None for fewer than five."""
    found = None
    for begins, name in zip(_BAND_BEGINS, BANDS, strict=True):
        if people >= begins:
            found = name
    return found


def begin_of(band: str) -> int:
    """Return the fewest people that a band stands for."""
    return _BAND_BEGINS[BANDS.index(band)]
