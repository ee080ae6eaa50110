"""Shared lessons: members of one room in two processes, over a real Redis, as if in one process."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
import redis

from tests.backend.clients import AT, SILENCE_S, Client, Clients, RefusedError, asking, report, status
from tests.programs import free_port, run_redis
from tests.serving import Server, serve

PROMPT = {"id": "p1", "text": "Clear?", "choices": ["Yes", "No"]}
# The neighbours' count and Redis' own way, with time to spare on a busy machine.
COUNTED_WITHIN_S = 1.5
# Long enough for a student to join meanwhile, and for one word to be said before that.
QUEUE_PAUSE_MS = 2000
SAID_WITHIN_S = 0.3

# What a server says at its start.
STARTS_LINES = 4
# What two minutes without Redis say: two ways to fail to speak, and a growing patience in listening.
REDIS_LINES = 2 + 7

Pair = tuple[Clients, Clients]


@pytest.fixture(scope="module")
def queue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with run_redis(tmp_path_factory.mktemp("redis"), free_port()) as url:
        yield url


@pytest.fixture(scope="module", params=["eventlet", "gevent"])
def servers(queue: str, request: pytest.FixtureRequest) -> Iterator[tuple[Server, Server]]:
    options = (
        f"--secret-key={secrets.token_urlsafe()}",
        "--message-queue",
        queue,
        "--async-mode",
        request.param,
    )
    with serve(*options) as one, serve(*options) as other:
        yield one, other


@pytest.fixture
def pair(servers: tuple[Server, Server]) -> Iterator[Pair]:
    """Return a way to fill one room from either process."""
    pair = Clients(servers[0].url), Clients(servers[1].url)
    yield pair
    for clients in pair:
        clients.close_all()


def test_a_report_reaches_the_boards_of_both_processes_once(pair: Pair) -> None:
    here, there = pair
    room = here.room()
    boards = [here.teacher(room), there.teacher(room)]
    ada = there.student(room, "Ada")
    ada.send("report", report(1, "confused", cues=["brow_lowered"]))
    row = [ada.joined()["student"], 1, AT + 1, "confused", ["brow_lowered"], []]
    for board in boards:
        board.wait_rows("reports")
    time.sleep(SILENCE_S)
    assert [board.rows("reports") for board in boards] == [[row], [row]]


def test_a_board_that_opens_hears_of_the_students_of_both(pair: Pair) -> None:
    here, there = pair
    room = here.room()
    ada, ben = here.student(room, "Ada"), there.student(room, "Ben")
    rows = here.teacher(room).wait_rows("presence", 2)
    assert {tuple(row[:3]) for row in rows} == {
        (ada.joined()["student"], "Ada", "joined"),
        (ben.joined()["student"], "Ben", "joined"),
    }


def test_a_student_who_comes_and_goes_elsewhere_is_reported(pair: Pair) -> None:
    here, there = pair
    room = here.room()
    board = here.teacher(room)
    ada = there.student(room, "Ada")
    board.wait_rows("presence", 1)
    ada.socket.disconnect()
    assert [row[1:3] for row in board.wait_rows("presence", 2)] == [["Ada", "joined"], ["Ada", "left"]]


def test_students_are_told_how_many_boards_watch_in_both(pair: Pair) -> None:
    here, there = pair
    room = here.room()
    ada, ben = here.student(room), there.student(room)
    boards = [here.teacher(room), there.teacher(room)]
    time.sleep(COUNTED_WITHIN_S)
    assert [student.all("watching")[-1] for student in (ada, ben)] == [{"teachers": 2}] * 2
    boards[1].socket.disconnect()
    time.sleep(COUNTED_WITHIN_S)
    assert [student.all("watching")[-1] for student in (ada, ben)] == [{"teachers": 1}] * 2
    boards[0].socket.disconnect()
    time.sleep(COUNTED_WITHIN_S)
    assert [student.all("watching")[-1] for student in (ada, ben)] == [{"teachers": 0}] * 2


def test_a_student_who_comes_later_is_told_of_a_board_elsewhere(pair: Pair) -> None:
    here, there = pair
    room = here.room()
    here.teacher(room)
    ada = there.student(room)
    assert ada.wait("watching") == [{"teachers": 1}]
    assert there.student(room).joined()["teachers"] == 1


def test_sync_asks_the_students_of_both_from_their_own_number(pair: Pair) -> None:
    here, there = pair
    room = here.room()
    board = here.teacher(room)
    ada, ben = there.student(room), here.student(room)
    board.send("sync", {"since": {ada.joined()["student"]: 7}, "rest": True})
    assert (ada.wait("sync"), ben.wait("sync")) == ([{"since": 7}], [{"since": 0}])
    board.send("sync", {"since": {ada.joined()["student"]: 9}, "rest": False})
    assert ada.wait("sync", 2)[1] == {"since": 9}
    time.sleep(SILENCE_S)
    assert ben.all("sync") == [{"since": 0}]


def test_history_statuses_and_answers_cross_over(pair: Pair) -> None:
    here, there = pair
    room = here.room()
    board, ada = here.teacher(room), there.student(room)
    board.send("prompt", PROMPT)
    assert ada.wait("prompt") == [PROMPT]
    board.send("prompt", {**PROMPT, "to": [ada.joined()["student"]]})
    assert ada.wait("prompt", 2) == [PROMPT, PROMPT]
    ada.send("answer", {"prompt": "p1", "choice": 1})
    ada.send("status", status(hand=True))
    board.ask(ada)
    ada.send("history", {"reports": [report(1), report(2, "confused")]})
    assert [row[1] for row in board.wait_rows("reports", 2)] == [1, 2]
    assert board.wait_rows("statuses")[0][3] is True
    assert board.wait_rows("answers")[0][1:] == ["p1", 1]


def test_what_a_board_shows_reaches_a_projector_elsewhere(pair: Pair) -> None:
    here, there = pair
    room = here.room()
    board = here.teacher(room)
    projector = there.connect(
        {"role": "projector", "token": board.send("link", {"role": "projector"})["token"]}
    )
    assert board.wait("projector_joined") == [{}]
    shown: dict[str, object] = {"question": None, "counts": None, "answered": 0, "of": 2}
    shown |= {"pace": {"slower": 1, "fine": 0, "faster": 0}}
    assert board.send("show", shown) == {"ok": True}
    assert projector.wait("show") == [shown]


def test_a_student_who_comes_back_elsewhere_takes_over_and_never_left(pair: Pair) -> None:
    here, there = pair
    room = here.room()
    board, older = here.teacher(room), here.student(room, "Ada")
    newer = there.resumed(room, older.joined()["resume"])
    older.wait_gone()
    assert older.all("replaced") == [{}]
    assert newer.send("report", report()) == {"ok": True}
    board.wait_rows("reports")
    time.sleep(SILENCE_S)
    assert [row[2] for row in board.rows("presence")] == ["joined", "joined"]


def test_each_process_listens_before_anybody_is_connected(tmp_path: Path) -> None:
    with (
        run_redis(tmp_path, free_port()) as url,
        serve("--message-queue", url),
        redis.Redis.from_url(url) as asking,
    ):
        deadline_s = time.monotonic() + COUNTED_WITHIN_S
        while asking.pubsub_numsub("readroom") != [(b"readroom", 1)]:
            assert time.monotonic() < deadline_s, "nobody listens"
            time.sleep(0.01)


def test_a_seat_taken_elsewhere_before_is_no_newer_one(queue: str, pair: Pair) -> None:
    here, there = pair
    room = here.room()
    older = here.student(room, "Ada")
    joined = older.joined()
    facts = {"code": room["code"], "student": joined["student"], "sid": "older still"}
    word = {
        "method": "readroom",
        "host_id": "a third process",
        "word": "seat_taken",
        "facts": facts,
        "echo": True,
    }
    with redis.Redis.from_url(queue) as pausing, redis.Redis.from_url(queue) as third:
        third.ping()
        # What is said in the pause is passed on after it, in the order it was said.
        pausing.client_pause(QUEUE_PAUSE_MS)
        saying = Thread(target=third.publish, args=("readroom", json.dumps(word)))
        saying.start()
        time.sleep(SAID_WITHIN_S)
        newer = there.resumed(room, joined["resume"])
        saying.join()
    older.wait_gone()
    time.sleep(SILENCE_S)
    assert newer.all("replaced") == []
    assert newer.send("report", report()) == {"ok": True}


def test_close_sends_the_students_of_both_home(pair: Pair) -> None:
    here, there = pair
    room = here.room()
    closing, watching = here.teacher(room), there.teacher(room)
    students = [here.student(room), there.student(room)]
    assert closing.send("close", {}) == {"ok": True}
    for student in students:
        student.wait_gone()
        assert student.all("close") == [{}]
    assert watching.wait("close") == [{}]
    assert closing.all("close") == []


def test_nothing_crosses_into_another_room(pair: Pair) -> None:
    here, there = pair
    board, stranger = here.teacher(here.room()), there.student(there.room())
    other = there.teacher(here.room())
    board.send("sync", {"since": {stranger.joined()["student"]: 1}, "rest": True})
    board.send("prompt", PROMPT)
    stranger.send("report", report())
    board.send("close", {})
    time.sleep(SILENCE_S)
    assert {event for event, _ in stranger.heard} == {"joined"}
    assert {event for event, _ in other.heard} == {"joined", "presence"}
    assert board.rows("presence") == board.rows("reports") == []


def test_a_process_that_stops_says_so_to_its_own_clients_alone(queue: str) -> None:
    options = (f"--secret-key={secrets.token_urlsafe()}", "--message-queue", queue)
    with serve(*options) as one, serve(*options) as other:
        here, there = Clients(one.url), Clients(other.url)
        room = here.room()
        board, ada = here.teacher(room), there.student(room, "Ada")
        board.wait_rows("presence", 1)
        other.stop()
        assert ada.wait("stopping") == [{}]
        again = here.resumed(room, ada.joined()["resume"])
        again.send("report", report())
        board.wait_rows("reports")
        assert board.all("stopping") == []
        here.close_all()


def test_a_process_that_is_killed_takes_nobody_elses_lesson_along(queue: str) -> None:
    options = (f"--secret-key={secrets.token_urlsafe()}", "--message-queue", queue)
    with serve(*options) as one, serve(*options) as other:
        here, there = Clients(one.url), Clients(other.url)
        room = here.room()
        ada, ben = here.student(room, "Ada"), there.student(room, "Ben")
        there.teacher(room)
        other.process.kill()
        board = here.teacher(room)
        assert here.resumed(room, ben.joined()["resume"]).joined()["student"] == ben.joined()["student"]
        board.wait_rows("presence", 2)
        time.sleep(COUNTED_WITHIN_S)
        assert ada.all("watching")[-1] == {"teachers": 1}
        assert ada.send("report", report()) == {"ok": True}
        board.wait_rows("reports")
        here.close_all()


def test_a_redis_that_dies_takes_no_lesson_along(tmp_path: Path) -> None:
    port = free_port()
    options = (f"--secret-key={secrets.token_urlsafe()}",)
    with run_redis(tmp_path, port) as queue, serve(*options, "--message-queue", queue) as server:
        clients = Clients(server.url)
        room = clients.room()
        board, ada = clients.teacher(room), clients.student(room, "Ada")
        ada.send("report", report(1))
        board.wait_rows("reports", 1)
        shut_down(port)
        for seq in range(2, 31):
            assert ada.send("report", report(seq)) == {"ok": True}
        assert [row[1] for row in board.wait_rows("reports", 30)] == list(range(1, 31))
        lines = server.read_output().splitlines()
        clients.close_all()
    assert len(lines) <= STARTS_LINES + REDIS_LINES
    assert not [line for line in lines if room["code"] in line]


def shut_down(port: int) -> None:
    import redis

    redis.Redis(port=port).shutdown(nosave=True)


def test_a_queue_that_does_not_answer_is_refused_at_the_start() -> None:
    with (
        pytest.raises(AssertionError, match="--message-queue: no Redis answers there"),
        serve("--message-queue", f"redis://127.0.0.1:{free_port()}/0"),
    ):
        pass


def test_a_removal_and_a_lock_hold_in_both_processes_and_reach_the_boards_of_both(pair: Pair) -> None:
    here, there = pair
    room = here.room()
    board, other = here.teacher(room), there.teacher(room)
    ada = there.student(room, "Ada")
    board.wait_rows("presence", 1)
    word = {
        "lock": {"locked": True, "at": now(board)},
        "seats": [[ada.joined()["student"], "removed", now(board)]],
    }
    assert board.send("door", word) == {"ok": True}
    ada.wait("removed")
    ada.wait_gone()
    assert other.wait("door") == [word]
    with pytest.raises(RefusedError) as refused:
        there.resumed(room, ada.joined()["resume"])
    assert refused.value.data["error"] == "removed"
    zoe = there.connect({"role": "student", "code": room["code"], "name": "Zoe"})
    zoe.wait("waiting")
    (asks,) = asking(board)
    assert board.send("door", {"seats": [[asks, "admitted", now(board)]]}) == {"ok": True}
    assert zoe.joined()["name"] == "Zoe"


def test_a_process_that_nobody_of_a_room_was_in_learns_its_lock_and_its_questions(pair: Pair) -> None:
    here, there = pair
    room = here.room()
    board = here.teacher(room)
    board.send("prompt", PROMPT)
    board.send("door", {"lock": {"locked": True, "at": now(board)}})
    zoe = there.connect({"role": "student", "code": room["code"], "name": "Zoe"})
    zoe.wait("waiting")
    board.send("door", {"seats": [[asking(board)[0], "admitted", now(board)]]})
    zoe.joined()
    assert zoe.send("answer", {"prompt": PROMPT["id"], "choice": 1}) == {"ok": True}
    board.wait("answers")


def now(board: Client) -> int:
    return int(board.send("clock", {})["now"])
