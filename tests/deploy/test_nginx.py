"""Two workers behind the real nginx: rooms are pinned, a worker is killed, its rooms move."""

from __future__ import annotations

import json
import time
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests
import websocket

from backend.limits.by_address import ALLOWANCES
from tests.backend.clients import Client, report
from tests.backend.cluster.bad_redis import wait_until
from tests.deploy.school import WITHIN_S, School, gauge, run_school
from tests.programs import free_port, run_redis

ROOMS = 12
TRIES_AT_ONCE = 8


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    with run_school(tmp_path_factory.mktemp("school")) as school:
        yield school


def get(url: str) -> requests.Response:
    with warnings.catch_warnings():
        # That the certificate is not checked: it was made for this run.
        warnings.simplefilter("ignore")
        return requests.get(url, verify=False, timeout=WITHIN_S)


def disconnect_all(*clients: Client) -> None:
    for client in clients:
        client.socket.disconnect()


def test_rooms_are_pinned_and_both_workers_have_some(school: School) -> None:
    rooms = [school.room() for _ in range(ROOMS)]
    boards = [school.teacher(room) for room in rooms]
    students = [school.student(room) for room in rooms]
    for student in students:
        assert student.send("report", report()) == {"ok": True}
    for board, student in zip(boards, students, strict=True):
        assert [row[0] for row in board.wait_rows("reports")] == [student.joined()["student"]]
    held = [gauge(worker, "readroom_rooms") for worker in school.workers]
    assert sum(held) == ROOMS
    assert min(held) > 0
    disconnect_all(*boards, *students)


def test_links_and_headers_are_the_proxys(school: School) -> None:
    assert school.room()["teacher_url"].startswith(f"{school.url}/t#")
    answer = get(f"{school.url}/s")
    assert f"wss://{school.url.removeprefix('https://')}" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=")
    assert answer.headers["X-Frame-Options"] == "DENY"


def test_metrics_stay_inside(school: School) -> None:
    assert get(f"{school.url}/metrics").status_code == 404
    assert gauge(school.workers[0], "process_resident_memory_bytes") > 0


def elapsed_s(since_s: float) -> float:
    return time.monotonic() - since_s


def test_a_client_cannot_choose_the_address_it_is_counted_by(school: School) -> None:
    url = school.url.replace("https", "wss") + "/socket.io/?EIO=4&transport=websocket&shard=00ff"
    wrong = "40" + json.dumps({"role": "student", "code": "07QM4-F2P9J", "name": None})

    def try_code(number: int) -> str:
        header = [f"X-Forwarded-For: 198.51.100.{number % 4}"]
        connection = websocket.create_connection(
            url, timeout=WITHIN_S, header=header, sslopt={"cert_reqs": 0}
        )
        connection.recv()
        connection.send(wrong)
        said = str(connection.recv())
        connection.close()
        return said

    allowance, said, began_s = ALLOWANCES["wrong_code"], list[str](), time.monotonic()
    with ThreadPoolExecutor(TRIES_AT_ONCE) as pool:
        while not any("too_fast" in each for each in said):
            said += pool.map(try_code, range(len(said), len(said) + TRIES_AT_ONCE))
            # All count as one address, however long the machine takes over them.
            assert len(said) <= allowance.burst + allowance.per_s * elapsed_s(began_s) + TRIES_AT_ONCE
    assert "bad_code" in said[0]


def test_a_killed_workers_rooms_move_and_their_lessons_go_on(tmp_path: Path) -> None:
    with run_school(tmp_path) as school:
        rooms = [school.room() for _ in range(ROOMS)]
        boards = {room["code"]: school.teacher(room) for room in rooms}
        students = {room["code"]: school.student(room) for room in rooms}
        staying = gauge(school.workers[1], "readroom_rooms")
        assert 0 < staying < ROOMS
        school.workers[0].process.kill()
        school.workers[0].process.wait()
        wait_until(lambda: sum(board.socket.connected for board in boards.values()) == staying)
        moved = [room for room in rooms if not boards[room["code"]].socket.connected]
        for room in moved:
            resume = students[room["code"]].joined()["resume"]
            boards[room["code"]] = school.teacher(room)
            students[room["code"]] = school.student(room, resume=resume)
        for room in rooms:
            assert students[room["code"]].send("report", report()) == {"ok": True}
            assert len(boards[room["code"]].wait_rows("reports")) == 1
        assert gauge(school.workers[1], "readroom_rooms") == ROOMS
        disconnect_all(*boards.values(), *students.values())


def test_with_the_queue_a_worker_that_comes_back_splits_no_room(tmp_path: Path) -> None:
    (tmp_path / "redis").mkdir()
    with (
        run_redis(tmp_path / "redis", free_port()) as queue,
        run_school(tmp_path, "--message-queue", queue) as school,
    ):
        room = room_of(school, 0)
        school.workers[0].process.kill()
        school.workers[0].process.wait()
        board, ada = school.teacher(room), school.student(room)
        with school.restarted(0) as back:
            ben = school.student(room)
            assert gauge(back, "readroom_connections") == 1
            for student in (ada, ben):
                assert student.send("report", report()) == {"ok": True}
            board.wait_rows("reports", 2)
            assert ben.wait("watching") == [{"teachers": 1}]
            board.send("sync", {"since": {}, "rest": True})
            assert (ada.wait("sync"), ben.wait("sync")) == ([{"since": 0}], [{"since": 0}])
            disconnect_all(board, ada, ben)


def room_of(school: School, index: int) -> dict[str, object]:
    """Return a room that lives on one of the workers."""
    while True:
        room = school.room()
        student = school.student(room)
        is_there = gauge(school.workers[index], "readroom_rooms") > 0
        disconnect_all(student)
        if is_there:
            return room
