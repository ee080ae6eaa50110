"""Recording: reads landmark recordings, gzipped JSON lines, one frame at a time. Twin of recording.js.

First line: {"format": "readroom-landmarks", "version": 1, "width", "height", "source"}.
Then a line a frame: {"t_s", "faces": [[[x, y, z], ... 478], ...], "luma": 0..255 or null}.
"""

import json
import math
import zlib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any, NoReturn

from .parameter_file import load_parameters
from .parameters import Parameters

FORMAT = "readroom-landmarks"
VERSION = 1

_PARAMETERS = Parameters(load_parameters())
_LANDMARK_COUNT = int(_PARAMETERS.number("landmark_count"))
_SIDE_MAX_PX = int(_PARAMETERS.number("image_side_max_px"))
_LUMA_MAX = int(_PARAMETERS.number("luma_max"))
_TIME_MAX_S = int(_PARAMETERS.number("recording_time_max_s"))
_LINE_MAX_BYTES = int(_PARAMETERS.number("recording_line_max_bytes"))
_GZIP_MAGIC = b"\x1f\x8b"
_GZIP_WINDOW = zlib.MAX_WBITS | 16
_CHUNK_BYTES = 65536


class RecordingError(Exception):
    """Raised where a recording cannot be read on; says the file, the line, and what was expected."""


def read_recording(path: str | Path) -> Iterator[dict[str, Any]]:
    """Yield the frames of a recording as Pipeline.update takes them.

    Raises RecordingError at the first bad line, and OSError where there is no file to read.
    """
    size: dict[str, float] | None = None
    for number, line in _numbered_lines(path):
        try:
            parsed = _parse(line)
            if size is None:
                size = _read_header(parsed)
            else:
                yield _read_frame(parsed, size)
        except _LineError as wrong:
            _stop(path, number, str(wrong))
    if size is None:
        _stop(path, 1, "the recording is empty; expected a header")


class _LineError(Exception):
    """What was wrong with one line, before its file and number are known."""


def _stop(path: str | Path, number: int, wrong: str) -> NoReturn:
    raise RecordingError(f"{path}: line {number}: {wrong}") from None


def _read_header(parsed: Any) -> dict[str, float]:
    if not isinstance(parsed, dict) or parsed.get("format") != FORMAT:
        raise _LineError(f'not a recording; expected a header with "format": "{FORMAT}"')
    if parsed.get("version") != VERSION:
        raise _LineError(f"unknown version; expected {VERSION}")
    for side in ("width", "height"):
        if not _is_between(parsed.get(side), 0, _SIDE_MAX_PX) or parsed[side] == 0:
            raise _LineError(f"bad {side}; expected a number over 0 and up to {_SIDE_MAX_PX}")
    if not isinstance(parsed.get("source"), str):
        raise _LineError("bad source; expected text")
    return {"width": parsed["width"], "height": parsed["height"]}


def _read_frame(parsed: Any, size: dict[str, float]) -> dict[str, Any]:
    if not isinstance(parsed, dict):
        raise _LineError("not a frame; expected an object with t_s, faces and luma")
    if not _is_between(parsed.get("t_s"), 0, _TIME_MAX_S):
        raise _LineError(f"bad t_s; expected a number from 0 to {_TIME_MAX_S}")
    faces, luma = parsed.get("faces"), parsed.get("luma", False)
    if not isinstance(faces, list):
        raise _LineError("bad faces; expected a list")
    for place, face in enumerate(faces, start=1):
        if not _is_face(face):
            raise _LineError(
                f"bad face {place}; expected {_LANDMARK_COUNT} landmarks of three finite numbers"
            )
    if luma is not None and not _is_between(luma, 0, _LUMA_MAX):
        raise _LineError(f"bad luma; expected a number from 0 to {_LUMA_MAX}, or null")
    return {"t_s": parsed["t_s"], **size, "faces": faces, "luma": luma}


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
    # Every number becomes a float: the other language has no other, and 1 followed by 400 digits is none.
    try:
        return json.loads(line.decode("utf-8"), parse_int=float, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise _LineError("not valid JSON") from None


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _numbered_lines(path: str | Path) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that are not blank, counted from 1; the last may end without a line break."""
    number, rest = 1, b""
    try:
        for block in _plain_blocks(path):
            *lines, rest = (rest + block).split(b"\n")
            for line in lines:
                if len(line.strip()) > 0:
                    yield number, line
                number += 1
            if len(rest) > _LINE_MAX_BYTES:
                _stop(path, number, f"the line is too long; expected up to {_LINE_MAX_BYTES} bytes")
    except EOFError:
        _stop(path, number, "the file is cut short here")
    except zlib.error:
        _stop(path, number, "the compressed data is damaged from here on")
    if len(rest.strip()) > 0:
        yield number, rest


def _plain_blocks(path: str | Path) -> Iterator[bytes]:
    with Path(path).open("rb") as stream:
        blocks = iter(lambda: stream.read(_CHUNK_BYTES), b"")
        first = next(blocks, b"")
        blocks = chain([first], blocks)
        yield from _inflate(blocks) if first.startswith(_GZIP_MAGIC) else blocks


def _inflate(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """Yield all that can be had of compressed blocks, in small pieces; EOFError where they stop short."""
    inflater = zlib.decompressobj(_GZIP_WINDOW)
    for block in blocks:
        rest = block
        while len(rest) > 0:
            if inflater.eof:
                inflater = zlib.decompressobj(_GZIP_WINDOW)
            yield inflater.decompress(rest, _CHUNK_BYTES)
            rest = inflater.unused_data if inflater.eof else inflater.unconsumed_tail
    yield inflater.flush()
    if not inflater.eof:
        raise EOFError
