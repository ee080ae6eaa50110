"""Truth files: who was in which state from when to when, as CSV or JSON lines.

Either intervals {start_s, end_s, state} in any order and without overlaps, or the truth of each frame
{t_s, state} as `synth --truth` writes it. CSV begins with the names of its columns. Other columns and keys
are passed over, but for `recording`: it names the file that a line is about, where there are several. Time
under no interval, and the state null (in CSV an empty field), is time nobody judged.
"""

import csv
import itertools
import json
import math
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from offline.evaluate.intervals import Interval, from_frames

# What a rater can have seen: of the others only a page knows.
STATES = ("focused", "neutral", "confused", "drowsy", "away", "down", "absent", "unknown")
INTERVAL_KEYS = ("start_s", "end_s", "state")
FRAME_KEYS = ("t_s", "state")
# What stands for the file where there is none.
GIVEN = "the given intervals"


class TruthError(Exception):
    """Raised where a truth file cannot be used; says the file, the line, and what was expected."""


class _Row(NamedTuple):
    number: int
    values: dict[str, Any]


class _RowError(Exception):
    """What was wrong with a row, before its file and number are known."""


def read_truth(path: str | Path, recording: str, hold_max_s: float) -> list[Interval]:
    """Return a recording's intervals in order of time; the truth of a frame holds so long at most.

    Raises TruthError, and OSError where there is no file to read.
    """
    try:
        lines = Path(path).read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise TruthError(f"{path}: this is not text; expected CSV or JSON lines") from None
    rows = [row for row in _rows(path, lines) if row.values.get("recording") in (None, recording)]
    if len(rows) == 0:
        raise TruthError(f"{path}: there is no interval of {recording} in it")
    of_frames = "t_s" in rows[0].values
    found = [(row.number, _checked(path, row, _frame if of_frames else _interval)) for row in rows]
    return _joined(path, found, hold_max_s) if of_frames else _ordered(path, found)


def check_intervals(given: Iterable[tuple[float, float, str]]) -> list[Interval]:
    """Return intervals (start_s, end_s, state) that were given, in order of time. Raises TruthError."""
    named = [dict(zip(INTERVAL_KEYS, one, strict=True)) for one in given]
    rows = [_Row(number, values) for number, values in enumerate(named, start=1)]
    return _ordered(GIVEN, [(row.number, _checked(GIVEN, row, _interval)) for row in rows])


def _rows(path: str | Path, lines: list[str]) -> Iterator[_Row]:
    filled = [(number, line) for number, line in enumerate(lines, start=1) if line.strip() != ""]
    if len(filled) > 0 and filled[0][1].lstrip().startswith("{"):
        for number, line in filled:
            yield _Row(number, _parse_json(path, number, line))
    elif len(filled) > 0:
        yield from _csv_rows(path, filled)


def _parse_json(path: str | Path, number: int, line: str) -> dict[str, Any]:
    try:
        parsed = json.loads(line)
    except (ValueError, RecursionError):
        raise TruthError(f"{path}: line {number}: not valid JSON") from None
    if not isinstance(parsed, dict):
        raise TruthError(f"{path}: line {number}: expected an object with {', '.join(INTERVAL_KEYS)}")
    return parsed


def _csv_rows(path: str | Path, filled: list[tuple[int, str]]) -> Iterator[_Row]:
    first, *others = filled
    names = [name.strip() for name in next(csv.reader([first[1]]))]
    if not (set(INTERVAL_KEYS) <= set(names) or set(FRAME_KEYS) <= set(names)):
        expected = ",".join(INTERVAL_KEYS)
        raise TruthError(f"{path}: line {first[0]}: expected JSON lines, or CSV with the columns {expected}")
    for number, line in others:
        fields = [field.strip() for field in next(csv.reader([line]))]
        if len(fields) != len(names):
            raise TruthError(f"{path}: line {number}: {len(fields)} fields; expected {len(names)}")
        yield _Row(
            number, {name: None if text == "" else text for name, text in zip(names, fields, strict=True)}
        )


def _checked(path: str | Path, row: _Row, read: Any) -> Interval:
    try:
        interval: Interval = read(row.values)
    except _RowError as wrong:
        raise TruthError(f"{path}: line {row.number}: {wrong}") from None
    return interval


def _interval(values: dict[str, Any]) -> Interval:
    start_s, end_s = _seconds(values, "start_s"), _seconds(values, "end_s")
    if not end_s > start_s:
        raise _RowError(f"it ends at {end_s} s, and begins at {start_s} s; expected the end to come after")
    return Interval(start_s, end_s, _state(values))


def _frame(values: dict[str, Any]) -> Interval:
    t_s = _seconds(values, "t_s")
    return Interval(t_s, t_s, _state(values))


def _seconds(values: dict[str, Any], name: str) -> float:
    try:
        number = float(values.get(name, math.nan))
    except (TypeError, ValueError):
        number = math.nan
    if isinstance(values.get(name), bool) or not 0 <= number < math.inf:
        raise _RowError(f"bad {name}; expected seconds from 0")
    return number


def _state(values: dict[str, Any]) -> str:
    state = values.get("state", math.nan)
    if state is None:
        return ""
    if state not in STATES:
        raise _RowError(f"bad state; expected one of {', '.join(STATES)}")
    return str(state)


def _joined(path: str | Path, found: list[tuple[int, Interval]], hold_max_s: float) -> list[Interval]:
    for (_, before), (number, frame) in itertools.pairwise(found):
        if not frame.start_s > before.start_s:
            raise TruthError(f"{path}: line {number}: its time is not after that of the line before")
    return from_frames([(frame.start_s, frame.state or None) for _, frame in found], hold_max_s)


def _ordered(path: str | Path, found: list[tuple[int, Interval]]) -> list[Interval]:
    by_start = sorted(found, key=lambda one: one[1].start_s)
    for (other, before), (number, interval) in itertools.pairwise(by_start):
        if interval.start_s < before.end_s:
            raise TruthError(f"{path}: line {number}: it overlaps the interval of line {other}")
    return [interval for _, interval in by_start if interval.state != ""]
