"""Action units: how strongly each facial muscle group acts, 0 to 1, against the face at rest.

Twin of action_units.js.
"""

from collections.abc import Mapping

from signals.contract.parameters import Parameters
from signals.face.brow import brow_distance_cm, brow_height_cm
from signals.face.eyes import eye_aspect_ratio
from signals.face.mouth import mouth_open_cm, mouth_width_cm
from signals.maths.eigenvector import Array
from signals.maths.geometry import distance, mean_coordinate


class FaceShape:
    """Reads the lengths that action units change off a face in the head's own frame."""

    def __init__(self, parameters: Parameters) -> None:
        self._nose_root = parameters.points("points_nose_root")
        self._inner_brow = parameters.points("points_inner_brow")
        self._outer_brow = parameters.points("points_outer_brow")
        self._brow_pairs = parameters.pairs("points_brow_pairs")
        self._upper_lip = parameters.points("points_upper_lip")
        self._corners = parameters.points("points_mouth_corners")
        self._lips = parameters.pairs("points_mouth_open")
        self._red_lips = parameters.pairs("points_red_lips")
        self._eyes = [parameters.points("points_right_eye"), parameters.points("points_left_eye")]

    def read(self, points: Array) -> dict[str, float]:
        """Return the lengths of (478, 3) points, in cm, and the mean eye aspect ratio."""
        root_y = mean_coordinate(points, self._nose_root, 1)
        ears = [eye_aspect_ratio(points, eye) for eye in self._eyes]
        shape = {
            "inner_brow_cm": brow_height_cm(points, self._inner_brow, self._nose_root),
            "outer_brow_cm": brow_height_cm(points, self._outer_brow, self._nose_root),
            "brow_distance_cm": brow_distance_cm(points, self._brow_pairs),
            "ear": (ears[0] + ears[1]) / 2,
            "upper_lip_cm": mean_coordinate(points, self._upper_lip, 1) - root_y,
            "corner_height_cm": mean_coordinate(points, self._corners, 1) - root_y,
            "mouth_width_cm": mouth_width_cm(points, self._corners),
            "mouth_open_cm": mouth_open_cm(points, self._lips),
            "red_lips_cm": sum(float(distance(points, upper, lower)) for upper, lower in self._red_lips),
        }
        return {name: float(value) for name, value in shape.items()}


class ActionUnits:
    """Turns a shape and the shape at rest into action units; EMFACS numbers, au6 for 6 and 7 alike."""

    def __init__(self, parameters: Parameters) -> None:
        number = parameters.number
        self._start = number("au_start")
        self._full = {
            "au1": number("au1_full_cm"),
            "au2": number("au2_full_cm"),
            "au4_height": number("au4_full_height_cm"),
            "au4_distance": number("au4_full_distance_cm"),
            "au5": number("au5_full_share"),
            "au6": number("au6_full_share"),
            "au9": number("au9_full_cm"),
            "au12": number("au12_full_cm"),
            "au15": number("au15_full_cm"),
            "au20": number("au20_full_cm"),
            "au23": number("au23_full_share"),
            "au26": number("au26_full_cm"),
        }
        self._brow_per_opening_cm = number("brow_per_opening_cm")
        self._ear_min = number("floor_ear")
        self._lips_min_cm = number("floor_mouth_open_cm")

    def measure(self, shape: Mapping[str, float], rest: Mapping[str, float]) -> dict[str, float]:
        """Return every action unit's strength; a smile widens the mouth, lifts and thins the lips itself."""
        full, change = self._full, {name: shape[name] - rest[name] for name in rest}
        lids = change["ear"] / max(rest["ear"], self._ear_min)
        thinned = -change["red_lips_cm"] / max(rest["red_lips_cm"], self._lips_min_cm)
        smile = self._strength(change["corner_height_cm"] / full["au12"])
        stretch = max(self._strength(change["mouth_width_cm"] / full["au20"]) - smile, 0.0)
        return {
            "au1": self._strength(change["inner_brow_cm"] / full["au1"]),
            "au2": self._strength(change["outer_brow_cm"] / full["au2"]),
            "au4": self._strength(self._furrow(change, lids)),
            "au5": self._strength(lids / full["au5"]),
            "au6": self._strength(-lids / full["au6"]),
            "au9": max(self._strength(change["upper_lip_cm"] / full["au9"]) - smile, 0.0),
            "au12": smile,
            "au15": self._strength(-change["corner_height_cm"] / full["au15"]),
            "au20": stretch,
            "au23": max(self._strength(thinned / full["au23"]) - max(smile, stretch), 0.0),
            "au26": self._strength(change["mouth_open_cm"] / full["au26"]),
        }

    def _furrow(self, change: Mapping[str, float], opened: float) -> float:
        # A raised inner brow (AU1, sadness) undoes the height of AU4 but not its drawing together; what eyes
        # that open wide (AU5) take the brow down by is no AU4.
        together = -change["brow_distance_cm"] / self._full["au4_distance"]
        height_cm, pulled_cm = change["inner_brow_cm"], self._brow_per_opening_cm * max(opened, 0.0)
        lowered = -(height_cm + min(pulled_cm, max(-height_cm, 0.0))) / self._full["au4_height"]
        return max(together, (together + lowered) / 2)

    def _strength(self, share: float) -> float:
        return min(max((share - self._start) / (1 - self._start), 0.0), 1.0)
