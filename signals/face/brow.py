"""Brow: how high and how far apart the inner brows are on one frame. Twin of brow.js."""

import math

from signals.maths.eigenvector import Array
from signals.maths.geometry import mean_coordinate


def brow_height_cm(points: Array, brow: list[int], nose_root: list[int]) -> Array:
    """Return the height of the inner brow over the nose's root, in the head's own frame."""
    return mean_coordinate(points, brow, 1) - mean_coordinate(points, nose_root, 1)


def brow_distance_cm(points: Array, pairs: list[list[int]]) -> Array:
    """Return the mean width of the gap between the inner brows, in the head's own frame."""
    right, left = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    return mean_coordinate(points, left, 0) - mean_coordinate(points, right, 0)


def brow_z(height_sigmas: float, distance_sigmas: float) -> float:
    """Return how far the brow is lowered, in sigmas: both halves of AU4 count alike."""
    return -(height_sigmas + distance_sigmas) / math.sqrt(2)
