"""Synthetic recordings: plays a script before the synthetic camera and writes what it saw; for tests only.

The recording is as recording.py reads it; the truth is JSON lines, one for each frame of the recording.
"""

import gzip
import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any

import numpy as np

from ..recording import FORMAT, VERSION
from .camera import Camera, Truth
from .script import Script

SOURCE = "synthetic face"
# A thousandth of a pixel, far below any jitter, and a third less to store than all digits.
DECIMALS = 6


def play(script: Script) -> Iterator[tuple[dict[str, Any], Truth]]:
    """Yield the frames of a script as Pipeline.update takes them, each with its exact truth."""
    return Camera(script).play()


def write(script: Script, recording: str | Path, truth: str | Path | None = None) -> int:
    """Write a recording and, where asked for, its truth; return the count of frames.

    The same script gives the same bytes: the compressed file carries no name and no time.
    """
    count = 0
    with ExitStack() as open_files:
        plain = open_files.enter_context(Path(recording).open("wb"))
        packed = open_files.enter_context(gzip.GzipFile("", "wb", fileobj=plain, mtime=0))
        facts = None if truth is None else open_files.enter_context(Path(truth).open("wb"))
        size = {"width": script.width, "height": script.height}
        _write_line(packed, {"format": FORMAT, "version": VERSION, **size, "source": SOURCE})
        for frame, fact in play(script):
            count += 1
            _write_line(packed, _storable(frame))
            if facts is not None:
                _write_line(facts, fact)
    return count


def _storable(frame: Mapping[str, Any]) -> dict[str, Any]:
    faces = [np.round(face, DECIMALS).tolist() for face in frame["faces"]]
    return {"t_s": frame["t_s"], "faces": faces, "luma": frame["luma"]}


def _write_line(stream: IO[bytes] | gzip.GzipFile, value: Mapping[str, Any]) -> None:
    stream.write(json.dumps(value, separators=(",", ":")).encode() + b"\n")
