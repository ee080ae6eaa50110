"""Hand-over tokens: a place moves to another device of the same student, within two minutes and once."""

from __future__ import annotations

import secrets
import time
from typing import Any

import pytest

from backend.common.clock import now_ms
from backend.common.errors import BadTokenError, RoomExpiredError
from backend.rooms.codes import Room, new_room
from backend.rooms.handover import HANDOVER_MS, Handover, Handovers
from backend.rooms.tokens import Place, Tokens
from tests.backend.clients import AT, Client, Clients, RefusedError, status

KEY = secrets.token_urlsafe()
LATER_S = int(time.time()) + 3600


@pytest.fixture
def handovers() -> Handovers:
    return Handovers(KEY)


@pytest.fixture
def room() -> Room:
    return new_room("labels")


def place_in(room: Room, name: str | None = "Ada", expires_s: int = LATER_S) -> Place:
    return Place(room.code, "abcdefgh", name, expires_s, 5)


def taking(room: dict[str, Any], token: str) -> dict[str, str]:
    return {"role": "student", "code": room["code"], "handover": token}


def handed_over(student: Client) -> str:
    answer = student.send("handover", {})
    assert answer["ok"] is True
    return str(answer["handover"])


def test_a_hand_over_gives_the_whole_place_back(handovers: Handovers, room: Room) -> None:
    handover = Handover(place_in(room), now_ms())
    assert handovers.read(handovers.token_of(handover), room) == handover


def test_a_hand_over_is_void_after_two_minutes(handovers: Handovers, room: Room) -> None:
    assert HANDOVER_MS == 120_000
    late, last = (Handover(place_in(room), now_ms() - age) for age in (HANDOVER_MS, HANDOVER_MS - 60_000))
    with pytest.raises(BadTokenError, match="two minutes"):
        handovers.read(handovers.token_of(late), room)
    assert handovers.read(handovers.token_of(last), room) == last


def test_a_hand_over_ends_with_the_room_and_opens_no_other(handovers: Handovers, room: Room) -> None:
    over = Handover(place_in(room, expires_s=int(time.time())), now_ms())
    with pytest.raises(RoomExpiredError):
        handovers.read(handovers.token_of(over), room)
    with pytest.raises(BadTokenError, match="another room"):
        handovers.read(handovers.token_of(Handover(place_in(room), now_ms())), new_room("labels"))


def test_a_hand_over_and_a_resume_token_never_pass_for_each_other(handovers: Handovers, room: Room) -> None:
    tokens = Tokens(KEY)
    handover = handovers.token_of(Handover(place_in(room), now_ms()))
    with pytest.raises(BadTokenError):
        tokens.read_student(handover, room)
    with pytest.raises(BadTokenError):
        tokens.read_teacher(handover)
    with pytest.raises(BadTokenError):
        handovers.read(tokens.for_student(place_in(room)), room)


def test_a_hand_over_with_any_character_changed_is_refused(handovers: Handovers, room: Room) -> None:
    token = handovers.token_of(Handover(place_in(room), now_ms()))
    for at in range(len(token)):
        other = "A" if token[at] != "A" else "B"
        with pytest.raises(BadTokenError):
            handovers.read(token[:at] + other + token[at + 1 :], room)


def test_the_longest_name_still_fits_the_wires_400_characters(handovers: Handovers, room: Room) -> None:
    name = "".join(chr(0x1F300 + 7 * number) for number in range(40))
    assert len(handovers.token_of(Handover(place_in(room, name), now_ms()))) <= 400


def test_another_device_takes_the_seat_and_the_older_one_is_told(clients: Clients) -> None:
    room = clients.room()
    board, laptop = clients.teacher(room), clients.student(room, "Ada")
    laptop.send("status", status(4, hand=True, hand_at=AT, lost_at=None, pace_at=None))
    phone = clients.connect(taking(room, handed_over(laptop)))
    before, after = laptop.joined(), phone.joined()
    assert (after["student"], after["name"]) == (before["student"], "Ada")
    assert after["first_seq"] > 4
    laptop.wait("replaced")
    assert phone.send("status", status(after["first_seq"], hand=True, hand_at=AT)) == {"ok": True}
    assert [row[0] for row in board.wait_rows("statuses", 2)] == [before["student"]] * 2
    assert clients.resumed(room, after["resume"]).joined()["student"] == before["student"]


def test_a_hand_over_is_taken_once(clients: Clients) -> None:
    room = clients.room()
    laptop = clients.student(room, "Ada")
    first, second = handed_over(laptop), handed_over(laptop)
    phone = clients.connect(taking(room, second))
    phone.joined()
    for void in (second, first):
        with pytest.raises(RefusedError) as refused:
            clients.connect(taking(room, void))
        assert refused.value.data["error"] == "bad_token"
    again = handed_over(phone)
    assert clients.connect(taking(room, again)).joined()["name"] == "Ada"


def test_a_removed_student_comes_back_by_no_hand_over(clients: Clients) -> None:
    room = clients.room()
    board, laptop = clients.teacher(room), clients.student(room, "Ada")
    token = handed_over(laptop)
    board.send("door", {"seats": [[laptop.joined()["student"], "removed", AT]]})
    laptop.wait("removed")
    with pytest.raises(RefusedError) as refused:
        clients.connect(taking(room, token))
    assert refused.value.data["error"] == "removed"


def test_no_board_hands_a_seat_over(clients: Clients) -> None:
    assert clients.teacher(clients.room()).send("handover", {})["error"] == "not_student"
