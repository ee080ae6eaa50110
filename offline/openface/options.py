"""Options of openface, which --help prints also where numpy is missing."""

import argparse
from pathlib import Path

from offline.recordings.arguments import program
from offline.replay.options import add_pipeline_options

ABOUT = "Write a landmark recording as a table with OpenFace's columns, units and signs."
EPILOG = """
Columns that Readroom does not measure are absent, and cells of frames without a value are empty; neither is
ever zero. docs/researchers.md tells what each column is.
"""


def parser() -> argparse.ArgumentParser:
    """Return what reads the command line of openface."""
    made = argparse.ArgumentParser(prog=program("openface"), description=ABOUT, epilog=EPILOG)
    made.add_argument("file", metavar="REC", help="a landmark recording")
    made.add_argument("-o", "--output", metavar="CSV", type=Path, required=True, help="the table to write")
    add_pipeline_options(made)
    return made
