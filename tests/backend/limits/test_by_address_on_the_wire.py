"""Rate limit by address on a real relay: who is refused, by which address; rooms look alike."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
import websocket

from backend.rooms.codes import new_room
from tests.backend.clients import SILENCE_S, Client, Clients, report, status
from tests.backend.limits.test_by_address import ELSEWHERE, SCHOOL, WRONG_CODE, burst
from tests.serving import Server, serve

# Wrong codes that are too many, though the allowance fills meanwhile.
ENOUGH = burst("wrong_code") + 60


@pytest.fixture
def server() -> Iterator[Server]:
    with serve() as server:
        yield server


def knock(server: Server, auths: list[dict[str, Any]], **headers: str) -> list[str]:
    """Try to join again and again, on a connection each, and return what each try was answered."""
    return [knock_once(server, auth, headers) for auth in auths]


def knock_once(server: Server, auth: dict[str, Any], headers: dict[str, str]) -> str:
    """Try to join and return what that was answered."""
    connection = websocket.create_connection(
        f"{server.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket",
        timeout=5,
        header=[f"{name}: {value}" for name, value in headers.items()],
    )
    connection.recv()
    connection.send("40" + json.dumps(auth))
    answer = str(connection.recv())
    assert answer.startswith("44")
    connection.close()
    return str(json.loads(answer[2:])["data"]["error"])


def test_the_relay_refuses_a_walker_and_goes_on_with_the_lesson(server: Server) -> None:
    clients = Clients(server.url)
    room = clients.room()
    board, ada = clients.teacher(room), clients.student(room, "Ada")
    wrong = {"role": "student", "code": WRONG_CODE, "name": None}
    answers = knock(server, [wrong] * ENOUGH)
    assert set(answers[: burst("wrong_code")]) == {"bad_code"}
    # Whoever knows a code is refused beside them; wrong tries in between spend what time gives back.
    nameless = {"role": "student", "code": room["code"], "name": 7}
    answers = knock(server, [wrong, nameless] * ENOUGH)
    assert set(answers) <= {"bad_code", "bad_name", "too_fast"}
    assert "too_fast" in answers[1::2]
    clients.resumed(room, ada.joined()["resume"]).joined()
    board.wait_rows("presence", 2)
    clients.close_all()


def test_a_header_names_the_address_behind_a_trusted_proxy_alone() -> None:
    wrong = [{"role": "student", "code": WRONG_CODE, "name": None}]
    with serve("--trust-proxy", "yes") as server:
        knock(server, wrong * ENOUGH, **{"X-Forwarded-For": f"{ELSEWHERE}, {SCHOOL}"})
        assert "too_fast" in knock(server, wrong * 20, **{"X-Forwarded-For": SCHOOL})
        assert knock(server, wrong, **{"X-Forwarded-For": ELSEWHERE}) == ["bad_code"]
    with serve() as server:
        knock(server, wrong * ENOUGH, **{"X-Forwarded-For": SCHOOL})
        assert "too_fast" in knock(server, wrong * 20, **{"X-Forwarded-For": ELSEWHERE})


def test_where_addresses_say_nothing_they_can_be_left_unlimited() -> None:
    with serve("--address-limits", "no") as server:
        wrong = {"role": "student", "code": WRONG_CODE, "name": None}
        assert set(knock(server, [wrong] * (2 * ENOUGH))) == {"bad_code"}


def transcript(client: Client) -> list[Any]:
    """Return all that a student is told, but for what is theirs alone."""
    acknowledged = [client.send("report", report()), client.send("status", status(hand=True))]
    acknowledged += [client.send("history", {"reports": [report()]}), client.send("sync", {})]
    acknowledged += [client.send("answer", {"prompt": "p1", "choice": 0}), client.send("nothing", 1)]
    time.sleep(SILENCE_S)
    own = {"code": "", "student": "", "resume": "", "now": 0}
    return [acknowledged, [(event, {**said, **own}) for event, said in client.heard]]


def test_a_room_nobody_made_looks_like_one_whose_teacher_is_away(server: Server) -> None:
    clients = Clients(server.url)
    away = clients.room()
    clients.teacher(away).socket.disconnect()
    waiting = [clients.student(away, name) for name in ("Ada", "Ben")]
    stranger, lost = clients.student(away), clients.student({"code": new_room("labels").code})
    assert transcript(stranger) == transcript(lost)
    assert [event for event, _ in waiting[0].heard] == ["joined"]
    clients.close_all()
