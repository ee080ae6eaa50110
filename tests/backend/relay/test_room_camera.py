"""The room camera: its counts reach boards and nobody else, and without the option there is no way in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import requests

from tests.backend.clients import AT, Client, Clients, RefusedError
from tests.serving import serve

COUNTS = {"seen": 30, "towards": None, "away": None, "down": None, "unclear": None}
DIRECTIONS = {"seen": 30, "towards": 20, "away": 5, "down": 3, "unclear": 2}


@pytest.fixture(scope="module")
def relay() -> Iterator[str]:
    """Return the address of a relay that lets cameras tell directions."""
    with serve("--room-camera", "direction") as server:
        yield server.url


def camera_of(clients: Clients, board: Client) -> Client:
    """Open what a board's link for a room camera opens."""
    link = board.send("link", {"role": "audience"})
    assert link["url"].startswith(f"{clients.url}/audience#a.")
    return clients.connect({"role": "audience", "token": link["token"]})


def room_report(seq: int, counts: dict[str, Any]) -> dict[str, Any]:
    return {"seq": seq, "at": AT, **counts}


def test_counts_reach_boards_and_no_student_or_projector(clients: Clients) -> None:
    room = clients.room(policy="self", room_camera="direction")
    board = clients.teacher(room)
    camera = camera_of(clients, board)
    joined = camera.joined()
    assert (joined["role"], joined["room_camera"], joined["policy"]) == ("audience", "direction", "self")
    watcher = clients.connect({"role": "watcher", "token": board.send("link", {"role": "watcher"})["token"]})
    projector = clients.connect(
        {"role": "projector", "token": board.send("link", {"role": "projector"})["token"]}
    )
    student = clients.student(room)
    assert camera.send("room_report", room_report(1, DIRECTIONS))["ok"]
    for seer in (board, watcher):
        (told,) = seer.wait("room_report")
        assert {name: told[name] for name in DIRECTIONS} == DIRECTIONS
    assert camera.send("room_report", room_report(2, dict.fromkeys(DIRECTIONS, None) | {"seen": 4}))["ok"]
    assert board.wait("room_report", 2)[1]["seen"] is None
    for other in (student, projector, camera):
        assert other.all("room_report") == other.all("presence") == []


def test_a_count_is_refused_that_its_room_was_not_made_for(clients: Clients) -> None:
    board = clients.teacher(clients.room(policy="self", room_camera="count"))
    camera = camera_of(clients, board)
    assert camera.send("room_report", room_report(1, DIRECTIONS))["error"] == "not_allowed"
    assert camera.send("room_report", room_report(1, COUNTS))["ok"]
    assert camera.send("room_report", room_report(1, COUNTS))["error"] == "bad_message"
    assert camera.send("room_report", room_report(2, COUNTS) | {"face": 1})["error"] == "bad_message"
    assert board.send("room_report", room_report(3, COUNTS))["error"] == "not_allowed"
    other = clients.teacher(clients.room(policy="self"))
    assert other.send("link", {"role": "audience"})["error"] == "not_allowed"


def test_a_second_camera_takes_the_place_of_the_first_since_two_would_count_everybody_twice(
    clients: Clients,
) -> None:
    board = clients.teacher(clients.room(policy="self", room_camera="count"))
    first, second = camera_of(clients, board), camera_of(clients, board)
    assert first.wait("replaced") == [{}]
    assert second.send("room_report", room_report(1, COUNTS))["ok"]
    assert board.send("close", {})["ok"]
    assert second.wait("close") == [{}]


def test_a_room_camera_is_off_until_an_option_says_otherwise() -> None:
    with serve() as server:
        clients = Clients(server.url)
        try:
            wanted = {"policy": "self", "room_camera": "count"}
            refused = requests.post(f"{server.url}/rooms", json=wanted, timeout=20)
            assert refused.json()["error"] == "policy_off"
            assert requests.get(f"{server.url}/audience", timeout=20).status_code == 404
            board = clients.teacher(clients.room(policy="self"))
            assert board.send("room_report", room_report(1, COUNTS))["error"] == "bad_message"
            with pytest.raises(RefusedError, match="role"):
                clients.connect({"role": "audience", "token": "a.x.1.y"})
        finally:
            clients.close_all()
