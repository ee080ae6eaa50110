"""Sheets: the crops of several heads side by side in one square picture, which FaceMesh reads at once.

Twin of sheets.js.

FaceMesh's own detector, which costs more than the landmarks of a head, then looks once a sheet.
"""

import numpy as np

from signals.contract.parameters import Parameters
from signals.maths.eigenvector import Array


class Sheets:
    """Lays crops out in rows, and gives each of them the landmarks that were found in it."""

    def __init__(self, parameters: Parameters) -> None:
        self._crops_a_side = int(parameters.number("audience_sheet_crops"))
        self._crop_px = int(parameters.number("audience_crop_px"))

    @property
    def heads(self) -> int:
        """Return how many heads a sheet holds."""
        return self._crops_a_side**2

    @property
    def crop_px(self) -> int:
        """Return the side to which a crop is enlarged."""
        return self._crop_px

    @property
    def side_px(self) -> int:
        """Return the side of a sheet."""
        return self._crops_a_side * self._crop_px

    def place(self, number: int) -> tuple[int, int]:
        """Return left and top of a crop in its sheet, in pixels."""
        row, column = divmod(number, self._crops_a_side)
        return column * self._crop_px, row * self._crop_px

    def share_out(self, *faces: Array) -> list[Array]:
        """Return each crop's landmarks in shares of the crop, of shape (n, 3), or (0, 3) where none are.

        `faces` are landmarks of shape (n, 3) in shares of the sheet. Of two faces in one crop it gets the one
        nearer to its middle, for which it was cut: the other is a neighbour.
        """
        crops = [np.empty((0, 3))] * self.heads
        nearest = [np.inf] * self.heads
        for face in faces:
            points = face * self._crops_a_side
            middle = (points[:, :2].min(axis=0) + points[:, :2].max(axis=0)) / 2
            corner = np.floor(middle)
            if not ((corner >= 0) & (corner < self._crops_a_side)).all():
                continue
            number = int(corner[1]) * self._crops_a_side + int(corner[0])
            distance = float(np.abs(middle - corner - 0.5).sum())
            if distance < nearest[number]:
                nearest[number] = distance
                crops[number] = points - (*corner, 0)
        return crops
