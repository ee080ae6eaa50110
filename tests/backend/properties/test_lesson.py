"""Lessons in any order of events against a model: everybody hears all that is theirs, and nothing else."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.backend.clients import PROMPT, Client, Clients, report, status
from tests.serving import serve

SEATS, BOARDS = 5, 2
# For everybody to hear what they should.
SETTLED_WITHIN_S = 5.0
OK = {"ok": True}
TO_STUDENTS = ("watching", "sync", "prompt", "lower", "close")

picks = st.integers(0, 11)
Heard = dict[str, list[Any]]


@dataclass
class Seat:
    """A student of the model: the place, its newest connection, and what that should have heard."""

    client: Client
    is_here: bool = True
    seq: int = 0
    # From beyond which number a board has asked; None where none has.
    asked: int | None = None
    due: list[tuple[str, Any]] = field(default_factory=list)

    @property
    def student(self) -> str:
        return str(self.client.joined()["student"])

    def heard(self) -> list[tuple[str, Any]]:
        return [(event, payload) for event, payload in list(self.client.heard) if event in TO_STUDENTS]


@dataclass
class Board:
    """A board of the model, and the rows it should have heard, by event and student, in order."""

    client: Client
    due: Heard = field(default_factory=lambda: defaultdict(list))
    closed: int = 0

    def heard(self) -> Heard:
        rows: Heard = defaultdict(list)
        for event in ("presence", "reports", "statuses", "answers"):
            for student, *facts in self.client.rows(event):
                # When somebody came is the relay's to say.
                rows[f"{event} of {student}"].append(facts[:-1] if event == "presence" else facts)
        return rows


class Lessons(RuleBasedStateMachine):
    """One room on a real relay, with real clients."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.clients = Clients(url)
        self.seats: list[Seat] = []
        self.boards: list[Board] = []
        self.is_prompted = False

    @initialize(policy=st.sampled_from(["labels", "ask"]))
    def make_room(self, policy: str) -> None:
        self.policy = policy
        self.room = self.clients.room(policy)

    def teardown(self) -> None:
        self.clients.close_all()

    def here(self) -> list[Seat]:
        return [seat for seat in self.seats if seat.is_here]

    def tell_boards(self, event: str, seat: Seat, *facts: Any) -> None:
        for board in self.boards:
            board.due[f"{event} of {seat.student}"].append([*facts])

    def tell_students(self, event: str, payload: Any) -> None:
        for seat in self.here():
            seat.due.append((event, payload))

    def tell_presence(self, seat: Seat, change: str) -> None:
        self.tell_boards("presence", seat, seat.client.joined()["name"], change)

    @precondition(lambda self: len(self.seats) < SEATS)
    @rule(name=st.sampled_from([None, "Ada", "Ada", "<b>Ben</b>"]))
    def join(self, name: str | None) -> None:
        seat = Seat(self.clients.student(self.room, name))
        assert (seat.client.joined()["name"], seat.client.joined()["teachers"]) == (name, len(self.boards))
        self.seats.append(seat)
        self.tell_presence(seat, "joined")

    def may_go(self) -> bool:
        """Return whether anybody is left then: of a room that nobody is in the relay remembers nothing."""
        return len(self.here()) + len(self.boards) > 1

    @precondition(lambda self: self.here() and self.may_go())
    @rule(pick=picks)
    def leave(self, pick: int) -> None:
        seat = picked(self.here(), pick)
        seat.client.socket.disconnect()
        seat.is_here = False
        self.tell_presence(seat, "left")

    @precondition(lambda self: self.seats)
    @rule(pick=picks)
    def resume_or_replace(self, pick: int) -> None:
        seat = picked(self.seats, pick)
        older, student = seat.client, seat.student
        seat.client, seat.due = self.clients.resumed(self.room, older.joined()["resume"]), []
        assert seat.student == student
        if seat.is_here:
            older.wait("replaced")
            older.wait_gone()
        seat.is_here = True
        self.tell_presence(seat, "joined")

    @precondition(lambda self: self.here())
    @rule(pick=picks, state=st.sampled_from(["focused", "present", "absent", "unknown"]))
    def report(self, pick: int, state: str) -> None:
        seat = picked(self.here(), pick)
        seat.seq += 1
        message = report(seat.seq, state)
        is_allowed = state in ("absent", "unknown") or (state == "present") == (self.policy == "ask")
        assert seat.client.send("report", message)["ok"] == is_allowed
        if is_allowed:
            self.tell_boards("reports", seat, *message.values())

    @precondition(lambda self: self.here())
    @rule(pick=picks, states=st.lists(st.sampled_from(["absent", "unknown", "drowsy"]), max_size=4))
    def history(self, pick: int, states: list[str]) -> None:
        seat = picked(self.here(), pick)
        past = [report(seq, state) for seq, state in enumerate(states, (seat.asked or 0) + 1)]
        is_allowed = seat.asked is not None and (self.policy == "labels" or "drowsy" not in states)
        assert seat.client.send("history", {"reports": past})["ok"] == is_allowed
        for message in past if is_allowed else ():
            self.tell_boards("reports", seat, *message.values())
            seat.asked = message["seq"]
            seat.seq = max(seat.seq, message["seq"])

    @precondition(lambda self: self.here())
    @rule(pick=picks, hand=st.booleans(), choice=st.integers(0, 4))
    def say(self, pick: int, hand: bool, choice: int) -> None:
        seat = picked(self.here(), pick)
        message = status(hand=hand)
        assert seat.client.send("status", message) == OK
        self.tell_boards("statuses", seat, *message.values())
        answer = {"prompt": PROMPT["id"], "choice": choice}
        assert seat.client.send("answer", answer)["ok"] == self.is_prompted
        if self.is_prompted:
            self.tell_boards("answers", seat, *answer.values())

    @precondition(lambda self: len(self.boards) < BOARDS)
    @rule()
    def open_board(self) -> None:
        board = Board(self.clients.teacher(self.room))
        for seat in self.here():
            board.due[f"presence of {seat.student}"].append([seat.client.joined()["name"], "joined"])
        self.boards.append(board)
        self.tell_students("watching", {"teachers": len(self.boards)})

    @precondition(lambda self: self.boards and self.may_go())
    @rule(pick=picks)
    def leave_board(self, pick: int) -> None:
        board = picked(self.boards, pick)
        board.client.socket.disconnect()
        self.boards.remove(board)
        self.tell_students("watching", {"teachers": len(self.boards)})

    @precondition(lambda self: self.boards)
    @rule(pick=picks, named=st.lists(st.integers(0, SEATS - 1), unique=True), rest=st.booleans())
    def sync(self, pick: int, named: list[int], rest: bool) -> None:
        since = {seat.student: number for number, seat in enumerate(self.seats) if number in named}
        assert picked(self.boards, pick).client.send("sync", {"since": since, "rest": rest}) == OK
        for seat in self.here():
            if rest or seat.student in since:
                seat.asked = since.get(seat.student, 0)
                seat.due.append(("sync", {"since": seat.asked}))

    @precondition(lambda self: self.boards)
    @rule(pick=picks)
    def prompt(self, pick: int) -> None:
        assert picked(self.boards, pick).client.send("prompt", PROMPT) == OK
        self.is_prompted = True
        self.tell_students("prompt", PROMPT)

    @precondition(lambda self: self.boards and self.here())
    @rule(pick=picks, what=st.sampled_from(["hand", "lost"]))
    def lower(self, pick: int, what: str) -> None:
        seat = picked(self.here(), pick)
        word = {"what": what, "at": 7}
        assert picked(self.boards, pick).client.send("lower", {"to": [seat.student], **word}) == OK
        seat.due.append(("lower", word))

    @precondition(lambda self: self.boards and self.here())
    @rule(pick=picks)
    def close(self, pick: int) -> None:
        closing = picked(self.boards, pick)
        self.tell_students("close", {})
        assert closing.client.send("close", {}) == OK
        for board in self.boards:
            board.closed += board is not closing
        for seat in self.here():
            seat.client.wait_gone()
            seat.is_here = False
            self.tell_presence(seat, "left")

    @invariant()
    def everybody_hears_what_is_theirs_and_nothing_else(self) -> None:
        deadline_s = time.monotonic() + SETTLED_WITHIN_S
        while self.missing() and time.monotonic() < deadline_s:
            time.sleep(0.002)
        assert self.missing() == []

    def missing(self) -> list[tuple[Any, Any]]:
        """Return what was heard beside what was due, wherever the two differ."""
        pairs: list[tuple[Any, Any]] = [(seat.heard(), seat.due) for seat in self.here()]
        for board in self.boards:
            pairs += [(board.heard(), board.due), (len(board.client.all("close")), board.closed)]
        return [(heard, due) for heard, due in pairs if heard != due]


def picked(from_: Sequence[Any], pick: int) -> Any:
    return from_[pick % len(from_)]


def test_any_lesson_goes_as_the_model_says() -> None:
    with serve("--tick-ms", "1") as server:
        run_state_machine_as_test(  # type: ignore[no-untyped-call]
            lambda: Lessons(server.url),
            # Every failing step waits for seconds: making a failure shorter would take an hour.
            settings=settings(max_examples=8, stateful_step_count=25, phases=[Phase.generate]),
        )
        server.stop()
        assert "Traceback" not in server.read_output()
