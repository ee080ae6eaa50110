"""Options of audience, which --help prints also where mediapipe is missing."""

import argparse
from pathlib import Path

from offline.recordings.arguments import program

ABOUT = "Count the heads before a camera for a board, or in a video for a table. No picture is kept or sent."


def area(text: str) -> list[float]:
    """Read left, top, width and height of a rectangle, in percent of the picture."""
    shares = [float(part) / 100 for part in text.split(",")]
    if len(shares) != 4 or not all(0 <= share <= 1 for share in shares):
        raise ValueError(text)
    return shares


def parser() -> argparse.ArgumentParser:
    """Return what reads the command line of audience."""
    made = argparse.ArgumentParser(prog=program("audience"), description=ABOUT)
    camera = "a camera's number, or a video"
    board = "the link of a board whose room has a room camera, or the room camera's own"
    out = "a CSV file of the counts; a picture of their curve is drawn beside it"
    directions = "also count how many heads point to the front, away or down; a board's room says so itself"
    leave_out = "left, top, width and height of an area that does not count, in percent; may be repeated"
    made.add_argument("--camera", metavar="0|VIDEO", required=True, help=camera)
    made.add_argument("--board", metavar="LINK", help=board)
    made.add_argument("--out", metavar="CSV", type=Path, help=out)
    made.add_argument("--directions", action="store_true", help=directions)
    made.add_argument(
        "--leave-out", metavar="L,T,W,H", type=area, action="append", default=[], help=leave_out
    )
    made.add_argument("--window", action="store_true", help="show the picture with its rectangles here")
    made.add_argument(
        "--insecure", action="store_true", help="take any certificate, as that of `--tls adhoc`"
    )
    return made
