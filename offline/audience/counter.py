"""Counter: how many heads one picture shows and where they point, as capture/audience/counter.js does it."""

from collections.abc import Sequence

import cv2
import numpy as np

from offline.audience.finder import Finder, square, tile_of
from offline.record.pictures import Picture
from signals import load_parameters
from signals.audience.areas import Area, outside
from signals.audience.counting import count
from signals.audience.direction import HeadDirection
from signals.audience.merging import Box, Merging
from signals.audience.tiles import Tiles
from signals.contract.parameters import Parameters


class Counter:
    """Counts the heads of pictures (BGR), each by itself; nothing of one is kept for the next."""

    def __init__(self, told: str, areas: Sequence[Area] = ()) -> None:
        parameters = Parameters(load_parameters())
        self._finder = Finder(with_heads=told == "direction")
        self._has_directions = told == "direction"
        self._areas = areas
        self._tiles = Tiles(parameters)
        self._merging = Merging(parameters)
        self._direction = HeadDirection(parameters)

    def count(self, picture: Picture) -> tuple[dict[str, int], list[Box]]:
        """Return the counts of one picture, and where the heads are, for whoever stands before the screen."""
        seen = np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB), np.uint8)
        height, width = seen.shape[:2]
        boxes = outside(self.faces(seen), self._areas, width, height)
        return count([self._point(seen, box) for box in boxes]), boxes

    def faces(self, picture: Picture) -> list[Box]:
        """Return the faces of a picture (RGB), in pixels."""
        found: list[tuple[Box, Sequence[float]]] = []
        for tile in self._tiles.cut(picture.shape[1], picture.shape[0]):
            left, top, side = (int(each) for each in tile)
            for x, y, width, height in self._finder.faces(tile_of(picture, left, top, side)):
                found.append(([left + x * side, top + y * side, width * side, height * side], tile))
        return self._merging.merge(found)

    def _point(self, picture: Picture, box: Box) -> str:
        crop = self._direction.crop(box) if self._has_directions else None
        if crop is None:
            return "unclear"
        left, top, side = crop
        landmarks = self._finder.head(square(picture, left, top, side, self._direction.crop_px))
        return self._direction.read(landmarks, side, picture.shape[1], picture.shape[0])
