"""Single join: a connection that left, or was refused, is ended, and renews nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from backend.limits.limits import STUDENT
from benchmarks.bench.relays import wire
from tests.backend.clients import Clients, report
from tests.backend.raw import RawClient
from tests.serving import MODES, serve

WITHIN_S = 5.0
LEAVE = wire.frame(b"41")
CLOCK = wire.frame(b'427["clock",{}]')
# A join that is refused for its code.
WRONG: dict[str, object] = {"role": "student", "code": "07QM4-F2P9J", "name": None}


@pytest.fixture(scope="module", params=MODES)
def relay(request: pytest.FixtureRequest) -> Iterator[str]:
    with serve(*MODES[request.param], "--address-limits", "no") as server:
        yield server.url


@pytest.fixture
def auth(clients: Clients) -> dict[str, object]:
    return {"role": "student", "code": clients.room()["code"], "name": None}


def joined(url: str, auth: dict[str, object]) -> RawClient:
    """Return a client who is in a room."""
    client = RawClient(url, auth)
    client.read_until(b'"first_seq"')
    return client


def test_who_leaves_is_hung_up_on(relay: str, auth: dict[str, object]) -> None:
    client = joined(relay, auth)
    client.connection.sendall(LEAVE)
    assert client.wait_gone(WITHIN_S) < WITHIN_S


def test_who_has_left_cannot_join_again_in_the_same_breath(relay: str, auth: dict[str, object]) -> None:
    client = joined(relay, auth)
    client.heard = b""
    client.connection.sendall((LEAVE + wire.connect(auth) + CLOCK) * 100)
    client.wait_gone(WITHIN_S)
    assert b'"joined"' not in client.heard
    assert b"437" not in client.heard


def test_who_is_refused_hears_why_and_is_hung_up_on(relay: str) -> None:
    client = RawClient(relay, WRONG)
    client.read_until(b"44")
    assert client.wait_gone(WITHIN_S) < WITHIN_S
    assert b"bad_code" in client.heard


def test_a_refusal_costs_a_connection(relay: str) -> None:
    client = RawClient(relay)
    client.connection.sendall(wire.connect(WRONG) * 200)
    client.wait_gone(WITHIN_S)
    assert client.heard.count(b"bad_code") == 1


def test_another_namespace_is_no_way_in(relay: str) -> None:
    client = RawClient(relay)
    client.connection.sendall(wire.frame(b"40/x,{}"))
    assert client.wait_gone(WITHIN_S) < WITHIN_S
    assert b"44/x," in client.heard


@pytest.mark.parametrize("again", [b"40", b"40/x,"])
def test_a_second_join_is_refused_and_the_first_holds(
    relay: str, auth: dict[str, object], again: bytes
) -> None:
    client = joined(relay, auth)
    client.connection.sendall(wire.frame(again + json.dumps(auth).encode("ascii")) + CLOCK)
    client.read_until(b'437[{"ok":true')
    assert b"44" in client.heard
    assert client.heard.count(b'"first_seq"') == 1


def test_an_allowance_is_not_renewed_on_the_same_connection(relay: str, auth: dict[str, object]) -> None:
    client = joined(relay, auth)
    burst = int(STUDENT.burst)
    reports = b"".join(_reported(seq) for seq in range(1, burst + 21))
    client.connection.sendall(reports + LEAVE + wire.connect(auth) + reports)
    client.wait_gone(WITHIN_S)
    assert b"too_fast" in client.heard
    assert client.heard.count(b'[{"ok":true}]') < burst + 20


def _reported(seq: int) -> bytes:
    message: list[Any] = ["report", report(seq)]
    return wire.frame(b"427" + json.dumps(message).encode("ascii"))
