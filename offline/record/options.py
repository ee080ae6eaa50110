"""Options of record, which --help prints also where mediapipe is missing."""

import argparse
import math
from pathlib import Path

from offline.recordings.arguments import positive, program

ABOUT = "Turn videos, folders of pictures or a camera into landmark recordings."


def parser() -> argparse.ArgumentParser:
    """Return what reads the command line of record."""
    made = argparse.ArgumentParser(prog=program("record"), description=ABOUT)
    inputs = "a video, a folder of pictures, or a camera's number"
    output = "the recording; a folder where there are several inputs"
    made.add_argument("inputs", metavar="INPUT", nargs="+", help=inputs)
    made.add_argument("-o", dest="output", metavar="REC", type=Path, required=True, help=output)
    made.add_argument("--fps", type=positive, help="frames a second at most; for a folder, its rate")
    made.add_argument("--seconds", type=positive, default=math.inf, help="record so much of each input")
    made.add_argument("--force", action="store_true", help="replace recordings that exist")
    return made
