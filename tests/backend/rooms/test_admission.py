"""Admission: of two decisions on the same thing the newer counts, whoever sends it first."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from backend.rooms.admission import (
    DOOR_SEATS,
    SEATS_A_MESSAGE,
    Door,
    DoorMessage,
    Lock,
    SeatChange,
    door_message,
)

ADA, BEN = "ada_ada_", "ben_ben_"


def seats(*words: SeatChange) -> DoorMessage:
    return {"lock": None, "seats": [*words]}


def lock(at: int, *, locked: bool = True) -> DoorMessage:
    return {"lock": Lock(locked=locked, at=at), "seats": []}


def test_an_unlocked_door_is_open_for_all_but_who_was_removed() -> None:
    door = Door()
    assert door.is_open_for(ADA, 100)
    door.apply(seats((ADA, "removed", 200)))
    assert door.is_removed(ADA)
    assert not door.is_open_for(ADA, 100)
    assert door.is_open_for(BEN, 100)


def test_a_lock_keeps_those_out_alone_who_got_their_place_after_it() -> None:
    door = Door()
    door.apply(lock(1000))
    assert door.is_open_for(ADA, 999)
    assert door.is_open_for(ADA, 1000)
    assert not door.is_open_for(BEN, 1001)


def test_who_was_let_in_comes_and_goes_through_a_locked_door() -> None:
    door = Door()
    door.apply(lock(1000))
    door.apply(seats((BEN, "admitted", 2000)))
    assert door.is_open_for(BEN, 1500)


def test_unlocking_opens_the_door_for_everybody() -> None:
    door = Door()
    door.apply(lock(1000))
    door.apply(lock(2000, locked=False))
    assert door.is_open_for(BEN, 1500)


WORDS = [lock(1), lock(3, locked=False), lock(2), seats((ADA, "removed", 5)), seats((ADA, "admitted", 6)),
         seats((BEN, "admitted", 7), (ADA, "removed", 4)), seats((BEN, "removed", 7))]  # fmt: skip


def test_the_same_words_in_any_order_make_the_same_door() -> None:
    ends: list[Any] = []
    for order in permutations(WORDS):
        door = Door()
        for word in order:
            door.apply(word)
        ends.append((door.known()[0]["lock"], sorted(door.known()[0]["seats"])))
    assert all(end == ends[0] for end in ends)
    assert ends[0] == ({"locked": False, "at": 3}, [(ADA, "admitted", 6), (BEN, "removed", 7)])


def test_only_what_is_new_is_told_on() -> None:
    door = Door()
    word: DoorMessage = {"lock": {"locked": True, "at": 5}, "seats": [(ADA, "removed", 5)]}
    assert door.apply(word) == word
    assert door.apply(word) == {"lock": None, "seats": []}
    assert door.apply(seats((ADA, "removed", 4), (BEN, "removed", 4))) == seats((BEN, "removed", 4))


def test_what_is_known_is_told_in_messages_of_a_bearable_size() -> None:
    door = Door()
    door.apply(lock(1))
    door.apply(seats(*((f"{number:08}", "removed", number) for number in range(700))))
    told = door.known()
    assert [len(word["seats"]) for word in told] == [SEATS_A_MESSAGE, SEATS_A_MESSAGE, 100]
    assert [word["lock"] is not None for word in told] == [True, False, False]


def test_seats_are_bounded_and_the_newest_are_kept() -> None:
    door = Door()
    for at in range(DOOR_SEATS + 50):
        door.apply(seats((f"{at:08}", "removed", at)))
    assert sum(len(word["seats"]) for word in door.known()) == DOOR_SEATS
    assert door.is_removed(f"{DOOR_SEATS + 49:08}")
    assert not door.is_removed(f"{0:08}")


@pytest.mark.parametrize("message", [{"lock": {"locked": True, "at": 1}}, {"seats": [[ADA, "removed", 1]]}])
def test_a_message_may_hold_one_of_the_two(message: dict[str, Any]) -> None:
    assert door_message(message) == {"lock": None, "seats": []} | message
