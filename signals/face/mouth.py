"""Mouth: how far it is open and how its corners lie on one frame. Twin of mouth.js."""

from signals.maths.eigenvector import Array
from signals.maths.geometry import distance, mean_coordinate


def corner_lift_cm(points: Array, corners: list[int], centre: list[int]) -> Array:
    """Return the height of the mouth corners over the middle of the lips, in the head's own frame."""
    return mean_coordinate(points, corners, 1) - mean_coordinate(points, centre, 1)


def mouth_width_cm(points: Array, corners: list[int]) -> Array:
    """Return the distance between the mouth corners."""
    return distance(points, corners[0], corners[1])


def mouth_open_cm(points: Array, pairs: list[list[int]]) -> Array:
    """Return the mean distance between the inner lips."""
    gaps = [distance(points, upper, lower) for upper, lower in pairs]
    return sum(gaps[1:], gaps[0]) / len(gaps)
