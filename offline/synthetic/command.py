"""Synth: writes the recording of a script, and its truth."""

import sys
from collections.abc import Sequence

from offline.synthetic.options import parser
from offline.synthetic.script import ScriptError, load_script
from offline.synthetic.writer import write

USAGE_ERROR = 2


def main(arguments: Sequence[str]) -> int:
    """Write the recording of the script that the arguments name; return the exit status."""
    options = parser().parse_args(arguments)
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
