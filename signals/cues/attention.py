"""Attention: whether the gaze rests on the screen, beside it or below it, and for how long.

Twin of attention.js.
"""

from signals.contract.parameters import Parameters
from signals.maths.persistence import Dwell, Escalation, WindowSum, Witness
from signals.maths.smoothing import Hysteresis


class Attention:
    """Follows the gaze (degrees against its baseline) over time."""

    def __init__(self, parameters: Parameters) -> None:
        number = parameters.number
        drain, frame_max_s = number("dwell_drain"), number("dt_max_s")
        self._near = Hysteresis(-number("centred_on_deg"), -number("centred_off_deg"))
        self._beside = Hysteresis(number("away_yaw_on_deg"), number("away_yaw_off_deg"))
        self._above = Hysteresis(number("away_pitch_on_deg"), number("away_pitch_off_deg"))
        self._below = Hysteresis(number("down_pitch_on_deg"), number("down_pitch_off_deg"))
        focused_s = number("focused_s")
        self._focused = Dwell(focused_s, focused_s / number("neutral_s"), frame_max_s)
        self._down = Dwell(number("down_s"), drain, frame_max_s)
        self._away, self._held = [
            Escalation(number("away_s"), number("gaze_away_alert_s"), drain, frame_max_s) for _ in range(2)
        ]
        self._lost = True
        self._off_screen = Witness(frame_max_s)
        self._away_sum = WindowSum(number("gaze_away_window_s"))
        self._away_sum_max_s = number("gaze_away_sum_s")
        self._summed_up = False
        self._to_left = False
        self.centred = False

    @property
    def state(self) -> str:
        """away, down, focused or neutral."""
        for name, persistence in (("away", self._away), ("down", self._down), ("focused", self._focused)):
            if persistence.on:
                return name
        return "neutral"

    @property
    def below(self) -> bool:
        """The gaze is lowered at this moment."""
        return self._below.on

    @property
    def alert(self) -> bool:
        """Away for long at once, or often within the window."""
        return self._away.on and (self._away.raised or self._summed_up)

    @property
    def cues(self) -> list[str]:
        """Whether the gaze is centred; while away or down, where it is: the student's own left or right."""
        cues = ["gaze_centred"] if self.centred else []
        if self._away.on and self._beside.on:
            cues.append("gaze_left" if self._to_left else "gaze_right")
        if self._away.on and self._above.on:
            cues.append("gaze_up")
        if self._down.on and self._below.on:
            cues.append("gaze_down")
        return cues

    def update(self, yaw_deg: float, pitch_deg: float, closed: bool, t_s: float, dt_s: float) -> None:
        """Take the gaze of one frame; eyes `closed` for longer than a blink are not on the screen."""
        self._to_left = yaw_deg > 0
        near = self._near.update(-max(abs(yaw_deg), abs(pitch_deg)))
        beside, above = self._beside.update(abs(yaw_deg)), self._above.update(pitch_deg)
        below = self._below.update(pitch_deg)
        off_screen = beside or above
        self._find(off_screen)
        self.centred = near and not closed
        self._focused.update(self.centred, dt_s)
        self._down.update(below and not off_screen, dt_s)
        raised = self._away.raised
        self._away.update(off_screen, dt_s)
        if raised and not self._away.on:
            # It had an alert of its own, which is over; shorter looks after it add up without it.
            self._away_sum.reset()
        counted_s = self._off_screen.update(off_screen, dt_s)
        self._summed_up = self._away_sum.update(t_s, counted_s if off_screen else 0) >= self._away_sum_max_s

    def forget_face(self) -> None:
        """Forget where the gaze is; the looks away before it was lost still add up.

        FaceMesh loses heads that are turned far aside: a gaze that was away, and is found away, has been so
        meanwhile, and the two seconds of its onset need not pass anew. Its alert begins anew.
        """
        if not self._lost:
            self._lost = True
            self._away, self._held = self._held, self._away
            self._held.calm()
        for part in (self._near, self._below, self._focused, self._down, self._away, self._off_screen):
            part.reset()
        self._summed_up = False
        self.centred = False

    def reset(self) -> None:
        """Forget all."""
        self.forget_face()
        for part in (self._beside, self._above, self._held, self._away_sum):
            part.reset()

    def _find(self, off_screen: bool) -> None:
        if self._lost and off_screen:
            self._away, self._held = self._held, self._away
        self._lost = False
