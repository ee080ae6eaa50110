"""Real clips: what FaceMesh and the pipeline say of videos in a folder; none of them is part of this.

What should be so is known by eye alone, or by a video's name: one with `noface_face` begins without a face.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from signals import Pipeline, Report, load_parameters
from signals.recorder.faces import FaceMesh, mean_luma
from signals.recorder.pictures import video_shots
from signals.recorder.plan import RecordError

from .lessons import runs_s
from .table import Row, Table, at_least, at_most, none_of, told

SUFFIXES = {".avi", ".gif", ".mkv", ".mov", ".mp4", ".webm"}
FPS = 10.0
PRESENCE_MAX_S = 1.5
# A head turned by less may be a face that is not quite symmetrical.
TURNED_DEG, TURNED_MIN = 15.0, 0.95
# In an unmirrored picture the nose of a head turned to image right is nearer to the right edge of the face.
NOSE, EDGES = 4, (234, 454)


@dataclass
class Seen:
    """What was seen in one clip: at each time, whether a face was, what was said, and the turns of heads."""

    t_s: list[float] = field(default_factory=list)
    faces: list[int] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    turns: list[bool] = field(default_factory=list)


def watch(path: Path) -> Seen:
    """Return what is seen in a clip."""
    seen = Seen()
    pipeline = Pipeline(load_parameters(), {"proctoring": True})
    for frame in _frames(path):
        report = pipeline.update(frame)
        seen.t_s.append(frame["t_s"])
        seen.faces.append(len(frame["faces"]))
        seen.reports.append(report)
        seen.turns += _turn(frame["faces"], report)
    return seen


def _frames(path: Path) -> Iterator[dict[str, Any]]:
    with FaceMesh() as mesh:
        for shot in video_shots(path, FPS):
            height, width = shot.picture.shape[:2]
            faces = [np.array(face) for face in mesh.update(shot.picture)]
            size = {"width": width, "height": height}
            yield {"t_s": shot.t_s, **size, "faces": faces, "luma": mean_luma(shot.picture)}


def _turn(faces: list[Any], report: Report) -> list[bool]:
    """Return whether the sign of the yaw is what the flat picture says, where a lone head is turned."""
    yaw_deg = report["measures"]["yaw_deg"]
    if len(faces) != 1 or not isinstance(yaw_deg, float) or abs(yaw_deg) < TURNED_DEG:
        return []
    left, right = faces[0][EDGES[0], 0], faces[0][EDGES[1], 0]
    return [(faces[0][NOSE, 0] > (left + right) / 2) == (yaw_deg > 0)]


def table(folder: Path) -> Table:
    """Return the table of every clip below a folder."""
    clips = [path for path in sorted(folder.rglob("*")) if path.suffix.lower() in SUFFIXES]
    rows: list[Row] = []
    turns: list[bool] = []
    for path in clips:
        try:
            seen = watch(path)
        except RecordError as error:
            rows.append(Row(str(error), "not readable"))
            continue
        rows += _presence_rows(path.name, seen)
        turns += seen.turns
    rows += [at_least("head turns with the right sign", float(np.mean(turns)), TURNED_MIN)] if turns else []
    return Table(
        "Real clips",
        f"  {len(clips)} clips at up to {FPS:.0f} frames a second; turned frames: {len(turns)}",
        rows,
    )


def _presence_rows(name: str, seen: Seen) -> list[Row]:
    second = [
        f"{t_s:.1f} s"
        for t_s, r in zip(seen.t_s, seen.reports, strict=True)
        if "multiple_faces" in r["alerts"]
    ]
    several = sum(count > 1 for count in seen.faces)
    rows = [none_of(f"{name}: frames with a second-face alert ({several} with a second face)", second)]
    said = [report["state"] == "absent" for report in seen.reports]
    for start_s, end_s in runs_s(seen.t_s, [count == 0 for count in seen.faces]):
        if end_s - start_s > PRESENCE_MAX_S:
            onset_s = next(
                (t_s for t_s, is_said in zip(seen.t_s, said, strict=True) if is_said and t_s >= start_s), None
            )
            rows.append(
                at_most(
                    f"{name}: absent after s", None if onset_s is None else onset_s - start_s, PRESENCE_MAX_S
                )
            )
            if end_s < seen.t_s[-1]:
                back_s = next(
                    (t for t, is_said in zip(seen.t_s, said, strict=True) if not is_said and t >= end_s), None
                )
                rows.append(
                    at_most(
                        f"{name}: back after s", None if back_s is None else back_s - end_s, PRESENCE_MAX_S
                    )
                )
    return [*rows, told(f"{name}: share of frames with a face", float(np.mean(np.array(seen.faces) > 0)))]
