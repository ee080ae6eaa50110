"""Eyes: the eye aspect ratio (EAR) of one frame. Twin of eyes.js."""

from signals.maths.eigenvector import Array
from signals.maths.geometry import distance


def eye_aspect_ratio(points: Array, eye: list[int]) -> Array:
    """Return EAR (dimensionless) of p1 to p6, which falls as the eye closes (Soukupova and Cech 2016)."""
    p1, p2, p3, p4, p5, p6 = eye
    height = (distance(points, p2, p6) + distance(points, p3, p5)) / 2
    return height / distance(points, p1, p4)
