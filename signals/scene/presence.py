"""Presence: how many faces count, and for how long none or several are there. Twin of presence.js."""

from collections.abc import Sequence

import numpy as np

from signals.contract.parameters import Parameters
from signals.maths.eigenvector import Array
from signals.maths.persistence import Dwell, Escalation


def face_extent(landmarks: Array) -> float:
    """Return how wide one (n, 3) face is in the image, in image widths."""
    return float(np.ptp(landmarks[:, 0]))


def widest(extents: Sequence[float]) -> int:
    """Return the index of the widest face, the first of equals; there must be one."""
    return extents.index(max(extents))


class Presence:
    """Follows the count of faces over time."""

    def __init__(self, parameters: Parameters) -> None:
        number = parameters.number
        drain, frame_max_s = number("dwell_drain"), number("dt_max_s")
        self._share = number("second_face_share")
        self._missing = Escalation(number("absent_s"), number("no_face_alert_s"), drain, frame_max_s)
        self._several = Dwell(number("multiple_faces_s"), drain, frame_max_s)

    @property
    def absent(self) -> bool:
        """No face for longer than the detector's own drop-outs."""
        return self._missing.on

    @property
    def alerts(self) -> list[str]:
        """What a proctor wants to know."""
        alerts = ["no_face"] if self._missing.raised else []
        return [*alerts, "multiple_faces"] if self._several.on else alerts

    def count(self, extents: Sequence[float]) -> int:
        """Return how many faces count: all but those much smaller than the widest."""
        if len(extents) < 2:
            return len(extents)
        least = self._share * max(extents)
        return max(sum(extent > least for extent in extents), 1)

    def update(self, faces: int, dark: bool, dt_s: float) -> None:
        """Take the count of one frame; in the dark a missing face means nothing."""
        if faces == 0 and dark:
            self._missing.reset()
        else:
            self._missing.update(faces == 0, dt_s)
        self._several.update(faces > 1, dt_s)

    def reset(self) -> None:
        """Forget the faces seen."""
        self._missing.reset()
        self._several.reset()
