"""Departures: kept while a process may have missed them, and bounded."""

from __future__ import annotations

from typing import Any

from backend.cluster import departures as departures_module
from backend.cluster.departures import Departures
from backend.limits.limits import DEPARTURES_KEPT_S
from backend.relay.registry import Student
from backend.rooms.codes import Room, new_room
from backend.rooms.memory import RoomMemory
from backend.rooms.sessions import Session


def student(room: Room, name: str) -> Student:
    return Student("sid", room, RoomMemory(), Session(), name.lower(), name, "", 0, 0, 0)


def names(rows: Any) -> list[str]:
    return [row[1] for row in rows]


def test_a_rooms_departures_are_kept_in_their_order_and_forgotten_once_they_were_told() -> None:
    now_s = 0.0
    departures, room, other = Departures(lambda: now_s), new_room("labels"), new_room("labels")
    for where, name in ((room, "Ada"), (other, "Ben"), (room, "Cy")):
        departures.add(student(where, name), is_told=True)
    assert names(departures.of(room.code)) == ["Ada", "Cy"]
    assert departures.of(room.code)[0][::2] == ["ada", "left"]
    now_s = DEPARTURES_KEPT_S + 1
    departures.add(student(room, "Eve"), is_told=False)
    assert names(departures.of(room.code)) == ["Ada", "Cy", "Eve"]
    departures.add(student(other, "Flo"), is_told=True)
    assert (names(departures.of(room.code)), names(departures.of(other.code))) == (["Eve"], ["Flo"])


def test_they_are_bounded(monkeypatch: Any) -> None:
    monkeypatch.setattr(departures_module, "DEPARTURES", 3)
    departures, room = Departures(), new_room("labels")
    for name in "ABCDE":
        departures.add(student(room, name), is_told=False)
    assert names(departures.of(room.code)) == ["C", "D", "E"]
