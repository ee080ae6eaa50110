"""Quick reading: the frames of a recording with their faces as arrays, in a tenth of JSON's time.

Almost all of a line is numbers. Once their digits are taken away, what is left tells the line's shape; then
simdjson reads all of its landmarks into one buffer. Any line that looks otherwise is left to JSON.
"""

from collections.abc import Iterator, Mapping
from itertools import permutations
from pathlib import Path
from typing import Any, cast

import numpy as np

from offline.recordings.recording import read_recording
from signals.contract.parameter_file import load_parameters
from signals.contract.parameters import Parameters

try:
    import simdjson
except ModuleNotFoundError:
    simdjson = None  # type: ignore[assignment]

_LANDMARK_COUNT = int(Parameters(load_parameters()).number("landmark_count"))
_OF_NUMBERS = b"0123456789.-+eE \t\r"
_FACE = b"[" + b",".join([b"[,,]"] * _LANDMARK_COUNT) + b"]"
_FACES = b'"faces":[#]'.translate(None, _OF_NUMBERS)
# What a line can be without its digits; # stands for its faces, however many.
_SHAPES = {
    b"{" + b",".join(parts) + b"}"
    for luma in (b'"luma":', b'"luma":null')
    for parts in permutations([b'"t_s":', _FACES, luma])
}


def read_quickly(path: str | Path) -> Iterator[dict[str, Any]]:
    """Yield what read_recording yields, and raise what it raises; with simdjson, faces are arrays."""
    return read_recording(path, None if simdjson is None else LineReader().read)


class LineReader:
    """Reads lines with faces."""

    def __init__(self) -> None:
        self._parser = simdjson.Parser()
        self._shape = b""

    def read(self, line: bytes) -> dict[str, Any] | None:
        """Return t_s, luma and the (478, 3) faces of a line; None where JSON must tell."""
        if not self._is_sound(line.translate(None, _OF_NUMBERS)):
            return None
        try:
            # The parser also refuses what is no finite number.
            parsed = cast("Mapping[str, Any]", self._parser.parse(line))
            numbers = parsed["faces"].as_buffer(of_type="d")
            t_s, luma = parsed["t_s"], parsed["luma"]
        except (KeyError, ValueError, TypeError, RuntimeError):
            return None
        faces = list(np.frombuffer(numbers).reshape(-1, _LANDMARK_COUNT, 3))
        return {"t_s": float(t_s), "faces": faces, "luma": None if luma is None else float(luma)}

    def _is_sound(self, shape: bytes) -> bool:
        # Line after line has the shape of the one before.
        if shape != self._shape:
            if shape.replace(_FACE, b"#").replace(b",#", b"") not in _SHAPES:
                return False
            self._shape = shape
        return True
