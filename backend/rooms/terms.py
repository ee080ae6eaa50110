"""Room terms: which policies a deployment allows, how long its rooms last, and their students' link."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from backend.common.clock import now_s
from backend.common.errors import PolicyOffError
from backend.rooms.codes import ROOM_CAMERAS, Room


class Terms(Protocol):
    """What a deployment's configuration says of its rooms."""

    @property
    def policies(self) -> Sequence[str]:
        """Return the policies that are allowed."""

    @property
    def room_camera(self) -> str:
        """Return what a camera on an audience may tell at most, `off` for none."""

    @property
    def room_hours(self) -> float:
        """Return how many hours a room lasts."""


def refuse_policy(policy: str, terms: Terms) -> None:
    """Raise PolicyOffError for a policy that this deployment does not allow."""
    if policy not in terms.policies:
        allowed = ", ".join(terms.policies)
        raise PolicyOffError(f"This server does not allow rooms with the policy `{policy}`, only: {allowed}.")


def room_cameras(terms: Terms) -> Sequence[str]:
    """Return what cameras on an audience may tell here: nothing, the count, or directions as well."""
    return ROOM_CAMERAS[: ROOM_CAMERAS.index(terms.room_camera) + 1] if terms.room_camera != "off" else ()


def refuse_room_camera(told: str | None, terms: Terms) -> None:
    """Raise PolicyOffError for a room with a camera on its audience that this deployment does not allow."""
    if told is not None and told not in room_cameras(terms):
        raise PolicyOffError(f"This server does not allow rooms with a room camera of the kind `{told}`.")


def expiry_s(terms: Terms) -> int:
    """Return the second at which what is signed now ends."""
    return int(now_s() + terms.room_hours * 3600)


def student_url(base_url: str, room: Room) -> str:
    """Return the link that students open."""
    return f"{base_url}/s#{room.code}"
