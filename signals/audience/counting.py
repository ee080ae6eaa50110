"""Counting: how many heads a picture shows and where they point, and what of it may be told.

Twin of counting.js.
"""

from collections.abc import Mapping, Sequence

from signals.contract.parameters import Parameters

DIRECTIONS = ("towards", "away", "down", "unclear")

# By `seen` and DIRECTIONS; None is what is not told.
Counts = Mapping[str, int | None]


def count(directions: Sequence[str]) -> dict[str, int]:
    """Return how many heads there are, and how many of each direction."""
    return {"seen": len(directions), **{name: directions.count(name) for name in DIRECTIONS}}


class SteadyCount:
    """Tells of the last pictures the one with their median of heads: one picture's numbers, which add up.

    Under the fewest heads that may be told it says nothing, and directions only where they are asked for.
    """

    def __init__(self, parameters: Parameters, told: str = "count") -> None:
        """Tell the count alone, or `direction` too."""
        self._pictures = int(parameters.number("audience_median_pictures"))
        self._fewest = int(parameters.number("audience_fewest"))
        self._directions = told == "direction"
        self._every_s = parameters.number("audience_every_s")
        self._last: list[dict[str, int]] = []

    @property
    def every_s(self) -> float:
        """Return how far apart pictures are."""
        return self._every_s

    def update(self, counts: dict[str, int]) -> dict[str, int | None]:
        """Take the counts of a new picture; return what may be told now."""
        self._last = [*self._last, counts][-self._pictures :]
        return self._tellable(self._median_picture())

    def _median_picture(self) -> dict[str, int]:
        ordered = sorted(picture["seen"] for picture in self._last)
        middle = ordered[(len(ordered) - 1) // 2]
        return next(picture for picture in reversed(self._last) if picture["seen"] == middle)

    def _tellable(self, picture: dict[str, int]) -> dict[str, int | None]:
        seen = picture["seen"] if picture["seen"] >= self._fewest else None
        is_told = self._directions and seen is not None
        return {"seen": seen, **{name: picture[name] if is_told else None for name in DIRECTIONS}}
