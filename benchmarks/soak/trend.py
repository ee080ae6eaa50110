"""A trend: the slope of a straight line through samples, and how far that may be wrong."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

# Memory moves in steps, so that neighbouring samples say the same; their means over blocks hardly do.
BLOCKS = 10
# Student's t for eight degrees of freedom: 95 of 100 such intervals hold the truth.
CONFIDENCE = 2.306


@dataclass(frozen=True)
class Trend:
    """A slope a unit of time, and half the width of its interval."""

    slope: float
    error: float

    def exceeds(self, allowed: float) -> bool:
        """Tell whether the slope is certainly above a value."""
        return self.slope - self.error > allowed


def trend(times: npt.ArrayLike, values: npt.ArrayLike) -> Trend | None:
    """Return the trend of values over times, None where there are fewer than two samples a block."""
    x, y = np.asarray(times, float), np.asarray(values, float)
    if len(x) < 2 * BLOCKS:
        return None
    x, y = _means(x), _means(y)
    spread = x - x.mean()
    slope = float(spread @ y / (spread @ spread))
    rest = y - y.mean() - slope * spread
    variance = float(rest @ rest) / (BLOCKS - 2)
    return Trend(slope, CONFIDENCE * float(np.sqrt(variance / (spread @ spread))))


def _means(values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.array([block.mean() for block in np.array_split(values, BLOCKS)])
