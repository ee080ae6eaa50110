"""What a student's messages could carry beside what they say, computed from the bounds, as docs have it."""

from __future__ import annotations

from math import e, log2
from pathlib import Path

from backend.common.clock import AHEAD_MS
from backend.limits.limits import ROWS, STUDENT
from backend.rooms.messages import SCHEMA
from backend.settings.config import Config

PRIVACY = (Path(__file__).parents[3] / "docs" / "privacy.md").read_text(encoding="utf-8")
DEFINITIONS = SCHEMA["definitions"]
LESSON_S = 3600
LANDMARKS, FLOAT_BYTES = 478 * 3, 4

# A time anywhere between the room's hours back and what may be ahead.
AT_BITS = log2(Config.room_hours * 3_600_000 + AHEAD_MS)


def seq_bits(count: float) -> float:
    """Return what one of so many numbers carries that rise to the largest there is: log2 of C(n, k) by k."""
    return log2(DEFINITIONS["seq"]["maximum"] * e / count)


def row_bits(count: float) -> float:
    states, cues, groups, alerts = (
        len(DEFINITIONS[name]["enum"]) for name in ("state", "cue", "group", "alert")
    )
    # Beside `unknown` a group of reasons or none; beside each other state any of the other cues.
    labels = (states - 1) * 2 ** (cues - groups) + groups + 1
    return AT_BITS + seq_bits(count) + log2(labels) + alerts


def status_bits() -> float:
    # Four times; a hand, "I'm lost" and one of four paces; a number.
    return 4 * AT_BITS + 4 + seq_bits(STUDENT.per_s * LESSON_S)


def in_text(number: float) -> str:
    return f"{number:.1f}"


def test_the_docs_say_how_much_numbers_could_carry() -> None:
    row_bytes = row_bits(ROWS.burst + ROWS.per_s * LESSON_S) / 8
    per_s = ROWS.per_s * row_bytes + STUDENT.per_s * status_bits() / 8
    prose = " ".join(PRIVACY.split())
    assert f"at most {in_text(row_bytes)} bytes a row" in prose
    assert f"{in_text(ROWS.burst * row_bytes / 1000)} kB at once" in prose
    assert f"then {in_text(per_s / 1000)} kB a second" in prose
    landmarks_bytes = LANDMARKS * FLOAT_BYTES
    assert f"landmarks has {in_text(landmarks_bytes / 1000)} kB: two of them" in prose
    assert int(ROWS.burst * row_bytes / landmarks_bytes) == 2
    assert round(landmarks_bytes / per_s) == 11
    assert "one frame in eleven seconds" in prose
