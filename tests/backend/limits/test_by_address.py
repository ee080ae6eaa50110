"""Rate limit by address: a whole school gets in from one address, and enumeration is refused."""

from __future__ import annotations

import secrets
import time
from typing import Any

import pytest

from backend.app import create_app
from backend.common.errors import BadCodeError, ReadroomError, TooFastError
from backend.limits.by_address import ALLOWANCES, BUCKETS, AddressRateLimit, site_of
from backend.relay.handshake import Handshake
from backend.relay.registry import Member, Registry
from backend.rooms.codes import Room, new_room
from backend.rooms.handover import Handovers
from backend.rooms.tokens import Tokens
from backend.settings.config import Config

SCHOOL = "192.0.2.7"
ELSEWHERE = "198.51.100.9"
WRONG_CODE = "07QM4-F2P9J"


class Door:
    """A handshake, a roll and a clock that stands still unless told otherwise."""

    def __init__(self) -> None:
        self.now_s = 0.0
        self.registry = Registry()
        key = secrets.token_urlsafe()
        self.tokens = Tokens(key)
        self._handshake = Handshake(
            self.tokens, Handovers(key), Config(), AddressRateLimit(lambda: self.now_s), self.registry
        )

    def connect(self, auth: dict[str, Any], address: str = SCHOOL) -> Member:
        environ = {"REMOTE_ADDR": address, "HTTP_HOST": "school.example", "wsgi.url_scheme": "https"}
        member = self._handshake.read(secrets.token_hex(8), auth, environ)
        self.registry.enter(member)
        return member

    def join(self, code: str, address: str = SCHOOL) -> Member:
        return self.connect({"role": "student", "code": code, "name": None}, address)

    def walk(self, steps: int, address: str = SCHOOL) -> int:
        """Try fresh well-formed codes, leaving each room again; return how many let somebody in."""
        entered = 0
        for _ in range(steps):
            try:
                member = self.join(new_room("labels").code, address)
            except TooFastError:
                continue
            entered += 1
            self.registry.leave(member.sid)
        return entered

    def open_board(self, room: Room) -> Member:
        return self.connect(
            {"role": "teacher", "token": self.tokens.for_teacher(room, int(time.time()) + 3600)}
        )


@pytest.fixture
def door() -> Door:
    return Door()


def burst(purpose: str) -> int:
    return int(ALLOWANCES[purpose].burst)


def test_two_thousand_students_of_170_rooms_join_from_one_address_at_once(door: Door) -> None:
    rooms = [new_room("labels") for _ in range(170)]
    for number in range(2000):
        door.join(rooms[number % len(rooms)].code)


def test_they_all_come_back_at_once_as_the_new_students_that_a_lost_secret_makes_them(door: Door) -> None:
    rooms = [new_room("labels") for _ in range(170)]
    for _ in range(3):
        members = [door.join(rooms[number % len(rooms)].code) for number in range(2000)]
        for member in members:
            door.registry.leave(member.sid)


def test_enumeration_reaches_no_more_empty_rooms_than_the_allowance(door: Door) -> None:
    assert door.walk(5000) == burst("empty_room")
    door.now_s += 60
    assert door.walk(5000) == 60 * ALLOWANCES["empty_room"].per_s


def test_enumeration_beyond_its_allowance_learns_nothing_of_a_room_with_members(door: Door) -> None:
    live, waiting = new_room("labels"), new_room("labels")
    door.open_board(live)
    door.join(waiting.code)
    door.walk(burst("empty_room"))
    said = set()
    for code in (live.code, waiting.code, new_room("labels").code, WRONG_CODE):
        with pytest.raises(TooFastError) as refused:
            door.join(code)
        said.add(str(refused.value))
    assert len(said) == 1


def test_enumeration_shuts_out_neither_teachers_nor_returning_students(door: Door) -> None:
    room = new_room("labels")
    student = door.join(room.code)
    door.registry.leave(student.sid)
    door.walk(burst("empty_room"))
    door.open_board(room)
    again = door.connect({"role": "student", "code": room.code, "resume": getattr(student, "resume", None)})
    assert getattr(again, "student", 1) == getattr(student, "student", 2)


def test_enumeration_shuts_out_no_other_address(door: Door) -> None:
    door.walk(burst("empty_room") + 1)
    door.join(new_room("labels").code, ELSEWHERE)


def test_codes_that_are_none_are_counted_apart(door: Door) -> None:
    for _ in range(burst("wrong_code")):
        with pytest.raises(BadCodeError):
            door.join(WRONG_CODE)
    with pytest.raises(TooFastError):
        door.join(WRONG_CODE)
    with pytest.raises(TooFastError):
        door.join(new_room("labels").code)
    door.now_s += 2
    door.join(new_room("labels").code)


@pytest.mark.parametrize("code", [7, None, ["07QM4-F2P9H"]])
def test_a_code_that_is_no_text_counts_as_a_wrong_one(door: Door, code: Any) -> None:
    refusals = set()
    for _ in range(burst("wrong_code") + 1):
        with pytest.raises(ReadroomError) as refused:
            door.join(code)
        refusals.add(refused.value.error)
    assert refusals == {"bad_code", "too_fast"}


def test_joining_itself_is_limited(door: Door) -> None:
    auth = {"role": "teacher", "token": "x"}
    refusals = []
    for _ in range(burst("join") + 1):
        with pytest.raises(ReadroomError) as refused:
            door.connect(auth)
        refusals.append(refused.value.error)
    assert set(refusals[:-1]) == {"bad_token"}
    assert refusals[-1] == "too_fast"


def test_the_rate_limit_keeps_a_bounded_number_of_buckets_and_drops_the_idle_first() -> None:
    rate_limit = AddressRateLimit(lambda: 0.0)
    for number in range(3 * BUCKETS):
        rate_limit.spend("empty_room", f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}")
        if number < burst("empty_room"):
            rate_limit.spend("empty_room", SCHOOL)
        elif number % 1000 == 0:
            with pytest.raises(TooFastError):
                rate_limit.spend("empty_room", SCHOOL)
    assert len(rate_limit) == BUCKETS


@pytest.mark.parametrize(
    ("address", "site"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2::9", "2001:db8:1::/48"),
        ("2001:db8:1:3::7", "2001:db8:1::/48"),
        ("", ""),
        ("unix:", "unix:"),
    ],
)
def test_an_ipv6_site_is_one_address(address: str, site: str) -> None:
    assert site_of(address) == site


def test_rooms_can_be_made_by_the_thousand_but_not_without_end() -> None:
    client = create_app(Config()).test_client()
    answers = [client.post("/rooms", json={"policy": "ask"}) for _ in range(burst("new_room") * 2)]
    assert {answer.status_code for answer in answers[: burst("new_room")]} == {201}
    assert (answers[-1].status_code, answers[-1].get_json()["error"]) == (429, "too_fast")
