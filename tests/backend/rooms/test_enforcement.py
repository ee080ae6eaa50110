"""What each policy lets through, in every combination, by the relay and whatever the browser does."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from backend.common.errors import NotAllowedError
from backend.rooms.codes import Room
from backend.rooms.enforcement import refuse_forbidden
from backend.rooms.messages import GROUPS, SCHEMA
from backend.rooms.policies import POLICY_NAMES
from tests.backend.clients import Clients, report

STATES = SCHEMA["definitions"]["state"]["enum"]
CUES = SCHEMA["definitions"]["cue"]["enum"]
ALERTS = SCHEMA["definitions"]["alert"]["enum"]

REASONS = list(enumerate(sorted(GROUPS), 1))

# The table of docs/protocol.md.
HERE_OR_NOT = ["present", "absent", "unknown", "calibrating", "paused", "self"]
ALLOWED_STATES = {
    "labels": [state for state in STATES if state != "present"],
    "ask": HERE_OR_NOT,
    "presence": HERE_OR_NOT,
    "self": ["self"],
}


# One cue of each state, all that may stand beside each other, and what may not.
CUE_SETS: list[list[str]] = [
    *([], *([cue] for cue in CUES), CUES),
    [cue for cue in CUES if cue not in GROUPS],
    *(sorted(GROUPS), ["light", "yawn"], ["light", "face"]),
]


def fits(state: str, cues: list[str]) -> bool:
    """Return whether cues may stand beside a state: one group with `unknown`, none with any other."""
    groups = GROUPS.intersection(cues)
    return len(cues) == len(groups) < 2 if state == "unknown" else not groups


def passes(room: Room, message: Any) -> bool:
    try:
        refuse_forbidden(room, message)
    except NotAllowedError:
        return False
    return True


@pytest.mark.parametrize("policy", POLICY_NAMES)
@pytest.mark.parametrize("proctoring", [False, True])
def test_each_state_cue_and_alert_passes_exactly_where_the_table_says(policy: str, proctoring: bool) -> None:
    room = Room("", policy, proctoring, False)
    alert_sets: list[list[str]] = [[], *([alert] for alert in ALERTS), ALERTS]
    for state, cues, alerts in itertools.product(STATES, CUE_SETS, alert_sets):
        expected = (
            state in ALLOWED_STATES[policy]
            and (policy == "labels" or not cues)
            and fits(state, cues)
            and (proctoring or not alerts)
        )
        assert passes(room, report(1, state, cues=cues, alerts=alerts)) is expected, (state, cues, alerts)


@pytest.mark.parametrize("policy", POLICY_NAMES)
def test_the_relay_forwards_what_the_policy_allows_and_nothing_else(clients: Clients, policy: str) -> None:
    room = clients.room(policy)
    board, ada = clients.teacher(room), clients.student(room)
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


@pytest.mark.parametrize("policy", ["ask", "presence"])
def test_why_nothing_can_be_measured_passes_in_rooms_of_labels_alone(clients: Clients, policy: str) -> None:
    for room, let_through in ((clients.room(policy, proctoring=True), False), (clients.room("labels"), True)):
        board, ada = clients.teacher(room), clients.student(room)
        answers = [ada.send("report", report(seq, "unknown", cues=[group])) for seq, group in REASONS]
        assert {answer.get("error") for answer in answers} == {None if let_through else "not_allowed"}
        assert ada.send("report", report(9, "unknown")) == {"ok": True}
        rows = board.wait_rows("reports", 1 + len(REASONS) * let_through)
        told = [[group] for _, group in REASONS] if let_through else []
        assert [row[4] for row in rows] == [*told, []]


def test_a_history_is_held_to_the_same(clients: Clients) -> None:
    room = clients.room("labels")
    board, ada = clients.teacher(room), clients.student(room)
    board.ask(ada)
    answer = ada.send(
        "history", {"reports": [report(1, "unknown", cues=["light"]), report(2, cues=["face"])]}
    )
    assert answer["error"] == "not_allowed"


def test_alerts_pass_in_a_proctoring_room(clients: Clients) -> None:
    room = clients.room("presence", proctoring=True)
    board, ada = clients.teacher(room), clients.student(room)
    assert ada.send("report", report(1, "absent", alerts=["no_face"])) == {"ok": True}
    assert board.wait_rows("reports")[0][3:] == ["absent", [], ["no_face"]]
