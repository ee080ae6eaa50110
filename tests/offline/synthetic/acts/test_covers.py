"""What hides or shades a part of the face does so where and when it says."""

from typing import Any

import numpy as np
import pytest

from offline.synthetic.acts.covers import CHIN, CUP, EYES, FOREHEAD, HAND_AFTER_S, REGIONS
from offline.synthetic.people.face import canonical_points
from offline.synthetic.people.pose import Array
from tests.offline.synthetic.watching import QUIET, number, played
from tests.signals.scripts import scene

SHAKING = {"subject": 0, "pitch_drift_deg": 0, "iris_lag_deg": 0, "brow_follows": False}


def differing(one: dict[str, Any], other: dict[str, Any], at: int = -1) -> set[int]:
    """Return the landmarks in which a frame of one scene differs from that of another."""
    first, second = (played(act, subject=2, noise_cm=0)[at][0]["faces"][0] for act in (one, other))
    return set(np.flatnonzero(np.abs(first - second).max(axis=1) > 1e-12).tolist())


def shaking(behaviour: str = "attend", **conditions: Any) -> Array:
    """Return how much each landmark shakes against a quiet face that does the same."""
    act = scene(behaviour, 20, **conditions)
    pairs = zip(played(act, **SHAKING), played(act, **QUIET), strict=True)
    return np.asarray(np.std([a["faces"][0] - b["faces"][0] for (a, _), (b, _) in pairs], axis=(0, 2)))


def test_a_finger_hides_the_chin_and_leaves_the_mouth() -> None:
    assert differing(scene("read_with_finger", 3), scene("read", 3)) == set(CHIN)
    assert 152 in CHIN
    assert not {13, 14, 61, 291} & set(CHIN)


def test_a_cup_hides_mouth_and_nose_and_leaves_the_eyes() -> None:
    assert {13, 14, 61, 291, 4, 1} <= set(CUP)
    assert not {33, 159, 55, 10} & set(CUP)


def test_a_scarf_hides_mouth_and_chin() -> None:
    assert differing(scene("attend", 3, scarf=True), scene("attend", 3)) == set(REGIONS["mouth"])


def test_a_hand_comes_before_a_yawning_mouth_once_it_has_begun_to_open() -> None:
    hidden, open_mouth = scene("yawn_behind_hand", 6), scene("yawn", 6)
    before, after = int(10 * HAND_AFTER_S) - 1, int(10 * HAND_AFTER_S) + 5
    assert differing(hidden, open_mouth, before) == set()
    assert differing(hidden, open_mouth, after) == set(REGIONS["mouth"])


@pytest.mark.parametrize(("side", "corner", "other"), [("right", 33, 263), ("left", 263, 33)])
def test_a_rubbed_eye_shakes_and_is_shut(side: str, corner: int, other: int) -> None:
    usual, rubbed = shaking(), shaking("rub_eye", side=side)
    assert corner in EYES[side]
    assert rubbed[corner] / usual[corner] == pytest.approx(4, rel=0.1)
    assert rubbed[other] / usual[other] == pytest.approx(1, rel=0.1)
    last = played(scene("rub_eye", 3, side=side), **QUIET)[-1][1]
    assert number(last, f"wink_{side}") == 1


def test_a_fringe_shakes_the_hairline_and_little_of_the_brows() -> None:
    usual, fringed = shaking(), shaking(fringe=True)
    assert {10, 109, 338} <= set(FOREHEAD)
    assert fringed[[10, 109, 338]] / usual[[10, 109, 338]] == pytest.approx([5] * 3, rel=0.1)
    assert fringed[[55, 285]] / usual[[55, 285]] == pytest.approx([1.5] * 2, rel=0.1)
    assert fringed[[33, 4, 152]] / usual[[33, 4, 152]] == pytest.approx([1] * 3, rel=0.1)


@pytest.mark.parametrize("shaded", ["right", "left"])
def test_side_light_narrows_the_eye_in_the_dark_far_more_than_the_other(shaded: str) -> None:
    last = played(scene("attend", 3, side_light=1, shaded=shaded), **QUIET)[-1][1]
    assert number(last, f"wink_{shaded}") == 1
    assert number(last, "squint") == pytest.approx(0.75)
    dark = 159 if shaded == "right" else 386
    assert shaking(side_light=1, shaded=shaded)[dark] / shaking()[dark] == pytest.approx(1.6, rel=0.1)


def test_the_regions_are_where_their_names_say() -> None:
    points = canonical_points()
    assert np.all(points[list(FOREHEAD), 1] > points[[55, 285], 1].max())
    assert not set(EYES["left"]) & set(EYES["right"])
