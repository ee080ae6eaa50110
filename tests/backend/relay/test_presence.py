"""Presence on the wire: a teacher removes a student, locks the room, and lets in who asks."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest

from backend.limits.limits import BOARDS, WAITING
from tests.backend.clients import AT, PROMPT, SILENCE_S, Client, Clients, RefusedError, asking, report
from tests.backend.raw import RawClient
from tests.serving import MODES, serve

LATER = AT + 3_600_000


@pytest.fixture(scope="module", params=MODES.values(), ids=[*MODES])
def relay(request: pytest.FixtureRequest) -> Iterator[str]:
    """Return the address of a relay, in each way it can run."""
    with serve(*request.param, "--metrics", "yes") as server:
        yield server.url


def id_of(student: Client) -> str:
    return str(student.joined()["student"])


def now(client: Client) -> int:
    return int(client.send("clock", {})["now"])


def lock(board: Client, *, locked: bool = True) -> None:
    assert board.send("door", {"lock": {"locked": locked, "at": now(board)}}) == {"ok": True}


def say(board: Client, word: str, *students: str) -> None:
    at = now(board)
    assert board.send("door", {"seats": [[student, word, at] for student in students]}) == {"ok": True}


def ask_in(clients: Clients, room: dict[str, Any], name: str | None = None) -> Client:
    """Knock at the door of a locked room."""
    client = clients.connect({"role": "student", "code": room["code"], "name": name})
    client.wait("waiting")
    return client


def test_a_removed_student_is_told_goes_and_may_not_return(clients: Clients) -> None:
    room = clients.room()
    board, ada, ben = clients.teacher(room), clients.student(room, "Ada"), clients.student(room)
    say(board, "removed", id_of(ada))
    ada.wait("removed")
    ada.wait_gone()
    assert [row[1:3] for row in board.wait_rows("presence", 3)][-1] == ["Ada", "left"]
    with pytest.raises(RefusedError) as refused:
        clients.resumed(room, ada.joined()["resume"])
    assert refused.value.data["error"] == "removed"
    assert ben.send("report", report()) == {"ok": True}


def test_a_removed_student_is_heard_no_more_from_that_moment(clients: Clients) -> None:
    room = clients.room()
    board, ada = clients.teacher(room), clients.student(room)
    say(board, "removed", id_of(ada))
    assert ada.send("report", report())["error"] == "bad_token"
    time.sleep(SILENCE_S)
    assert board.all("reports") == []


def test_a_removed_student_returns_once_a_board_lets_them_in(clients: Clients) -> None:
    room = clients.room()
    board, ada = clients.teacher(room), clients.student(room)
    say(board, "removed", id_of(ada))
    ada.wait_gone()
    say(board, "admitted", id_of(ada))
    assert clients.resumed(room, ada.joined()["resume"]).joined()["student"] == id_of(ada)


def test_without_a_lock_removal_keeps_nobody_from_joining_as_somebody_new(clients: Clients) -> None:
    room = clients.room()
    board, ada = clients.teacher(room), clients.student(room, "Ada")
    say(board, "removed", id_of(ada))
    assert id_of(clients.student(room, "Ada")) != id_of(ada)


def test_a_locked_room_lets_nobody_new_in_and_says_so_to_both_sides(clients: Clients) -> None:
    room = clients.room()
    board, ada = clients.teacher(room), clients.student(room)
    lock(board)
    zoe = ask_in(clients, room, "Zoe")
    assert [row[1:3] for row in board.wait_rows("presence", 2)][-1] == ["Zoe", "asks"]
    assert zoe.all("joined") == []
    for event, payload in (("report", report()), ("clock", {}), ("history", {"reports": []})):
        assert zoe.send(event, payload)["error"] == "not_allowed"
    board.send("prompt", PROMPT)
    board.send("sync", {"since": {asking(board)[0]: 0}, "rest": True})
    ada.wait("sync")
    ada.wait("prompt")
    time.sleep(SILENCE_S)
    assert [event for event, _ in zoe.heard] == ["waiting"]


def test_who_was_in_before_the_lock_comes_and_goes(clients: Clients) -> None:
    room = clients.room()
    board, ada = clients.teacher(room), clients.student(room)
    lock(board)
    ada.socket.disconnect()
    assert clients.resumed(room, ada.joined()["resume"]).joined()["student"] == id_of(ada)


def test_who_is_let_in_joins_and_comes_back_through_the_locked_door(clients: Clients) -> None:
    room = clients.room()
    board = clients.teacher(room)
    lock(board)
    zoe = ask_in(clients, room, "Zoe")
    say(board, "admitted", *asking(board))
    assert zoe.joined()["name"] == "Zoe"
    assert [row[2] for row in board.wait_rows("presence", 2)] == ["asks", "joined"]
    assert zoe.send("report", report()) == {"ok": True}
    board.wait("reports")
    zoe.socket.disconnect()
    assert clients.resumed(room, zoe.joined()["resume"]).joined()["student"] == id_of(zoe)


def test_unlocking_lets_in_everybody_who_waits(clients: Clients) -> None:
    room = clients.room()
    board = clients.teacher(room)
    lock(board)
    waiting = [ask_in(clients, room) for _ in range(3)]
    lock(board, locked=False)
    for student in waiting:
        student.joined()
    clients.student(room)


def test_who_stops_waiting_leaves_and_who_is_not_wanted_is_removed(clients: Clients) -> None:
    room = clients.room()
    board = clients.teacher(room)
    lock(board)
    first, second = ask_in(clients, room, "A"), ask_in(clients, room, "B")
    ids = asking(board, 2)
    first.socket.disconnect()
    say(board, "removed", ids[1])
    second.wait("removed")
    rows = board.wait_rows("presence", 4)
    assert sorted(row[1:3] for row in rows[2:]) == [["A", "left"], ["B", "left"]]


def test_a_board_that_opens_is_told_who_asks_and_how_the_door_stands(clients: Clients) -> None:
    room = clients.room()
    board, ada = clients.teacher(room), clients.student(room, "Ada")
    say(board, "removed", id_of(ada))
    ada.wait_gone()
    lock(board)
    ask_in(clients, room, "Zoe")
    other = clients.teacher(room)
    assert [row[1:3] for row in other.rows("presence")] == [["Zoe", "asks"]]
    (known,) = other.wait("door")
    assert known["lock"]["locked"]
    assert [seat[:2] for seat in known["seats"]] == [[id_of(ada), "removed"]]


def test_the_other_boards_hear_what_is_new_and_the_sender_does_not(clients: Clients) -> None:
    room = clients.room()
    board, other, stranger = clients.teacher(room), clients.teacher(room), clients.teacher(clients.room())
    word = {"lock": {"locked": True, "at": AT}, "seats": [["ada_ada_", "removed", AT]]}
    for _ in range(2):
        board.send("door", word)
    board.send("door", {"lock": {"locked": False, "at": AT - 1}})
    time.sleep(SILENCE_S)
    assert other.all("door") == [word]
    assert board.all("door") == stranger.all("door") == []


def test_a_relay_that_forgot_learns_the_lock_again_and_shows_out_who_slipped_in(clients: Clients) -> None:
    room = clients.room()
    board, ada = clients.teacher(room), clients.student(room)
    locked = {"lock": {"locked": True, "at": now(board)}}
    board.send("door", locked)
    for client in (board, ada):
        client.socket.disconnect()
    clients.wait_nobody()
    slipped, back = clients.student(room, "Mallory"), clients.resumed(room, ada.joined()["resume"])
    again = clients.teacher(room)
    again.send("door", locked)
    slipped.wait("waiting")
    assert slipped.send("report", report())["error"] == "not_allowed"
    assert back.send("report", report()) == {"ok": True}
    rows = again.wait_rows("presence", 3)
    assert rows[-1][1:3] == ["Mallory", "asks"]
    say(again, "admitted", rows[-1][0])
    slipped.wait("joined", 2)


def test_a_closed_room_sends_home_who_waits_too(clients: Clients) -> None:
    room = clients.room()
    board = clients.teacher(room)
    lock(board)
    zoe = ask_in(clients, room)
    board.send("close", {})
    zoe.wait("close")
    zoe.wait_gone()


def test_so_many_wait_at_a_door_and_no_more(clients: Clients) -> None:
    room = clients.room()
    board = clients.teacher(room)
    lock(board)
    newcomer: dict[str, object] = {"role": "student", "code": room["code"], "name": None}
    waiting = [RawClient(clients.url, newcomer) for _ in range(WAITING)]
    for client in waiting:
        client.read_until(b'"waiting"')
    with pytest.raises(RefusedError) as refused:
        clients.connect(newcomer)
    assert refused.value.data["error"] == "room_full"
    for client in waiting:
        client.connection.close()


def test_a_room_has_so_many_boards_and_a_place_for_the_next_once_one_is_closed(clients: Clients) -> None:
    room = clients.room()
    boards = [clients.teacher(room) for _ in range(BOARDS)]
    with pytest.raises(RefusedError) as refused:
        clients.teacher(room)
    assert refused.value.data["error"] == "room_full"
    boards[0].socket.disconnect()
    time.sleep(SILENCE_S)
    clients.teacher(room)


def test_a_room_holds_as_many_students_as_the_server_says_and_all_of_them_may_come_back() -> None:
    with serve("--room-size", "3") as server:
        clients = Clients(server.url)
        room = clients.room()
        students = [clients.student(room) for _ in range(3)]
        with pytest.raises(RefusedError) as refused:
            clients.student(room)
        assert refused.value.data["error"] == "room_full"
        clients.resumed(room, students[0].joined()["resume"]).joined()
        students[1].socket.disconnect()
        time.sleep(SILENCE_S)
        clients.student(room)
        clients.close_all()
