"""Masks: the cues a student has switched off, without having to say why. Twin of masks.js.

A masked cue is never on, never listed and never evidence. What needs it stays silent, and what it could only
have contradicted goes on without it.
"""

from collections.abc import Iterable, Mapping

MASKS = ("brow", "eyes", "gaze", "head", "mouth")


class Masks:
    """The names out of MASKS that are switched off."""

    def __init__(self, masked: Iterable[str] = ()) -> None:
        self._masked = frozenset(masked)
        # Whether anything shows where the student looks: the head's direction stands in for the gaze.
        self.direction_told = not (self.off("gaze") and self.off("head"))
        # Whether anything shows attention: open eyes before the screen do, wherever they look.
        self.attention_told = self.direction_told or not self.off("eyes")

    def off(self, name: str) -> bool:
        """Return whether the student has switched this off."""
        return name in self._masked

    def calibrated(self, measures: Mapping[str, float]) -> Mapping[str, float]:
        """Return the measures a baseline takes: the head's angles where the gaze is switched off."""
        if not self.off("gaze"):
            return measures
        head = {"gaze_raw_yaw_deg": measures["yaw_deg"], "gaze_raw_pitch_deg": measures["pitch_deg"]}
        return {**measures, **head}
