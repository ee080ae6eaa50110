"""Admission behind a real nginx: removed, waiting or let in, whichever worker a student reaches."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.backend.clients import Client, RefusedError, asking, report
from tests.deploy.school import School, gauge, run_school
from tests.deploy.test_nginx import disconnect_all, room_of
from tests.programs import free_port, run_redis


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    """Return a school whose workers share rooms."""
    (folder := tmp_path_factory.mktemp("school") / "redis").mkdir()
    with (
        run_redis(folder, free_port()) as queue,
        run_school(folder.parent, "--message-queue", queue) as school,
    ):
        yield school


def now(board: Client) -> int:
    return int(board.send("clock", {})["now"])


def say(board: Client, word: str, *students: str) -> None:
    at = now(board)
    assert board.send("door", {"seats": [[student, word, at] for student in students]}) == {"ok": True}


def lock(board: Client) -> None:
    assert board.send("door", {"lock": {"locked": True, "at": now(board)}}) == {"ok": True}


def id_of(student: Client) -> str:
    return str(student.joined()["student"])


def resume_of(student: Client) -> str:
    return str(student.joined()["resume"])


def knock(school: School, room: dict[str, Any]) -> Client:
    client = school.connect(room, {"role": "student", "code": room["code"], "name": "Zoe"})
    client.wait("waiting")
    return client


def expect_removed(school: School, room: dict[str, Any], resume: str) -> None:
    with pytest.raises(RefusedError) as refused:
        school.student(room, resume=resume)
    assert refused.value.data["error"] == "removed"


@pytest.mark.parametrize("worker", [0, 1])
def test_each_workers_rooms_have_a_door(school: School, worker: int) -> None:
    room = room_of(school, worker)
    board, ada = school.teacher(room), school.student(room)
    say(board, "removed", id_of(ada))
    ada.wait_gone()
    expect_removed(school, room, resume_of(ada))
    lock(board)
    zoe = knock(school, room)
    say(board, "admitted", *asking(board))
    assert zoe.joined()["name"] == "Zoe"
    assert zoe.send("report", report()) == {"ok": True}
    disconnect_all(board, zoe)


def test_a_door_holds_where_a_room_is_on_two_workers(tmp_path: Path) -> None:
    (tmp_path / "redis").mkdir()
    with (
        run_redis(tmp_path / "redis", free_port()) as queue,
        run_school(tmp_path, "--message-queue", queue) as school,
    ):
        room = room_of(school, 0)
        school.workers[0].process.kill()
        school.workers[0].process.wait()
        board, ada, ben = school.teacher(room), school.student(room), school.student(room)
        lock(board)
        say(board, "removed", id_of(ada))
        ada.wait_gone()
        with school.restarted(0) as back:
            # Who comes now comes to a worker that has never heard of this room.
            zoe = knock(school, room)
            assert gauge(back, "readroom_connections") == 1
            expect_removed(school, room, resume_of(ada))
            say(board, "admitted", *asking(board))
            assert zoe.joined()["name"] == "Zoe"
            say(board, "removed", id_of(zoe))
            zoe.wait_gone()
            # Nobody of this room is there any more: it has to be asked after again.
            again = school.connect(room, {"role": "student", "code": room["code"], "resume": resume_of(zoe)})
            again.socket.emit("report", report())
            again.wait_gone()
            assert [event for event, _ in again.heard] == ["removed"]
            assert ben.send("report", report()) == {"ok": True}
            assert [row[0] for row in board.wait_rows("reports")] == [id_of(ben)]
            disconnect_all(board, ben)
