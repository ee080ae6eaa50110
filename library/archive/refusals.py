"""Refusals of a class curve: what a lesson must not tell, or not in this way, though its form is right.

The twin of classroom/archive/refusals.js, in step by tests/vectors/archive.json. The form itself, with its
steps, bands and ends, is `class_curve` in protocol/library.schema.json.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from library.archive.rounding import begin_of

FEWEST_MINUTES = 10
MOST_MINUTES = 480
LEAST_COVERAGE = 50
Curve = Mapping[str, Any]


def refusal_of(curve: Curve) -> str | None:
    """Return why a curve is not kept; None where it may be."""
    minutes = curve["minutes"]
    told = [minute for minute in minutes if minute is not None]
    if not _is_day(curve["day"]):
        return "day"
    if len(minutes) > MOST_MINUTES:
        return "too_long"
    if len(told) < FEWEST_MINUTES:
        return "too_short"
    if any(place >= len(minutes) for place, _ in curve["marks"]):
        return "mark_outside"
    if any(begin_of(minute["here"]) > begin_of(curve["here"]) for minute in told):
        return "more_than_class"
    if curve["policy"] != "labels" and (curve["in_view"] is not None or any(map(_is_measured, told))):
        return "policy"
    if any(_is_hidden(minute["focused"], minute["coverage"]) for minute in told):
        return "coverage"
    return None if curve["in_view"] is None else _refusal_of_view(curve["in_view"])


def fewer_than(curve: Curve, fewest: int) -> bool:
    """Return whether a minute may be of fewer people than a library keeps (`--min-here`)."""
    return any(minute is not None and begin_of(minute["here"]) < fewest for minute in curve["minutes"])


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_measured(minute: Curve) -> bool:
    return minute["focused"] is not None or minute["coverage"] is not None


def _is_hidden(share: int | None, coverage: int | None) -> bool:
    """Return whether a share is told of a class of which too few were measured."""
    return share is not None and (coverage is None or coverage < LEAST_COVERAGE)


def _refusal_of_view(view: Mapping[str, int]) -> str | None:
    if _is_hidden(view["share"], view["coverage"]):
        return "coverage"
    return None if view["low"] <= view["share"] <= view["high"] else "interval"
