"""Synthetic habits: how a living face moves when nothing happens, as functions of time; for tests only."""

import numpy as np

from offline.synthetic.people.pose import Array, Pose

# A seated head sways slowly and by about a degree; the eyes make up for it.
SWAY_PERIODS_S, SWAY_DEG = (5.0, 13.0), (0.5, 0.8)
# Within minutes it comes to rest a little differently, and the body slips in its chair.
POSTURE_PERIODS_S, POSTURE_DEG = (100.0, 900.0), (0.5, 1.8)
POSTURE_CM, POSTURE_SHARE = (0.5, 2.0), (0.002, 0.015)
# Between blinks lie 2 to 10 seconds; a blink takes 150 to 350 ms.
BLINK_GAPS_S, BLINKS_S = (2.0, 10.0), (0.15, 0.35)
# Eyes rest for 200 to 600 ms, within a degree or two of what they look at.
FIXATIONS_S, FIXATION_SIGMA_DEG = (0.2, 0.6), 1.2


class Wave:
    """Slow waves about zero, each with its own size, period and begin."""

    def __init__(
        self, random: np.random.Generator, sizes: list[tuple[float, float]], periods_s: tuple[float, float]
    ) -> None:
        self._sizes = np.array([random.uniform(*size) for size in sizes])
        self._periods_s = random.uniform(*periods_s, len(sizes))
        self._phases = random.uniform(0, 2 * np.pi, len(sizes))

    def at(self, t_s: Array) -> list[Array]:
        """Return the value of each wave at these times."""
        phases = 2 * np.pi * t_s[:, None] / self._periods_s + self._phases
        return list((self._sizes * np.sin(phases)).T)


class Habits:
    """The sway, blinks and fixations of one lesson: functions of time alone, whatever the frame rate."""

    def __init__(self, seed: int, lesson_s: float) -> None:
        random = np.random.default_rng([seed, 1])
        self._sway = Wave(random, [SWAY_DEG] * 3, SWAY_PERIODS_S)
        blinks = 2 + int(lesson_s / BLINK_GAPS_S[0])
        self._blink_starts_s = np.cumsum(random.uniform(*BLINK_GAPS_S, blinks))
        self._blinks_s = random.uniform(*BLINKS_S, blinks)
        fixations = 2 + int(lesson_s / FIXATIONS_S[0])
        self._fixation_starts_s = np.cumsum(random.uniform(*FIXATIONS_S, fixations))
        self._fixations_deg = random.normal(0, FIXATION_SIGMA_DEG, (fixations, 2))
        sizes = [POSTURE_DEG, POSTURE_DEG, POSTURE_DEG, POSTURE_CM, POSTURE_SHARE, POSTURE_SHARE]
        self._posture = Wave(random, sizes, POSTURE_PERIODS_S)

    @property
    def blinks(self) -> list[tuple[float, float]]:
        """Begin and end of every blink, in seconds."""
        ends_s = self._blink_starts_s + self._blinks_s
        return list(zip(self._blink_starts_s.tolist(), ends_s.tolist(), strict=True))

    def sway(self, t_s: Array) -> Pose:
        """Return the head's sway and posture, and what the eyes rest on, at these times."""
        yaw, pitch, roll = self._sway.at(t_s)
        posture = self._posture.at(t_s)
        gaze_yaw, gaze_pitch = self._fixations_deg[np.searchsorted(self._fixation_starts_s, t_s)].T
        pose = Pose(yaw + posture[0], pitch + posture[1], roll + posture[2], gaze_yaw, gaze_pitch)
        return pose._replace(distance_cm=posture[3], x=posture[4], y=posture[5])

    def blink(self, t_s: Array) -> Array:
        """Return how far a blink has closed the lids at these times, 0 to 1."""
        number = np.searchsorted(self._blink_starts_s, t_s, side="right") - 1
        share = (t_s - self._blink_starts_s[number]) / self._blinks_s[number]
        return np.where((number >= 0) & (share < 1), np.sin(np.pi * np.clip(share, 0, 1)), 0.0)
