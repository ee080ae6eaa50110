"""Room reports: k-anonymity of what a camera on an audience counts, and what its room lets it tell."""

from __future__ import annotations

from typing import TypedDict, cast

from backend.common.errors import BadMessageError, NotAllowedError
from backend.rooms.codes import Room

# Of fewer heads nothing is told: a direction could be known for one of them by whoever sits there.
FEWEST_HEADS = 5

_DIRECTIONS = ("towards", "away", "down", "unclear")


class RoomReport(TypedDict):
    """A `room_report` as messages.schema.json defines it; None is what is not told."""

    seq: int
    at: int
    seen: int | None
    towards: int | None
    away: int | None
    down: int | None
    unclear: int | None


def refuse_room_report(room: Room, report: RoomReport) -> None:
    """Raise an error for counts that this room's kind does not let through, or that do not add up."""
    if room.room_camera is None:
        raise NotAllowedError("This room was not made for a room camera.")
    told = [count for count in _directions(report) if count is not None]
    if not told:
        return
    if room.room_camera == "count":
        raise NotAllowedError("This room counts heads alone; where they point is not told.")
    if len(told) < len(_DIRECTIONS) or sum(told) != report["seen"]:
        raise BadMessageError("room_report: the four directions add up to those who are seen.")


def tellable(report: RoomReport) -> RoomReport:
    """Return the report, without its counts where they are of too few."""
    seen = report["seen"]
    if seen is not None and seen >= FEWEST_HEADS:
        return report
    nothing = dict.fromkeys(("seen", *_DIRECTIONS))
    return cast(RoomReport, {**report, **nothing})


def _directions(report: RoomReport) -> tuple[int | None, ...]:
    return report["towards"], report["away"], report["down"], report["unclear"]
