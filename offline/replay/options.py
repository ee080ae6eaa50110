"""Options of replay, which --help prints also where numpy is missing."""

import argparse
from pathlib import Path

from offline.recordings.arguments import positive, program
from signals.contract.parameters import SENSITIVITIES

ABOUT = "Print what the pipeline says of a landmark recording, and draw it."


def add_pipeline_options(parser: argparse.ArgumentParser) -> None:
    """Add what decides how a recording is read: --rule and --fps."""
    rule = "the rule that says confused (default: %(default)s)"
    parser.add_argument("--rule", choices=SENSITIVITIES, default=SENSITIVITIES[0], help=rule)
    parser.add_argument("--fps", type=positive, help="thin the recording to so many frames a second")


def parser() -> argparse.ArgumentParser:
    """Return what reads the command line of replay."""
    made = argparse.ArgumentParser(prog=program("replay"), description=ABOUT)
    made.add_argument("file", metavar="FILE", help="a landmark recording")
    made.add_argument("--proctoring", action="store_true", help="print alerts, as in a proctoring room")
    add_pipeline_options(made)
    every = "print a JSON line for every frame, measures included, and not for each change of label alone"
    made.add_argument("--json", action="store_true", help=every)
    picture = "draw states, cues and measures over time (needs matplotlib)"
    model = "print what a model of `train` says of each two seconds, and no label"
    made.add_argument("--model", metavar="MODEL", help=model)
    made.add_argument("--plot", metavar="PNG", type=Path, help=picture)
    return made
