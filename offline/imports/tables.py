"""CSV: landmarks in a row for each frame, with or without names, or in a row for each landmark."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby

from offline.imports.faults import DumpError
from offline.imports.points import LANDMARK_COUNT, NO_DEPTH, check_count, to_face
from offline.imports.results import Found
from offline.imports.times import stamp_name, stamp_s
from signals.maths.eigenvector import Array

AXES = ("x", "y", "z")
# x_0, x0, face_x_0 and lm0_x, 0_x, landmark_0_x.
_AXIS_FIRST = re.compile(r"(?:.*_)?(?P<axis>[xyz])_?(?P<point>\d+)")
_POINT_FIRST = re.compile(r"[a-z_]*?(?P<point>\d+)_?(?P<axis>[xyz])")
# How a table with a row for each landmark calls the landmark, the frame and, if there are several, the face.
INDICES = ("landmark_id", "landmark_index", "landmark_idx", "landmark", "index", "idx", "id", "point")
FRAMES = ("frame", "frame_id", "frame_index", "frame_number")
_FACES = ("face", "face_id", "face_index")
_OF_OPENFACE = {"pose_rx", "x_0", "x_67"}
OPENFACE = (
    "this is a table of OpenFace's; its 68 points in the picture's plane suffice for no label: "
    "docs/recording_format.md"
)

Row = Mapping[str, str]
Line = tuple[int, list[str]]


def read_table(text: str) -> Iterator[Found]:
    """Yield the time, where there is one, and the faces of each frame of a table. Raises DumpError."""
    lines = [(number, cells) for number, cells in enumerate(csv.reader(text.splitlines()), start=1) if cells]
    if len(lines) == 0:
        raise DumpError("the file is empty")
    names = [name.strip().lower() for name in lines[0][1]]
    if set(names) >= _OF_OPENFACE and "x_68" not in names:
        raise DumpError(OPENFACE)
    if set(names) >= set(AXES):
        return _of_landmarks(names, lines[1:])
    if _are_numbers(names):
        # As a data frame of bare rows is written: under the numbers of its columns, or under nothing.
        has_head = names == [str(place) for place in range(len(names))]
        return _of_bare_rows(lines[1:] if has_head else lines)
    return _of_frames(names, lines[1:])


def _of_bare_rows(lines: Sequence[Line]) -> Iterator[Found]:
    """Read rows of x, y and z of each landmark in turn."""
    for number, cells in lines:
        with _told_with(number):
            found = _bare_face(cells)
        yield None, found


def _bare_face(cells: Sequence[str]) -> list[Array]:
    if len(cells) % len(AXES) != 0:
        raise DumpError(f"{len(cells)} numbers; expected x, y and z of {LANDMARK_COUNT} landmarks")
    check_count(len(cells) // len(AXES))
    return _face_of([cells[place : place + len(AXES)] for place in range(0, len(cells), len(AXES))])


def _of_frames(names: Sequence[str], lines: Sequence[Line]) -> Iterator[Found]:
    """Read rows with a column for each number of a frame's one face."""
    places = _places(names)
    for number, cells in lines:
        row = _row(names, number, cells)
        with _told_with(number):
            found = stamp_s(row), _face_of([[row[name] for name in axes] for axes in places])
        yield found


def _places(names: Sequence[str]) -> list[list[str]]:
    """Return the names of x, y and z of each landmark in turn."""
    found: dict[tuple[int, str], str] = {}
    for name in names:
        match = _AXIS_FIRST.fullmatch(name) or _POINT_FIRST.fullmatch(name)
        if match is not None:
            found[int(match["point"]), match["axis"]] = name
    points = sorted({point for point, _ in found})
    if len(points) == 0:
        shapes = "x_0, y_0, z_0 and on, or frame, landmark, x, y, z"
        raise DumpError(f"no landmarks in its columns; expected {shapes}")
    check_count(len(points))
    try:
        return [[found[point, axis] for axis in AXES] for point in points]
    except KeyError:
        raise DumpError(f"a landmark is not whole; {NO_DEPTH}") from None


def _face_of(rows: Sequence[Sequence[str]]) -> list[Array]:
    """Return the face of a row, none where all of it is empty: nobody was seen."""
    cells = [cell.strip().lower() for row in rows for cell in row]
    return [] if set(cells) <= {"", "nan"} else [to_face(rows)]


def _of_landmarks(names: Sequence[str], lines: Sequence[Line]) -> Iterator[Found]:
    """Read tables with a row for each landmark of each face of each frame."""
    index, frame, face = (_one_of(known, names) for known in (INDICES, FRAMES, _FACES))
    by = frame or stamp_name(names)
    if index is None or by is None:
        needed = f"one column of {', '.join(INDICES)} and one of {', '.join(FRAMES)}"
        raise DumpError(f"a row for each landmark; expected beside x, y and z {needed}")
    rows = ((number, _row(names, number, cells)) for number, cells in lines)
    for _, grouped in groupby(rows, key=lambda one: one[1][by]):
        numbered = list(grouped)
        faces: dict[str, dict[str, list[str]]] = {}
        for number, row in numbered:
            one = faces.setdefault(row[face] if face else "", {})
            if row[index] in one:
                raise DumpError(f"line {number}: landmark {row[index]} again; expected a column {_FACES[0]}")
            one[row[index]] = [row[axis] for axis in AXES]
        first, row = numbered[0]
        with _told_with(first):
            found = stamp_s(row), [_indexed(one) for one in faces.values()]
        yield found


def _one_of(known: Sequence[str], names: Sequence[str]) -> str | None:
    return next((name for name in known if name in names), None)


def _indexed(rows: Mapping[str, list[str]]) -> Array:
    check_count(len(rows))
    try:
        return to_face([rows[str(place)] for place in range(LANDMARK_COUNT)])
    except KeyError as missing:
        raise DumpError(f"there is no landmark {missing}; expected 0 to {LANDMARK_COUNT - 1}") from None


def _row(names: Sequence[str], number: int, cells: Sequence[str]) -> Row:
    if len(cells) != len(names):
        raise DumpError(f"line {number}: {len(cells)} fields; expected {len(names)}")
    return dict(zip(names, (cell.strip() for cell in cells), strict=True))


def _are_numbers(cells: Sequence[str]) -> bool:
    try:
        return len([float(cell) for cell in cells]) > len(AXES)
    except ValueError:
        return False


@contextmanager
def _told_with(number: int) -> Iterator[None]:
    """Name the line in a complaint."""
    try:
        yield
    except DumpError as error:
        raise DumpError(f"line {number}: {error}") from None
