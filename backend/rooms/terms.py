"""Room terms: which policies a deployment allows, how long its rooms last, and their students' link."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from backend.common.clock import now_s
from backend.common.errors import PolicyOffError
from backend.rooms.codes import Room


class Terms(Protocol):
    """What a deployment's configuration says of its rooms."""

    @property
    def policies(self) -> Sequence[str]:
        """Return the policies that are allowed."""

    @property
    def room_hours(self) -> float:
        """Return how many hours a room lasts."""


def refuse_policy(policy: str, terms: Terms) -> None:
    """Raise PolicyOffError for a policy that this deployment does not allow."""
    if policy not in terms.policies:
        allowed = ", ".join(terms.policies)
        raise PolicyOffError(f"This server does not allow rooms with the policy `{policy}`, only: {allowed}.")


def expiry_s(terms: Terms) -> int:
    """Return the second at which what is signed now ends."""
    return int(now_s() + terms.room_hours * 3600)


def student_url(base_url: str, room: Room) -> str:
    """Return the link that students open."""
    return f"{base_url}/s#{room.code}"
