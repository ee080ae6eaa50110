"""Openface: writes a landmark recording as a table with OpenFace's columns."""

import sys
from collections.abc import Sequence

from offline.openface.options import parser
from offline.openface.writing import write_table
from offline.recordings.quick import read_quickly
from offline.recordings.recording import RecordingError
from offline.replay.command import complain
from offline.replay.measured import measured

USAGE_ERROR = 2


def main(arguments: Sequence[str]) -> int:
    """Write the table of the recording that the arguments name; return the exit status."""
    options = parser().parse_args(arguments)
    moments = measured(read_quickly(options.file), {"sensitivity": options.rule}, options.fps)
    try:
        count = write_table(options.output, moments)
    except RecordingError as error:
        return complain(options.file, error)
    except OSError as error:
        if error.filename == str(options.output):
            print(f"{options.output}: it cannot be written: {error.strerror}", file=sys.stderr)
            return USAGE_ERROR
        return complain(options.file, error)
    print(f"{options.output}: {count} rows")
    return 0
