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
from signals.audience.sheets import Sheets
from signals.audience.tiles import Tiles
from signals.contract.parameters import Parameters
from signals.maths.eigenvector import Array


class Counter:
    """Counts the heads of pictures (BGR), each by itself; nothing of one is kept for the next."""

    def __init__(self, told: str, areas: Sequence[Area] = ()) -> None:
        parameters = Parameters(load_parameters())
        self._sheets = Sheets(parameters)
        self._has_directions = told == "direction"
        self._finder = Finder(heads=self._sheets.heads if self._has_directions else 0)
        self._areas = areas
        self._tiles = Tiles(parameters)
        self._merging = Merging(parameters)
        self._direction = HeadDirection(parameters)

    def count(self, picture: Picture) -> tuple[dict[str, int], list[Box]]:
        """Return the counts of one picture, and where the heads are, for whoever stands before the screen."""
        seen = np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB), np.uint8)
        height, width = seen.shape[:2]
        boxes = outside(self.faces(seen), self._areas, width, height)
        return count(self.directions(seen, boxes)), boxes

    def faces(self, picture: Picture) -> list[Box]:
        """Return the faces of a picture (RGB), in pixels."""
        found: list[tuple[Box, Sequence[float]]] = []
        for tile in self._tiles.cut(picture.shape[1], picture.shape[0]):
            left, top, side = (int(each) for each in tile)
            for x, y, width, height in self._finder.faces(tile_of(picture, left, top, side)):
                found.append(([left + x * side, top + y * side, width * side, height * side], tile))
        return self._merging.merge(found)

    def directions(self, picture: Picture, boxes: Sequence[Box]) -> list[str]:
        """Return where the heads of a picture (RGB) point, `unclear` where nobody asks."""
        if not self._has_directions:
            return ["unclear"] * len(boxes)
        height, width = picture.shape[:2]
        heads = self.heads(picture, boxes)
        return [self._direction.read(landmarks, side, width, height) for landmarks, side in heads]

    def heads(self, picture: Picture, boxes: Sequence[Box]) -> list[tuple[Array, float]]:
        """Return the landmarks of each head in shares of a crop, (0, 3) without any, and the crop's side."""
        crops = [self._direction.crop(box) for box in boxes]
        read: list[tuple[Array, float]] = [(np.empty((0, 3)), 0.0)] * len(boxes)
        large = [(number, crop) for number, crop in enumerate(crops) if crop is not None]
        for first in range(0, len(large), self._sheets.heads):
            part = large[first : first + self._sheets.heads]
            found = self._finder.heads(self._sheet(picture, [crop for _, crop in part]))
            for (number, crop), landmarks in zip(part, self._sheets.share_out(*found), strict=False):
                read[number] = landmarks, crop[2]
        return read

    def _sheet(self, picture: Picture, crops: Sequence[Sequence[float]]) -> Picture:
        sheet = np.zeros((self._sheets.side_px, self._sheets.side_px, 3), np.uint8)
        size = self._sheets.crop_px
        for number, (left, top, side) in enumerate(crops):
            x, y = self._sheets.place(number)
            sheet[y : y + size, x : x + size] = square(picture, left, top, side, size)
        return sheet
