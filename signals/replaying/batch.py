"""Batches: many faces measured at once, and the pipeline fed with them frame by frame."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from ..eigenvector import Array
from ..measures import FaceReader, Reading
from ..parameters import Parameters
from ..pipeline import Pipeline
from ..presence import face_extent
from ..primary import face_centre
from ..report import Report
from ..validity import Validity, to_landmarks

# Measured while a recording is read: of 100 or 200 each costs up to a fifth more, and more gain nothing.
FRAMES_AT_ONCE = 500

Frame = Mapping[str, Any]


class _Ahead(NamedTuple):
    """A face with all that was measured ahead."""

    face: Array
    reading: Reading
    extent: float
    centre: tuple[float, float]


class BatchReader(FaceReader):
    """A face reader that measures many faces ahead, and hands each reading out when it is asked for."""

    def __init__(self, parameters: Parameters) -> None:
        super().__init__(parameters)
        self._checks = Validity(parameters)
        self._shape = (int(parameters.number("landmark_count")), 3)
        self._ahead: dict[int, _Ahead] = {}

    def look_ahead(self, frames: Sequence[Frame]) -> None:
        """Measure the faces of frames, which are arrays or nothing; those measured before are forgotten."""
        by_size: dict[tuple[float, float], list[Array]] = defaultdict(list)
        for frame in frames:
            size = frame["width"], frame["height"]
            if self._checks.frame_reason(*size, None) is None:
                by_size[size] += [face for face in frame["faces"] if np.shape(face) == self._shape]
        self._ahead = {}
        for size, faces in by_size.items():
            self._measure_ahead(faces, *size)

    def knows(self, landmarks: Array | None) -> bool:
        """Return whether this very face was checked and measured ahead."""
        return id(landmarks) in self._ahead

    def read(self, landmarks: Array, width: float, height: float) -> Reading:
        """Return the reading of one (478, 3) face, made ahead or now."""
        ahead = self._ahead.get(id(landmarks))
        return super().read(landmarks, width, height) if ahead is None else ahead.reading

    def place(self, landmarks: Array) -> tuple[float, tuple[float, float]]:
        """Return how wide a face is in the image and where its middle is, measured ahead or now."""
        ahead = self._ahead.get(id(landmarks))
        if ahead is None:
            return face_extent(landmarks), face_centre(landmarks)
        return ahead.extent, ahead.centre

    def _measure_ahead(self, faces: Sequence[Array], width: float, height: float) -> None:
        if len(faces) == 0:
            return
        # numpy's inner loops then run over the landmarks and not over the three coordinates.
        flat = np.ascontiguousarray(np.concatenate(faces).T)
        by_coordinate = flat.reshape(3, len(faces), -1)
        if not np.isfinite(by_coordinate).all():
            self._measure_ahead([face for face in faces if np.isfinite(face).all()], width, height)
            return
        readings = self._read_all(np.moveaxis(by_coordinate, 0, -1), width, height)
        extents = np.ptp(by_coordinate[0], axis=-1).tolist()
        centres = zip(*by_coordinate[:2].mean(axis=-1).tolist(), strict=True)
        # An id is a face's own for as long as the face is kept, as it is here.
        ahead = map(_Ahead, faces, readings, extents, centres)
        self._ahead |= {id(each.face): each for each in ahead}


class BatchPipeline(Pipeline):
    """A pipeline for frames that are there before the first is answered: the same reports in less time."""

    def __init__(self, parameters: Mapping[str, Any], settings: Mapping[str, Any]) -> None:
        super().__init__(parameters, settings)
        self._reader: BatchReader = BatchReader(Parameters(parameters))

    def update_all(self, frames: Iterable[Frame]) -> Iterator[tuple[Frame, Report]]:
        """Yield each frame with its report; where the frames fail, those before are answered first."""
        for batch in _batches(frames):
            arrays = [{**frame, "faces": list(map(to_landmarks, frame["faces"]))} for frame in batch]
            self._reader.look_ahead(arrays)
            yield from ((frame, self.update(frame)) for frame in arrays)

    def _places(self, faces: Sequence[Array]) -> tuple[list[float], list[tuple[float, float]]]:
        places = [self._reader.place(face) for face in faces]
        return [extent for extent, _ in places], [centre for _, centre in places]

    def _points_reason(self, face: Array | None) -> str | None:
        return None if self._reader.knows(face) else super()._points_reason(face)


def _batches(frames: Iterable[Frame]) -> Iterator[list[Frame]]:
    batch: list[Frame] = []
    try:
        for frame in frames:
            batch.append(frame)
            if len(batch) == FRAMES_AT_ONCE:
                yield batch
                batch = []
    except Exception:
        yield batch
        raise
    yield batch
