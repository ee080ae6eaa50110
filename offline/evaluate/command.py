"""Evaluate: holds what the pipeline says of recordings against truth files, and prints the figures."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from offline.evaluate.intervals import Interval, fill, from_frames
from offline.evaluate.scores import Scores
from offline.evaluate.table import as_json, as_text
from offline.evaluate.truth import STATES, TruthError, read_truth
from offline.recordings.recording import RecordingError
from offline.replay.command import add_pipeline_options, complain, moments
from signals.contract.parameter_file import load_parameters
from signals.contract.parameters import Parameters

FAILED = 1
USAGE_ERROR = 2
EPILOG = """
FILE is CSV with the columns start_s, end_s and state, or JSON lines of such intervals, or what synth
--truth wrote. One FILE is the truth of every recording, or, with a column recording that holds file names,
of those it names; else --truth is given once for each, in their order. A frame's label holds until the next
frame, for at most the gap that restarts the pipeline. The calibration is not judged; coverage tells how
much was measurable.
"""


def main(arguments: Sequence[str]) -> int:
    """Evaluate the recordings that the arguments name; return the exit status."""
    parser = _parser()
    options = parser.parse_args(arguments)
    count = len(options.recordings)
    truths = options.truth * count if len(options.truth) == 1 else options.truth
    if len(truths) != count:
        parser.error(f"{count} recordings and {len(truths)} truth files")
    scores, bands = Scores(), []
    status = 0
    for recording, truth_file in zip(options.recordings, truths, strict=True):
        truth, said, failed = _hold(recording, truth_file, options)
        status = max(status, failed)
        scores.update(truth, said)
        bands.append((Path(recording).name, truth, said))
    print(as_text(scores), end="")
    return max(status, _write(scores, bands, options))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m signals evaluate", description=__doc__, epilog=EPILOG)
    parser.add_argument("recordings", metavar="REC", nargs="+", help="a landmark recording")
    truth = "the truth of the recordings, as described below"
    parser.add_argument("--truth", metavar="FILE", action="append", required=True, help=truth)
    rest = "the state of all time without an interval (default: it is not judged)"
    parser.add_argument("--rest", choices=STATES, help=rest)
    add_pipeline_options(parser)
    parser.add_argument("--json", metavar="FILE", type=Path, help="write all figures as JSON")
    parser.add_argument("--png", metavar="FILE", type=Path, help="draw them (needs matplotlib)")
    return parser


def _hold(
    recording: str, truth_file: str, options: argparse.Namespace
) -> tuple[list[Interval], list[Interval], int]:
    """Return a recording's truth, what was said of it, and the exit status so far."""
    gap_s = Parameters(load_parameters()).number("gap_s")
    truth, status = _read_truth(truth_file, Path(recording).name, gap_s)
    frames: list[tuple[float, str | None]] = []
    try:
        if status == 0:
            shown = moments(recording, {"sensitivity": options.rule}, options.fps)
            frames.extend((t_s, report["state"]) for t_s, report in shown)
    except (RecordingError, OSError) as error:
        status = complain(recording, error)
    if options.rest is not None and len(frames) > 0:
        truth = fill(truth, frames[0][0], frames[-1][0], options.rest)
    return truth, from_frames(frames, gap_s), status


def _read_truth(path: str, recording: str, hold_max_s: float) -> tuple[list[Interval], int]:
    try:
        return read_truth(path, recording, hold_max_s), 0
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
        print(f"--png needs {missing.name}: python -m pip install {missing.name}", file=sys.stderr)
        return USAGE_ERROR
    except (OSError, ValueError) as error:
        print(f"the figures cannot be written: {error}", file=sys.stderr)
        return USAGE_ERROR
    return 0
