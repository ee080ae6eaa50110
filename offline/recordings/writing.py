"""Writes landmark recordings, as recording.py reads them: whole, or not at all."""

import errno
import gzip
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from offline.recordings.recording import FORMAT, VERSION

# A face at level 6 takes 4.2 kB, and .8 ms beside the 10 ms of FaceMesh. Level 1 takes 5.1 kB; level 9
# saves 2% in four times as long. All are read equally fast, in .05 ms beside the .6 ms of their JSON.
GZIP_LEVEL = 6
# Moves no measure of a face a fifth of the picture wide by more than .001 cm or .03 degrees: a tenth of
# FaceMesh's own jitter and less. Four decimals move them by ten times as much.
LANDMARK_DECIMALS = 5
LUMA_DECIMALS = 2


def write_recording(path: Path, frames: Iterable[Mapping[str, Any]], source: str) -> int:
    """Write frames, all of one size, as Pipeline.update takes them, and return their count.

    The same ones give the same bytes.
    """
    count = 0
    with _whole_file(path) as stream:
        for frame in frames:
            if count == 0:
                stream.write(_header_line(frame["width"], frame["height"], source))
            stream.write(_frame_line(frame))
            count += 1
    return count


def _header_line(width: int, height: int, source: str) -> bytes:
    return _line({"format": FORMAT, "version": VERSION, "width": width, "height": height, "source": source})


def rounded(frame: Mapping[str, Any]) -> dict[str, Any]:
    """Return a frame as it is once it was written and read."""
    faces = [np.round(face, LANDMARK_DECIMALS) for face in frame["faces"]]
    luma = None if frame["luma"] is None else round(frame["luma"], LUMA_DECIMALS)
    size = {side: float(frame[side]) for side in ("width", "height")}
    return {"t_s": float(frame["t_s"]), **size, "faces": faces, "luma": luma}


def _frame_line(frame: Mapping[str, Any]) -> bytes:
    faces = [np.round(face, LANDMARK_DECIMALS).tolist() for face in frame["faces"]]
    luma = None if frame["luma"] is None else round(frame["luma"], LUMA_DECIMALS)
    return _line({"t_s": frame["t_s"], "faces": faces, "luma": luma})


def _line(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, separators=(",", ":"), allow_nan=False).encode() + b"\n"


@contextmanager
def _whole_file(path: Path) -> Iterator[gzip.GzipFile]:
    """Open a gzip file beside `path` that takes its place once all is written, and goes if that fails."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    path.parent.mkdir(exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    try:
        # Neither name nor time of writing: they would make equal recordings differ.
        with part.open("wb") as file, gzip.GzipFile("", "wb", GZIP_LEVEL, file, mtime=0) as stream:
            yield stream
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
