"""What the student's page lets through is what the relay lets through, under every policy."""

from __future__ import annotations

import json
import subprocess
from typing import Any

import pytest

from backend.rooms.codes import Room
from backend.rooms.enforcement import refuse_forbidden
from tools.node import find_node
from tools.steps import ROOT

ON_DEVICE_ONLY = "present"  # a word for the wire: no pipeline derives it


@pytest.fixture(scope="module")
def cases() -> list[dict[str, Any]]:
    script = ROOT / "tests" / "student" / "sendable.js"
    ended = subprocess.run([find_node(), script], capture_output=True, text=True, check=True, timeout=30)
    found = [json.loads(line) for line in ended.stdout.splitlines()]
    return [case for case in found if case["label"]["state"] != ON_DEVICE_ONLY]


def room(case: dict[str, Any]) -> Room:
    return Room("0000000000", case["policy"], proctoring=case["proctoring"], anonymous=False)


def test_the_relay_accepts_every_label_the_page_would_send(cases: list[dict[str, Any]]) -> None:
    assert len(cases) > 300
    for case in cases:
        refuse_forbidden(room(case), case["sent"])


def test_the_page_holds_back_nothing_that_a_room_of_labels_lets_through(cases: list[dict[str, Any]]) -> None:
    for case in cases:
        if case["policy"] == "labels" and case["proctoring"]:
            assert case["sent"] == case["label"]


def test_away_from_labels_no_cue_and_no_reading_of_the_face_is_sent(cases: list[dict[str, Any]]) -> None:
    for case in cases:
        if case["policy"] != "labels":
            assert case["sent"]["cues"] == []
            assert case["sent"]["state"] in {"present", "absent", "unknown", "calibrating", "paused", "self"}
