"""Lessons: scripted behaviour of the synthetic face, run through the pipeline frame by frame."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from offline.replay.batch import BatchPipeline
from offline.synthetic.people.face import Face, frame, jitter
from signals import Report, load_parameters

CALM = Face(gaze_yaw_deg=0, gaze_pitch_deg=0)
PUZZLED = replace(CALM, brow_lowered=1, roll_deg=12)
CALIBRATION_S = 20.0
IMAGE_JITTER = 0.0006

Scene = tuple[float, Sequence[Face]]


@dataclass(frozen=True)
class Moment:
    """What the pipeline said at one time."""

    t_s: float
    report: Report

    @property
    def state(self) -> str:
        return self.report["state"]


def frames(
    scenes: Sequence[Scene], fps: float, start_s: float = 0, luma: float = 120
) -> Iterator[dict[str, Any]]:
    """Yield the frames of scenes, each (seconds, faces), with the jitter of FaceMesh (image widths)."""
    step, end_s = 0, start_s
    noise = jitter(50, IMAGE_JITTER, seed=7)
    for seconds, faces in scenes:
        end_s += seconds
        landmarks = [face.landmarks() for face in faces]
        while start_s + step / fps < end_s - 1e-9:
            shown = frame(start_s + step / fps, size=(CALM.width, CALM.height), luma=luma)
            if faces:
                shown |= {"width": faces[0].width, "height": faces[0].height}
            yield shown | {"faces": [points + noise[step % 50] for points in landmarks]}
            step += 1


def watch(
    scenes: Sequence[Scene],
    fps: float = 5,
    proctoring: bool = True,
    calm: Face = CALM,
    sensitivity: str = "strict",
) -> list[Moment]:
    """Return what is said during the scenes, after a calibration; the scenes begin at t = 0."""
    pipeline = deepcopy(calibrated(fps, proctoring, calm, sensitivity))
    return [
        Moment(shown["t_s"] - CALIBRATION_S, report)
        for shown, report in pipeline.update_all(frames(scenes, fps, start_s=CALIBRATION_S))
    ]


@cache
def calibrated(fps: float, proctoring: bool, calm: Face, sensitivity: str) -> BatchPipeline:
    """Return a pipeline that knows this face."""
    pipeline = BatchPipeline(load_parameters(), {"proctoring": proctoring, "sensitivity": sensitivity})
    deque(pipeline.update_all(frames([(CALIBRATION_S, [calm])], fps)), maxlen=0)
    return pipeline


def first(moments: Sequence[Moment], matches: Callable[[Moment], bool]) -> float | None:
    """Return the time of the first moment that matches."""
    return next((moment.t_s for moment in moments if matches(moment)), None)


def onset(moments: Sequence[Moment], state: str, after_s: float = 0) -> float | None:
    """Return when a state comes on."""
    return first(moments, lambda moment: moment.t_s >= after_s and moment.state == state)


def alert_onset(moments: Sequence[Moment], alert: str) -> float | None:
    """Return when an alert comes on."""
    return first(moments, lambda moment: alert in moment.report["alerts"])


def states(moments: Sequence[Moment]) -> list[str]:
    """Return the states in order, without repetition."""
    order: list[str] = []
    for moment in moments:
        if order[-1:] != [moment.state]:
            order.append(moment.state)
    return order
