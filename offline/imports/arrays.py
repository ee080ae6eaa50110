"""NumPy files: an array of landmarks over frames, alone (.npy) or with its times (.npz)."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from offline.imports.faults import DumpError
from offline.imports.points import LANDMARK_COUNT, check_count, to_face
from offline.imports.results import Found
from offline.imports.times import PER_SECOND, plain
from signals.maths.eigenvector import Array

SHAPES = f"(frames, {LANDMARK_COUNT}, 3) or (frames, faces, {LANDMARK_COUNT}, 3)"


def read_arrays(path: Path) -> Iterator[Found]:
    """Yield the time, where there is one, and the faces of each frame; NaN is nobody. Raises DumpError."""
    try:
        # Pickled objects are refused: to read one is to run it.
        loaded = np.load(path, allow_pickle=False)
        if isinstance(loaded, np.ndarray):
            arrays = {"landmarks": loaded}
        else:
            with loaded:
                arrays = dict(loaded)
    except (ValueError, EOFError, zipfile.BadZipFile):
        raise DumpError("this is no NumPy file of numbers") from None
    landmarks, stamps_s = _landmarks(arrays), _stamps_s(arrays)
    if stamps_s is not None and stamps_s.shape != landmarks.shape[:1]:
        raise DumpError(f"{len(landmarks)} frames and times of shape {stamps_s.shape}; expected one for each")
    for place, faces in enumerate(landmarks):
        try:
            found = [to_face(face) for face in faces if not np.isnan(face).all()]
        except DumpError as error:
            raise DumpError(f"frame {place + 1}: {error}") from None
        yield (None if stamps_s is None else float(stamps_s[place])), found


def _landmarks(arrays: dict[str, Array]) -> Array:
    named = [name for name, array in arrays.items() if array.ndim in (3, 4)]
    if len(named) != 1:
        raise DumpError(f"{len(named)} arrays that may be landmarks; expected one of shape {SHAPES}")
    found = arrays[named[0]]
    if found.dtype.kind not in "fiu":
        raise DumpError(f"landmarks of type {found.dtype}; expected numbers")
    check_count(found.shape[-2])
    return found.astype(np.float64) if found.ndim == 4 else found.astype(np.float64)[:, np.newaxis]


def _stamps_s(arrays: dict[str, Array]) -> Array | None:
    name = next((name for name in arrays if plain(name) in PER_SECOND), None)
    if name is None:
        return None
    stamps: Array = arrays[name] / PER_SECOND[plain(name)]
    return stamps
