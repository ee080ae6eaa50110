"""Replay: what the pipeline says of a recording, one JSON line a change. Twin of replay.js."""

import json
import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from offline.recordings.recording import RecordingError, Thinner, read_recording
from signals.contract.parameter_file import load_parameters
from signals.contract.report import Report
from signals.pipeline import Pipeline


def format_time(t_s: float) -> str:
    """Return seconds with three decimals, half a millisecond rounded up in every language."""
    ms = math.floor(t_s * 1000 + 0.5)
    return f"{ms // 1000}.{ms % 1000:03d}"


def format_line(t_s: float, report: Report) -> str:
    """Return one output line."""
    state, cues, alerts = (json.dumps(part) for part in (report["state"], report["cues"], report["alerts"]))
    return f'{{"t_s": {format_time(t_s)}, "state": {state}, "cues": {cues}, "alerts": {alerts}}}'


def format_readable(path: str | Path, error: RecordingError) -> str:
    """Return what could be read of a recording that cannot be read on."""
    frames = "1 frame" if error.frames == 1 else f"{error.frames} frames"
    return f"{path}: readable before that: {frames}, up to {format_time(error.until_s)} s"


class Changes:
    """Picks the reports that say something new."""

    def __init__(self) -> None:
        self._before: object = None

    def notes(self, report: Report) -> bool:
        """Tell whether state, cues or alerts differ from the report before."""
        label = (report["state"], report["cues"], report["alerts"])
        is_new = label != self._before
        self._before = label
        return is_new


def replay(path: str | Path, settings: Mapping[str, Any], fps: float | None = None) -> Iterator[str]:
    """Yield a line for the first frame, and whenever a frame's labels differ from those before.

    At most `fps` frames a second are taken; all, where it is None.
    """
    pipeline, thinner, changes = Pipeline(load_parameters(), settings), Thinner(fps), Changes()
    for frame in read_recording(path):
        if thinner.keeps(frame["t_s"]):
            report = pipeline.update(frame)
            if changes.notes(report):
                yield format_line(frame["t_s"], report)
