"""Synthetic covers: what a hand, a cup, a scarf or hair hides of a face, and when; for tests only."""

import numpy as np
import numpy.typing as npt

from offline.synthetic.acts.scene import LEFT, RIGHT, Scene
from offline.synthetic.people.face import canonical_points
from offline.synthetic.people.pose import Array

Points = tuple[int, ...]

_POINTS = canonical_points()
# Beyond any face, to either side.
_FAR_CM = 99.0
_ANYWHERE_CM = (-_FAR_CM, _FAR_CM)


def _within(x_cm: tuple[float, float] = _ANYWHERE_CM, y_cm: tuple[float, float] = _ANYWHERE_CM) -> Points:
    """Return the landmarks of the canonical face between these of its own centimetres."""
    inside = (_POINTS[:, 0] > x_cm[0]) & (_POINTS[:, 0] < x_cm[1])
    inside &= (_POINTS[:, 1] > y_cm[0]) & (_POINTS[:, 1] < y_cm[1])
    return tuple(np.flatnonzero(inside).tolist())


_UNDER_THE_NOSE_CM, _OVER_THE_EYES_CM, _BESIDE_THE_NOSE_CM = -2.0, 3.4, 2.0
# Mouth and chin, forehead and brows, one half.
REGIONS = {
    "mouth": _within(y_cm=(-_FAR_CM, _UNDER_THE_NOSE_CM)),
    "brow": _within(y_cm=(_OVER_THE_EYES_CM, _FAR_CM)),
    "left": _within(x_cm=(_BESIDE_THE_NOSE_CM, _FAR_CM)),
    "right": _within(x_cm=(-_FAR_CM, -_BESIDE_THE_NOSE_CM)),
}
# A hand before the chin leaves the mouth free; a cup is as wide as the mouth and as high as the nose.
_CHIN_CM, _CUP_TOP_CM, _CUP_HALF_CM = -5.0, 1.0, 4.0
CHIN = _within(y_cm=(-_FAR_CM, _CHIN_CM))
CUP = _within((-_CUP_HALF_CM, _CUP_HALF_CM), (-_FAR_CM, _CUP_TOP_CM))
# What a rubbing hand lies on: lids, corners and brow of one eye.
_EYE_X_CM, _EYE_Y_CM = (1.2, 6.5), (1.0, 5.5)
EYES = {LEFT: _within(_EYE_X_CM, _EYE_Y_CM), RIGHT: _within((-_EYE_X_CM[1], -_EYE_X_CM[0]), _EYE_Y_CM)}
# Hair falls over what is higher than the brows; its edge is taken now for the hairline, now for a brow.
_FOREHEAD_CM = 5.6
FOREHEAD = _within(y_cm=(_FOREHEAD_CM, _FAR_CM))
FRINGE_NOISE, BROW_UNDER_FRINGE_NOISE = 5.0, 1.5
# The mesh under a hand or a cloth is a guess, and guesses wander.
HIDDEN_NOISE = 2.0
# Side light: at its worst the eye in the dark seems shut and shakes, and the other one narrows.
SIDE_LIGHT_SQUINT, SIDE_LIGHT_NOISE = 0.75, 1.6
# A hand comes before a mouth that is already as wide as in a yawn; a sooner one hides that it was one.
HAND_AFTER_S = 0.9


def hidden_points(scene: Scene) -> Points:
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
    if scene.side_light > 0:
        shares[list(REGIONS[scene.shaded])] *= SIDE_LIGHT_NOISE
    return shares
