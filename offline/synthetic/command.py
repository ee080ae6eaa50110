"""The synth command: python -m signals synth SCRIPT -o REC."""

import argparse
import sys
from collections.abc import Sequence

from offline.synthetic.script import ScriptError, load_script
from offline.synthetic.writer import write

USAGE_ERROR = 2


def main(arguments: Sequence[str]) -> int:
    """Write the recording of the script that the arguments name; return the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m signals synth", description="Write a synthetic recording."
    )
    parser.add_argument("script", metavar="SCRIPT", help="what the synthetic face does, as JSON")
    parser.add_argument("-o", "--output", metavar="REC", required=True, help="the recording to write")
    parser.add_argument("--truth", metavar="FILE", help="write the exact truth of each frame here")
    options = parser.parse_args(arguments)
    try:
        count = write(load_script(options.script), options.output, options.truth)
    except ScriptError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return USAGE_ERROR
    print(f"{options.output}: {count} frames")
    return 0
