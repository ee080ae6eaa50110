"""Synthetic traits: how a face's brows go with its lids, its gaze and its glasses; for tests only.

FaceMesh places the brows by all of the eye: in 12 of 16 people measured the inner brow came down as the eyes
opened, by .09 to .40 cm from the 15th to the 85th percentile of the opening, and in the others it did not.
"""

from dataclasses import dataclass

import numpy as np

# Of how many people the brow comes down as the lids open: by so much for every opening of the resting eye,
# and for every degree that the eyes look up in their sockets; together by .1 to .4 cm where both go up.
# Of the others it stays, or goes along a little.
FOLLOWING_SHARE = 12 / 16
FOLLOWING_CM, FOLLOWING_CM_PER_DEG = (0.15, 0.6), (0.004, 0.012)
STAYING_CM, STAYING_CM_PER_DEG = (-0.15, 0.05), (-0.002, 0.004)
# Lids that close move the brow half as much as lids that open.
CLOSING_SHARE = 0.5
EYE_PITCH_MAX_DEG = 25.0
# Spectacles move the mesh's brows and lids: of one person in fifteen as far as a furrow does.
GLASSES_BROW_CM, GLASSES_BROW_SIGMA_CM, GLASSES_LIDS = -0.1, 0.15, (-0.12, 0.04)


@dataclass(frozen=True)
class Traits:
    """How far the measured brow comes down: as the eye opens once more, and as it looks up by a degree.

    `glasses_brow_cm` and `glasses_lids` are the step that spectacles make, in the brow's height and in the
    opening of the lids.
    """

    brow_per_opening_cm: float = 0.35
    brow_per_deg_cm: float = 0.008
    glasses_brow_cm: float = -0.1
    glasses_lids: float = -0.04


USUAL = Traits()
# A face of rubber, whose brow stays where its muscles leave it.
STAYING = Traits(0, 0, 0, 0)


def random_traits(random: np.random.Generator) -> Traits:
    """Return the traits of somebody."""
    follows = bool(random.random() < FOLLOWING_SHARE)
    opening_cm, per_deg_cm = (
        (FOLLOWING_CM, FOLLOWING_CM_PER_DEG) if follows else (STAYING_CM, STAYING_CM_PER_DEG)
    )
    return Traits(
        float(random.uniform(*opening_cm)),
        float(random.uniform(*per_deg_cm)),
        float(random.normal(GLASSES_BROW_CM, GLASSES_BROW_SIGMA_CM)),
        float(random.uniform(*GLASSES_LIDS)),
    )
