"""Samples: a row of measures for each window of a film and each picture, with its class and its person."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from offline.recordings.quick import read_quickly
from offline.recordings.recording import RecordingError
from offline.replay.measured import measured
from offline.replay.trained import features_from, windows
from signals.contract.parameter_file import load_parameters
from signals.contract.parameters import Parameters
from signals.face.frame import FrameReader
from signals.maths.eigenvector import Array

RECORDINGS = (".jsonl.gz", ".jsonl")
PICTURES = frozenset({".bmp", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp"})
FILMS = frozenset({".avi", ".m4v", ".mkv", ".mov", ".mp4", ".mpeg", ".mpg", ".webm", ".wmv"})


class DataError(Exception):
    """Raised where a folder cannot be trained on; says what was found, and what was expected."""


class Item(NamedTuple):
    """One file of a class; `person` is None where the data does not say who it is."""

    label: str
    path: Path
    person: str | None


class Sample(NamedTuple):
    """One row: its features, None where the face could not be read; `place` orders it within its item."""

    item: Item
    place: float
    features: Array | None


def items_of(folder: Path, person: re.Pattern[str] | None) -> list[Item]:
    """Return the files of a folder with a folder for each class.

    Who is in a file is what `person` captures of its path below the class, or, without it, the folder
    between class and file. Raises DataError and OSError.
    """
    classes = sorted(path for path in folder.iterdir() if path.is_dir())
    if len(classes) < 2:
        raise DataError(f"{folder}: {len(classes)} folders; expected one for each of two classes or more")
    found = [
        _item(path, place, person)
        for path in classes
        for place in sorted(path.rglob("*"))
        if _is_known(place)
    ]
    for path in classes:
        if not any(item.label == path.name for item in found):
            raise DataError(f"{path}: no recording, film or picture in it")
    return found


def read_samples(items: Sequence[Item], fps: float) -> Iterator[Sample]:
    """Yield the samples of each item; `fps` of a film's pictures a second are looked at."""
    looked = _Looker(fps)
    for item in items:
        yield from looked.samples(item)


class _Looker:
    """Reads recordings as they are, and has films and pictures seen by the project's own recorder."""

    def __init__(self, fps: float) -> None:
        self._fps = fps
        self._frame_reader = FrameReader(Parameters(load_parameters()))

    def samples(self, item: Item) -> Iterator[Sample]:
        if item.path.suffix.lower() in PICTURES:
            yield Sample(item, 0.0, self._picture(item.path))
            return
        try:
            for window in windows(measured(self._frames(item.path), {}, self._fps)):
                yield Sample(item, window.start_s, window.features)
        except RecordingError as error:
            raise DataError(str(error)) from None

    def _frames(self, path: Path) -> Iterator[dict[str, Any]]:
        if path.name.endswith(RECORDINGS):
            return read_quickly(path)
        # Loads mediapipe, which recordings do not need.
        from offline.train.looking import film_frames

        return film_frames(path, self._fps)

    def _picture(self, path: Path) -> Array | None:
        from offline.train.looking import picture_frame

        frame = picture_frame(path)
        seen = self._frame_reader.read(frame)
        if seen.reason is not None or len(seen.extents) == 0:
            return None
        reading = seen.read(max(range(len(seen.extents)), key=lambda place: seen.extents[place]))
        return features_from(reading.measures) if reading.reason is None and reading.facial else None


def _is_known(path: Path) -> bool:
    suffix = path.suffix.lower()
    return path.is_file() and (path.name.endswith(RECORDINGS) or suffix in PICTURES or suffix in FILMS)


def _item(folder: Path, path: Path, person: re.Pattern[str] | None) -> Item:
    below = path.relative_to(folder)
    if person is None:
        return Item(folder.name, path, below.parts[0] if len(below.parts) > 1 else None)
    match = person.search(below.as_posix())
    if match is None:
        raise DataError(f"{path}: --person finds nobody in {below.as_posix()}")
    return Item(folder.name, path, match[1])
