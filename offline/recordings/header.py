"""Header: what a recording's first line says, for whoever asks before reading on."""

import json
from pathlib import Path
from typing import NamedTuple

from offline.recordings.recording import read_recording
from offline.recordings.unpacking import unpack


class Header(NamedTuple):
    """The picture's size in pixels, and what was recorded."""

    width: float
    height: float
    source: str


def read_header(path: str | Path) -> Header:
    """Return the header of a recording whose first frame, if there is one, can be read.

    Raises RecordingError and OSError as read_recording does.
    """
    next(read_recording(path), None)
    parsed = json.loads(_first_line(Path(path)))
    return Header(float(parsed["width"]), float(parsed["height"]), parsed["source"])


def _first_line(path: Path) -> bytes:
    """Return the first line that is not blank, of a file that is known to have one."""
    found = b""
    with path.open("rb") as stream:
        for block in unpack(stream):
            found = (found + block).lstrip()
            if b"\n" in found:
                break
    return found.partition(b"\n")[0]
