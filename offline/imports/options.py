"""Options of import, which --help prints also where numpy is missing."""

import argparse
import re

from offline.recordings.arguments import positive, program

ABOUT = "Make a landmark recording of landmarks that MediaPipe gave elsewhere."
EPILOG = """
DUMP is JSON or JSON lines of FaceMesh's or the Face Landmarker's results, CSV, or a NumPy file; which shapes
are known: docs/recording_format.md.
"""


def parser() -> argparse.ArgumentParser:
    """Return what reads the command line of import."""
    made = argparse.ArgumentParser(prog=program("import"), description=ABOUT, epilog=EPILOG)
    made.add_argument("dump", metavar="DUMP", help="a file of landmarks")
    made.add_argument("-o", "--output", metavar="REC", required=True, help="the recording to write")
    size = "the picture's size in pixels, such as 1280x720: landmarks are shares of it"
    made.add_argument("--size", type=picture_size, required=True, metavar="WxH", help=size)
    made.add_argument("--fps", type=positive, help="frames a second, where the file has no times")
    return made


def picture_size(text: str) -> tuple[int, int]:
    """Return a width and a height, or raise what argparse tells the user."""
    match = re.fullmatch(r"([1-9]\d{0,4})x([1-9]\d{0,4})", text)
    if match is None:
        raise argparse.ArgumentTypeError(f"expected a size such as 1280x720, not {text}")
    return int(match[1]), int(match[2])
