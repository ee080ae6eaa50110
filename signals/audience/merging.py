"""Merging: non-maximum suppression of what overlapping tiles found, so that each face counts once.

Twin of merging.js.
"""

from collections.abc import Sequence

from signals.audience.tiles import Tile
from signals.contract.parameters import Parameters

# Left, top, width and height of a face, in pixels of the picture.
Box = Sequence[float]


class Merging:
    """Keeps of each face the box that was seen best: whole, and in the tile where it is largest."""

    def __init__(self, parameters: Parameters) -> None:
        self._near = parameters.number("audience_same_face")

    def merge(self, found: Sequence[tuple[Box, Tile]]) -> list[Box]:
        """Return one box for each face, the best seen first."""
        kept: list[Box] = []
        for box, _ in sorted(found, key=_rank):
            if not any(self._is_same(box, other) for other in kept):
                kept.append(box)
        return kept

    def _is_same(self, box: Box, other: Box) -> bool:
        """Return whether the middles are nearer than two heads beside or above each other can be."""
        (left, top, width, height), (x, y, other_width, other_height) = box, other
        aside = abs(left + width / 2 - (x + other_width / 2))
        above = abs(top + height / 2 - (y + other_height / 2))
        return aside < self._near * max(width, other_width) and above < self._near * max(height, other_height)


def _rank(found: tuple[Box, Tile]) -> tuple[float, ...]:
    (left, top, width, height), (x, y, side) = found
    margin = min(left - x, top - y, x + side - left - width, y + side - top - height)
    return (0 if margin >= 0 else 1, side, -margin, top, left)
