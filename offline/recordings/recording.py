"""Recording: reads landmark recordings, gzipped JSON lines, one frame at a time. Twin of recording.js.

First line: {"format": "readroom-landmarks", "version": 1, "width", "height", "source"}.
Then a line a frame: {"t_s", "faces": [[[x, y, z], ... 478], ...], "luma": 0..255 or null}.
"""

import json
import math
import zlib
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any, NoReturn

from offline.recordings.unpacking import unpack
from signals.contract.parameter_file import load_parameters
from signals.contract.parameters import Parameters

FORMAT = "readroom-landmarks"
VERSION = 1

_PARAMETERS = Parameters(load_parameters())
_LANDMARK_COUNT = int(_PARAMETERS.number("landmark_count"))
_SIDE_MAX_PX = int(_PARAMETERS.number("image_side_max_px"))
_LUMA_MAX = int(_PARAMETERS.number("luma_max"))
_TIME_MAX_S = int(_PARAMETERS.number("recording_time_max_s"))
_TIME_ERROR_S = _PARAMETERS.number("recording_time_error_s")
_LINE_MAX_BYTES = int(_PARAMETERS.number("recording_line_max_bytes"))

# From a line to what JSON would make of it, with sound faces as arrays; to None where JSON must tell.
ReadQuickly = Callable[[bytes], dict[str, Any] | None]


class RecordingError(Exception):
    """Raised where a recording cannot be read on; says the file, the line, and what was expected."""

    def __init__(self, message: str, frames: int, until_s: float) -> None:
        """Take also how many frames could be read, and the time of the last."""
        super().__init__(message)
        self.frames = frames
        self.until_s = until_s


def read_recording(path: str | Path, quickly: ReadQuickly | None = None) -> Iterator[dict[str, Any]]:
    """Yield the frames of a recording as Pipeline.update takes them.

    `quickly` may read a line in its own way, and leave it to JSON where it would not.

    Raises RecordingError at the first bad line, and OSError where there is no file to read.
    """
    frames, until_s = 0, 0.0
    try:
        for frame in _frames(path, quickly):
            frames, until_s = frames + 1, frame["t_s"]
            yield frame
    except _LineError as wrong:
        raise RecordingError(f"{path}: line {wrong.number}: {wrong}", frames, until_s) from None


class Thinner:
    """Keeps the first frame of each 1/fps of a second; of none where fps is None, all."""

    def __init__(self, fps: float | None) -> None:
        self._fps = fps
        self._slot = -1

    def keeps(self, t_s: float) -> bool:
        """Tell whether the frame at this time is kept."""
        if self._fps is None:
            return True
        slot = math.floor((t_s + _TIME_ERROR_S) * self._fps)
        is_new = slot > self._slot
        self._slot = max(slot, self._slot)
        return is_new


class _LineError(Exception):
    """What was wrong with one line; its number becomes known where lines are counted."""

    number = 1


def _frames(path: str | Path, quickly: ReadQuickly | None) -> Iterator[dict[str, Any]]:
    size: dict[str, float] | None = None
    for number, line in _numbered_lines(path):
        try:
            if size is None:
                size = _read_header(_parse(line))
            else:
                yield _read_line(line, quickly) | size
        except _LineError as wrong:
            wrong.number = number
            raise
    if size is None:
        raise _LineError("the recording is empty; expected a header")


def _read_line(line: bytes, quickly: ReadQuickly | None) -> dict[str, Any]:
    parsed = None if quickly is None else quickly(line)
    if parsed is not None:
        return {"t_s": _read_time(parsed), "faces": parsed["faces"], "luma": _read_luma(parsed)}
    parsed = _parse(line)
    if not isinstance(parsed, dict):
        raise _LineError("not a frame; expected an object with t_s, faces and luma")
    return {"t_s": _read_time(parsed), "faces": _read_faces(parsed), "luma": _read_luma(parsed)}


def _read_header(parsed: Any) -> dict[str, float]:
    if not isinstance(parsed, dict) or parsed.get("format") != FORMAT:
        raise _LineError(f'not a recording; expected a header with "format": "{FORMAT}"')
    if not _is_between(parsed.get("version"), VERSION, VERSION):
        raise _LineError(f"unknown version; expected {VERSION}")
    for side in ("width", "height"):
        if not _is_between(parsed.get(side), 0, _SIDE_MAX_PX) or parsed[side] == 0:
            raise _LineError(f"bad {side}; expected a number over 0 and up to {_SIDE_MAX_PX}")
    if not isinstance(parsed.get("source"), str):
        raise _LineError("bad source; expected text")
    return {"width": parsed["width"], "height": parsed["height"]}


def _read_time(parsed: dict[str, Any]) -> float:
    t_s: float = parsed.get("t_s", math.nan)
    if not _is_between(t_s, 0, _TIME_MAX_S):
        raise _LineError(f"bad t_s; expected a number from 0 to {_TIME_MAX_S}")
    return t_s


def _read_faces(parsed: dict[str, Any]) -> list[list[list[float]]]:
    faces = parsed.get("faces")
    if not isinstance(faces, list):
        raise _LineError("bad faces; expected a list")
    for place, face in enumerate(faces, start=1):
        if not _is_face(face):
            raise _LineError(
                f"bad face {place}; expected {_LANDMARK_COUNT} landmarks of three finite numbers"
            )
    return faces


def _read_luma(parsed: dict[str, Any]) -> float | None:
    luma: float | None = parsed.get("luma", math.nan)
    if luma is not None and not _is_between(luma, 0, _LUMA_MAX):
        raise _LineError(f"bad luma; expected a number from 0 to {_LUMA_MAX}, or null")
    return luma


def _is_between(value: object, low: float, high: float) -> bool:
    return isinstance(value, float) and low <= value <= high


def _is_face(face: Any) -> bool:
    if not isinstance(face, list) or len(face) != _LANDMARK_COUNT:
        return False
    if set(map(type, face)) != {list} or set(map(len, face)) != {3}:
        return False
    numbers = list(chain.from_iterable(face))
    return set(map(type, numbers)) == {float} and all(map(math.isfinite, numbers))


def _parse(line: bytes) -> Any:
    try:
        return _JSON.decode(line.decode("utf-8"))
    except (ValueError, RecursionError):
        raise _LineError("not valid JSON") from None


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


# Every number becomes a float: the other language has no other, and 1 followed by 400 digits is none.
_JSON = json.JSONDecoder(parse_int=float, parse_constant=_refuse_constant)


def _numbered_lines(path: str | Path) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that are not blank, counted from 1; the last may end without a line break."""
    number, rest = 1, b""
    try:
        for block in _plain_blocks(path):
            text, start = rest + block, 0
            # Not by split(), which looks at byte after byte.
            while (end := text.find(b"\n", start)) >= 0:
                line, start = text[start:end], end + 1
                if len(line.strip()) > 0:
                    yield number, line
                number += 1
            rest = text[start:]
            if len(rest) > _LINE_MAX_BYTES:
                raise _LineError(f"the line is too long; expected up to {_LINE_MAX_BYTES} bytes")
    except (EOFError, zlib.error, _LineError) as wrong:
        raise _at(number, wrong) from None
    if len(rest.strip()) > 0:
        yield number, rest


def _at(number: int, wrong: Exception) -> _LineError:
    told = {EOFError: "the file is cut short here", zlib.error: "the compressed data is damaged from here on"}
    error = _LineError(told.get(type(wrong), str(wrong)))
    error.number = number
    return error


def _plain_blocks(path: str | Path) -> Iterator[bytes]:
    with Path(path).open("rb") as stream:
        yield from unpack(stream)
