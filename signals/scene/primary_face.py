"""Primary face: which of several faces is the student, frame by frame. Twin of primary_face.js."""

from collections.abc import Sequence

import numpy as np

from signals.contract.parameters import Parameters
from signals.maths.eigenvector import Array
from signals.maths.persistence import Dwell
from signals.scene.presence import widest


def face_centre(landmarks: Array) -> tuple[float, float]:
    """Return the middle of one (n, 3) face in the image, as shares of its width and height."""
    # As a product it takes a tenth of the time that two means of scattered numbers do.
    x, y, _ = np.full(len(landmarks), 1 / len(landmarks)) @ landmarks
    return float(x), float(y)


class PrimaryFace:
    """Follows the student: the face nearest to where the student was.

    Somebody much wider for long takes the student's place: it was not the student who was followed.
    """

    def __init__(self, parameters: Parameters) -> None:
        number = parameters.number
        self._wider = number("primary_wider")
        self._usurped = Dwell(number("primary_s"), number("dwell_drain"), number("dt_max_s"))
        self._centre: tuple[float, float] | None = None

    def update(
        self, extents: Sequence[float], centres: Sequence[tuple[float, float]], dt_s: float
    ) -> int | None:
        """Return the index of the student's face, None where there is no face."""
        if len(extents) == 0:
            return None
        chosen = self._choose(extents, centres, dt_s)
        self._centre = centres[chosen]
        return chosen

    def reset(self) -> None:
        """Forget the student."""
        self._usurped.reset()
        self._centre = None

    def _choose(self, extents: Sequence[float], centres: Sequence[tuple[float, float]], dt_s: float) -> int:
        wide = widest(extents)
        if self._centre is None:
            return wide
        x, y = self._centre
        apart = [(centre[0] - x) * (centre[0] - x) + (centre[1] - y) * (centre[1] - y) for centre in centres]
        near = apart.index(min(apart))
        if not self._usurped.update(extents[wide] > self._wider * extents[near], dt_s):
            return near
        self._usurped.reset()
        return wide
