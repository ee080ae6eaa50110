"""Writes landmark recordings, as the replay of both languages reads them."""

import gzip
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np


def write_recording(path: Path, frames: Iterable[Mapping[str, Any]], source: str = "synthetic face") -> None:
    """Write frames of one size as gzipped JSON lines."""
    with gzip.open(path, "wt", encoding="utf-8", newline="\n", compresslevel=1) as stream:
        for number, frame in enumerate(frames):
            if number == 0:
                stream.write(header_line(frame["width"], frame["height"], source))
            stream.write(frame_line(frame))


def header_line(width: int, height: int, source: str = "synthetic face") -> str:
    """Return a recording's first line."""
    header = {"format": "readroom-landmarks", "version": 1, "width": width, "height": height}
    return json.dumps({**header, "source": source}) + "\n"


def frame_line(frame: Mapping[str, Any]) -> str:
    """Return a frame's line; nine decimals are far below a thousandth of a pixel."""
    faces = [np.round(np.asarray(face), 9).tolist() for face in frame["faces"]]
    return json.dumps({"t_s": frame["t_s"], "faces": faces, "luma": frame["luma"]}) + "\n"
