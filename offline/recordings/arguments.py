"""Arguments: what the commands about recordings take from their command lines."""

import argparse
import math


def positive(text: str) -> float:
    """Return a number over 0, or raise what argparse tells the user."""
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not 0 < number < math.inf:
        raise argparse.ArgumentTypeError(f"expected a number over 0, not {text}")
    return number
