"""Options of synth, which --help prints also where numpy is missing."""

import argparse

from offline.recordings.arguments import program

ABOUT = "Write a synthetic recording from a script, whose format docs/synthetic_scripts.md tells."


def parser() -> argparse.ArgumentParser:
    """Return what reads the command line of synth."""
    made = argparse.ArgumentParser(prog=program("synth"), description=ABOUT)
    made.add_argument("script", metavar="SCRIPT", help="what the synthetic face does, as JSON")
    made.add_argument("-o", "--output", metavar="REC", required=True, help="the recording to write")
    made.add_argument("--truth", metavar="FILE", help="write the exact truth of each frame here")
    return made
