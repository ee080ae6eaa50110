"""Tiles: the overlapping squares in which a picture of many people is searched for faces.

Twin of tiles.js.
"""

import math
from collections.abc import Sequence

from signals.contract.parameters import Parameters

# Left, top and side of a square, in pixels of the picture; where the picture is smaller, it goes beyond.
Tile = Sequence[float]


class Tiles:
    """Cuts pictures into squares of several sizes, as the detector finds faces of 6 to 50% of its input."""

    def __init__(self, parameters: Parameters) -> None:
        self._sides_px = parameters.points("audience_tile_sides_px")
        self._overlap = parameters.number("audience_tile_overlap")

    def cut(self, width: int, height: int) -> list[Tile]:
        """Return the tiles of a picture, the smallest first, in the order of reading."""
        return [
            [left, top, side]
            for side in self._sides_px
            for top in self._starts(height, side)
            for left in self._starts(width, side)
        ]

    def _starts(self, length: int, side: int) -> list[int]:
        """Return where tiles begin along one side of the picture: evenly, and as few as overlap enough."""
        if length <= side:
            return [0]
        steps = math.ceil((length - side) / math.floor(side * (1 - self._overlap)))
        return [math.floor(step * (length - side) / steps) for step in range(steps + 1)]
