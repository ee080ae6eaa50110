"""Sequence numbers and times on the wire: taken only where they are possible."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from backend.common.clock import AHEAD_MS
from backend.limits.limits import ADDRESSED, ASK_COST, STUDENT
from tests.backend.clients import AT, PROMPT, SILENCE_S, Clients, report, status
from tests.serving import MODES, serve

ROOM_MS = 12 * 3_600_000
FAR = 2**53 - 1
ANSWER = {"prompt": "p1", "choice": 1, "seq": 1, "at": AT}


@pytest.fixture(scope="module", params=MODES.values(), ids=[*MODES])
def relay(request: pytest.FixtureRequest) -> Iterator[str]:
    """Return the address of a relay, in each way it can run."""
    with serve(*request.param, "--metrics", "yes") as server:
        yield server.url


@pytest.mark.parametrize("at", [FAR, 0])
def test_no_board_is_told_a_time_that_cannot_be(clients: Clients, at: int) -> None:
    room = clients.room()
    board, ada = clients.teacher(room), clients.student(room)
    board.send("prompt", PROMPT)
    board.ask(ada)
    assert ada.send("report", report(1, at=at)) == {"ok": True}
    assert ada.send("history", {"reports": [report(2, at=at)]}) == {"ok": True}
    pressed = status(at=at, hand=True) | {"hand_at": at, "lost_at": at, "pace_at": None}
    assert ada.send("status", pressed) == {"ok": True}
    assert ada.send("answer", ANSWER | {"at": at}) == {"ok": True}
    now = ada.send("clock", {})["now"]
    times = [row[2] for row in board.wait_rows("reports", 2)]
    times += [cell for cell in board.wait_rows("statuses")[0] if isinstance(cell, int) and cell > 1000]
    times.append(board.wait_rows("answers")[0][4])
    assert len(times) == 6
    for told in times:
        assert now - ROOM_MS - 60_000 <= told <= now + AHEAD_MS


def test_the_order_of_cues_and_alerts_says_nothing(clients: Clients) -> None:
    room = clients.room(proctoring=True)
    board, ada = clients.teacher(room), clients.student(room)
    ada.send(
        "report", report(1, "confused", cues=["yawn", "brow_lowered"], alerts=["static_image", "no_face"])
    )
    assert board.wait_rows("reports")[0][4:] == [["brow_lowered", "yawn"], ["no_face", "static_image"]]


def test_a_number_that_jumps_back_reaches_no_board(clients: Clients) -> None:
    room = clients.room()
    board, ada = clients.teacher(room), clients.student(room)
    told = [ada.send("report", report(seq))["ok"] for seq in (5, 9, 4, 9, 10)]
    assert told == [True, True, False, True, True]
    assert [ada.send("status", status(seq))["ok"] for seq in (5, 5, 4)] == [True, True, False]
    board.wait_rows("reports", 3)
    time.sleep(SILENCE_S)
    assert [row[1] for row in board.rows("reports")] == [5, 9, 10]


def test_coming_back_begins_no_new_count_while_anybody_is_there(clients: Clients) -> None:
    room = clients.room()
    board, ada = clients.teacher(room), clients.student(room)
    assert ada.send("report", report(9)) == {"ok": True}
    again = clients.resumed(room, ada.joined()["resume"])
    assert again.send("report", report(8))["error"] == "bad_message"
    assert again.send("report", report(again.joined()["first_seq"])) == {"ok": True}
    board.wait_rows("reports", 2)


def test_a_history_that_no_board_asked_for_is_refused_before_it_is_looked_at(clients: Clients) -> None:
    room = clients.room()
    board, ada = clients.teacher(room), clients.student(room)
    assert ada.send("history", {"nonsense": 1})["error"] == "not_allowed"
    assert ada.send("history", {"reports": [report()]})["error"] == "not_allowed"
    board.ask(ada)
    assert ada.send("history", {"reports": [report()]}) == {"ok": True}


def test_an_answer_is_taken_while_its_question_runs(clients: Clients) -> None:
    room = clients.room("self")
    board, ada = clients.teacher(room), clients.student(room)
    assert ada.send("answer", ANSWER)["error"] == "not_running"
    board.send("prompt", PROMPT)
    assert ada.send("answer", ANSWER) == {"ok": True}
    board.send("prompt", PROMPT | {"ended": True})
    late = ANSWER | {"seq": 2, "at": ada.send("clock", {})["now"] + 1000}
    assert ada.send("answer", late)["error"] == "not_running"
    # Pressed before the end, while the line was down.
    assert ada.send("answer", ANSWER | {"seq": 2}) == {"ok": True}
    assert len(board.wait_rows("answers", 2)) == 2


def test_a_question_to_one_student_leaves_the_classs_question_running(clients: Clients) -> None:
    room = clients.room("self")
    board, ada, ben = clients.teacher(room), clients.student(room), clients.student(room)
    board.send("prompt", PROMPT)
    private = PROMPT | {"id": "private", "to": [ada.joined()["student"]]}
    assert board.send("prompt", private) == {"ok": True}
    assert ben.send("answer", ANSWER) == {"ok": True}
    assert ada.send("answer", ANSWER | {"prompt": "private"}) == {"ok": True}
    assert len(board.wait_rows("answers", 2)) == 2


def test_a_relay_that_forgot_is_told_the_questions_again_and_no_answer_is_lost(clients: Clients) -> None:
    room = clients.room("self")
    ada = clients.student(room)
    first = clients.teacher(room)
    first.send("prompt", PROMPT)
    for client in (first, ada):
        client.socket.disconnect()
    clients.wait_nobody()
    again = clients.resumed(room, ada.joined()["resume"])
    assert again.send("answer", ANSWER)["error"] == "not_running"
    board = clients.teacher(room)
    assert board.send("asked", {"questions": [["p0", AT - 60_000], ["p1", None]]}) == {"ok": True}
    board.ask(again)
    old = {"prompt": "p0", "choice": 0, "seq": 1, "at": AT - 70_000}
    unknown = {"prompt": "secret", "choice": 0, "seq": 3, "at": AT}
    history = {"reports": [], "answers": [old, ANSWER | {"seq": 2}, unknown]}
    assert again.send("history", history) == {"ok": True}
    assert [row[1] for row in board.wait_rows("answers", 2)] == ["p0", "p1"]


def test_leaving_and_coming_back_renews_no_allowance(clients: Clients) -> None:
    room = clients.room()
    clients.teacher(room)
    ada = clients.student(room)
    began_s = time.monotonic()
    # The excess is tried too, but not so much of it that the connection is ended.
    answers = ada.send_all("clock", [{}] * 120)
    again = clients.resumed(room, ada.joined()["resume"])
    answers += again.send_all("clock", [{}] * 40)
    # Both together have one allowance, however long the machine takes over them.
    allowed = STUDENT.burst + STUDENT.per_s * (time.monotonic() - began_s)
    assert sum(answer["ok"] for answer in answers) <= allowed


NAMED = [f"{number:08}" for number in range(300)]


@pytest.mark.parametrize(
    ("event", "word", "count"),
    [
        ("lower", {"to": NAMED, "what": "hand", "at": AT}, 10),
        ("prompt", PROMPT | {"to": NAMED}, 10),
        ("door", {"seats": [[each, "removed", AT] for each in NAMED]}, 10),
        ("sync", {"since": dict.fromkeys(NAMED, 0), "rest": False}, 80),
    ],
)
def test_boards_that_address_too_many_students_have_to_wait(
    clients: Clients, event: str, word: dict[str, object], count: int
) -> None:
    room = clients.room()
    boards = [clients.teacher(room), clients.teacher(room)]
    began_s = time.monotonic()
    answers = [answer for board in boards for answer in board.send_all(event, [word] * count)]
    allowed = ADDRESSED.burst + ADDRESSED.per_s * (time.monotonic() - began_s)
    refused = [answer for answer in answers if not answer["ok"]]
    students = len(NAMED) * (ASK_COST if event == "sync" else 1)
    # Both together have one allowance; a machine that takes seconds over them lets all of them through.
    assert (len(answers) - len(refused)) * students <= allowed
    assert {answer["error"] for answer in refused} <= {"too_fast"}
