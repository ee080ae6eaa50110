"""Eyes: the eye aspect ratio (EAR) of one frame. Twin of eyes.js."""

import numpy as np

from signals.maths.eigenvector import Array
from signals.maths.geometry import distance


def eye_aspect_ratio(points: Array, eye: list[int]) -> Array:
    """Return EAR (dimensionless) of p1 to p6, which falls as the eye closes (Soukupova and Cech 2016).

    The height is taken between the middles of both lids: a distance is never less than nothing, so that each
    one adds its jitter to it, which holds shut lids apart. What both have together is half as much.
    """
    p1, p2, p3, p4, p5, p6 = eye
    gap = (points[..., p2, :] + points[..., p3, :] - points[..., p6, :] - points[..., p5, :]) / 2
    height: Array = np.linalg.norm(gap, axis=-1)
    return height / distance(points, p1, p4)
