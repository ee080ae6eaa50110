"""Synthetic covers: what a hand, a cup, a scarf or hair hides of a face, and when; for tests only."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from .face import canonical_points
from .pose import Array
from .scene import LEFT, SIDES, Scene

_POINTS = canonical_points()


def _where(inside: Callable[[float, float], bool]) -> tuple[int, ...]:
    return tuple(index for index, point in enumerate(_POINTS) if inside(float(point[0]), float(point[1])))


# By the canonical face's own centimetres: mouth and chin, forehead and brows, one half.
_UNDER_THE_NOSE_CM, _OVER_THE_EYES_CM, _BESIDE_THE_NOSE_CM = -2.0, 3.4, 2.0
REGIONS = {
    "mouth": _where(lambda x, y: y < _UNDER_THE_NOSE_CM),
    "brow": _where(lambda x, y: y > _OVER_THE_EYES_CM),
    "left": _where(lambda x, y: x > _BESIDE_THE_NOSE_CM),
    "right": _where(lambda x, y: x < -_BESIDE_THE_NOSE_CM),
}
# A hand before the chin leaves the mouth's corners free; a cup is as wide as the mouth and as high as the nose.
_CHIN_CM, _CUP_TOP_CM, _CUP_HALF_CM = -5.0, 1.0, 4.0
CHIN = _where(lambda x, y: y < _CHIN_CM)
CUP = _where(lambda x, y: y < _CUP_TOP_CM and abs(x) < _CUP_HALF_CM)
# What a rubbing hand lies on: lids, corners and brow of one eye.
_EYE_X_CM, _EYE_Y_CM = (1.2, 6.5), (1.0, 5.5)
EYES = {
    side: _where(
        lambda x, y, sign=sign: _EYE_X_CM[0] < sign * x < _EYE_X_CM[1] and _EYE_Y_CM[0] < y < _EYE_Y_CM[1]
    )
    for side, sign in SIDES.items()
}
# Hair falls over what is higher than the brows; its edge is taken now for the hairline, now for a brow.
_FOREHEAD_CM = 5.6
FOREHEAD = _where(lambda x, y: y > _FOREHEAD_CM)
FRINGE_NOISE, BROW_UNDER_FRINGE_NOISE = 5.0, 1.5
# The mesh under a hand or a cloth is a guess, and guesses wander.
HIDDEN_NOISE = 2.0
# Side light: the eye in the dark is seen half shut and shakes; the other one narrows a little.
SIDE_LIGHT_SHUT, SIDE_LIGHT_SQUINT, SIDE_LIGHT_NOISE = 0.85, 0.3, 1.6
# A hand is before a yawning mouth as soon as it is half open.
HAND_AFTER_S = 0.6


def hidden_points(scene: Scene) -> tuple[int, ...]:
    """Return the landmarks that something lies on in a scene."""
    held = {
        "hand_on_face": REGIONS[scene.region],
        "yawn_behind_hand": REGIONS["mouth"],
        "read_with_finger": CHIN,
        "drink": CUP,
    }
    return (*held.get(scene.behaviour, ()), *(REGIONS["mouth"] if scene.scarf else ()))


def covered(scene: Scene, along_s: Array) -> npt.NDArray[np.bool_]:
    """Return at which times of a scene they are hidden."""
    if scene.behaviour == "yawn_behind_hand" and not scene.scarf:
        return np.asarray(along_s > HAND_AFTER_S)
    return np.ones(len(along_s), dtype=np.bool_)


def noise_shares(scene: Scene) -> Array:
    """Return how much more than usual each of the 478 landmarks shakes for what covers or shades it."""
    shares = np.ones((478, 1))
    shares[list(hidden_points(scene))] *= HIDDEN_NOISE
    if scene.behaviour == "rub_eye":
        shares[list(EYES[scene.side])] *= HIDDEN_NOISE * HIDDEN_NOISE
    if scene.fringe:
        shares[list(FOREHEAD)] *= FRINGE_NOISE
        shares[sorted(set(REGIONS["brow"]) - set(FOREHEAD))] *= BROW_UNDER_FRINGE_NOISE
    if scene.side_light:
        shares[list(REGIONS["left" if scene.side == LEFT else "right"])] *= SIDE_LIGHT_NOISE
    return shares
