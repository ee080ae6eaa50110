"""Policies: what a student's browser may send in a room, read from protocol/policies.json and states.json."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Policy:
    """What one policy of protocol/policies.json lets through, and what it asks of a student's device."""

    states: frozenset[str]
    cues: bool
    camera: bool
    confusion: bool


def _policy(groups: Sequence[str], *, cues: bool, camera: bool, confusion: bool, **_for_pages: Any) -> Policy:
    states = frozenset(state for state, facts in _STATES.items() if facts["group"] in groups)
    return Policy(states, cues, camera, confusion)


_PROTOCOL = Path(__file__).parents[2] / "protocol"
_STATES: Mapping[str, Mapping[str, Any]] = json.loads(
    (_PROTOCOL / "states.json").read_text(encoding="utf-8")
)["states"]
# In the order in which a room code counts them.
POLICIES: Mapping[str, Policy] = {
    name: _policy(**facts)
    for name, facts in json.loads((_PROTOCOL / "policies.json").read_text(encoding="utf-8")).items()
}
POLICY_NAMES = tuple(POLICIES)
