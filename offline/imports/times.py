"""Times of frames: from a file's own stamps, whose name says their unit, or from a frame rate."""

import itertools
import math
import statistics
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from offline.imports.faults import DumpError

# A stamp's name, in small letters without underscores, and how many of it are a second.
PER_SECOND = {
    "ts": 1,
    "t": 1,
    "time": 1,
    "times": 1,
    "timestamp": 1,
    "timestamps": 1,
    "seconds": 1,
    "timestampseconds": 1,
    "timems": 1_000,
    "timestampms": 1_000,
    "timestampinmilliseconds": 1_000,
    "timestampus": 1_000_000,
    "timestampmicros": 1_000_000,
}
# Frames farther apart are milliseconds that are called seconds, or no film of a face.
STEP_MAX_S = 10


def plain(name: str) -> str:
    """Return a name as PER_SECOND has it."""
    return name.strip().lower().replace("_", "").replace(" ", "")


def stamp_name(names: Iterable[str]) -> str | None:
    """Return which of some names is that of a time, None where none is."""
    return next((name for name in names if plain(name) in PER_SECOND), None)


def stamp_s(record: Mapping[str, Any]) -> float | None:
    """Return a record's own time in seconds, None where it has none. Raises DumpError where it is none."""
    name = stamp_name(record)
    if name is None:
        return None
    try:
        stamp = float(record[name])
    except (TypeError, ValueError):
        stamp = math.nan
    if not math.isfinite(stamp):
        raise DumpError(f"{name} is {record[name]!r}; expected a number")
    return stamp / PER_SECOND[plain(name)]


def times_of(stamps_s: Sequence[float | None], fps: float | None) -> list[float]:
    """Return the time of each frame in seconds from the first. Raises DumpError, without the place."""
    known = [stamp for stamp in stamps_s if stamp is not None]
    if len(known) < len(stamps_s):
        if fps is None:
            raise DumpError("there are no times in it; give the frames a second (--fps)")
        return [place / fps for place in range(len(stamps_s))]
    for number, (before, stamp) in enumerate(itertools.pairwise(known), start=2):
        if not stamp > before:
            raise DumpError(f"frame {number}: its time is {stamp:g} s; expected one after {before:g} s")
    steps = [stamp - before for before, stamp in itertools.pairwise(known)]
    if len(steps) > 0 and statistics.median(steps) > STEP_MAX_S:
        raise DumpError(
            f"the frames are {statistics.median(steps):g} s apart; if these are milliseconds, call the times "
            "timestamp_ms"
        )
    return [stamp - known[0] for stamp in known]
