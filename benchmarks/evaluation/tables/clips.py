"""Real clips: what FaceMesh and the pipeline say of videos in a folder; none of them is part of this.

Who leaves and comes back is told by FaceMesh itself, and the sign of a turn by the flat picture.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.evaluation.lessons import runs_s
from benchmarks.evaluation.table import Row, Table, at_least, at_most, none_of, told
from offline.record.faces import FaceMesh, mean_luma
from offline.record.pictures import video_shots
from offline.record.plan import RecordError
from offline.record.quiet import quiet_libraries
from signals import Pipeline, Report, load_parameters

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
            faces = [np.array(face) for face in mesh.find(shot.picture)]
            size = {"width": width, "height": height}
            yield {"t_s": shot.t_s, **size, "faces": faces, "luma": mean_luma(shot.picture)}


def _turn(faces: list[Any], report: Report) -> list[bool]:
    """Return whether the sign of the yaw is what the flat picture says, where a lone head is turned."""
    yaw_deg = report["measures"]["yaw_deg"]
    if len(faces) != 1 or not isinstance(yaw_deg, float) or abs(yaw_deg) < TURNED_DEG:
        return []
    left, right = faces[0][EDGES[0], 0], faces[0][EDGES[1], 0]
    return [(faces[0][NOSE, 0] > (left + right) / 2) == (yaw_deg > 0)]


def table(folder: Path, two: list[str]) -> Table:
    """Return the table of every clip below a folder; who has a text of `two` in its name shows two people."""
    clips = [path for path in sorted(folder.rglob("*")) if path.suffix.lower() in SUFFIXES]
    rows: list[Row] = []
    turns: list[bool] = []
    for path in clips:
        try:
            with quiet_libraries():
                seen = watch(path)
        except RecordError as error:
            rows.append(Row(str(error), "not readable"))
            continue
        alone = not any(text in path.name for text in two)
        rows += [_second_row(path.name, seen, alone), *_presence_rows(path.name, seen)]
        turns += seen.turns
    rows += [at_least("head turns with the right sign", float(np.mean(turns)), TURNED_MIN)] if turns else []
    note = f"  {len(clips)} clips at up to {FPS:.0f} frames a second, {len(turns)} frames of turned heads"
    return Table("Real clips", note, rows)


def _second_row(name: str, seen: Seen, alone: bool) -> Row:
    said = zip(seen.t_s, seen.reports, strict=True)
    alerts = [f"{t_s:.1f} s" for t_s, report in said if "multiple_faces" in report["alerts"]]
    several = sum(count > 1 for count in seen.faces)
    title = f"{name}: frames with a second-face alert ({several} with a second face)"
    return none_of(title, alerts) if alone else told(f"{title}, two people", len(alerts), 0)


def _presence_rows(name: str, seen: Seen) -> list[Row]:
    """Return how soon each lasting time without a face, and with one again, was told."""
    absent = [report["state"] == "absent" for report in seen.reports]
    rows = []
    for start_s, _ in _lasting(seen, face=False):
        rows.append(_delay_row(f"{name}: absent after s", seen.t_s, absent, start_s))
    for start_s, _ in _lasting(seen, face=True):
        if start_s > seen.t_s[0]:
            back = [not said for said in absent]
            rows.append(_delay_row(f"{name}: back after s", seen.t_s, back, start_s))
    return [*rows, told(f"{name}: share of frames with a face", float(np.mean(np.array(seen.faces) > 0)))]


def _lasting(seen: Seen, face: bool) -> Iterator[tuple[float, float]]:
    """Yield the times with or without a face that last for long enough to be told."""
    spans = runs_s(seen.t_s, [(count > 0) is face for count in seen.faces])
    return (span for span in spans if span[1] - span[0] > PRESENCE_MAX_S)


def _delay_row(name: str, t_s: list[float], said: list[bool], since_s: float) -> Row:
    later = (time_s for time_s, is_said in zip(t_s, said, strict=True) if is_said and time_s >= since_s)
    found_s = next(later, None)
    return at_most(name, None if found_s is None else found_s - since_s, PRESENCE_MAX_S)
