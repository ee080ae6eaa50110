"""Audience: counts the heads before a camera or in a video, for a board or a table."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from offline.audience.options import parser
from offline.record.plan import Job, RecordError
from offline.record.quiet import quiet_libraries
from offline.recordings.missing import how_to_install
from signals import load_parameters
from signals.audience.counting import SteadyCount
from signals.contract.parameters import Parameters

if TYPE_CHECKING:
    from offline.audience.board import Board
    from offline.audience.table import Row

FAILED = 1
USAGE_ERROR = 2
# Where a package has another name than what is imported of it, or comes with another.
PACKAGE_OF = {"cv2": "mediapipe", "websocket": "websocket-client"}
LAW = (
    "Nobody before the camera can decline: put the sign on the door. In the EU, where heads point may not be "
    "counted in schools, training and workplaces (AI Act, Art. 5(1)(f))."
)


def main(arguments: Sequence[str]) -> int:
    """Count what the arguments name; return the exit status."""
    options = parser().parse_args(arguments)
    if options.board is None and options.out is None and not options.window:
        print("audience: name a --board, an --out or a --window", file=sys.stderr)
        return USAGE_ERROR
    try:
        return _run(options)
    except RecordError as error:
        print(error, file=sys.stderr)
    except ModuleNotFoundError as missing:
        wanted = PACKAGE_OF.get(str(missing.name), str(missing.name))
        print(f"audience needs {missing.name}: {how_to_install(wanted)}", file=sys.stderr)
    return USAGE_ERROR


def _run(options: argparse.Namespace) -> int:
    board = None
    if options.board is not None:
        from offline.audience.board import Board, BoardError

        try:
            board = Board(options.board, insecure=options.insecure)
        except BoardError as error:
            print(f"audience: {error}", file=sys.stderr)
            return FAILED
    told = board.told if board is not None else "direction" if options.directions else "count"
    print(LAW)
    rows: list[Row] = []
    try:
        for row in _counted(options, told, board):
            rows.append(row)
    except KeyboardInterrupt:
        print("audience: the camera is off")
    finally:
        if board is not None:
            board.close()
    return _write(rows, options.out, Path(options.camera).name)


def _counted(options: argparse.Namespace, told: str, board: "Board | None") -> "Iterator[Row]":
    """Yield a row for each picture, and tell the board of it."""
    steady = SteadyCount(Parameters(load_parameters()), told)
    with quiet_libraries() as heard:
        # Seconds of loading, and not needed for the complaints before.
        from offline.audience import window
        from offline.audience.counter import Counter
        from offline.record.pictures import shots_of

        counter = Counter(told, options.leave_out)
        job = Job(options.camera, Path(options.camera))
        if not job.is_camera and not Path(options.camera).is_file():
            raise RecordError(f"{options.camera}: there is no such file")
        print(f"{job.title}: counting; Ctrl-C ends it", file=heard, flush=True)
        for t_s, picture, _ in shots_of(job, 1 / steady.every_s):
            counts, boxes = counter.count(picture)
            may_tell = steady.update(counts)
            if board is not None:
                board.tell(may_tell)
            if options.window and window.show(picture, boxes):
                return
            yield {"time_s": round(t_s, 1), **may_tell}
            if board is not None and board.is_over:
                return


def _write(rows: "Sequence[Row]", out: Path | None, title: str) -> int:
    if out is None:
        return 0
    from offline.audience.table import write_table

    try:
        write_table(out, rows)
        print(f"{out}: {len(rows)} counts")
        _draw(rows, out.with_suffix(".png"), title)
    except OSError as error:
        print(f"{error.filename}: it cannot be written: {error.strerror}", file=sys.stderr)
        return FAILED
    return 0


def _draw(rows: "Sequence[Row]", path: Path, title: str) -> None:
    try:
        from offline.audience.picture import draw
    except ModuleNotFoundError as missing:
        print(f"no picture of the curve, which needs {missing.name}: {how_to_install(str(missing.name))}")
        return
    draw(rows, path, title)
    print(f"{path}: its curve")
