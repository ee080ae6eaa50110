"""Synthetic pictures before the camera: a photograph, still or in a hand, a looped clip; for tests only."""

import numpy as np

from offline.synthetic.people.habits import Wave
from offline.synthetic.people.picture import FOCAL_SIDES, rotation
from offline.synthetic.people.pose import Array

PHOTO, PHOTO_IN_HAND, LOOP = "photo", "photo_in_hand", "loop"
HELD = {PHOTO, PHOTO_IN_HAND, LOOP}
# FaceMesh sees a photograph jitter far less than a face: by .008 cm a step in a browser, at most .014.
PHOTO_NOISE_CM = (0.004, 0.009)
# A clip of a few seconds comes back exactly, with a seam where its end meets its begin.
LOOP_S, LOOP_NOISE_CM = (3.0, 8.0), 0.006
# An arm sways in seconds, by some degrees and a centimetre or two, and trembles ten times a second.
SWAY_DEG, SWAY_CM, SWAY_PERIODS_S = (2.0, 6.0), (0.5, 2.0), (1.5, 6.0)
TREMOR_DEG, TREMOR_CM, TREMOR_PERIODS_S = (0.1, 0.3), (0.02, 0.06), (0.08, 0.125)
AXES = 3


class Held:
    """What one lesson's photograph and hand are like: functions of time alone."""

    def __init__(self, seed: int, fps: float) -> None:
        random = np.random.default_rng([seed, 9])
        self.photo_noise_cm = float(random.uniform(*PHOTO_NOISE_CM))
        self._sway = Wave(random, [SWAY_DEG] * AXES + [SWAY_CM] * AXES, SWAY_PERIODS_S)
        self._tremor = Wave(random, [TREMOR_DEG] * AXES + [TREMOR_CM] * AXES, TREMOR_PERIODS_S)
        self._loop_s = float(random.uniform(*LOOP_S))
        self._fps = fps
        self._bank = random.normal(0, 1, (int(self._loop_s * fps) + 1, 478, 3))

    def looped(self, along_s: Array, noise_cm: float, noise: Array) -> tuple[Array, Array]:
        """Return the times within the clip, and its noise: its own, and a little of now."""
        phase_s = along_s % self._loop_s
        return phase_s, self._bank[
            np.floor(phase_s * self._fps).astype(int)
        ] * noise_cm + LOOP_NOISE_CM * noise

    def photo(self, face: Array, distance_cm: float, aspect: float, t_s: Array | None, noise: Array) -> Array:
        """Return the landmarks of a photograph of one (478, 3) face, in perspective: (n, 478, 3).

        `t_s` are the times at which a hand turns and moves it; without them it lies still.
        """
        moves = np.zeros((2 * AXES, len(noise)))
        if t_s is not None:
            moves = np.array(self._sway.at(t_s)) + np.array(self._tremor.at(t_s))
        return self._print(face, distance_cm, aspect, moves, noise)

    def _print(self, face: Array, distance_cm: float, aspect: float, moves: Array, noise: Array) -> Array:
        """Return what is seen of a flat print; FaceMesh sees the depth of the face on it all the same."""
        focal = FOCAL_SIDES * max(1.0, aspect)
        flat_cm = np.stack([face[:, 0] - 0.5, (0.5 - face[:, 1]) * aspect, 0 * face[:, 0]], axis=-1)
        flat_cm *= distance_cm / focal
        middle = flat_cm.mean(axis=0)
        print_cm = (flat_cm - middle) + self.photo_noise_cm * noise * (1, 1, 0)
        turned = print_cm @ rotation(*moves[:AXES]).swapaxes(-1, -2) + middle + moves[AXES:].T[:, None]
        depth_cm = distance_cm - turned[..., 2]
        x = 0.5 + focal * turned[..., 0] / depth_cm
        y = 0.5 - focal * turned[..., 1] / depth_cm / aspect
        z = face[:, 2] * distance_cm / depth_cm.mean(axis=1, keepdims=True)
        return np.stack([x, y, z], axis=-1)
