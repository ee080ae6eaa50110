"""Policies: what a student's browser may send in a room, read from protocol/policies.json and states.json."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Policy:
    """What one policy lets through, and what it asks of a student's device."""

    states: frozenset[str]
    cues: bool
    camera: bool
    # Whether its rooms choose how readily they tell confusion.
    sensitivity: bool
    # The second character of its room codes begins here; None where the first says it.
    kind: int | None


def _policy(facts: Mapping[str, Any]) -> Policy:
    states = frozenset(state for state, of_state in _STATES.items() if of_state["group"] in facts["groups"])
    return Policy(states, facts["cues"], facts["camera"], facts["sensitivity"], facts["kind"])


_PROTOCOL = Path(__file__).parents[2] / "protocol"
_STATES: Mapping[str, Mapping[str, Any]] = json.loads(
    (_PROTOCOL / "states.json").read_text(encoding="utf-8")
)["states"]
# In the order in which the first character of a room code counts them.
POLICIES: Mapping[str, Policy] = {
    name: _policy(facts)
    for name, facts in json.loads((_PROTOCOL / "policies.json").read_text(encoding="utf-8")).items()
}
POLICY_NAMES = tuple(POLICIES)
