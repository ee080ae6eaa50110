"""Synthetic scenes: one behaviour for some seconds, and what goes with it; for tests only."""

from dataclasses import dataclass

LEFT, RIGHT = "left", "right"
# The student's own left is the right of an unmirrored picture, where yaw is positive.
SIDES = {LEFT: 1.0, RIGHT: -1.0}


@dataclass(frozen=True)
class Scene:
    """One behaviour for some seconds; `amount` is its strength, `side` is the student's own.

    Conditions go with any behaviour: `glasses` worn, `low_light`, a `fringe` over the forehead, a `scarf`
    over mouth and chin, so much `side_light` that leaves the `shaded` eye in the dark. So do manners:
    `roll_deg` and `frown`, a head propped up and a brow lowered in concentration, `squint`, narrowed lids.
    """

    behaviour: str
    seconds: float
    amount: float = 1.0
    side: str = LEFT
    region: str = "mouth"
    glasses: bool = False
    low_light: bool = False
    fringe: bool = False
    scarf: bool = False
    side_light: float = 0.0
    shaded: str = LEFT
    roll_deg: float = 0.0
    frown: float = 0.0
    squint: float = 0.0


CONDITIONS = frozenset({"glasses", "low_light", "fringe", "scarf", "side_light", "shaded"})
MANNERS = frozenset({"roll_deg", "frown", "squint"})
