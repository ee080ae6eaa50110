"""Options of evaluate, which --help prints also where numpy is missing."""

import argparse
from pathlib import Path

from offline.evaluate.truth import STATES
from offline.recordings.arguments import program
from offline.replay.options import add_pipeline_options

ABOUT = "Hold what the pipeline says of recordings against truth files, and print the figures."
EPILOG = """
FILE is CSV with the columns start_s, end_s and state, or JSON lines of such intervals, or what synth
--truth wrote. One FILE is the truth of every recording, or, with a column recording that holds file names,
of those it names; else --truth is given once for each, in their order. A frame's label holds until the next
frame, for at most the gap that restarts the pipeline. The calibration is not judged; coverage tells how
much was measurable.
"""


def parser() -> argparse.ArgumentParser:
    """Return what reads the command line of evaluate."""
    made = argparse.ArgumentParser(prog=program("evaluate"), description=ABOUT, epilog=EPILOG)
    made.add_argument("recordings", metavar="REC", nargs="+", help="a landmark recording")
    truth = "the truth of the recordings, as described below"
    made.add_argument("--truth", metavar="FILE", action="append", required=True, help=truth)
    rest = "the state of all time without an interval (default: it is not judged)"
    made.add_argument("--rest", choices=STATES, help=rest)
    add_pipeline_options(made)
    made.add_argument("--json", metavar="FILE", type=Path, help="write all figures as JSON")
    made.add_argument("--png", metavar="FILE", type=Path, help="draw them (needs matplotlib)")
    return made
