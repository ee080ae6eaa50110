"""Gaze direction: the smoothed gaze against its baseline, between the iris and the head.

Twin of gaze_direction.js.
"""

from collections.abc import Mapping

from signals.baseline.baseline import Reference
from signals.contract.masks import Masks
from signals.contract.parameters import Parameters
from signals.maths.smoothing import Ema

_Angles = tuple[float, float]


AHEAD_DEG = (0.0, 0.0)


# The measures that tell the direction.
_IRIS = ("gaze_raw_yaw_deg", "gaze_raw_pitch_deg")


_HEAD = ("yaw_deg", "pitch_deg")


class IrisTrust:
    """How much an iris can tell at a head's pose, 1 to 0: turned aside or down, nose and lids hide it.

    What FaceMesh does not see it draws towards the middle: an iris that stays behind a head is doubted
    earlier than one that is turned farther. Aside counts from the camera, which sees one eye less and less,
    and from the baseline, at which the iris was learnt. It falls without a step, so that no direction jumps.
    """

    def __init__(self, parameters: Parameters) -> None:
        number = parameters.number
        self._behind = number("iris_behind_full_deg"), number("iris_behind_none_deg")
        self._farther = number("iris_farther_full_deg"), number("iris_farther_none_deg")
        self._down = number("iris_down_full_deg"), number("iris_down_none_deg")

    def shares(self, head_deg: _Angles, eyes_deg: _Angles, usual: Mapping[str, float]) -> _Angles:
        """Return the trust in the iris's yaw and in its pitch, for angles against the usual ones."""
        yaw_deg, pitch_deg = head_deg
        seen_deg = yaw_deg + usual["yaw_deg"]
        aside_deg = seen_deg if abs(seen_deg) >= abs(yaw_deg) else yaw_deg
        by_pitch = _falling(self._down, pitch_deg + usual["pitch_deg"])
        behind = min(_falling(self._behind, abs(aside_deg)), by_pitch)
        is_farther = (eyes_deg[0] - yaw_deg) * aside_deg > 0
        return min(_falling(self._farther, abs(aside_deg)), by_pitch) if is_farther else behind, behind


def _falling(slope: tuple[float, float], angle_deg: float) -> float:
    full_deg, none_deg = slope
    return min(max((none_deg - angle_deg) / (none_deg - full_deg), 0.0), 1.0)


class Gaze:
    """The smoothed gaze against its baseline: between the iris and the head, as far as the iris can tell.

    Where both are switched off, nobody can say that the student does not look ahead.
    """

    def __init__(self, parameters: Parameters, masks: Masks | None = None) -> None:
        self._masks = Masks() if masks is None else masks
        self._trust = IrisTrust(parameters)
        tau_s = parameters.number("gaze_tau_s")
        self._head, self._eyes = _Direction(tau_s), _Direction(tau_s)

    def update(self, measures: Mapping[str, float], reference: Reference, shut: bool, dt_s: float) -> _Angles:
        """Return yaw and pitch in degrees; behind shut lids the eyes stay where they were."""
        head_deg = self._look(_HEAD, measures, reference)
        if not self._masks.off("head"):
            head_deg = self._head.update(head_deg, dt_s)
        if not shut and not self._masks.off("gaze"):
            self._follow_iris(measures, reference, head_deg, dt_s)
        return self._between(head_deg, reference)

    def reset(self) -> None:
        """Forget the gaze seen."""
        self._head.reset()
        self._eyes.reset()

    def _follow_iris(
        self, measures: Mapping[str, float], reference: Reference, head_deg: _Angles, dt_s: float
    ) -> None:
        if "gaze_raw_yaw_deg" in measures:
            self._eyes.update(self._look(_IRIS, measures, reference), dt_s)
        elif not self._masks.off("head"):
            self._eyes.update(head_deg, dt_s)

    def _between(self, head_deg: _Angles, reference: Reference) -> _Angles:
        eyes_deg = self._eyes.deg
        if self._masks.off("head"):
            # A poor iris is better than none where the head may not stand in.
            return AHEAD_DEG if eyes_deg is None else eyes_deg
        if eyes_deg is None:
            return head_deg
        by_yaw, by_pitch = self._trust.shares(head_deg, eyes_deg, reference.usual)
        yaw_deg, pitch_deg = head_deg
        return yaw_deg + by_yaw * (eyes_deg[0] - yaw_deg), pitch_deg + by_pitch * (eyes_deg[1] - pitch_deg)

    def _look(self, names: tuple[str, str], measures: Mapping[str, float], reference: Reference) -> _Angles:
        yaw, pitch = names
        return reference.change(yaw, measures[yaw]), reference.change(pitch, measures[pitch])


class _Direction:
    """Smooths a yaw and a pitch."""

    def __init__(self, tau_s: float) -> None:
        self._yaw, self._pitch = Ema(tau_s), Ema(tau_s)
        self.deg: _Angles | None = None

    def update(self, deg: _Angles, dt_s: float) -> _Angles:
        """Return the smoothed angles."""
        self.deg = self._yaw.update(deg[0], dt_s), self._pitch.update(deg[1], dt_s)
        return self.deg

    def reset(self) -> None:
        """Forget the angles seen."""
        self._yaw.reset()
        self._pitch.reset()
        self.deg = None
