"""Import: writes the recording of a file of landmarks that another program stored."""

import sys
from collections.abc import Sequence
from pathlib import Path

from offline.imports.dump import DumpError, read_dump
from offline.imports.options import parser
from offline.recordings.writing import write_recording

FAILED = 1
USAGE_ERROR = 2


def main(arguments: Sequence[str]) -> int:
    """Write the recording of the dump that the arguments name; return the exit status."""
    options = parser().parse_args(arguments)
    dump = Path(options.dump)
    try:
        frames = read_dump(dump, options.size, options.fps)
        count = write_recording(Path(options.output), frames, f"MediaPipe dump {dump.name}")
    except DumpError as error:
        print(error, file=sys.stderr)
        return FAILED
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return USAGE_ERROR
    print(f"{options.output}: {count} frames")
    return 0
