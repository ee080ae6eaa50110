"""Confusion: brow lowered, head tilted, no smile and gaze centred, all at once and for long.

Twin of confusion.js.
"""

from .parameters import Parameters


class StrictConfusion:
    """The strict rule: one moment without all four cues starts it anew, until it has come on."""

    def __init__(self, parameters: Parameters) -> None:
        self._limit_s = parameters.number("confused_s")
        self._cap_s = parameters.number("confused_cap") * self._limit_s
        self._off_s = parameters.number("confused_off") * self._limit_s
        self._drain = parameters.number("confused_drain")
        self._filled_s = 0.0
        self.on = False

    def update(self, evidence: bool, dt_s: float) -> bool:
        """Return whether the cues have lasted; `evidence` is that all four are on."""
        if self.on:
            change_s = dt_s if evidence else -self._drain * dt_s
            self._filled_s = min(self._filled_s + change_s, self._cap_s)
            self.on = self._filled_s >= self._off_s
        else:
            self._filled_s = self._filled_s + dt_s if evidence else 0.0
            self.on = self._filled_s >= self._limit_s
        return self.on

    def reset(self) -> None:
        """Forget the cues seen."""
        self._filled_s = 0.0
        self.on = False
