"""What a lesson is made of: who hears what, and in which order."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from tests.backend.clients import AT, PROMPT, SILENCE_S, Clients, RefusedError, report, status
from tests.serving import MODES, serve


@pytest.fixture(scope="module", params=MODES.values(), ids=[*MODES])
def relay(request: pytest.FixtureRequest) -> Iterator[str]:
    """Return the address of a relay, in each way it can run."""
    with serve(*request.param) as server:
        yield server.url


# So long that nobody takes it for a busy machine.
LONG_TICK_S = 5


def test_the_first_word_to_a_student_is_joined(clients: Clients) -> None:
    room = clients.room("ask", anonymous=True, sensitivity="brow")
    ada = clients.student(room)
    event, said = ada.heard[0]
    assert event == "joined"
    assert set(said) == {
        *("role", "code", "policy", "proctoring", "anonymous", "sensitivity", "now"),
        *("student", "name", "resume", "first_seq", "teachers"),
    }
    assert (said["role"], said["code"], said["policy"]) == ("student", room["code"], "ask")
    assert (said["proctoring"], said["anonymous"], said["teachers"]) == (False, True, 0)
    assert said["sensitivity"] == "brow"
    assert abs(said["now"] - time.time() * 1000) < 2000


def test_a_teacher_hears_joined_then_everyone_who_is_there(clients: Clients) -> None:
    room = clients.room()
    ada, ben = clients.student(room, "Ada"), clients.student(room)
    board = clients.teacher(room)
    (first, said), (second, here) = board.heard[:2]
    assert (first, second) == ("joined", "presence")
    assert said["student_url"] == room["student_url"]
    assert said["expires_at"] == room["expires_at"]
    assert [row[:3] for row in here] == [
        [ada.joined()["student"], "Ada", "joined"],
        [ben.joined()["student"], None, "joined"],
    ]


def test_a_board_of_an_empty_room_is_told_that_it_is_empty(clients: Clients) -> None:
    assert clients.teacher(clients.room()).all("presence") == [[]]


def test_a_report_reaches_every_board_of_its_room(clients: Clients) -> None:
    room = clients.room()
    boards = [clients.teacher(room), clients.teacher(room)]
    ada = clients.student(room)
    assert ada.send("report", report(1, "confused", cues=["brow_lowered"])) == {"ok": True}
    row = [ada.joined()["student"], 1, AT + 1, "confused", ["brow_lowered"], []]
    for board in boards:
        assert board.wait("reports") == [[row]]


def test_reports_of_one_tick_travel_in_one_frame_in_order(clients: Clients) -> None:
    room = clients.room()
    board, ada = clients.teacher(room), clients.student(room)
    for seq in range(1, 31):
        ada.socket.emit("report", report(seq))
    rows = board.wait_rows("reports", 30)
    assert [row[1] for row in rows] == list(range(1, 31))
    assert len(board.all("reports")) <= 4


def test_a_tick_says_presence_then_reports_then_statuses_then_answers() -> None:
    with serve("--tick-ms", "1000") as server:
        clients = Clients(server.url)
        room = clients.room()
        board = clients.teacher(room)
        clients.student(room)
        board.wait_rows("presence", 1)
        board.send("prompt", PROMPT)
        ada = clients.student(room)
        ada.send("answer", {"prompt": "p1", "choice": 0})
        ada.send("status", status())
        ada.send("report", report())
        board.wait("answers")
        clients.close_all()
    order = [event for event, _ in board.heard]
    assert order == ["joined", "presence", "presence", "presence", "reports", "statuses", "answers"]


def test_a_lone_report_does_not_wait_for_a_tick() -> None:
    with serve("--tick-ms", f"{LONG_TICK_S * 1000}") as server:
        clients = Clients(server.url)
        room = clients.room()
        ada, board = clients.student(room), clients.teacher(room)
        began_s = time.monotonic()
        ada.send("report", report())
        board.wait("reports")
        assert time.monotonic() - began_s < LONG_TICK_S / 2
        clients.close_all()


def test_no_student_socket_ever_receives_a_report(clients: Clients) -> None:
    room = clients.room()
    board = clients.teacher(room)
    ada, ben = clients.student(room), clients.student(room)
    ada.send("report", report())
    board.ask(ada, ben)
    ada.send("history", {"reports": [report(1), report(2)]})
    ada.send("status", status(hand=True))
    board.send("prompt", PROMPT)
    ada.send("answer", {"prompt": "p1", "choice": 1})
    board.wait("answers")
    time.sleep(SILENCE_S)
    for student in (ada, ben):
        assert {event for event, _ in student.heard} == {"joined", "sync", "prompt"}


def test_a_teacher_receives_nothing_of_another_room(clients: Clients) -> None:
    own, other = clients.room(), clients.room()
    board, other_board = clients.teacher(own), clients.teacher(other)
    stranger = clients.student(other)
    stranger.send("report", report())
    other_board.send("prompt", PROMPT)
    stranger.send("answer", {"prompt": "p1", "choice": 1})
    other_board.wait("answers")
    other_board.send("close", {})
    stranger.wait_gone()
    time.sleep(SILENCE_S)
    assert [event for event, _ in board.heard] == ["joined", "presence"]


def test_a_report_without_a_board_is_acknowledged_and_kept_nowhere(clients: Clients) -> None:
    room = clients.room()
    ada = clients.student(room)
    assert ada.send("report", report()) == {"ok": True}
    board = clients.teacher(room)
    time.sleep(SILENCE_S)
    assert board.all("reports") == []


def test_a_student_who_leaves_is_reported_as_left(clients: Clients) -> None:
    room = clients.room()
    board, ada = clients.teacher(room), clients.student(room, "Ada")
    board.wait_rows("presence", 1)
    ada.socket.disconnect()
    rows = board.wait_rows("presence", 2)
    assert [row[:3] for row in rows] == [
        [ada.joined()["student"], "Ada", "joined"],
        [ada.joined()["student"], "Ada", "left"],
    ]


def test_students_are_told_how_many_boards_watch(clients: Clients) -> None:
    room = clients.room()
    ada = clients.student(room)
    boards = [clients.teacher(room), clients.teacher(room)]
    ada.wait("watching", 2)
    boards[0].socket.disconnect()
    assert ada.wait("watching", 3) == [{"teachers": 1}, {"teachers": 2}, {"teachers": 1}]
    assert clients.student(room).joined()["teachers"] == 1


def test_sync_asks_each_named_student_from_its_own_number(clients: Clients) -> None:
    room = clients.room()
    board = clients.teacher(room)
    ada, ben, cleo = (clients.student(room) for _ in range(3))
    since = {ada.joined()["student"]: 7, "elsewhr_": 3}
    assert board.send("sync", {"since": since, "rest": False}) == {"ok": True}
    assert ada.wait("sync") == [{"since": 7}]
    time.sleep(SILENCE_S)
    assert (ben.all("sync"), cleo.all("sync")) == ([], [])


def test_sync_with_rest_asks_the_others_from_the_start(clients: Clients) -> None:
    room = clients.room()
    board = clients.teacher(room)
    ada, ben = clients.student(room), clients.student(room)
    board.send("sync", {"since": {ada.joined()["student"]: 7}, "rest": True})
    assert ada.wait("sync") == [{"since": 7}]
    assert ben.wait("sync") == [{"since": 0}]


def test_sync_never_reaches_another_room(clients: Clients) -> None:
    board, stranger = clients.teacher(clients.room()), clients.student(clients.room())
    board.send("sync", {"since": {stranger.joined()["student"]: 1}, "rest": True})
    time.sleep(SILENCE_S)
    assert stranger.all("sync") == []


def test_history_arrives_as_reports_oldest_first(clients: Clients) -> None:
    room = clients.room()
    board, ada = clients.teacher(room), clients.student(room)
    past = [report(seq, "confused" if seq % 2 else "focused") for seq in range(1, 101)]
    board.ask(ada)
    assert ada.send("history", {"reports": past}) == {"ok": True}
    rows = board.wait_rows("reports", 100)
    assert [row[1:4] for row in rows] == [[item["seq"], item["at"], item["state"]] for item in past]


def test_a_history_with_one_forbidden_report_is_refused_whole(clients: Clients) -> None:
    room = clients.room("presence")
    board, ada = clients.teacher(room), clients.student(room)
    board.ask(ada)
    answer = ada.send("history", {"reports": [report(1, "present"), report(2, "confused")]})
    assert (answer["ok"], answer["error"]) == (False, "not_allowed")
    time.sleep(SILENCE_S)
    assert board.all("reports") == []


def test_a_prompt_reaches_the_students_and_an_answer_the_boards(clients: Clients) -> None:
    room = clients.room("self")
    board, ada = clients.teacher(room), clients.student(room)
    assert board.send("prompt", PROMPT) == {"ok": True}
    assert ada.wait("prompt") == [PROMPT]
    ada.send("answer", {"prompt": "p1", "choice": 1})
    assert board.wait("answers") == [[[ada.joined()["student"], "p1", 1]]]
    assert board.send("prompt", {**PROMPT, "ended": True}) == {"ok": True}
    assert ada.wait("prompt", 2)[1:] == [{**PROMPT, "ended": True}]


def test_a_prompt_for_latecomers_reaches_them_alone_and_as_the_others_got_it(clients: Clients) -> None:
    room = clients.room("self")
    board, ada, late = clients.teacher(room), clients.student(room), clients.student(room)
    stranger = clients.student(clients.room("self"))
    to = [late.joined()["student"], stranger.joined()["student"], "nobody00"]
    assert board.send("prompt", {**PROMPT, "to": to}) == {"ok": True}
    assert late.wait("prompt") == [PROMPT]
    time.sleep(SILENCE_S)
    assert ada.all("prompt") == stranger.all("prompt") == []


def test_close_tells_everyone_else_and_sends_the_students_home(clients: Clients) -> None:
    room = clients.room()
    closing, watching = clients.teacher(room), clients.teacher(room)
    ada = clients.student(room)
    assert closing.send("close", {}) == {"ok": True}
    ada.wait_gone()
    assert ada.all("close") == [{}]
    assert watching.wait("close") == [{}]
    assert closing.all("close") == []
    assert closing.socket.connected


def test_a_closed_room_can_be_opened_again_by_its_link(clients: Clients) -> None:
    room = clients.room()
    clients.teacher(room).send("close", {})
    clients.teacher(room)
    assert clients.student(room).joined()["code"] == room["code"]


def test_a_resume_token_keeps_id_and_name(clients: Clients) -> None:
    room = clients.room()
    ada = clients.student(room, "Ada")
    ada.socket.disconnect()
    again = clients.resumed(room, ada.joined()["resume"]).joined()
    assert (again["student"], again["name"]) == (ada.joined()["student"], "Ada")


def test_the_newer_of_two_connections_of_a_student_takes_over(clients: Clients) -> None:
    room = clients.room()
    board = clients.teacher(room)
    older = clients.student(room, "Ada")
    newer = clients.resumed(room, older.joined()["resume"])
    newer.joined()
    older.wait_gone()
    assert older.all("replaced") == [{}]
    assert newer.send("report", report()) == {"ok": True}
    board.wait("reports")
    time.sleep(SILENCE_S)
    assert [row[2] for row in board.rows("presence")] == ["joined", "joined"]


def test_a_name_is_not_asked_for_in_an_anonymous_room(clients: Clients) -> None:
    room = clients.room(anonymous=True)
    board = clients.teacher(room)
    assert clients.student(room, "Ada").joined()["name"] is None
    assert board.wait_rows("presence")[0][1] is None


def test_a_name_arrives_clean(clients: Clients) -> None:
    ada = clients.student(clients.room(), "  Ada\u202e \n\u200b Lovelace ")
    assert ada.joined()["name"] == "Ada Lovelace"


def test_a_name_that_is_too_long_is_refused(clients: Clients) -> None:
    with pytest.raises(RefusedError) as refused:
        clients.student(clients.room(), "x" * 41)
    assert refused.value.data["error"] == "bad_name"
