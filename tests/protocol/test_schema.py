"""The wire's definition: every object closed, its JavaScript types in step, and the relay true to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from backend.common import errors
from backend.common.errors import ReadroomError
from backend.rooms.messages import CHECKS, SCHEMA, message_checker
from backend.rooms.policies import POLICIES
from tests.backend.clients import AT, PROMPT, Client, Clients, RefusedError, asking, report, status

DEFINITIONS = SCHEMA["definitions"]
MESSAGES_JS = (Path(__file__).parents[2] / "protocol" / "messages.js").read_text(encoding="utf-8")
PROTOCOL_MD = (Path(__file__).parents[2] / "docs" / "protocol.md").read_text(encoding="utf-8")

FROM_STUDENTS = ("report", "status", "answer", "history", "handover", "clock")


def parts(schema: Any) -> Iterator[dict[str, Any]]:
    """Yield every schema inside a schema."""
    if isinstance(schema, dict):
        yield schema
        schema = list(schema.values())
    if isinstance(schema, list):
        for part in schema:
            yield from parts(part)


def test_every_object_is_closed() -> None:
    objects = [part for part in parts(DEFINITIONS) if part.get("type") == "object"]
    assert len(objects) > 10
    for part in objects:
        closed_by_value = part.get("additionalProperties", True)
        assert closed_by_value is False or "propertyNames" in part, part


def resolved(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield every schema that a message can lead to."""
    for part in parts(schema):
        yield part
        if "$ref" in part:
            yield from resolved(DEFINITIONS[part["$ref"].rpartition("/")[2]])


@pytest.mark.parametrize("event", FROM_STUDENTS)
def test_no_message_of_a_student_has_room_for_a_landmark_or_for_text(event: str) -> None:
    for part in resolved(DEFINITIONS[event]):
        assert part.get("type") != "number", part
        if part.get("type") == "string":
            assert part["pattern"] == "^[A-Za-z0-9_-]{1,16}$"
        if part.get("type") == "array":
            assert part["maxItems"] <= 200


@pytest.mark.parametrize(
    ("definition", "words"),
    [
        ("cue", r"export const CUES = [^[]*\[([^]]*)\]"),
        ("group", r"export const GROUPS = [^[]*\[([^]]*)\]"),
        ("alert", r"export const ALERTS = [^[]*\[([^]]*)\]"),
    ],
)
def test_javascript_lists_the_same_words(definition: str, words: str) -> None:
    listed = re.search(words, MESSAGES_JS)
    assert listed is not None
    assert re.findall(r'"(\w+)"', listed[1]) == DEFINITIONS[definition]["enum"]


@pytest.mark.parametrize(("name", "words"), [("Cue", "CUES"), ("Alert", "ALERTS")])
def test_javascripts_types_are_those_words(name: str, words: str) -> None:
    assert f"@typedef {{typeof {words}[number]}} {name} " in MESSAGES_JS


def kinds(kind: type[ReadroomError]) -> Iterator[type[ReadroomError]]:
    """Yield an exception and everything under it."""
    yield kind
    for under in kind.__subclasses__():
        yield from kinds(under)


def test_the_relays_errors_are_the_wires_closed_list() -> None:
    relays = [kind for kind in kinds(errors.ReadroomError) if not kind.__module__.startswith("library")]
    assert {kind.error for kind in relays} == set(DEFINITIONS["error"]["enum"])


def test_every_policy_of_the_wire_has_its_rules() -> None:
    assert list(POLICIES) == DEFINITIONS["joined"]["properties"]["policy"]["enum"]


def test_every_message_of_the_table_is_defined() -> None:
    table = PROTOCOL_MD.partition("## Messages")[2].partition("## How")[0]
    named = re.findall(r"^\| ((?:`\w+`(?:, )?)+)", table, re.MULTILINE)
    events = {event for names in named for event in re.findall(r"`(\w+)`", names)}
    assert events <= set(DEFINITIONS)
    assert set(CHECKS) <= events


# What the relay says under the name of another message.
SAID_AS = {
    ("sync", "student"): "sync_request",
    ("lower", "student"): "lowered",
    ("door", "teacher"): "known_door",
}


SHOWN = {
    "question": PROMPT | {"ended": False},
    "counts": [0, 1],
    "answered": 1,
    "of": 1,
    "pace": {"slower": 1, "fine": 0, "faster": 0},
}


def assert_valid(event: str, payload: Any, role: str) -> None:
    message_checker(SAID_AS.get((event, role), event))(payload)


def test_everything_the_relay_says_in_a_lesson_is_valid(clients: Clients) -> None:
    room = clients.room("labels", proctoring=True)
    board, other, ada = clients.teacher(room), clients.teacher(room), clients.student(room, "Ada")
    watcher, projector = (looking_on(clients, board, role) for role in ("watcher", "projector"))
    acknowledgements = play(board, ada)
    again = clients.resumed(room, ada.joined()["resume"])
    again.joined()
    ada.wait_gone()
    late = lock_and_remove(clients, room, board)
    board.send("close", {})
    again.wait_gone()
    other.wait("close")
    projector.wait("close")
    everybody = (board, other, ada, again, late, watcher, projector)
    for client in everybody:
        role = "teacher" if client in (board, other, watcher) else "student"
        for event, payload in client.heard:
            assert_valid(event, payload, role)
    for acknowledgement in acknowledgements:
        message_checker("acknowledgement")(acknowledgement)
    assert {event for client in everybody for event, _ in client.heard} >= {
        *("joined", "presence", "reports", "statuses", "answers", "prompt", "sync", "lower"),
        *("door", "waiting", "removed", "replaced", "close", "show", "projector_joined"),
    }


def looking_on(clients: Clients, board: Client, role: str) -> Client:
    """Open what a link of the board's opens, and check what it was answered."""
    link = board.send("link", {"role": role})
    message_checker("acknowledgement")(link)
    client = clients.connect({"role": role, "token": link["token"]})
    client.joined()
    return client


def play(board: Client, ada: Client) -> list[Any]:
    """Send one of everything and return what it was answered."""
    ada_alone = [ada.joined()["student"]]
    board.ask(ada)
    answers = [
        ada.send("report", report(1, "confused", cues=["brow_lowered"], alerts=["gaze_away"])),
        ada.send("history", {"reports": [report(1), report(2)]}),
        ada.send("status", status(hand=True, pace="slower")),
        board.send("prompt", PROMPT),
        board.send("asked", {"questions": [["p0", 1], ["p1", None]]}),
        board.send("show", SHOWN),
        ada.send("answer", {"prompt": "p1", "choice": 1}),
        board.send("lower", {"to": ada_alone, "what": "hand", "at": AT}),
        ada.send("report", {}),
        board.send("report", report()),
        ada.send("handover", {}),
        ada.send("clock", {}),
        board.send("clock", {}),
    ]
    board.wait("answers")
    ada.wait("prompt")
    return answers


def lock_and_remove(clients: Clients, room: dict[str, Any], board: Client) -> Client:
    """Let somebody wait at the locked door, and show them out; return who that was."""
    board.send("door", {"lock": {"locked": True, "at": board.send("clock", {})["now"]}})
    late = clients.connect({"role": "student", "code": room["code"], "name": "Zoe"})
    late.wait("waiting")
    board.send("door", {"seats": [[asking(board)[0], "removed", AT]]})
    late.wait("removed")
    return late


def test_a_refused_connection_is_told_in_the_same_shape(clients: Clients) -> None:
    with pytest.raises(RefusedError) as refused:
        clients.connect({"role": "teacher", "token": "x"})
    message_checker("acknowledgement")(refused.value.data)
