"""Frame: what one frame shows before time comes in: why it is bad, or the faces in its picture.

Twin of frame.js.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from signals.contract.parameters import Parameters
from signals.face.measures import FaceReader, Reading
from signals.face.validity import Validity, to_landmarks
from signals.scene.presence import face_extent
from signals.scene.primary_face import face_centre


class Seen(NamedTuple):
    """What a frame shows: `reason` says why it is bad, and is None where it is not.

    Of each face, in one order: how wide it is, where its middle is, and, for who asks by its place, what it
    says. A bad frame shows no face.
    """

    reason: str | None
    extents: Sequence[float]
    centres: Sequence[tuple[float, float]]
    read: Callable[[int], Reading]


class FrameReader:
    """Reads frames one by one."""

    def __init__(self, parameters: Parameters) -> None:
        self._validity = Validity(parameters)
        self._reader = FaceReader(parameters)

    def read(self, frame: Mapping[str, Any]) -> Seen:
        """Return what a frame shows, which is as Pipeline.update takes it."""
        width, height = frame["width"], frame["height"]
        faces = [to_landmarks(face) for face in frame["faces"]]
        reason = self._validity.frame_reason(width, height, frame["luma"])
        for face in faces:
            reason = reason or self._validity.points_reason(face)
        shown = faces if reason is None else []

        def read(place: int) -> Reading:
            return self._reader.read(shown[place], width, height)

        return Seen(reason, [*map(face_extent, shown)], [*map(face_centre, shown)], read)
