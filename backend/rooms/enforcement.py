"""Policy enforcement: what a room's policy forbids is refused, whatever a student's browser sends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from backend.common.errors import NotAllowedError
from backend.rooms.codes import Room
from backend.rooms.messages import GROUPS
from backend.rooms.policies import POLICIES, Policy


class Report(TypedDict):
    """A `report` as messages.schema.json defines it, or one entry of a `history`."""

    seq: int
    at: int
    state: str
    cues: Sequence[str]
    alerts: Sequence[str]


def refuse_forbidden(room: Room, report: Report) -> None:
    """Raise NotAllowedError, saying what, when the room's policy forbids this report."""
    policy = POLICIES[room.policy]
    if report["state"] not in policy.states:
        raise NotAllowedError(f"The policy `{room.policy}` lets no state `{report['state']}` through.")
    if report["cues"]:
        _refuse_cues(policy, room, report)
    if report["alerts"] and not room.proctoring:
        raise NotAllowedError("Alerts pass in a proctoring room only.")


def _refuse_cues(policy: Policy, room: Room, report: Report) -> None:
    if not policy.cues:
        raise NotAllowedError(f"The policy `{room.policy}` lets no cues through.")
    groups = GROUPS.intersection(report["cues"])
    if report["state"] != "unknown" and groups:
        raise NotAllowedError("A group of reasons passes with `unknown` only.")
    # Where nothing can be measured, nothing else may be told.
    if report["state"] == "unknown" and not len(report["cues"]) == len(groups) == 1:
        raise NotAllowedError("With `unknown` passes one group of reasons, and no other cue.")
