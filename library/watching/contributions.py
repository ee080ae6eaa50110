"""Contributions: what a browser says each minute, checked against its ticket and the course's policy."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from backend.common.errors import BadMessageError, NotAllowedError
from backend.rooms.messages import SCHEMA, Check, checker
from backend.rooms.policies import POLICIES
from library.common.errors import BudgetError
from library.watching.bins import bins_of, mask_of
from library.watching.tickets import Counted

_PROTOCOL = Path(__file__).parents[2] / "protocol"
_OWN: Mapping[str, Any] = json.loads((_PROTOCOL / "library.schema.json").read_text(encoding="utf-8"))
# A state is what it is on the relay's wire.
_DEFINITIONS = {**_OWN["definitions"], "state": SCHEMA["definitions"]["state"]}
_STATES = json.loads((_PROTOCOL / "states.json").read_text(encoding="utf-8"))["states"]
# The groups of states that say something of who watches.
_TOLD_GROUPS = frozenset({"attention", "presence", "absence"})
STATES = tuple(state for state, facts in _STATES.items() if facts["group"] in _TOLD_GROUPS)
MARKS: tuple[str, ...] = tuple(_DEFINITIONS["mark"]["enum"])
# What is counted of those who watched a bin, whether or not they were measured.
SEEN_KINDS = ("first", "again", *MARKS)


def message_checker(name: str) -> Check:
    """Return the check of one definition of library.schema.json."""
    return checker(name, {"$ref": f"#/definitions/{name}", "definitions": _DEFINITIONS})


check_contribution = message_checker("contribution")


@dataclass(frozen=True)
class Shares:
    """What one contribution adds: bins seen first by state, bins seen again, and presses by kind."""

    first: Mapping[str | None, int]
    again: tuple[int, ...]
    marks: Mapping[str, int]

    @property
    def seen(self) -> int:
        """Return the set of all bins that were watched."""
        found = 0
        for mask in (*self.first.values(), *self.again):
            found |= mask
        return found


def read_shares(message: Mapping[str, Any], bins: int, policy: str) -> Shares:
    """Return what a message adds. Raises BadMessageError and NotAllowedError."""
    lets = POLICIES[policy].states & set(STATES)
    first: dict[str | None, int] = {}
    for start, stop, state in message["runs"]:
        if state is not None and state not in lets:
            raise NotAllowedError(f"The policy `{policy}` lets no `{state}` through.")
        first[state] = first.get(state, 0) | _mask(start, stop, bins)
    marks: dict[str, int] = {}
    for place, kind in message["marks"]:
        marks[kind] = marks.get(kind, 0) | _mask(place, place + 1, bins)
    return Shares(first, tuple(_mask(start, stop, bins) for start, stop in message["again"]), marks)


def _mask(start: int, stop: int, bins: int) -> int:
    if not start < stop <= bins:
        raise BadMessageError(f"A run of bins is from one to a later one, of {bins}.")
    return mask_of(start, stop)


def new_shares(shares: Shares, counted: Counted, now: float) -> Shares:
    """Return what is new of a contribution: each bin once seen first, each press once a bin, by one ticket.

    Raises BudgetError for more than one viewer can have seen, and BadMessageError for a press in a bin that
    this ticket has not seen.
    """
    first, before = {}, counted.seen
    for state, mask in shares.first.items():
        first[state] = mask & ~before
        before |= mask
    watched = counted.watched | shares.seen
    marks = {kind: mask & ~counted.marks.get(kind, 0) for kind, mask in shares.marks.items()}
    if any(mask & ~watched for mask in marks.values()):
        raise BadMessageError("A press is in a bin that was watched.")
    new = Shares(first, shares.again, marks)
    if _cost(new) > counted.left_bins(now):
        raise BudgetError("This is more than one viewer can have seen; try again in a minute.")
    return new


def _cost(shares: Shares) -> int:
    return sum(mask.bit_count() for mask in (*shares.first.values(), *shares.again))


def count(shares: Shares, counted: Counted, seq: int) -> None:
    """Remember what was counted of a ticket."""
    counted.seq = seq
    counted.spent_bins += _cost(shares)
    counted.watched |= shares.seen
    for mask in shares.first.values():
        counted.seen |= mask
    for kind, mask in shares.marks.items():
        counted.marks[kind] = counted.marks.get(kind, 0) | mask


def bins_of_each(shares: Shares) -> list[tuple[int, str]]:
    """Return every (bin, kind) of a contribution, without its states."""
    firsts = [(place, "first") for mask in shares.first.values() for place in bins_of(mask)]
    agains = [(place, "again") for mask in shares.again for place in bins_of(mask)]
    presses = [(place, kind) for kind, mask in shares.marks.items() for place in bins_of(mask)]
    return [*firsts, *agains, *presses]
