"""Options of train, which --help prints also where numpy is missing."""

import argparse
import re
from pathlib import Path

from offline.recordings.arguments import positive, program

ABOUT = "Train a model that can be explained on labelled films or pictures, or on donations; report honestly."
EPILOG = """
FOLDER has a folder for each class, in which are landmark recordings, films or pictures; a folder between
the class and the files is a person. Persons are held back whole; where the data does not say who is who,
blocks of time are. No model is written unless the lower end of the gain over chance is above 0. Films and
pictures need mediapipe.

DONATION is what a student's page saved for a study, one file a donor (or a folder of nothing else). Donors
are held back whole. No weights are written unless the lower end of the Brier gain over donors is above 0
and false onsets on synthetic hours without confusion stay within .07 an hour. docs/researchers.md tells more.
"""
LOOKED_FPS = 5.0
QUIET_HOURS = 20.0


def parser() -> argparse.ArgumentParser:
    """Return what reads the command line of train."""
    made = argparse.ArgumentParser(prog=program("train"), description=ABOUT, epilog=EPILOG)
    named = "a folder with a folder for each class, or donations"
    made.add_argument("paths", metavar="FOLDER|DONATION", type=Path, nargs="+", help=named)
    made.add_argument("-o", "--output", metavar="MODEL", type=Path, help="write the model here")
    person = "what of a file's path below its class names the person, as a pattern with one group"
    made.add_argument("--person", metavar="REGEX", type=_pattern, help=person)
    looked = "look at so many of a film's pictures a second (default: %(default)g)"
    made.add_argument("--fps", type=positive, default=LOOKED_FPS, help=looked)
    quiet = "of donations: so many synthetic hours for false onsets (default: %(default)g)"
    made.add_argument("--hours", type=positive, default=QUIET_HOURS, help=quiet)
    return made


def _pattern(text: str) -> re.Pattern[str]:
    try:
        pattern = re.compile(text)
    except re.error as error:
        raise argparse.ArgumentTypeError(f"no regular expression: {error}") from None
    if pattern.groups != 1:
        raise argparse.ArgumentTypeError(f"expected one group, in which the person is: {text}")
    return pattern
