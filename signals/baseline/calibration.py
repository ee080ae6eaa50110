"""Calibration: gathers what is usual for a student, and says what is missing. Twin of calibration.js."""

from collections.abc import Mapping
from math import exp

from signals.baseline.baseline import Baseline, Reference
from signals.baseline.hindrances import Hindrances
from signals.contract.parameters import Parameters


class Lately:
    """What most of the last seconds showed, and None where no one thing did."""

    def __init__(self, tau_s: float) -> None:
        self._tau_s = tau_s
        self._shares: dict[str, float] = {}
        self.most: str | None = None

    def update(self, shown: str, dt_s: float) -> None:
        """Take what one frame showed."""
        kept = exp(-dt_s / self._tau_s)
        self._shares = {name: kept * share for name, share in self._shares.items()}
        self._shares[shown] = self._shares.get(shown, 0.0) + 1 - kept
        self.most = next((name for name, share in self._shares.items() if 2 * share > 1), None)

    def often(self, least: float) -> str | None:
        """Return what showed most but for the empty word, of what fills such a share of the last seconds."""
        named = {name: share for name, share in self._shares.items() if name != "" and share >= least}
        return max(named, key=named.__getitem__, default=None)


class Calibration:
    """Takes measured faces until the reference is there.

    A steady pose is a pose. A face that can be read gives a whole baseline. One that cannot, as the camera
    stands low, high or beside or no eye is seen, gives one of the head's direction alone, with the reason for
    it. Where not even that can be told there is none, and the student hears what to do.

    A pose at a limit lies now on this side of it, now on that: one pose, which is told as soon as it is
    overdue by what most of it showed.
    """

    def __init__(self, parameters: Parameters, hindrances: Hindrances) -> None:
        number = parameters.number
        self._parameters, self._hindrances = parameters, hindrances
        self._rest, self._posed, self._both = [Baseline(parameters) for _ in range(3)]
        self._lately = Lately(number("baseline_lately_s"))
        self._overdue_s, self._late_s = number("baseline_overdue_s"), number("baseline_max_s")
        self._often = number("baseline_often_share")
        self._seen_s = 0.0
        self.progress = 0.0
        self.reference: Reference | None = None

    @property
    def reason(self) -> str | None:
        """What is missing; None where time alone is."""
        lately = self._lately.most
        if lately is not None and lately != "":
            return lately
        # What comes and goes at a limit holds a calibration up as well.
        often = self._lately.often(self._often) if self._seen_s >= self._overdue_s else None
        if often is not None:
            return often
        lost = lately is None and self._seen_s >= self._late_s
        wanders = lost or (self._rest.enough and self.reference is None)
        return "gaze_unsteady" if wanders else None

    @property
    def state(self) -> str:
        """calibrating, or unknown where something is missing for longer than it should."""
        reason = self.reason
        patience_s = self._late_s if reason == "gaze_unsteady" else self._overdue_s
        return "unknown" if reason is not None and self._seen_s >= patience_s else "calibrating"

    def update(self, measures: Mapping[str, float], dt_s: float) -> None:
        """Take one measured face; a frame that took no time adds nothing."""
        if self.reference is not None or dt_s <= 0:
            return
        self._seen_s += dt_s
        hindrance = self._hindrances.reason(measures)
        self._lately.update("" if hindrance is None else hindrance, dt_s)
        if hindrance is None:
            self._rest.update(measures, dt_s, late=self._seen_s >= self._late_s)
            self.reference = self._rest.reference or self._join(_head_alone(measures), dt_s)
        elif self._hindrances.tells_direction(measures, hindrance):
            head = _head_alone(measures)
            self.reference = self._pose(head, dt_s) or self._join(head, dt_s)
        self.progress = max(self.progress, self._rest.progress, self._posed.progress)

    def _pose(self, head: Mapping[str, float], dt_s: float) -> Reference | None:
        """Take a face of which the head alone is told."""
        posed = self._posed
        posed.gather(head, dt_s)
        if posed.enough and posed.held and posed.gathered_s > self._rest.gathered_s:
            return self._because(posed)
        if posed.gathered_s >= self._late_s:
            self._posed, self._both = Baseline(self._parameters), Baseline(self._parameters)
        return None

    def _join(self, head: Mapping[str, float], dt_s: float) -> Reference | None:
        """Take a face that can be read or not, of a pose that is at the limit between the two."""
        rest, posed, both = self._rest, self._posed, self._both
        both.gather(head, dt_s)
        overdue = both.enough and self._seen_s >= self._overdue_s
        # Of a face that can nearly always be read the gaze alone is missing, or a second or two.
        often = posed.gathered_s >= self._often * both.gathered_s and not rest.enough
        if not (overdue and often and both.held and rest.near(posed)):
            return None
        if rest.gathered_s < posed.gathered_s or not rest.frames_enough:
            return self._because(both)
        return rest.summary() if rest.steady else None

    def _because(self, head: Baseline) -> Reference:
        """Return the baseline of the head alone, for the reason that hinders the rest of the face."""
        reason = self._hindrances.pose_reason(self._posed.summary().usual)
        return head.summary().because("no_eyes" if reason is None else reason)


def _head_alone(measures: Mapping[str, float]) -> dict[str, float]:
    """Return measures in which the head's angles stand in for the eyes', too."""
    head = {"gaze_raw_yaw_deg": measures["yaw_deg"], "gaze_raw_pitch_deg": measures["pitch_deg"]}
    return {**measures, **head}
