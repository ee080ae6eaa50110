"""A few thousand of the messages of `make fuzz`, and that whatever they could do would be noticed."""

from __future__ import annotations

import dataclasses
from collections import Counter
from typing import Any

import pytest

from benchmarks.fuzz.__main__ import MODES, table
from benchmarks.fuzz.findings import Findings
from benchmarks.fuzz.frames import AT_THE_END, WHILE_OPEN
from benchmarks.fuzz.http_requests import REQUESTS
from benchmarks.fuzz.payloads import PAYLOADS
from benchmarks.fuzz.run import fuzz

MESSAGES = 6000
MB = 1_000_000
CLEAN = Findings(
    mode="eventlet",
    sent=Counter({"numbers": 400_000}),
    took_s=10.0,
    exit_status=None,
    log=(),
    lesson_s=(0.001, 0.002, 0.003),
    lesson_refused=(),
    disorder=(),
    invalid=(),
    memory=((0, 60 * MB), (200_000, 70 * MB), (300_000, 70 * MB), (400_000, 70 * MB)),
    files=(14, 14),
    refused={"bad_message": 7},
)


@pytest.mark.parametrize("mode", MODES)
def test_strangers_disturb_no_lesson_and_leave_nothing_behind(mode: str) -> None:
    findings = fuzz(mode, MESSAGES, seed=7)
    assert findings.problems() == []
    assert set(findings.sent) == {*PAYLOADS, *WHILE_OPEN, *AT_THE_END, *REQUESTS, "leave and join"}
    assert len(findings.lesson_s) > 0


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ({"exit_status": 1}, "ended by itself"),
        ({"log": ["Traceback"]}, "the first: Traceback"),
        ({"lesson_refused": [{"error": "too_fast"}]}, "the lesson was refused"),
        ({"disorder": ["abcdefgh"]}, "abcdefgh"),
        ({"invalid": ["('reports', 7)"]}, "1 invalid frames"),
        ({"files": (14, 15)}, "15 after"),
        ({"refused": {"server_error": 2}}, "failed on 2 messages"),
        ({"memory": [(step * 2000, step * 40_000) for step in range(201)]}, "memory grows"),
        ({"memory": [(0, 60 * MB), (6000, 160 * MB)]}, "memory grows: 100 MB"),
    ],
)
def test_whatever_is_wrong_is_told(found: dict[str, Any], told: str) -> None:
    problems = dataclasses.replace(CLEAN, **found).problems()
    assert len(problems) == 1
    assert told in problems[0]


def test_a_clean_run_says_so_in_its_table() -> None:
    assert CLEAN.problems() == []
    assert "nothing is wrong" in "\n".join(table(CLEAN))
