"""Rounding, banding and refusals, in step with classroom/archive/ by their vectors."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from library.archive import refusals, rounding
from library.archive.refusals import fewer_than, refusal_of
from library.archive.rounding import BANDS, HIGHEST, LOWEST, band_of, begin_of, share_code
from tests.library.teacher import make_library

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "archive.json").read_text(encoding="utf-8"))
STEPS = [(vector["call"], step) for vector in VECTORS for step in vector["steps"]]
CODES = list(range(5, 100, 5))
PEOPLE = st.integers(0, 300)


@pytest.mark.parametrize(("call", "step"), STEPS)
def test_the_shared_vectors_hold(call: str, step: dict[str, Any]) -> None:
    function = getattr(rounding, call, None) or getattr(refusals, call)
    assert function(*step["args"]) == step["returns"]


@given(st.integers(5, 300), st.data())
def test_a_code_is_near_and_tells_neither_none_nor_all(whole: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(0, whole))
    code = share_code(part / whole)
    assert code in CODES
    # Between the ends it is within half a step.
    assert code in (LOWEST, HIGHEST) or abs(code - 100 * part / whole) <= 2.5 + 1e-9
    assert share_code(0) == share_code(0.05) == LOWEST
    assert share_code(1) == share_code(0.95) == HIGHEST


@given(PEOPLE)
def test_a_band_is_never_of_fewer_than_five(people: int) -> None:
    band = band_of(people)
    assert (band is None) == (people < 5)
    assert band is None or 5 <= begin_of(band) <= people


def shares(*, optional: bool = True) -> st.SearchStrategy[int | None]:
    """Draw a share as somebody might send it, right or wrong."""
    known: st.SearchStrategy[int | None] = st.sampled_from([*CODES, 0, 3, 100])
    return st.none() | known if optional else known


MINUTES = st.none() | st.fixed_dictionaries(
    {
        "here": st.sampled_from([*BANDS, "1-4", "4"]),
        **{name: shares(optional=False) for name in ("lost", "slower", "faster", "lost_or_slower")},
        "focused": shares(),
        "coverage": shares(),
    }
)
RIGHT = st.fixed_dictionaries(
    {
        "here": st.sampled_from(BANDS[:4]),
        **{name: st.sampled_from(CODES) for name in ("lost", "slower", "faster", "lost_or_slower")},
        "focused": st.none(),
        "coverage": st.none() | st.sampled_from(CODES),
    }
)
CURVES = st.fixed_dictionaries(
    {
        "day": st.just(date.today().isoformat()) | st.dates().map(date.isoformat),
        "title": st.just("Queues"),
        "policy": st.sampled_from(["labels", "self"]),
        "here": st.sampled_from(BANDS[3:]),
        "voice": shares(),
        "in_view": st.none(),
        "minutes": st.lists(RIGHT, min_size=9, max_size=14)
        | st.lists(RIGHT | MINUTES, min_size=9, max_size=14),
        "marks": st.just([]),
    }
)


def test_no_kept_lesson_has_a_minute_that_tells_too_much(tmp_path: Path) -> None:
    library = make_library(tmp_path, address_limits=False)
    outcomes = set()

    @settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None, derandomize=True)
    @given(CURVES)
    def holds_of(curve: dict[str, Any]) -> None:
        course = library.course(keep_days=800)
        answer = course.call("POST", f"/courses/{course.code}/sessions", json=curve)
        outcomes.add(answer.status_code)
        for kept in library.services.sessions.of_course(course.code):
            told = [minute for minute in kept["minutes"] if minute is not None]
            assert len(told) >= 10
            assert refusal_of(kept) is None
            assert not fewer_than(kept, 5)
            for minute in told:
                assert minute["here"] in BANDS
                assert all(minute[name] in CODES for name in ("lost", "slower", "faster", "lost_or_slower"))
                assert minute["focused"] in (None, *CODES)
                assert minute["focused"] is None or minute["coverage"] >= 50
                assert kept["policy"] == "labels" or minute["focused"] is minute["coverage"] is None

    holds_of()
    # Both ways were gone.
    assert 201 in outcomes
    assert outcomes - {201}
