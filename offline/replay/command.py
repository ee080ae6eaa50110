"""Replay: prints what the pipeline says of a landmark recording, and draws it."""

import argparse
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from offline.recordings.missing import how_to_install
from offline.recordings.quick import read_quickly
from offline.recordings.recording import RecordingError
from offline.replay.batch import reports
from offline.replay.film import Film
from offline.replay.options import parser
from offline.replay.replay import Changes, format_line, format_readable, format_time
from signals.contract.report import Report

FAILED = 1
USAGE_ERROR = 2

Moment = tuple[float, Report]


def main(arguments: Sequence[str]) -> int:
    """Replay the recording that the arguments name; return the exit status."""
    options = parser().parse_args(arguments)
    if options.model is not None:
        return _print_windows(options)
    film = Film()
    status = _print_all(options, film)
    if options.plot is None or status == USAGE_ERROR:
        return status
    return max(status, _draw(film, options.plot, Path(options.file).name))


def moments(path: str | Path, settings: dict[str, object], fps: float | None = None) -> Iterator[Moment]:
    """Yield the time and the report of each frame of a recording, at most `fps` of them a second.

    Raises RecordingError where it cannot be read on, after the frames before, and OSError.
    """
    return reports(read_quickly(path), settings, fps)


def complain(path: str, error: RecordingError | OSError) -> int:
    """Print why a recording cannot be read, and what was readable; return the exit status."""
    if isinstance(error, RecordingError):
        print(error, format_readable(path, error), sep="\n", file=sys.stderr)
        return FAILED
    print(f"{path}: {_unreadable(error)}", file=sys.stderr)
    return USAGE_ERROR


def _print_windows(options: argparse.Namespace) -> int:
    """Print what a trained model says of a recording; return the exit status."""
    # Needed for nothing else.
    from offline.replay.measured import measured
    from offline.replay.trained import ModelError, lines, load_model

    try:
        model = load_model(options.model)
    except ModelError as error:
        print(error, file=sys.stderr)
        return FAILED
    except OSError as error:
        print(f"{options.model}: {_unreadable(error)}", file=sys.stderr)
        return USAGE_ERROR
    try:
        for line in lines(model, measured(read_quickly(options.file), {}, options.fps)):
            print(line)
    except (RecordingError, OSError) as error:
        return complain(options.file, error)
    return 0


def _print_all(options: argparse.Namespace, film: Film) -> int:
    settings = {"proctoring": options.proctoring, "sensitivity": options.rule}
    shown = moments(options.file, settings, options.fps)
    if options.plot is not None:
        shown = film.watch(shown)
    try:
        for line in _every_line(shown) if options.json else _changed_lines(shown):
            print(line)
    except BrokenPipeError:
        # Whoever read the lines has seen enough; without this, Python complains once more at its exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (RecordingError, OSError) as error:
        sys.stdout.flush()
        return complain(options.file, error)
    return 0


def _changed_lines(shown: Iterable[Moment]) -> Iterator[str]:
    changes = Changes()
    return (format_line(t_s, report) for t_s, report in shown if changes.notes(report))


def _every_line(shown: Iterable[Moment]) -> Iterator[str]:
    for t_s, report in shown:
        yield f'{{"t_s": {format_time(t_s)}, {json.dumps(report, allow_nan=False)[1:]}'


def _draw(film: Film, picture: Path, title: str) -> int:
    if len(film.times_s) == 0:
        print(f"{picture}: not drawn, for there is no frame to show", file=sys.stderr)
        return FAILED
    try:
        # A second of loading, and needed for nothing else.
        from offline.replay.picture import draw

        draw(film, picture, title)
    except ModuleNotFoundError as missing:
        print(f"--plot needs {missing.name}: {how_to_install(str(missing.name))}", file=sys.stderr)
        return USAGE_ERROR
    except (OSError, ValueError) as error:
        print(f"{picture}: it cannot be drawn: {error}", file=sys.stderr)
        return USAGE_ERROR
    return 0


def _unreadable(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    return "this is a folder" if isinstance(error, IsADirectoryError) else "the file cannot be read"
