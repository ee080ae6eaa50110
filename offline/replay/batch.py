"""Batches: many faces measured at once, and the pipeline fed with them frame by frame."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from offline.recordings.recording import Thinner
from signals.contract.parameter_file import load_parameters
from signals.contract.parameters import Parameters
from signals.contract.report import Report
from signals.face.frame import FrameReader, Seen
from signals.face.measures import FaceReader, Reading
from signals.face.validity import to_landmarks
from signals.maths.eigenvector import Array
from signals.pipeline import Pipeline

# Measured while a recording is read: of 100 or 200 each costs up to a tenth more, and more gain nothing.
FRAMES_AT_ONCE = 500

Frame = Mapping[str, Any]


class BatchPipeline(Pipeline):
    """A pipeline for frames that are there before the first is answered: the same reports in less time."""

    def __init__(self, parameters: Mapping[str, Any], settings: Mapping[str, Any]) -> None:
        super().__init__(parameters, settings)
        self._frame_reader: _BatchFrameReader = _BatchFrameReader(Parameters(parameters))

    def update_all(self, frames: Iterable[Frame]) -> Iterator[tuple[Frame, Report]]:
        """Yield each frame with its report; where the frames fail, those before are answered first."""
        for batch in _batches(frames):
            for frame, seen in zip(batch, self._frame_reader.read_frames(batch), strict=True):
                yield frame, self._answer(frame, seen)


def reports(
    frames: Iterable[Frame], settings: Mapping[str, Any], fps: float | None = None
) -> Iterator[tuple[float, Report]]:
    """Yield the time and the report of each frame, at most `fps` of them a second."""
    thinner, pipeline = Thinner(fps), BatchPipeline(load_parameters(), settings)
    kept = (frame for frame in frames if thinner.keeps(frame["t_s"]))
    return ((frame["t_s"], report) for frame, report in pipeline.update_all(kept))


class _BatchFrameReader(FrameReader):
    """Looks at many frames at once."""

    def __init__(self, parameters: Parameters) -> None:
        super().__init__(parameters)
        self._reader: _BatchReader = _BatchReader(parameters)
        self._shape = (int(parameters.number("landmark_count")), 3)

    def read_frames(self, frames: Sequence[Frame]) -> Iterator[Seen]:
        """Yield what each frame shows."""
        sound = [self._sound_faces(frame) for frame in frames]
        by_size: dict[tuple[float, float], list[Array]] = defaultdict(list)
        for frame, faces in zip(frames, sound, strict=True):
            if len(faces) > 0:
                by_size[frame["width"], frame["height"]] += faces
        measured = {size: self._reader.read_all(faces, *size) for size, faces in by_size.items()}
        for frame, faces in zip(frames, sound, strict=True):
            if len(faces) > 0:
                yield measured[frame["width"], frame["height"]].take(len(faces))
            else:
                yield self.read(frame)

    def _sound_faces(self, frame: Frame) -> list[Array]:
        """Return the faces of a frame, none where something is wrong with it."""
        if self._validity.frame_reason(frame["width"], frame["height"], frame["luma"]) is not None:
            return []
        faces = [to_landmarks(face) for face in frame["faces"]]
        return faces if all(map(self._is_sound, faces)) else []

    def _is_sound(self, face: Array) -> bool:
        numbers = face.ravel()
        # What is not finite leaves no finite sum of squares.
        return face.shape == self._shape and math.isfinite(numbers.dot(numbers))


class _Measured:
    """Faces that were measured together, handed out in their order."""

    def __init__(
        self, extents: list[float], centres: list[tuple[float, float]], readings: list[Reading]
    ) -> None:
        self._extents, self._centres, self._readings = extents, centres, readings
        self._taken = 0

    def take(self, count: int) -> Seen:
        """Return what a frame with so many faces shows."""
        part = slice(self._taken, self._taken + count)
        self._taken += count
        return Seen(None, self._extents[part], self._centres[part], self._readings[part].__getitem__)


class _BatchReader(FaceReader):
    def read_all(self, faces: Sequence[Array], width: float, height: float) -> _Measured:
        """Read the faces of pictures of one size."""
        # numpy's inner loops then run over the landmarks and not over the three coordinates.
        flat = np.ascontiguousarray(np.concatenate(faces).T)
        by_coordinate = flat.reshape(3, len(faces), -1)
        readings = self._read_all(np.moveaxis(by_coordinate, 0, -1), width, height)
        extents = np.ptp(by_coordinate[0], axis=-1).tolist()
        centres = list(zip(*by_coordinate[:2].mean(axis=-1).tolist(), strict=True))
        return _Measured(extents, centres, readings)


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
