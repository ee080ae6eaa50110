"""Bounds: what one connection can make the relay hold, and for how long."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from backend.driver.frames import PROTOCOL_ERROR, TOO_BIG
from backend.limits.limits import JOIN_WITHIN_S, MESSAGE_BYTES, PING_INTERVAL_S, PING_TIMEOUT_S
from backend.rooms.messages import GROUPS, SCHEMA
from benchmarks.bench.relays import wire
from benchmarks.bench.relays.meters import memory_kb
from tests.backend.clients import Clients, report, token_of
from tests.backend.raw import RawClient, fragment
from tests.serving import Server, serve

SLACK_S = 3.0
# Together 2 MiB, more than the relay and the system keep for a board that does not read.
HISTORY_ROWS, HISTORIES_EACH = 75, 16
# All that may stand beside one state.
SPOKEN = [cue for cue in SCHEMA["definitions"]["cue"]["enum"] if cue not in GROUPS]


@pytest.fixture(scope="module", params=["eventlet", "gevent"])
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    with serve("--async-mode", request.param) as server:
        yield server


@pytest.fixture(scope="module")
def relay(server: Server) -> str:
    return server.url


def test_a_message_that_never_ends_is_refused_at_its_bound(relay: str) -> None:
    client = RawClient(relay)
    piece = b"4" * 1000
    pieces = [fragment(piece, is_first=number == 0) for number in range(MESSAGE_BYTES // len(piece) + 1)]
    client.connection.sendall(b"".join(pieces))
    client.wait_gone(SLACK_S)
    assert client.closed_with() == TOO_BIG


def test_an_unfinished_message_below_the_bound_is_waited_for(clients: Clients) -> None:
    room = clients.room()
    student = RawClient(clients.url, {"role": "student", "code": room["code"], "name": None})
    student.read_until(b'"joined"')
    text = b'427["report",' + json.dumps(report()).encode("ascii") + b"]"
    student.connection.sendall(fragment(text[:20], is_first=True))
    # Control frames may stand between the fragments of a message.
    student.connection.sendall(b"\x89" + wire.frame(b"here?")[1:])
    student.read_until(b"\x8a\x05here?")
    student.connection.sendall(b"\x80" + wire.frame(text[20:])[1:])
    student.read_until(b'437[{"ok":true}]')


def test_a_frame_that_promises_gigabytes_is_refused_before_it_comes(relay: str) -> None:
    client = RawClient(relay)
    client.connection.sendall(struct.pack("!BBQ", 0x81, 0xFF, 1 << 40))
    client.wait_gone(SLACK_S)
    assert client.closed_with() == TOO_BIG


@pytest.mark.parametrize(
    "nonsense", [b"\x81\x05hello", b"\xc1\x80\x00\x00\x00\x00", b"\x80\x80\x00\x00\x00\x00", b"\x09\x80"]
)
def test_what_is_no_frame_of_a_client_ends_the_connection(relay: str, nonsense: bytes) -> None:
    client = RawClient(relay)
    client.connection.sendall(nonsense)
    client.wait_gone(SLACK_S)
    assert client.closed_with() == PROTOCOL_ERROR


def history(start: int) -> dict[str, object]:
    """Return a history of some 15 KiB."""
    return {"reports": [report(seq, cues=SPOKEN) for seq in range(start, start + HISTORY_ROWS)]}


def test_a_board_that_stops_reading_is_cut_and_nobody_else_waits(clients: Clients, server: Server) -> None:
    room = clients.room()
    deaf = RawClient(clients.url, {"role": "teacher", "token": token_of(room)})
    deaf.read_until(b'"presence"')
    board = clients.teacher(room)
    students = [clients.student(room) for _ in range(10)]
    board.ask(*students)
    before_kb = memory_kb(server.process.pid)
    with ThreadPoolExecutor(len(students)) as pool:
        for number in range(HISTORIES_EACH):
            told = history(number * HISTORY_ROWS + 1)
            answers = list(pool.map(lambda student, told=told: student.send("history", told), students))
            assert answers == [{"ok": True}] * len(students)
            # This board reads in the interpreter in which ten students write, and must not be late for that.
            board.wait_rows("reports", (number + 1) * len(students) * HISTORY_ROWS)
    students[0].wait("watching")
    assert students[0].all("watching")[-1] == {"teachers": 1}
    assert memory_kb(server.process.pid) - before_kb < 30_000
    deaf.wait_gone(SLACK_S)


def test_a_connection_that_never_joins_is_refused_or_never_answers_is_ended(clients: Clients) -> None:
    room = clients.room()
    mute = RawClient(clients.url)
    refused = RawClient(clients.url, {"role": "student", "code": "07QM4-F2P9J", "name": None})
    silent = RawClient(clients.url, {"role": "student", "code": room["code"], "name": None})
    silent.read_until(b'"joined"')
    board = clients.teacher(room)
    with ThreadPoolExecutor(3) as pool:
        gone = [
            pool.submit(client.wait_gone, 2 * (PING_INTERVAL_S + PING_TIMEOUT_S))
            for client in (mute, refused, silent)
        ]
        took_s = [one.result() for one in gone]
    # Each at its own limit and not at the next, whatever a busy machine adds.
    assert took_s[1] < JOIN_WITHIN_S - SLACK_S < took_s[0] < PING_INTERVAL_S
    assert took_s[2] > PING_INTERVAL_S + PING_TIMEOUT_S - SLACK_S
    assert board.wait_rows("presence", 2)[-1][2] == "left"
