"""Statistics that do not mind outliers: percentile, median and spread. Twin of statistics.js."""

from collections.abc import Sequence


def percentile(values: Sequence[float], percent: float) -> float:
    """Return the percentile, linear between the two nearest of the sorted values; there must be one."""
    ordered = sorted(values)
    place = (len(ordered) - 1) * percent / 100
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def median(values: Sequence[float]) -> float:
    """Return the middle value, or the mean of the middle two."""
    return percentile(values, 50)


def median_deviation(values: Sequence[float]) -> float:
    """Return the median absolute deviation from the median."""
    centre = median(values)
    return median([abs(value - centre) for value in values])
