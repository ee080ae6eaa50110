"""Redis away: each of two processes goes on with its own members, and afterwards nothing is missing."""

from __future__ import annotations

import os
import pickle
import secrets
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import redis

from benchmarks.bench.relays.crowd import Crowd, Place
from tests.backend.clients import Client, Clients, report, token_of
from tests.backend.cluster.bad_redis import bad_redis, wait_until
from tests.programs import free_port, run_redis
from tests.serving import Server, serve

# All the reports of an outage, however busy the machine is; each alone would wait as long for Redis.
AT_ONCE_S = 10.0
REPORTS = 30
# A hanging Redis is believed in for two seconds.
NOTICED_S = 2.5
ROOMS, CROWD, CHANGES_PER_S = 8, 24, 2
# The last tick is still on its way, and a busy machine is late; a third of it where they wait for Redis.
MOST = 0.6
STOPS_WITHIN_S = 5.0


@dataclass(frozen=True)
class School:
    """Two processes and their Redis."""

    here: Server
    there: Server
    redis_url: str
    redis_pid: int


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with run_redis(tmp_path_factory.mktemp("redis"), free_port()) as url:
        yield url


@pytest.fixture(scope="module", params=["eventlet", "gevent"])
def school(real: str, request: pytest.FixtureRequest) -> Iterator[School]:
    key = f"--secret-key={secrets.token_urlsafe()}"
    options = (key, "--async-mode", request.param, "--message-queue", real)
    with serve(*options) as here, serve(*options) as there:
        yield School(here, there, real, pid_of(real))


def pid_of(url: str) -> int:
    with redis.Redis.from_url(url) as connection:
        return int(connection.info()["process_id"])


@pytest.fixture
def pair(school: School) -> Iterator[tuple[Clients, Clients]]:
    pair = Clients(school.here.url), Clients(school.there.url)
    yield pair
    for clients in pair:
        clients.close_all()


def test_junk_and_pickles_on_the_channel_are_nothing(school: School, pair: tuple[Clients, Clients]) -> None:
    here, there = pair
    room = here.room()
    board, ada = here.teacher(room), there.student(room, "Ada")
    board.wait_rows("presence")
    with redis.Redis.from_url(school.redis_url) as stranger:
        for junk in (
            *(b"", b"\x80", b"null", b"[]", b"7", b'"method"', b"{", b"[" * 100_000, pickle.dumps({})),
            *(b'{"method":"emit"}', b'{"method":"emit","event":1,"data":[],"room":7,"namespace":[]}'),
            *(b'{"method":"readroom"}', b'{"method":"readroom","word":"close","facts":{"code":7}}'),
            *(b'{"method":"readroom","word":["x"],"facts":[]}', b'{"method":"disconnect","sid":7}'),
            b'{"method":"readroom","word":"__init__","facts":{}}',
        ):
            stranger.publish("readroom", junk)
    assert ada.send("report", report()) == {"ok": True}
    board.wait_rows("reports")
    assert [
        connection for connection in school.here.read_output().splitlines() if "ERROR" in connection
    ] == []


def test_a_redis_that_hangs_delays_nobody_and_loses_nothing_at_last(
    school: School, pair: tuple[Clients, Clients]
) -> None:
    here, there = pair
    room = here.room()
    local, remote = here.teacher(room), there.teacher(room)
    ada, ben, old_cy = (here.student(room, name) for name in ("Ada", "Ben", "Cy"))
    remote.wait_rows("presence", 3)
    os.kill(school.redis_pid, signal.SIGSTOP)
    try:
        assert share_delivered(here) > MOST
        began_s = time.monotonic()
        for seq in range(1, REPORTS + 1):
            assert ada.send("report", report(seq)) == {"ok": True}
        local.wait_rows("reports", REPORTS)
        here.student(room, "Eve")
        local.wait_rows("presence", 4)
        new_cy = there.resumed(room, old_cy.joined()["resume"])
        new_cy.joined()
        assert time.monotonic() - began_s < AT_ONCE_S
        ben.socket.disconnect()
        local.wait_rows("presence", 5)
    finally:
        os.kill(school.redis_pid, signal.SIGCONT)
    wait_until(lambda: {("Ben", "left"), ("Eve", "joined")} <= changes(remote))
    assert remote.send("sync", {"since": {}, "rest": True}) == {"ok": True}
    assert ada.wait("sync")[-1] == {"since": 0}
    ada.send("history", {"reports": [report(seq) for seq in range(1, REPORTS + 1)]})
    wait_until(lambda: {row[1] for row in remote.rows("reports")} >= set(range(1, REPORTS + 1)))
    assert [row[1] for row in local.rows("reports")][:REPORTS] == [*range(1, REPORTS + 1)]
    old_cy.wait_gone()
    assert (old_cy.all("replaced"), new_cy.all("replaced")) == ([{}], [])
    assert new_cy.send("report", report()) == {"ok": True}


def place(room: dict[str, Any]) -> Place:
    student = {"role": "student", "code": room["code"], "name": None}
    return Place(student, {"role": "teacher", "token": token_of(room)})


def share_delivered(clients: Clients) -> float:
    """Return how much of what other classes say reaches their boards until the hanging is noticed."""
    crowd = Crowd(clients.url, [place(clients.room()) for _ in range(ROOMS)], CROWD, is_acknowledged=True)
    crowd.settle()
    crowd.steady(NOTICED_S, CROWD * CHANGES_PER_S)
    crowd.close()
    return crowd.count.delivered / crowd.count.sent


def changes(board: Client) -> set[tuple[str, str]]:
    """Return who came and went, by name, as a board was told."""
    return {(row[1], row[2]) for row in board.rows("presence")}


@pytest.mark.parametrize("loop", ["eventlet", "gevent"])
def test_a_process_whose_redis_hangs_stops_when_it_is_told_to(real: str, loop: str) -> None:
    with bad_redis(real) as bad, serve("--async-mode", loop, "--message-queue", bad.url) as server:
        clients = Clients(server.url)
        bad.become("hung")
        board = clients.teacher(clients.room())
        began_s = time.monotonic()
        server.stop()
        assert time.monotonic() - began_s < STOPS_WITHIN_S
        assert board.all("stopping") == [{}]
        clients.close_all()
