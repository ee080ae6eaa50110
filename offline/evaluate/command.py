"""Evaluate: holds what the pipeline says of recordings against truth files, and prints the figures."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from offline.evaluate.intervals import Interval, fill, from_frames
from offline.evaluate.options import parser
from offline.evaluate.scores import Scores
from offline.evaluate.table import as_json, as_text
from offline.evaluate.truth import TruthError, read_truth
from offline.recordings.missing import how_to_install
from offline.recordings.recording import RecordingError
from offline.replay.command import complain, moments
from signals.contract.parameter_file import load_parameters
from signals.contract.parameters import Parameters

FAILED = 1
USAGE_ERROR = 2


def main(arguments: Sequence[str]) -> int:
    """Evaluate the recordings that the arguments name; return the exit status."""
    reader = parser()
    options = reader.parse_args(arguments)
    count = len(options.recordings)
    files = options.truth * count if len(options.truth) == 1 else options.truth
    if len(files) != count:
        reader.error(f"{count} recordings and {len(files)} truth files")
    truths = [
        _read_truth(file, Path(recording).name)
        for recording, file in zip(options.recordings, files, strict=True)
    ]
    status = max(failed for _, failed in truths)
    return status if status > 0 else _judge([truth for truth, _ in truths], options)


def _judge(truths: Sequence[list[Interval]], options: argparse.Namespace) -> int:
    """Print the figures of the recordings; return the exit status."""
    scores, bands = Scores(), []
    status = 0
    for recording, known in zip(options.recordings, truths, strict=True):
        truth, said, failed = _hold(recording, known, options)
        status = max(status, failed)
        scores.add(truth, said)
        bands.append((Path(recording).name, truth, said))
    print(as_text(scores), end="")
    return max(status, _write(scores, bands, options))


def _hold(
    recording: str, truth: list[Interval], options: argparse.Namespace
) -> tuple[list[Interval], list[Interval], int]:
    """Return a recording's truth, what was said of it, and the exit status so far."""
    frames: list[tuple[float, str | None]] = []
    status = 0
    try:
        shown = moments(recording, {"sensitivity": options.rule}, options.fps)
        frames.extend((t_s, report["state"]) for t_s, report in shown)
    except (RecordingError, OSError) as error:
        status = complain(recording, error)
    if options.rest is not None and len(frames) > 0:
        truth = fill(truth, frames[0][0], frames[-1][0], options.rest)
    return truth, from_frames(frames, gap_s()), status


def gap_s() -> float:
    """Return for how long a frame's label holds at most."""
    return Parameters(load_parameters()).number("gap_s")


def _read_truth(path: str, recording: str) -> tuple[list[Interval], int]:
    try:
        return read_truth(path, recording, gap_s()), 0
    except TruthError as error:
        print(error, file=sys.stderr)
        return [], FAILED
    except OSError as error:
        print(f"{path}: it cannot be read: {error.strerror}", file=sys.stderr)
        return [], USAGE_ERROR


def _write(
    scores: Scores, bands: list[tuple[str, list[Interval], list[Interval]]], options: argparse.Namespace
) -> int:
    try:
        if options.json is not None:
            options.json.write_text(json.dumps(as_json(scores), indent=2) + "\n", encoding="utf-8")
        if options.png is not None:
            # A second of loading, and needed for nothing else.
            from offline.evaluate.picture import draw

            draw(scores, bands, options.png)
    except ModuleNotFoundError as missing:
        print(f"--png needs {missing.name}: {how_to_install(str(missing.name))}", file=sys.stderr)
        return USAGE_ERROR
    except (OSError, ValueError) as error:
        print(f"the figures cannot be written: {error}", file=sys.stderr)
        return USAGE_ERROR
    return 0
