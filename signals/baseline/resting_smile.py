"""Resting smile: whether the face that was taken for the resting one smiled. Twin of resting_smile.js."""

from collections.abc import Mapping

from signals.contract.parameters import Parameters
from signals.face.mouth import corner_lift_cm
from signals.maths.eigenvector import Array
from signals.maths.persistence import Dwell
from signals.maths.statistics import median


class RestingSmile:
    """Judges the faces that were asked to rest, and doubts them by the mouth that rests later."""

    def __init__(self, parameters: Parameters) -> None:
        number = parameters.number
        self._corners = parameters.points("points_mouth_corners")
        self._centre = parameters.points("points_mouth_centre")
        self._lift_max_cm, self._width_max_cm = (
            number("baseline_smile_lift_cm"),
            number("baseline_smile_width_cm"),
        )
        self._lift_cm, self._width_cm = number("smile_lift_on_cm"), number("smile_width_on_cm")
        self._sunk = Dwell(number("doubt_s"), number("dwell_drain"), number("dt_max_s"))
        self._lifts_cm: list[float] = []

    def gather(self, points: Array) -> None:
        """Take the points of one face that is asked to rest."""
        self._lifts_cm.append(float(corner_lift_cm(points, self._corners, self._centre)))

    def judge(self, rest: Mapping[str, float]) -> bool:
        """Return whether the faces gathered smiled; there must be one."""
        lift_cm, self._lifts_cm = median(self._lifts_cm), []
        return lift_cm > self._lift_max_cm and rest["mouth_width_cm"] > self._width_max_cm

    def update(self, shape: Mapping[str, float], rest: Mapping[str, float], dt_s: float) -> bool:
        """Return whether the mouth has long been as much lower and narrower as a smile is the other way."""
        lower = rest["corner_height_cm"] - shape["corner_height_cm"] >= self._lift_cm
        narrower = rest["mouth_width_cm"] - shape["mouth_width_cm"] >= self._width_cm
        return self._sunk.update(lower and narrower, dt_s)

    def reset(self) -> None:
        """Forget the faces seen."""
        self._lifts_cm = []
        self._sunk.reset()
