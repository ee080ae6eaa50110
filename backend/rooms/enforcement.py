"""Policy enforcement: what a room's policy forbids is refused, whatever a browser sends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

from backend.common.errors import BadMessageError, NotAllowedError
from backend.rooms.codes import Room
from backend.rooms.messages import GROUPS
from backend.rooms.policies import POLICIES, Policy

# Fewer answers than these could be told apart by whoever knows some of them.
ANONYMOUS_ANSWERS = 5


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


def refuse_results(room: Room, prompt: Mapping[str, Any]) -> None:
    """Raise an error for results of a question that runs, or that this room may not show to the class."""
    if "results" not in prompt and "correct" not in prompt:
        return
    if "ended" not in prompt:
        raise BadMessageError("prompt: results and the correct choice are told once the question has ended.")
    _refuse_tally(room, prompt, prompt.get("results"), prompt.get("correct"))


def refuse_counts(room: Room, shown: Mapping[str, Any]) -> None:
    """Raise an error for counts of no question, or that this room may not show to the class."""
    question, correct = shown["question"], shown.get("correct")
    if question is not None:
        _refuse_tally(room, question, shown["counts"], correct)
    elif shown["counts"] is not None or correct is not None:
        raise BadMessageError("show: counts and a correct choice belong to a question.")


def _refuse_tally(
    room: Room, question: Mapping[str, Any], counts: Sequence[int] | None, correct: int | None
) -> None:
    choices = len(question["choices"])
    if correct is not None and correct >= choices:
        raise BadMessageError("The correct choice is none of the question's.")
    if counts is None:
        return
    if len(counts) != choices:
        raise BadMessageError("There is one count for each choice.")
    if room.anonymous and sum(counts) < ANONYMOUS_ANSWERS:
        raise NotAllowedError(f"An anonymous room shows counts from {ANONYMOUS_ANSWERS} answers on.")
