"""JSON: results of FaceMesh or the Face Landmarker as they are serialised, one after the other."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from offline.imports.faults import DumpError
from offline.imports.points import to_face
from offline.imports.times import stamp_s
from signals.maths.eigenvector import Array

# Where a result of any of their languages has its faces, and a file its results.
FACES = ("faceLandmarks", "face_landmarks", "multiFaceLandmarks", "multi_face_landmarks")
LISTS = ("frames", "results")

Found = tuple[float | None, list[Array]]


def read_results(text: str) -> Iterator[Found]:
    """Yield the time, where there is one, and the faces of each result. Raises DumpError."""
    for number, result in enumerate(_results(text), start=1):
        try:
            yield stamp_s(result), [to_face(_rows(face)) for face in _faces(result)]
        except DumpError as error:
            raise DumpError(f"frame {number}: {error}") from None


def _results(text: str) -> Iterator[Mapping[str, Any]]:
    parsed = _parse_whole(text)
    return _parse_lines(text) if parsed is None else iter(parsed)


def _parse_whole(text: str) -> list[Any] | None:
    """Return the results of a file that is one JSON value; None where it may be one a line."""
    try:
        parsed = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if isinstance(parsed, dict):
        listed = next((parsed[name] for name in LISTS if isinstance(parsed.get(name), list)), None)
        return [parsed] if listed is None else list(listed)
    if not isinstance(parsed, list):
        raise DumpError("not a list of results")
    return parsed


def _parse_lines(text: str) -> Iterator[Any]:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() != "":
            try:
                yield json.loads(line)
            except (ValueError, RecursionError):
                raise DumpError(f"line {number}: not valid JSON") from None


def _faces(result: Any) -> list[Any]:
    if not isinstance(result, dict):
        raise DumpError("not a result; expected an object with faceLandmarks or multiFaceLandmarks")
    name = next((name for name in FACES if name in result), None)
    if name is None:
        raise DumpError(f"no faces; expected one of {', '.join(FACES)}")
    # FaceMesh gives nothing at all where it sees nobody.
    faces = result[name] or []
    if not isinstance(faces, list):
        raise DumpError(f"{name} is not a list of faces")
    return faces


def _rows(face: Any) -> Any:
    # A face of protocol buffers is an object with its landmarks.
    landmarks = face.get("landmark") if isinstance(face, dict) else face
    if not isinstance(landmarks, list):
        raise DumpError("a face is not a list of landmarks")
    return [_numbers(landmark) for landmark in landmarks]


def _numbers(landmark: Any) -> Any:
    if not isinstance(landmark, dict):
        return landmark
    return [landmark.get(axis) for axis in ("x", "y", "z")]
