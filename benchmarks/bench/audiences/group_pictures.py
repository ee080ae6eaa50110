"""Group pictures: recall, extra boxes and directions of real faces, made as small as they are in a hall.

A folder holds pictures and `faces.csv`, a line for each face: `picture,left,top,width,height` in pixels.
Directions are compared with those of the same face at its full size.
"""

from __future__ import annotations

import csv
from collections import Counter as TallyCounter
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np

from offline.audience.counter import Counter
from offline.record.pictures import Picture
from signals import load_parameters
from signals.audience.direction import HeadDirection
from signals.audience.merging import Box
from signals.contract.parameters import Parameters
from tests.offline.audience.montage import Face, as_a_camera_sees, is_on, matched

FACES = "faces.csv"
HEIGHTS_PX = (22, 26, 30, 36, 44, 52, 64, 80)
SEEDS = range(4)
# Faces of one picture are not all of one height; whole pictures are made so large that the middle one is.
SPREAD = 0.07
BANDS_PX = (16, 20, 24, 32, 48, 80)
# Of these heights a direction is told, and compared.
TOLD_PX = (24, 48)
NEAR_DEG = 5.0
UNCLEAR = "unclear"


class FacesError(Exception):
    """Raised where a folder does not say which faces its pictures have."""


class Compared(NamedTuple):
    """The direction of one face at full size and made small; `near` a limit where either may be right."""

    full: str
    small: str
    near: bool


class Heads:
    """Reads where the heads of a picture (RGB) point."""

    def __init__(self, counter: Counter) -> None:
        parameters = Parameters(load_parameters())
        self._counter = counter
        self._direction = HeadDirection(parameters)
        self._away_deg = parameters.number("audience_away_yaw_deg")
        self._down_deg = parameters.number("audience_down_pitch_deg")

    def read(self, picture: Picture, boxes: Sequence[Box]) -> list[tuple[str, bool]]:
        """Return the directions, and whether each is within 5 degrees of a limit."""
        height, width = picture.shape[:2]
        told: list[tuple[str, bool]] = []
        for landmarks, side in self._counter.heads(picture, boxes):
            pose = self._direction.pose_deg(landmarks, side, width, height)
            near = pose is not None and self._aside_deg(*pose) <= NEAR_DEG
            told.append((self._direction.read(landmarks, side, width, height), near))
        return told

    def _aside_deg(self, yaw_deg: float, pitch_deg: float) -> float:
        return min(abs(abs(yaw_deg) - self._away_deg), abs(pitch_deg - self._down_deg))


class Tables:
    """What was found and told of all faces so far."""

    def __init__(self) -> None:
        self._counter = Counter("direction")
        self._heads = Heads(self._counter)
        self._found: dict[int, list[bool]] = defaultdict(list)
        self._extra = 0
        self._compared: list[Compared] = []

    def add(self, picture: Picture, faces: Sequence[Face]) -> None:
        """Look at one picture (RGB) in all sizes that make its faces smaller."""
        full = self._heads.read(picture, faces)
        middle_px = float(np.median([face.height for face in faces]))
        for seed, height_px in product(SEEDS, HEIGHTS_PX):
            rng = np.random.default_rng([seed, height_px])
            scale = height_px * rng.uniform(1 - SPREAD, 1 + SPREAD) / middle_px
            if scale > 1:
                continue
            small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
            scaled = [Face(*(scale * each for each in face)) for face in faces]
            self._look(as_a_camera_sees(small, rng), scaled, full)

    def _look(self, picture: Picture, faces: list[Face], full: Sequence[tuple[str, bool]]) -> None:
        boxes = self._counter.faces(picture)
        found, extra = matched(faces, boxes)
        self._extra += extra
        told = self._heads.read(picture, boxes)
        for face, is_found, (direction, near) in zip(faces, found, full, strict=True):
            self._found[_band(face.height)].append(is_found)
            if is_found and direction != UNCLEAR and TOLD_PX[0] <= face.height <= TOLD_PX[1]:
                small = next(each for box, (each, _) in zip(boxes, told, strict=True) if is_on(face, box))
                self._compared.append(Compared(direction, small, near))

    def print(self) -> None:
        """Print recall by height of face, extra boxes, and directions beside those of the full size."""
        print(f"{'from px':>8} {'faces':>6} {'recall':>7}")
        for band, found in sorted(self._found.items()):
            print(f"{band:>8} {len(found):>6} {sum(found) / len(found):>7.3f}")
        faces = sum(map(len, self._found.values()))
        print(f"{self._extra} extra boxes on {faces} faces: {self._extra / max(faces, 1):.3f}")
        for near in (False, True):
            told = [(each.full, each.small) for each in self._compared if each.near == near]
            where = "near a limit" if near else "clear of the limits"
            print(f"direction at {TOLD_PX[0]}-{TOLD_PX[1]} px, {where}: {_share(told)}")
            for (full, small), count in sorted(TallyCounter(told).items()):
                print(f"  {full:>8} told as {small:<8} {count:>5}")


def _band(height_px: float) -> int:
    return max((band for band in BANDS_PX if band <= height_px), default=BANDS_PX[0])


def _share(told: Sequence[tuple[str, str]]) -> str:
    same = sum(full == small for full, small in told)
    return f"{same} of {len(told)} as at full size"


def print_group_pictures(folder: Path) -> None:
    """Measure the pictures of a folder, and print the tables.

    Raises:
        FacesError: where `faces.csv` is missing or broken, or names a picture that is not there.

    """
    tables = Tables()
    for picture, faces in _pictures(folder):
        tables.add(picture, faces)
    tables.print()


def _pictures(folder: Path) -> Iterator[tuple[Picture, list[Face]]]:
    for name, faces in read_faces(folder / FACES).items():
        picture = cv2.imread(str(folder / name))
        if picture is None:
            raise FacesError(f"{folder / FACES} names {name}, which is no picture that can be read there")
        yield np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB), np.uint8), faces


def read_faces(path: Path) -> Mapping[str, list[Face]]:
    """Return the faces of each picture.

    Raises:
        FacesError: where there is no such file, it names no face, or a line is not a name and four numbers.

    """
    if not path.exists():
        raise FacesError(f"there is no {path}: write picture,left,top,width,height of each face into it")
    faces: dict[str, list[Face]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.reader(lines), 1):
            if number == 1 and row[:1] == ["picture"]:
                continue
            try:
                name, left, top, width, height = row
                faces[name].append(Face(float(left), float(top), float(width), float(height)))
            except ValueError:
                raise FacesError(f"{path}, line {number}: not a picture and four numbers") from None
    if not faces:
        raise FacesError(f"{path} names no face")
    return faces
