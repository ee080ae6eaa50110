"""Arguments: what the commands about recordings take from their command lines."""

import argparse
import math
import sys
from pathlib import Path


def positive(text: str) -> float:
    """Return a number over 0, or raise what argparse tells the user."""
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not 0 < number < math.inf:
        raise argparse.ArgumentTypeError(f"expected a number over 0, not {text}")
    return number


def program(command: str) -> str:
    """Return what a user types for a command: its help repeats it."""
    whole = "readroom" if Path(sys.argv[0]).name == "readroom" else "python -m signals"
    return f"{whole} {command}"
