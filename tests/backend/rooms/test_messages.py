"""Message checks: an invalid message is acknowledged as that, and nothing of it is forwarded."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from typing import Any

import pytest
import socketio

from tests.backend.clients import SILENCE_S, Client, Clients, RefusedError, report, status
from tests.serving import MODES, serve


@pytest.fixture(scope="module", params=MODES.values(), ids=[*MODES])
def relay(request: pytest.FixtureRequest) -> Iterator[str]:
    """Return the address of a relay, in each way it can run."""
    with serve(*request.param) as server:
        yield server.url


WRONG_REPORTS: dict[str, Any] = {
    "nothing": None,
    "a text": "focused",
    "a list": [report()],
    "empty": {},
    "a landmark": report(landmarks=[[0.1, 0.2, 0.3]]),
    "free text": report(note="tired"),
    "an unknown state": report(1, "sad"),
    "an unknown cue": report(cues=["frown"]),
    "an unknown alert": report(alerts=["phone"]),
    "a cue twice": report(cues=["yawn", "yawn"]),
    "seq 0": report(0),
    "a fractional seq": report(1.5),  # type: ignore[arg-type]
    "seq true": report(True),
    "a negative time": report(at=-1),
    "a time beyond every clock": report(at=2**60),
    "not a number": report(at=float("nan")),
    "no alerts": {key: value for key, value in report().items() if key != "alerts"},
}


@pytest.fixture
def lesson(clients: Clients) -> tuple[Client, Client]:
    """Return a board and a student of one room."""
    room = clients.room()
    return clients.teacher(room), clients.student(room)


@pytest.mark.parametrize("wrong", WRONG_REPORTS.values(), ids=WRONG_REPORTS.keys())
def test_a_wrong_report_is_refused(lesson: tuple[Client, Client], wrong: Any) -> None:
    board, student = lesson
    answer = student.send("report", wrong)
    assert (answer["ok"], answer["error"]) == (False, "bad_message")
    student.send("report", report(77))
    assert [row[1] for row in board.wait_rows("reports")] == [77]


@pytest.mark.parametrize(
    ("event", "wrong"),
    [
        ("status", status(pace="quick")),
        ("status", status(hand=1)),
        ("answer", {"prompt": "p1", "choice": 5}),
        ("answer", {"prompt": "p1", "choice": "all of it"}),
        ("answer", {"prompt": "a prompt with spaces", "choice": 0}),
        ("history", {"reports": [report(seq) for seq in range(1, 202)]}),
        ("history", {"reports": [report(), {}]}),
    ],
)
def test_a_wrong_message_of_a_student_is_refused(
    lesson: tuple[Client, Client], event: str, wrong: Any
) -> None:
    lesson[0].ask(lesson[1])
    assert lesson[1].send(event, wrong)["error"] == "bad_message"


@pytest.mark.parametrize(
    ("event", "wrong"),
    [
        ("sync", {"since": {}}),
        ("sync", {"since": {"short": 1}, "rest": False}),
        ("sync", {"since": {"abcdefgh": -1}, "rest": False}),
        ("sync", {"since": {f"{number:08}": 1 for number in range(301)}, "rest": False}),
        ("prompt", {"id": "p1", "text": "x" * 201, "choices": ["a", "b"]}),
        ("prompt", {"id": "p1", "text": "Clear?", "choices": ["Yes"]}),
        ("prompt", {"id": "p1", "text": "Look", "choices": ["a", "b"], "href": "http://a.example"}),
        ("prompt", {"id": "p1", "text": "Look", "choices": ["a", "b"], "href": "https://me@a.example"}),
        (
            "prompt",
            {"id": "p1", "text": "Look", "choices": ["a", "b"], "href": "https://a.example/" + "a" * 283},
        ),
        ("prompt", {"id": "p1", "text": "Clear?", "choices": ["Yes", "No"], "ended": False}),
        ("prompt", {"id": "p1", "text": "Clear?", "choices": ["Yes", "No"], "to": ["short"]}),
        ("prompt", {"id": "p1", "text": "Clear?", "choices": ["Yes", "No"], "to": ["abcdefgh"] * 301}),
        ("close", {"now": True}),
        ("asked", {"questions": [["p1"]]}),
        ("asked", {"questions": [["p1", None]] * 101}),
        ("door", {}),
        ("door", {"lock": {"locked": True}}),
        ("door", {"seats": [["abcdefgh", "left", 1]]}),
        ("door", {"seats": [["abcdefgh", "removed", 1]] * 301}),
    ],
)
def test_a_wrong_message_of_a_teacher_is_refused(
    lesson: tuple[Client, Client], event: str, wrong: Any
) -> None:
    assert lesson[0].send(event, wrong)["error"] == "bad_message"


def test_a_message_says_what_was_wrong_with_it(lesson: tuple[Client, Client]) -> None:
    answer = lesson[1].send("report", report(note="tired"))
    assert answer["message"].startswith("report: Additional properties are not allowed ('note' was")


def test_a_refusal_does_not_send_kilobytes_back(lesson: tuple[Client, Client]) -> None:
    answer = lesson[1].send("report", {**report(), "x" * 10_000: 1})
    assert len(answer["message"]) <= 200


@pytest.mark.parametrize("count", [0, 2])
def test_a_message_is_exactly_one_object(lesson: tuple[Client, Client], count: int) -> None:
    assert lesson[1].send("report", (report(),) * count)["error"] == "bad_message"


@pytest.mark.parametrize("event", ["nothing", "reports", "joined", "connect", "disconnect", "*", ""])
def test_an_event_that_no_client_sends_is_refused(lesson: tuple[Client, Client], event: str) -> None:
    board, student = lesson
    assert student.send(event, report())["error"] == "bad_message"
    assert student.send("report", report()) == {"ok": True}
    board.wait("reports")


def test_a_binary_message_is_refused_and_not_waited_for(lesson: tuple[Client, Client]) -> None:
    board, student = lesson
    assert student.send("report", b"\x00" * 100)["error"] == "bad_message"
    assert student.send("report", report()) == {"ok": True}
    board.wait("reports")


@pytest.mark.parametrize("event", ["sync", "prompt", "asked", "lower", "door", "close"])
def test_a_student_cannot_send_what_a_teacher_sends(lesson: tuple[Client, Client], event: str) -> None:
    board, student = lesson
    assert student.send(event, {})["error"] == "not_teacher"
    time.sleep(SILENCE_S)
    assert {name for name, _ in board.heard} == {"joined", "presence"}


@pytest.mark.parametrize("event", ["report", "status", "answer", "history"])
def test_a_teacher_cannot_send_what_a_student_sends(lesson: tuple[Client, Client], event: str) -> None:
    assert lesson[0].send(event, report())["error"] == "not_student"


def test_a_message_over_16_kib_ends_the_connection(lesson: tuple[Client, Client]) -> None:
    student = lesson[1]
    student.socket.emit("report", report(note="x" * 17_000))
    student.wait_gone()


def test_sending_too_fast_is_refused_and_passes_again_later(lesson: tuple[Client, Client]) -> None:
    student = lesson[1]
    answers = student.send_all("status", [status(seq) for seq in range(1, 400)])
    assert answers[:40] == [{"ok": True}] * 40
    assert {answer["error"] for answer in answers if not answer["ok"]} == {"too_fast"}
    time.sleep(0.5)
    assert student.send("status", status(400)) == {"ok": True}


PAUSE_EVERY, PAUSE_S = 100, 0.1


def test_a_flood_ends_the_connection_and_nobody_elses(lesson: tuple[Client, Client]) -> None:
    board, student = lesson
    # Any machine sends faster than a hundred messages a second, which is where abuse begins.
    with contextlib.suppress(socketio.exceptions.SocketIOError):
        for seq in range(1, 100_000):
            student.socket.emit("status", status(seq))
            # The board of this very process has pings to answer meanwhile, and the relay to send them.
            if seq % PAUSE_EVERY == 0:
                time.sleep(PAUSE_S)
    student.wait_gone()
    assert board.send("sync", {"since": {}, "rest": True}) == {"ok": True}


WRONG_AUTHS: dict[str, Any] = {
    "none": None,
    "empty": {},
    "a list": ["student"],
    "no role": {"code": "x", "name": None},
    "another role": {"role": "admin", "token": "x"},
    "a teacher with a code": {"role": "teacher", "code": "x", "name": None},
    "a student with a token": {"role": "student", "token": "x"},
    "both ways in": {"role": "student", "code": "x", "name": None, "resume": "x"},
}


@pytest.mark.parametrize("auth", WRONG_AUTHS.values(), ids=WRONG_AUTHS.keys())
def test_a_handshake_of_another_shape_is_refused(clients: Clients, auth: Any) -> None:
    with pytest.raises(RefusedError) as refused:
        clients.connect(auth)
    assert set(refused.value.data) == {"ok", "error", "message"}
    assert refused.value.data["error"] == "bad_message"


@pytest.mark.parametrize("code", ["", "07QM4", "07QM4-F2P9J", "UUUUU-UUUUU", 7, None, ["07QM4-F2P9H"]])
def test_a_code_that_is_none_is_refused(clients: Clients, code: Any) -> None:
    with pytest.raises(RefusedError) as refused:
        clients.connect({"role": "student", "code": code, "name": None})
    assert refused.value.data["error"] == "bad_code"


def test_a_room_nobody_made_is_a_waiting_room(clients: Clients) -> None:
    ada = clients.connect({"role": "student", "code": "07qm4 f2p9h", "name": None})
    assert (ada.joined()["code"], ada.joined()["teachers"]) == ("07QM4-F2P9H", 0)
