"""What each policy lets through, in every combination, by the relay and whatever the browser does."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from backend.errors import NotAllowedError
from backend.messages import SCHEMA
from backend.policies import refuse_forbidden
from backend.rooms import POLICIES, Room
from tests.backend.people import People, report

STATES = SCHEMA["definitions"]["state"]["enum"]
CUES = SCHEMA["definitions"]["cue"]["enum"]
ALERTS = SCHEMA["definitions"]["alert"]["enum"]

# The table of docs/protocol.md.
HERE_OR_NOT = ["present", "absent", "unknown", "calibrating", "paused", "self"]
ALLOWED_STATES = {
    "labels": [state for state in STATES if state != "present"],
    "ask": HERE_OR_NOT,
    "presence": HERE_OR_NOT,
    "self": ["self"],
}


def passes(room: Room, message: Any) -> bool:
    try:
        refuse_forbidden(room, message)
    except NotAllowedError:
        return False
    return True


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("proctoring", [False, True])
def test_each_state_cue_and_alert_passes_exactly_where_the_table_says(policy: str, proctoring: bool) -> None:
    room = Room("", policy, proctoring, False)
    cue_sets: list[list[str]] = [[], *([cue] for cue in CUES), CUES]
    alert_sets: list[list[str]] = [[], *([alert] for alert in ALERTS), ALERTS]
    for state, cues, alerts in itertools.product(STATES, cue_sets, alert_sets):
        expected = (
            state in ALLOWED_STATES[policy]
            and (policy == "labels" or not cues)
            and (proctoring or not alerts)
        )
        assert passes(room, report(1, state, cues=cues, alerts=alerts)) is expected, (state, cues, alerts)


@pytest.mark.parametrize("policy", POLICIES)
def test_the_relay_forwards_what_the_policy_allows_and_nothing_else(people: People, policy: str) -> None:
    room = people.room(policy)
    board, ada = people.teacher(room), people.student(room)
    base = ALLOWED_STATES[policy][0]
    tried = [
        *(report(seq, state) for seq, state in enumerate(STATES, 1)),
        *(report(seq, base, cues=[cue]) for seq, cue in enumerate(CUES, 101)),
        *(report(seq, base, alerts=[alert]) for seq, alert in enumerate(ALERTS, 201)),
    ]
    answers = [ada.send("report", message) for message in tried]
    let_through = [message["seq"] for message, answer in zip(tried, answers, strict=True) if answer["ok"]]
    assert {answer["error"] for answer in answers if not answer["ok"]} == {"not_allowed"}
    assert [row[1] for row in board.wait_rows("reports", len(let_through))] == let_through
    states = [STATES[seq - 1] for seq in let_through if seq <= len(STATES)]
    assert states == [state for state in STATES if state in ALLOWED_STATES[policy]]
    assert any(seq > 100 for seq in let_through) is (policy == "labels")
    assert all(seq < 200 for seq in let_through)


def test_alerts_pass_in_a_proctoring_room(people: People) -> None:
    room = people.room("presence", proctoring=True)
    board, ada = people.teacher(room), people.student(room)
    assert ada.send("report", report(1, "absent", alerts=["no_face"])) == {"ok": True}
    assert board.wait_rows("reports")[0][3:] == ["absent", [], ["no_face"]]
