"""The synthetic face: 478 landmarks whose pose, expression and gaze are known exactly, for tests only."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

FOCAL_SIDES = 0.95
EYE_RADIUS_CM, IRIS_RADIUS_CM = 1.2, 0.585
EYE_OFFSET_CM = (0.11, 0.2, -0.28)
INNER_BROWS = {55: 1.0, 107: 1.0, 285: -1.0, 336: -1.0}
MOUTH_CORNERS = {61: -1.0, 291: 1.0}
LIDS = [(160, 144), (158, 153), (159, 145), (385, 380), (387, 373), (386, 374)]
EYES = [(33, 133, 468), (263, 362, 473)]
SHUT_SHARE = 0.35


@cache
def canonical_points() -> Array:
    """Return the 468 canonical vertices in cm; the file names their source and licence."""
    text = Path(__file__).with_name("canonical_face.json").read_text(encoding="utf-8")
    return np.array(json.loads(text)["points"])


def rotation(yaw_deg: float, pitch_deg: float, roll_deg: float) -> Array:
    """Return Ry(yaw) Rx(-pitch) Rz(roll): yaw > 0 to image right, pitch > 0 up, roll > 0 right side up."""
    (cy, cp, cr), (sy, sp, sr) = (f(np.radians([yaw_deg, -pitch_deg, roll_deg])) for f in (np.cos, np.sin))
    about_y = np.array([[cy, 0, sy], [0, 1, 0], [-sy, 0, cy]])
    about_x = np.array([[1, 0, 0], [0, cp, -sp], [0, sp, cp]])
    about_z = np.array([[cr, -sr, 0], [sr, cr, 0], [0, 0, 1]])
    return about_y @ about_x @ about_z  # type: ignore[no-any-return]


@dataclass(frozen=True)
class Face:
    """One face before a pinhole camera. Angles are relative to the ray from the camera to the head.

    `gaze_yaw_deg` and `gaze_pitch_deg` are the whole gaze (head and eyes); None: the eyes look ahead.
    `centre` is where the head's middle stands in the image, as shares of width and height.
    """

    yaw_deg: float = 0
    pitch_deg: float = 0
    roll_deg: float = 0
    brow_lowered: float = 0
    smile: float = 0
    mouth_open: float = 0
    closure: float = 0
    gaze_yaw_deg: float | None = None
    gaze_pitch_deg: float | None = None
    distance_cm: float = 60
    width: int = 640
    height: int = 480
    centre: tuple[float, float] = (0.5, 0.5)

    def landmarks(
        self, noise_cm: Array | None = None, rest: Array | None = None, hidden: Sequence[int] = ()
    ) -> Array:
        """Return (478, 3) landmarks as FaceMesh gives them; `noise_cm` moves them in the head's frame.

        `rest` is the (468, 3) face at rest, in cm; without it, the canonical one. `hidden` landmarks lie
        where the canonical face has them, whatever the face does: FaceMesh invents what it cannot see.
        """
        turn = rotation(self.yaw_deg, self.pitch_deg, self.roll_deg)
        points = self._head_points(turn, canonical_points() if rest is None else rest)
        points[list(hidden)] = canonical_points()[list(hidden)]
        return self._project((points + (0 if noise_cm is None else noise_cm)) @ turn.T)

    def _head_points(self, turn: Array, rest: Array) -> Array:
        points = np.zeros((478, 3))
        points[:468] = rest
        for point, towards_middle in INNER_BROWS.items():
            points[point] += self.brow_lowered * np.array([0.35 * towards_middle, -0.45, 0])
        for point, outward in MOUTH_CORNERS.items():
            points[point] += self.smile * np.array([0.45 * outward, 0.8, -0.2])
        for point in (14, 17, 87, 178, 317, 402):
            points[point, 1] -= self.mouth_open * 3
        self._close_eyes(points)
        self._place_irises(points, turn)
        return points

    def _close_eyes(self, points: Array) -> None:
        for upper, lower in LIDS:
            points[upper] += self.closure * (1 - SHUT_SHARE) * (points[lower] - points[upper])

    def _place_irises(self, points: Array, turn: Array) -> None:
        gaze = turn.T @ self._gaze_direction(turn)
        across = np.array([[1.0, 0, 0], [0, 1, 0], [-1, 0, 0], [0, -1, 0]])
        for outer, inner, iris in EYES:
            side = np.sign(points[outer, 0])
            centre = points[[outer, inner]].mean(axis=0) + np.array(EYE_OFFSET_CM) * (side, 1, 1)
            points[iris] = centre + EYE_RADIUS_CM * gaze
            points[iris + 1 : iris + 5] = points[iris] + IRIS_RADIUS_CM * across

    def _gaze_direction(self, turn: Array) -> Array:
        if self.gaze_yaw_deg is None and self.gaze_pitch_deg is None:
            return turn @ np.array([0.0, 0, 1])  # type: ignore[no-any-return]
        yaw, pitch = np.radians([self.gaze_yaw_deg or 0, self.gaze_pitch_deg or 0])
        return np.array([np.sin(yaw) * np.cos(pitch), np.sin(pitch), np.cos(yaw) * np.cos(pitch)])

    def _project(self, turned: Array) -> Array:
        """Pinhole for x and y; z as FaceMesh gives it: the depth on the scale of x, smaller is nearer."""
        focal = FOCAL_SIDES * max(1.0, self.height / self.width)
        aspect = self.height / self.width
        ray = np.array([(self.centre[0] - 0.5) / focal, (0.5 - self.centre[1]) * aspect / focal, 1.0])
        along, basis = np.linalg.norm(ray), _basis_towards(ray)
        seen = turned @ basis.T + self.distance_cm * np.array([ray[0], ray[1], -1.0]) / along
        x = focal * seen[:, 0] / -seen[:, 2] + 0.5
        y = 0.5 - focal * seen[:, 1] / -seen[:, 2] / aspect
        return np.stack([x, y, -turned[:, 2] * focal / self.distance_cm], axis=-1)


def _basis_towards(ray: Array) -> Array:
    """Return the rotation that turns the camera's own axis onto the ray, without rolling the picture."""
    back = np.array([-ray[0], -ray[1], 1.0]) / np.linalg.norm(ray)
    right = np.cross([0.0, 1, 0], back)
    right /= np.linalg.norm(right)
    return np.stack([right, np.cross(back, right), back], axis=-1)


def jitter(count: int, sigma_cm: float, seed: int, rho: float = 0.7) -> Array:
    """Return (count, 478, 3) AR(1) noise in cm: FaceMesh's jitter is correlated from frame to frame."""
    fresh = np.random.default_rng(seed).normal(0, sigma_cm * np.sqrt(1 - rho * rho), (count, 478, 3))
    for index in range(1, count):
        fresh[index] += rho * fresh[index - 1]
    return fresh


def frame(
    t_s: float, *faces: Face, luma: float | None = 120, size: tuple[int, int] = (640, 480)
) -> dict[str, Any]:
    """Return one frame as the pipeline takes it."""
    shape = (faces[0].width, faces[0].height) if faces else size
    return {
        "t_s": t_s,
        "width": shape[0],
        "height": shape[1],
        "luma": luma,
        "faces": [f.landmarks() for f in faces],
    }
