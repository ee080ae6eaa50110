"""Replay: prints what the pipeline says of a recording, one JSON line a change. Twin of replay.js."""

import argparse
import json
import math
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from .parameter_file import load_parameters
from .pipeline import Pipeline
from .recording import RecordingError, read_recording
from .report import Report

USAGE_ERROR = 2


def format_time(t_s: float) -> str:
    """Return seconds with three decimals, half a millisecond rounded up in every language."""
    ms = math.floor(t_s * 1000 + 0.5)
    return f"{ms // 1000}.{ms % 1000:03d}"


def format_line(t_s: float, report: Report) -> str:
    """Return one output line."""
    state, cues, alerts = (json.dumps(part) for part in (report["state"], report["cues"], report["alerts"]))
    return f'{{"t_s": {format_time(t_s)}, "state": {state}, "cues": {cues}, "alerts": {alerts}}}'


def replay(path: str | Path, settings: Mapping[str, Any]) -> Iterator[str]:
    """Yield a line for the first frame, and whenever state, cues or alerts differ from the frame before."""
    pipeline = Pipeline(load_parameters(), settings)
    before = None
    for frame in read_recording(path):
        report = pipeline.update(frame)
        label = (report["state"], report["cues"], report["alerts"])
        if label != before:
            yield format_line(frame["t_s"], report)
        before = label


def main(arguments: Sequence[str]) -> int:
    """Print the lines of the recording that the arguments name; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m signals replay", description=__doc__)
    parser.add_argument("file", metavar="FILE", help="a landmark recording")
    parser.add_argument("--proctoring", action="store_true", help="print alerts, as in a proctoring room")
    options = parser.parse_args(arguments)
    try:
        for line in replay(options.file, {"proctoring": options.proctoring}):
            print(line, flush=True)
    except RecordingError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:
        # Whoever read the lines has seen enough; without this, Python complains once more at its exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        print(f"{options.file}: {_unreadable(error)}", file=sys.stderr)
        return USAGE_ERROR
    return 0


def _unreadable(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    return "this is a folder" if isinstance(error, IsADirectoryError) else "the file cannot be read"
