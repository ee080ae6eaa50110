"""Hindrances: why a measured face cannot be taken for how it rests. Twin of hindrances.js.

The camera stands low, high, beside or on its side; the lids are shut; no eye is seen.
"""

from collections.abc import Mapping

from signals.contract.masks import Masks
from signals.contract.parameters import Parameters


class Hindrances:
    """Judges measured faces one by one, of which the student may have switched parts off."""

    def __init__(self, parameters: Parameters, masks: Masks) -> None:
        self.mask(masks)
        number = parameters.number
        self._yaw_max_deg, self._roll_max_deg = number("facial_yaw_max_deg"), number("facial_roll_max_deg")
        self._pitch_min_deg, self._pitch_max_deg = (
            number("facial_pitch_min_deg"),
            number("facial_pitch_max_deg"),
        )
        self._margin_deg = number("facial_margin_deg")
        self._head_yaw_max_deg, self._head_pitch_max_deg = (
            number("head_yaw_max_deg"),
            number("head_pitch_max_deg"),
        )
        self._ear_min = number("open_ear_min")

    def mask(self, masks: Masks) -> None:
        """Take what is switched off, in place of that before."""
        self._lids_told, self._head_told = not masks.off("eyes"), not masks.off("head")

    def reason(self, measures: Mapping[str, float]) -> str | None:
        """Return what hinders this face; None where it may be how the face rests."""
        reason = self.pose_reason(measures)
        if reason is not None:
            return reason
        if self._shut(measures):
            return "eyes_shut"
        return None if "gaze_raw_yaw_deg" in measures else "no_eyes"

    def pose_reason(self, measures: Mapping[str, float], margin_deg: float = 0.0) -> str | None:
        """Return how the camera stands where the face cannot be read; `margin_deg` sooner, where given."""
        if abs(measures["roll_deg"]) > self._roll_max_deg - margin_deg:
            return "camera_sideways"
        if abs(measures["yaw_deg"]) > self._yaw_max_deg - margin_deg:
            return "camera_beside"
        if measures["pitch_deg"] > self._pitch_max_deg - margin_deg:
            return "camera_low"
        return "camera_high" if measures["pitch_deg"] < self._pitch_min_deg + margin_deg else None

    def clear(self, measures: Mapping[str, float]) -> bool:
        """Return whether nothing hinders, and would not with a head turned a little further."""
        return self.pose_reason(measures, self._margin_deg) is None and self.reason(measures) is None

    def tells_direction(self, measures: Mapping[str, float], reason: str) -> bool:
        """Return whether the head alone tells where a hindered face looks.

        On its side a picture's left and right are the student's up and down. Where half of a face is hidden,
        the mesh turns less than the head. Behind lids that look shut somebody may sleep.
        """
        return (
            self._head_told
            and reason != "camera_sideways"
            and abs(measures["yaw_deg"]) <= self._head_yaw_max_deg
            and abs(measures["pitch_deg"]) <= self._head_pitch_max_deg
            and not self._shut(measures)
        )

    def _shut(self, measures: Mapping[str, float]) -> bool:
        # A wink shuts one eye.
        return self._lids_told and max(measures["ear_right"], measures["ear_left"]) < self._ear_min
