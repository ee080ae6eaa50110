"""Room reports: what a camera on an audience may tell, by its room's kind, and of too few nothing."""

from __future__ import annotations

import pytest

from backend.common.errors import BadMessageError, NotAllowedError
from backend.rooms.codes import new_room
from backend.rooms.room_reports import FEWEST_HEADS, RoomReport, refuse_room_report, tellable
from signals import load_parameters

COUNT, DIRECTION = (new_room("self", room_camera=told) for told in ("count", "direction"))


def counts(seen: int | None, *directions: int | None) -> RoomReport:
    towards, away, down, unclear = directions or (None,) * 4
    return {
        "seq": 1,
        "at": 0,
        "seen": seen,
        "towards": towards,
        "away": away,
        "down": down,
        "unclear": unclear,
    }


def test_a_room_that_was_not_made_for_it_takes_no_count() -> None:
    with pytest.raises(NotAllowedError):
        refuse_room_report(new_room("self"), counts(30))


def test_a_counting_room_takes_a_count_and_no_direction() -> None:
    refuse_room_report(COUNT, counts(30))
    with pytest.raises(NotAllowedError):
        refuse_room_report(COUNT, counts(30, 10, 10, 5, 5))


def test_directions_add_up_to_those_who_are_seen() -> None:
    refuse_room_report(DIRECTION, counts(30, 10, 10, 5, 5))
    for wrong in (counts(31, 10, 10, 5, 5), counts(30, 10, 10, 10, None), counts(None, 1, 1, 1, 1)):
        with pytest.raises(BadMessageError):
            refuse_room_report(DIRECTION, wrong)


def test_of_too_few_nothing_is_told() -> None:
    assert tellable(counts(4, 4, 0, 0, 0)) == counts(None)
    assert tellable(counts(0)) == counts(None)
    assert tellable(counts(5, 4, 1, 0, 0)) == counts(5, 4, 1, 0, 0)


def test_the_fewest_are_those_of_the_page_that_counts() -> None:
    assert load_parameters()["audience_fewest"]["value"] == FEWEST_HEADS
