"""Areas that do not count: posters, a screen, a mirror, as somebody drew them over the picture.

Twin of areas.js.
"""

from collections.abc import Sequence

from signals.audience.merging import Box

# Left, top, width and height, in shares of the picture's width and height.
Area = Sequence[float]


def outside(boxes: Sequence[Box], areas: Sequence[Area], width: float, height: float) -> list[Box]:
    """Return the faces whose middle lies in no area."""
    return [box for box in boxes if not any(_holds(area, box, width, height) for area in areas)]


def _holds(area: Area, box: Box, width: float, height: float) -> bool:
    (left, top, wide, high), (x, y, box_width, box_height) = area, box
    across, down = (x + box_width / 2) / width, (y + box_height / 2) / height
    return left <= across <= left + wide and top <= down <= top + high
