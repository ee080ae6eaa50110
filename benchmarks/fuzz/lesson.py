"""A lesson that goes on: its members notice whatever is late, lost, out of order or no message."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from typing import Any

import fastjsonschema

from backend.rooms.messages import SCHEMA
from tests.backend.clients import Client, Clients, report

STUDENTS = 5
EVERY_S = 0.2
COMPLETE_WITHIN_S = 20.0

# The names that the schema gives to what has another name on the wire.
_TO_STUDENTS = {"sync": "sync_request"}
_CHECKS = {
    name: fastjsonschema.compile({"$ref": f"#/definitions/{name}", "definitions": SCHEMA["definitions"]})
    for name in SCHEMA["definitions"]
}


class Lesson:
    """One room with a board and students who report all the time, each acknowledgement timed."""

    def __init__(self, clients: Clients) -> None:
        self.room = clients.room()
        self.board = clients.teacher(self.room)
        self.students = [clients.student(self.room, f"Student {number}") for number in range(STUDENTS)]
        self.took_s: list[float] = []
        self.refused: list[Any] = []
        self._reported = 0
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._go_on)
        self._thread.start()

    def _go_on(self) -> None:
        while not self._is_over.wait(EVERY_S):
            self._reported += 1
            for student in self.students:
                self._report(student)

    def _report(self, student: Client) -> None:
        began_s = time.monotonic()
        answer = student.send("report", report(self._reported))
        self.took_s.append(time.monotonic() - began_s)
        if answer != {"ok": True}:
            self.refused.append(answer)

    def end(self) -> None:
        """Stop reporting, and give the last reports time to arrive."""
        self._is_over.set()
        self._thread.join()
        deadline_s = time.monotonic() + COMPLETE_WITHIN_S
        while self.disorder() and time.monotonic() < deadline_s:
            time.sleep(0.1)

    def disorder(self) -> list[str]:
        """Return whose reports are not on the board, each once and in order."""
        seqs: Mapping[str, list[int]] = {student.joined()["student"]: [] for student in self.students}
        for row in self.board.rows("reports"):
            if row[0] in seqs:
                seqs[row[0]].append(row[1])
        return [student for student, seen in seqs.items() if seen != [*range(1, self._reported + 1)]]

    def invalid(self) -> list[str]:
        """Return every frame that is none of the schema's messages."""
        wrong = [frame for frame in self.board.heard if not _is_valid(*frame)]
        for student in self.students:
            wrong += [
                frame
                for frame in student.heard
                if not _is_valid(_TO_STUDENTS.get(frame[0], frame[0]), frame[1])
            ]
        return [repr(frame)[:200] for frame in wrong]


def _is_valid(name: str, payload: Any) -> bool:
    try:
        _CHECKS[name](payload)
    except (KeyError, fastjsonschema.JsonSchemaValueException):
        return False
    return True
