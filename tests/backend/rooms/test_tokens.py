"""Tokens: what was not signed for this role, this room and this time is refused."""

from __future__ import annotations

import base64
import json
import secrets
import time
from typing import Any

import pytest

from backend.common.errors import BadTokenError, RoomExpiredError
from backend.rooms.codes import Room, RoomCodeError, new_room, read_room_code
from backend.rooms.tokens import Place, Tokens
from tests.backend.clients import Clients, RefusedError, report, token_of
from tests.serving import serve

SECRET = secrets.token_urlsafe()
# The shortest life a room can have, in hours, and a moment after it.
SHORT_HOURS = "0.001"
AFTER_SHORT_S = 4.8


@pytest.fixture
def tokens() -> Tokens:
    return Tokens(SECRET)


@pytest.fixture
def room() -> Room:
    return new_room("labels")


def resuming(room: dict[str, Any], resume: str) -> dict[str, str]:
    return {"role": "student", "code": room["code"], "resume": resume}


def in_an_hour() -> int:
    return int(time.time()) + 3600


def test_a_teachers_token_reads_back(tokens: Tokens, room: Room) -> None:
    expires_s = in_an_hour()
    token = tokens.for_teacher(room, expires_s)
    assert token.startswith(f"{room.code}.{expires_s}.")
    found = tokens.read_teacher(token)
    assert (found.room, found.expires_s) == (room, expires_s)


def test_a_teachers_token_with_any_character_changed_is_refused(tokens: Tokens, room: Room) -> None:
    token = tokens.for_teacher(room, in_an_hour())
    for place in range(len(token)):
        other = "A" if token[place] != "A" else "B"
        with pytest.raises(BadTokenError):
            tokens.read_teacher(token[:place] + other + token[place + 1 :])


def test_a_teachers_token_of_an_unknown_kind_of_room_is_refused_as_that(tokens: Tokens) -> None:
    token = tokens.for_teacher(Room("73QM4-F2P9C", "labels", False, False), in_an_hour())
    with pytest.raises(BadTokenError, match="a kind of room that this version does not know"):
        tokens.read_teacher(token)


@pytest.mark.parametrize(("role", "prefix"), [("watcher", "w."), ("projector", "p.")])
def test_a_links_token_says_its_role_and_reads_back_as_that_alone(
    tokens: Tokens, room: Room, role: str, prefix: str
) -> None:
    expires_s = in_an_hour()
    token = tokens.for_role(role, room, expires_s)
    assert token.startswith(f"{prefix}{room.code}.{expires_s}.")
    found = tokens.read_role(role, token)
    assert (found.room, found.expires_s) == (room, expires_s)
    for other in {"teacher", "watcher", "projector"} - {role}:
        for brought in (token, token.removeprefix(prefix)):
            with pytest.raises(BadTokenError):
                tokens.read_role(other, brought)
    with pytest.raises(BadTokenError):
        tokens.read_role(role, tokens.for_teacher(room, expires_s))


def test_a_links_token_is_no_code_to_join_with(tokens: Tokens, room: Room) -> None:
    for role, page in (("watcher", "/t"), ("projector", "/p")):
        with pytest.raises(RoomCodeError) as refused:
            read_room_code(f"https://school.example{page}#{tokens.for_role(role, room, in_an_hour())}")
        assert refused.value.reason == "teacher"


def test_a_truncated_token_is_refused(tokens: Tokens, room: Room) -> None:
    token = tokens.for_teacher(room, in_an_hour())
    for length in range(len(token)):
        with pytest.raises(BadTokenError):
            tokens.read_teacher(token[:length])


def test_a_token_of_another_secret_is_refused(tokens: Tokens, room: Room) -> None:
    with pytest.raises(BadTokenError):
        tokens.read_teacher(Tokens(secrets.token_urlsafe()).for_teacher(room, in_an_hour()))


@pytest.mark.parametrize("token", [None, 7, "", "é" * 20, "x" * 100_000, ["a"]])
def test_what_is_no_token_is_refused(tokens: Tokens, room: Room, token: object) -> None:
    with pytest.raises(BadTokenError):
        tokens.read_teacher(token)
    with pytest.raises(BadTokenError):
        tokens.read_student(token, room)


def test_an_expired_token_is_told_apart_from_a_forged_one(tokens: Tokens, room: Room) -> None:
    with pytest.raises(RoomExpiredError):
        tokens.read_teacher(tokens.for_teacher(room, int(time.time())))
    place = Place(room.code, "abcdefgh", None, int(time.time()))
    with pytest.raises(RoomExpiredError):
        tokens.read_student(tokens.for_student(place), room)


def test_a_students_token_gives_the_place_back(tokens: Tokens, room: Room) -> None:
    place = Place(room.code, "abcdefgh", "Ada", in_an_hour())
    assert tokens.read_student(tokens.for_student(place), room) == place


def test_a_students_token_opens_no_other_room(tokens: Tokens, room: Room) -> None:
    place = Place(room.code, "abcdefgh", "Ada", in_an_hour())
    with pytest.raises(BadTokenError):
        tokens.read_student(tokens.for_student(place), new_room("labels"))


def test_neither_kind_of_token_passes_for_the_other(tokens: Tokens, room: Room) -> None:
    with pytest.raises(BadTokenError):
        tokens.read_teacher(tokens.for_student(Place(room.code, "abcdefgh", None, in_an_hour())))
    with pytest.raises(BadTokenError):
        tokens.read_student(tokens.for_teacher(room, in_an_hour()), room)


def test_a_students_token_with_any_character_changed_is_refused(tokens: Tokens, room: Room) -> None:
    token = tokens.for_student(Place(room.code, "abcdefgh", "Ada", in_an_hour()))
    for place in range(len(token)):
        other = "A" if token[place] != "A" else "B"
        with pytest.raises(BadTokenError):
            tokens.read_student(token[:place] + other + token[place + 1 :], room)
        with pytest.raises(BadTokenError):
            tokens.read_student(token[:place], room)


def test_a_name_cannot_be_put_into_anothers_token(tokens: Tokens, room: Room) -> None:
    mine = tokens.for_student(Place(room.code, "abcdefgh", "Ben", in_an_hour()))
    payload, signature = mine.rsplit(".", 1)
    stolen = json.dumps([room.code, "abcdefgh", "Ada", in_an_hour()]).encode("utf-8")
    forged = base64.urlsafe_b64encode(stolen).decode("ascii")
    for token in (f"{forged}.{signature}", f"{forged}.", forged, f"{payload}.{signature[::-1]}"):
        with pytest.raises(BadTokenError):
            tokens.read_student(token, room)


def test_every_known_key_is_believed_and_the_newest_signs(room: Room) -> None:
    place = Place(room.code, "abcdefgh", "Ada", in_an_hour())
    oldest, old, new = (secrets.token_urlsafe() for _ in range(3))
    rotated = Tokens(new, old, oldest)
    for key in (oldest, old, new):
        before = Tokens(key)
        assert rotated.read_teacher(before.for_teacher(room, in_an_hour())).room == room
        assert rotated.read_student(before.for_student(place), room) == place
    assert Tokens(new).read_teacher(rotated.for_teacher(room, in_an_hour())).room == room
    assert Tokens(new).read_student(rotated.for_student(place), room) == place
    with pytest.raises(BadTokenError):
        Tokens(old, oldest).read_teacher(rotated.for_teacher(room, in_an_hour()))


def test_a_dropped_key_is_believed_no_more(room: Room) -> None:
    old, new = secrets.token_urlsafe(), secrets.token_urlsafe()
    with pytest.raises(BadTokenError):
        Tokens(new).read_teacher(Tokens(old).for_teacher(room, in_an_hour()))


def test_the_longest_name_still_fits_the_wires_400_characters(tokens: Tokens, room: Room) -> None:
    name = "".join(chr(0x1F300 + 7 * number) for number in range(40))
    assert len(tokens.for_student(Place(room.code, "abcdefgh", name, in_an_hour()))) <= 400


def test_the_relay_refuses_a_forged_teacher(clients: Clients) -> None:
    forged = Tokens(SECRET).for_teacher(new_room("labels"), in_an_hour())
    with pytest.raises(RefusedError) as refused:
        clients.connect({"role": "teacher", "token": forged})
    assert refused.value.data["error"] == "bad_token"


def test_the_relay_refuses_a_students_token_as_a_teachers(clients: Clients) -> None:
    resume = clients.student(clients.room()).joined()["resume"]
    with pytest.raises(RefusedError) as refused:
        clients.connect({"role": "teacher", "token": resume})
    assert refused.value.data["error"] == "bad_token"


def test_the_relay_refuses_a_place_of_another_room(clients: Clients) -> None:
    resume = clients.student(clients.room()).joined()["resume"]
    with pytest.raises(RefusedError) as refused:
        clients.resumed(clients.room(), resume)
    assert refused.value.data["error"] == "bad_token"


def test_a_configured_secret_keeps_links_over_a_restart() -> None:
    with serve(variables={"READROOM_SECRET_KEY": SECRET}) as server:
        clients = Clients(server.url)
        room = clients.room()
        ada = clients.student(room, "Ada").joined()
        clients.close_all()
    with serve(variables={"READROOM_SECRET_KEY": SECRET}) as server:
        clients = Clients(server.url)
        assert clients.teacher(room).joined()["code"] == room["code"]
        assert clients.resumed(room, ada["resume"]).joined()["student"] == ada["student"]
        clients.close_all()


def test_links_and_places_live_through_a_change_of_the_secret_until_it_is_dropped() -> None:
    old, new = secrets.token_urlsafe(), secrets.token_urlsafe()
    with serve(variables={"READROOM_SECRET_KEY": old}) as server:
        clients = Clients(server.url)
        room = clients.room()
        ada = clients.student(room, "Ada").joined()
        clients.close_all()
    with serve(variables={"READROOM_SECRET_KEYS": f"{new},{old}"}) as server:
        clients = Clients(server.url)
        clients.teacher(room)
        again = clients.resumed(room, ada["resume"]).joined()
        assert (again["student"], again["name"]) == (ada["student"], "Ada")
        clients.close_all()
    with serve(f"--secret-keys={new}") as server:
        clients = Clients(server.url)
        assert clients.resumed(room, again["resume"]).joined()["student"] == ada["student"]
        for auth in ({"role": "teacher", "token": token_of(room)}, resuming(room, ada["resume"])):
            with pytest.raises(RefusedError) as refused:
                clients.connect(auth)
            assert refused.value.data["error"] == "bad_token"
        clients.close_all()


def test_the_same_name_is_nobody_elses_place(clients: Clients) -> None:
    room = clients.room()
    ada, other = clients.student(room, "Ada"), clients.student(room, "Ada")
    assert ada.joined()["student"] != other.joined()["student"]
    assert ada.send("report", report()) == {"ok": True}
    assert ada.all("replaced") == []


def test_a_teacher_whose_time_is_over_is_told_and_disconnected() -> None:
    with serve("--room-hours", SHORT_HOURS) as server:
        clients = Clients(server.url)
        board = clients.teacher(clients.room())
        time.sleep(AFTER_SHORT_S)
        assert board.send("sync", {"since": {}, "rest": True})["error"] == "room_expired"
        board.wait_gone()
        clients.close_all()


def test_a_teacher_whose_time_is_over_hears_no_more_reports() -> None:
    with serve("--room-hours", SHORT_HOURS) as server:
        clients = Clients(server.url)
        room = clients.room()
        board, ada = clients.teacher(room), clients.student(room)
        time.sleep(AFTER_SHORT_S)
        ada.send("report", report())
        board.wait_gone()
        assert board.all("reports") == []
        with pytest.raises(RefusedError) as refused:
            clients.connect({"role": "teacher", "token": token_of(room)})
        assert refused.value.data["error"] == "room_expired"
        clients.close_all()
