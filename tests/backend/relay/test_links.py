"""Links: who was let in to look on, or to project, is told what that role may know, and does nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from backend.limits.limits import PROJECTORS
from tests.backend.clients import AT, PROMPT, Client, Clients, RefusedError, report, status
from tests.serving import MODES, serve

SHOWN_QUESTION = {"id": "p1", "text": "Clear?", "choices": ["Yes", "No"], "ended": False}
SHOWN = {
    "question": SHOWN_QUESTION,
    "counts": [4, 2],
    "answered": 6,
    "of": 9,
    "pace": {"slower": 1, "fine": 0, "faster": 0},
}
NOTHING_SHOWN = SHOWN | {"question": None, "counts": None}
# One of everything that a board does; none of it is a looker-on's to do.
ACTS: dict[str, Any] = {
    "prompt": PROMPT,
    "asked": {"questions": [["p1", None]]},
    "lower": {"to": ["abcdefgh"], "what": "hand", "at": AT},
    "door": {"lock": {"locked": True, "at": AT}},
    "show": SHOWN,
    "link": {"role": "watcher"},
    "close": {},
}


@pytest.fixture(scope="module", params=MODES.values(), ids=[*MODES])
def relay(request: pytest.FixtureRequest) -> Iterator[str]:
    """Return the address of a relay, in each way it can run."""
    with serve(*request.param) as server:
        yield server.url


def guest(clients: Clients, board: Client, role: str) -> Client:
    """Open what a board's link of that role opens."""
    link = board.send("link", {"role": role})
    client = clients.connect({"role": role, "token": link["token"]})
    client.joined()
    return client


def test_a_teacher_gets_a_link_for_each_role_that_ends_with_the_room(clients: Clients) -> None:
    room = clients.room()
    board = clients.teacher(room)
    for role, path in (("watcher", "/t#w."), ("projector", "/p#p.")):
        link = board.send("link", {"role": role})
        assert link["url"] == f"{clients.url}{path[:3]}{link['token']}"
        assert link["url"].startswith(f"{clients.url}{path}{room['code']}.")
        assert (link["ok"], link["expires_at"]) == (True, room["expires_at"])
    assert board.send("link", {"role": "teacher"})["error"] == "bad_message"


def test_a_links_token_opens_no_other_role(clients: Clients) -> None:
    room = clients.room()
    board = clients.teacher(room)
    tokens = {role: board.send("link", {"role": role})["token"] for role in ("watcher", "projector")}
    tokens["teacher"] = room["teacher_url"].partition("#")[2]
    for role, token in tokens.items():
        for other in tokens.keys() - {role}:
            for brought in (token, token[2:], f"{other[0]}.{token}"):
                with pytest.raises(RefusedError) as refused:
                    clients.connect({"role": other, "token": brought})
                assert refused.value.data["error"] == "bad_token"


def test_a_watcher_hears_what_a_board_hears_and_may_ask_for_what_it_missed(clients: Clients) -> None:
    room = clients.room()
    board, ada = clients.teacher(room), clients.student(room, "Ada")
    watcher, id_ = guest(clients, board, "watcher"), ada.joined()["student"]
    assert watcher.joined()["role"] == "watcher"
    assert watcher.wait_rows("presence")[0][:3] == [id_, "Ada", "joined"]
    assert board.wait("board_joined") == [{}]
    assert ada.wait("watching", 1)[-1] == {"teachers": 2}
    watcher.ask(ada)
    assert ada.send("history", {"reports": [report(1)]}) == {"ok": True}
    ada.send("status", status(hand=True))
    board.send("prompt", PROMPT)
    ada.send("answer", {"prompt": "p1", "choice": 1})
    board.send("door", {"lock": {"locked": True, "at": AT}})
    assert watcher.wait_rows("reports") == board.wait_rows("reports")
    assert watcher.wait_rows("statuses") == board.wait_rows("statuses")
    assert watcher.wait_rows("answers") == [[id_, "p1", 1]]
    assert watcher.wait("prompt") == [PROMPT]
    assert watcher.wait("door")[0]["lock"] == {"locked": True, "at": AT}
    assert set(watcher.send("clock", {})) == {"ok", "now"}


def test_who_looks_on_acts_on_nothing(clients: Clients) -> None:
    room = clients.room()
    board, ada = clients.teacher(room), clients.student(room)
    for role in ("watcher", "projector"):
        onlooker = guest(clients, board, role)
        refused = {event: onlooker.send(event, message)["error"] for event, message in ACTS.items()}
        assert refused == dict.fromkeys(ACTS, "not_teacher")
        assert onlooker.send("report", report())["error"] == "not_student"
    last = PROMPT | {"id": "last"}
    board.send("prompt", last)
    assert ada.wait("prompt") == [last]
    assert {event for event, _ in ada.heard} == {"joined", "watching", "prompt"}
    assert board.all("door") == board.all("prompt") == board.all("show") == []


def test_a_projector_gets_counts_and_never_a_name_an_id_or_a_report(clients: Clients) -> None:
    room = clients.room()
    board, ada = clients.teacher(room), clients.student(room, "Ada")
    projector = guest(clients, board, "projector")
    assert board.wait("projector_joined") == [{}]
    assert ada.joined()["teachers"] == 1
    board.send("prompt", PROMPT)
    for event, message in (
        ("report", report(1, "confused", cues=["brow_lowered"])),
        ("status", status(hand=True)),
        ("answer", {"prompt": "p1", "choice": 1}),
    ):
        assert ada.send(event, message) == {"ok": True}
    board.send("door", {"lock": {"locked": True, "at": AT}})
    assert board.send("show", SHOWN) == {"ok": True}
    assert projector.send("sync", {"since": {}, "rest": True})["error"] == "not_teacher"
    board.wait("answers")
    # All that boards were told before this has left the relay.
    board.send("show", NOTHING_SHOWN)
    assert projector.wait("show", 2) == [SHOWN, NOTHING_SHOWN]
    assert [event for event, _ in projector.heard] == ["joined", "show", "show"]
    assert projector.joined().keys() >= {"code", "now", "student_url", "policy", "anonymous", "expires_at"}
    assert ada.joined()["student"] not in str(projector.heard)
    assert "Ada" not in str(projector.heard)
    assert ada.all("show") == board.all("show") == ada.all("watching") == []
    board.send("close", {})
    assert projector.wait("close") == [{}]


def test_what_is_shown_has_a_count_for_each_choice_of_a_question(clients: Clients) -> None:
    board = clients.teacher(clients.room())
    wrong = (
        {"counts": [4]},
        {"counts": [4, 2, 1]},
        {"counts": [4, -2]},
        {"correct": 2},
        {"question": None},
        {"question": None, "counts": None, "correct": 0},
        {"names": ["Ada"]},
        {"question": SHOWN_QUESTION | {"to": ["abcdefgh"]}},
    )
    assert [board.send("show", SHOWN | each)["error"] for each in wrong] == ["bad_message"] * len(wrong)
    right = (NOTHING_SHOWN, SHOWN | {"counts": None, "correct": None}, SHOWN | {"correct": 1})
    assert [board.send("show", each) for each in right] == [{"ok": True}] * len(right)


def test_results_reach_the_class_once_the_question_has_ended(clients: Clients) -> None:
    room = clients.room()
    board, other, ada = clients.teacher(room), clients.teacher(room), clients.student(room)
    assert board.send("prompt", PROMPT | {"results": [1, 0]})["error"] == "bad_message"
    ended = PROMPT | {"ended": True, "ended_at": AT, "results": [1, 0], "correct": 0}
    assert board.send("prompt", ended) == {"ok": True}
    assert ada.wait("prompt") == other.wait("prompt") == [ended]


def test_an_anonymous_room_shows_counts_from_five_answers_on(clients: Clients) -> None:
    board = clients.teacher(clients.room(anonymous=True))
    ended = PROMPT | {"ended": True}
    assert board.send("show", SHOWN | {"counts": [4, 0]})["error"] == "not_allowed"
    assert board.send("prompt", ended | {"results": [2, 2]})["error"] == "not_allowed"
    assert board.send("show", SHOWN | {"counts": [4, 1]}) == {"ok": True}
    assert board.send("prompt", ended | {"results": [3, 2]}) == {"ok": True}


def test_a_room_has_a_bounded_number_of_projectors_beside_its_boards(clients: Clients) -> None:
    board = clients.teacher(clients.room())
    for _ in range(PROJECTORS):
        guest(clients, board, "projector")
    with pytest.raises(RefusedError) as refused:
        guest(clients, board, "projector")
    assert refused.value.data["error"] == "room_full"
    guest(clients, board, "watcher")
