"""Links: capability links that a teacher hands out, to watch a room, project it or count its audience."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from backend.common.errors import NotAllowedError
from backend.relay.registry import Teacher
from backend.rooms.tokens import AUDIENCE, PROJECTOR, WATCHER, Tokens

# The page that each opens.
PATHS: Mapping[str, str] = {WATCHER: "/t", PROJECTOR: "/p", AUDIENCE: "/audience"}


class Links:
    """Signs links for teachers; each ends with the room, and none is kept."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens

    def link(self, teacher: Teacher, message: dict[str, Any]) -> dict[str, Any]:
        """Answer a teacher with a link that opens less than their own."""
        role: str = message["role"]
        if role == AUDIENCE and teacher.room.room_camera is None:
            raise NotAllowedError("This room was not made for a room camera.")
        token = self._tokens.for_role(role, teacher.room, teacher.expires_s)
        return {
            "ok": True,
            "token": token,
            "url": f"{teacher.base_url}{PATHS[role]}#{token}",
            "expires_at": teacher.expires_s * 1000,
        }
