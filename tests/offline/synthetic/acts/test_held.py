"""Photographs and clips: what does not live keeps its shape or comes back, and moves as a hand moves it."""

from typing import Any

import numpy as np
import pytest

from offline.synthetic.people.pose import Array
from signals.scene.stillness import motion_cm
from tests.offline.synthetic.watching import QUIET, READER, played
from tests.signals.scripts import scene

FPS = 10.0


def own_points(behaviour: str, seconds: float = 20, **changes: Any) -> list[Array]:
    """Return the points of every frame in the head's own frame."""
    frames = played(scene(behaviour, seconds), **changes)
    found = [READER.read(shown["faces"][0], 640, 480).points for shown, _ in frames]
    return [points for points in found if points is not None]


def moved_cm(points: list[Array]) -> float:
    """Return the usual motion over two frames, within the head's own frame."""
    return float(
        np.median([motion_cm(one, other, 468) for one, other in zip(points, points[2:], strict=False)])
    )


@pytest.mark.parametrize("subject", [1, 2, 3])
def test_a_photograph_moves_less_than_a_living_face_and_no_less_than_measured(subject: int) -> None:
    still, living = (moved_cm(own_points(name, subject=subject)) for name in ("photo", "attend"))
    assert 0.003 < still < 0.0145
    assert living > 1.5 * still


def test_a_photograph_in_a_hand_sways_and_trembles_in_perspective() -> None:
    still, held = (
        np.array([shown["faces"][0] for shown, _ in played(scene(name, 20))])
        for name in ("photo", "photo_in_hand")
    )
    assert np.ptp(held[:, 4, 0]) > 10 * np.ptp(still[:, 4, 0])
    assert moved_cm(own_points("photo_in_hand")) > moved_cm(own_points("photo"))


def test_nobody_on_a_photograph_blinks() -> None:
    ears = [
        READER.read(shown["faces"][0], 640, 480).measures["ear"] for shown, _ in played(scene("photo", 30))
    ]
    assert np.ptp(ears) < 0.1 * np.median(ears)


def test_a_clip_comes_back_after_some_seconds_as_it_was() -> None:
    faces = np.array([shown["faces"][0] for shown, _ in played(scene("loop", 40), **QUIET)])
    apart = {lag: np.abs(faces[lag:] - faces[:-lag]).mean() for lag in range(25, 90)}
    again = min(apart, key=lambda lag: apart[lag])
    assert apart[again] < 0.5 * np.median(list(apart.values()))
    assert 3 * FPS <= again <= 2 * 8 * FPS
