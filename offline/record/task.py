"""One recording: the pictures of an input, seen by FaceMesh, into a file."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from threading import Event
from typing import Any

from offline.record.faces import MEDIAPIPE_VERSION, FaceMesh, mean_luma
from offline.record.pictures import Shot, shots_of
from offline.record.plan import Job, RecordError, StoppedError
from offline.record.progress import Tally
from offline.recordings.writing import write_recording

# Cameras and containers know no millionth of a second.
TIME_DECIMALS = 6


@dataclass(frozen=True)
class Task:
    """A job, how much of it is wanted, and how far it has come."""

    job: Job
    fps: float | None = None
    seconds: float = math.inf
    tally: Tally = field(default_factory=Tally)


def record(task: Task, stop: Event) -> None:
    """Write the recording of a task, until it is complete or `stop` is set.

    Raises RecordError where the input cannot be recorded, StoppedError where stopping has lost it,
    and OSError where the recording cannot be written.
    """
    shots = until_stopped(shots_of(task.job, task.fps), task, stop)
    with FaceMesh() as mesh:
        source = f"{task.job.title}, mediapipe {MEDIAPIPE_VERSION}"
        write_recording(task.job.output, seen_by(mesh, shots, task), source)


def until_stopped(shots: Iterable[Shot], task: Task, stop: Event) -> Iterator[Shot]:
    """Yield shots until the time is up or `stop` is set: a camera's proper end, and of a file the loss."""
    for shot in shots:
        if stop.is_set() and not task.job.is_camera:
            raise StoppedError
        if stop.is_set() or shot.t_s >= task.seconds:
            return
        yield shot


def seen_by(mesh: FaceMesh, shots: Iterable[Shot], task: Task) -> Iterator[dict[str, Any]]:
    """Yield frames as Pipeline.update takes them, and count them."""
    for t_s, picture, share in shots:
        height, width = picture.shape[:2]
        faces = mesh.find(picture)
        yield {
            "t_s": round(t_s, TIME_DECIMALS),
            "width": width,
            "height": height,
            "faces": faces,
            "luma": mean_luma(picture),
        }
        task.tally.count(t_s, len(faces), _share(t_s, share, task.seconds))
    if task.tally.frames == 0:
        raise RecordError(f"{task.job.source}: it has no pictures")


def _share(t_s: float, share: float | None, seconds: float) -> float | None:
    """Return how much is done, by the input's own account or by the time asked for."""
    if seconds < math.inf:
        return max(t_s / seconds, 0.0 if share is None else share)
    return share
