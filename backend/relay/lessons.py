"""Lessons: what happens in a room when somebody sends a message."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any

from backend.common.clock import near, now_ms
from backend.common.errors import NotRunningError
from backend.limits.limits import ASK_COST, ASKED_ROWS
from backend.relay.counters import Counts
from backend.relay.delivery import Delivery, boards, seats
from backend.relay.entrance import Entrance
from backend.relay.outbox import Row
from backend.relay.registry import Member, Roll, Student, Teacher
from backend.relay.resync import Asks
from backend.rooms.enforcement import Report, refuse_forbidden
from backend.rooms.messages import ALERT_RANKS, CUE_RANKS

Answer = dict[str, Any]

# When each fact of a status was pressed; a page that does not say so is understood as well.
PRESSED_AT = ("hand_at", "lost_at", "pace_at")


class Lessons(Entrance):
    """All rooms of this process. Messages come in checked; one method a message, named as its event."""

    def __init__(self, roll: Roll, delivery: Delivery, counts: Counts, room_hours: float) -> None:
        super().__init__(roll, delivery)
        self._counts = counts
        # No lesson is older than its room.
        self._back_ms = int(room_hours * 3_600_000)
        self._asks = Asks(delivery, delivery.tick_s, self._ask, self._may_ask)

    def report(self, student: Student, message: Report) -> None:
        """Pass a report on to the boards, where the policy lets it."""
        refuse_forbidden(student.room, message)
        if student.record.take_report(message["seq"]):
            self._tell_reports(student, [message])

    def history(self, student: Student, message: dict[str, Any]) -> None:
        """Pass on what a board is missing, all of it or nothing; answers to no question of ours aside."""
        for report in message["reports"]:
            refuse_forbidden(student.room, report)
        answers = [self._dated(answer) for answer in message.get("answers", [])]
        student.record.take_history(message["reports"], len(answers), student.memory.rows)
        self._tell_reports(student, message["reports"])
        questions = student.memory.questions
        self._tell_answers(student, [each for each in answers if questions.takes(each["prompt"], each["at"])])

    def status(self, student: Student, message: dict[str, Any]) -> None:
        """Pass on what a student says of themself."""
        student.record.take_status(message["seq"])
        now = now_ms()
        row = [student.student, message["seq"], near(message["at"], now, self._back_ms)]
        row += [message[key] for key in ("hand", "lost", "pace")]
        if any(key in message for key in PRESSED_AT):
            row += [self._pressed(message.get(key), now) for key in PRESSED_AT]
        self._tell_boards(student.room.code, "statuses", [row])

    def _pressed(self, at: int | None, now: int) -> int | None:
        return None if at is None else near(at, now, self._back_ms)

    def answer(self, student: Student, message: Answer) -> None:
        """Pass on a student's choice in a question, where it was made while that ran."""
        answer = self._dated(message)
        if not student.memory.questions.takes(answer["prompt"], answer["at"]):
            raise NotRunningError("This question is not running here.")
        if student.record.take_answer(message.get("seq")):
            self._tell_answers(student, [answer])

    def _dated(self, answer: Answer) -> Answer:
        """Return an answer with a time that can be; an old page's has none."""
        now = now_ms()
        return answer | {"at": near(answer.get("at", now), now, self._back_ms)}

    def sync(self, teacher: Teacher, message: dict[str, Any]) -> None:
        """Ask each student for what this board is missing of them."""
        concerned = self._concerned(teacher, message["since"], is_all=message["rest"])
        teacher.memory.charge(concerned * ASK_COST)
        self._ask_students(teacher.room.code, message)

    def _ask_students(self, code: str, message: dict[str, Any]) -> None:
        since: Mapping[str, int] = message["since"]
        if message["rest"]:
            ids: Sequence[str] = [student.student for student in self._roll.students(code)]
        else:
            ids = [each for each in since if self._roll.student(code, each) is not None]
        self._asks.add(code, ((each, since.get(each, 0)) for each in ids))

    def _may_ask(self, code: str) -> bool:
        """Return whether a room's histories leave it time for another."""
        return not self._roll.memory(code).rows.is_empty(time.monotonic(), ASKED_ROWS)

    def _ask(self, code: str, by_number: Mapping[int, list[str]]) -> None:
        for since, ids in by_number.items():
            here = self._seated(code, ids)
            for student in here:
                student.record.ask(since)
            if here:
                self._delivery.say_here("sync", {"since": since}, to=[student.sid for student in here])

    def _seated(self, code: str, ids: Sequence[str]) -> list[Student]:
        found = (self._roll.student(code, each) for each in ids)
        return [student for student in found if student is not None and not student.waits]

    def prompt(self, teacher: Teacher, message: dict[str, Any]) -> None:
        """Pass a quick check on to everybody, or to those alone who came too late for it, or for its end."""
        code = teacher.room.code
        to = message.get("to", [])
        teacher.memory.charge(self._concerned(teacher, to, is_all="to" not in message))
        self._note_question(code, message["id"], _ended_ms(message))
        if "to" in message:
            self._say_to(code, message["to"], "prompt", _question(message))
        else:
            self._delivery.say("prompt", message, to=seats(code))
        if "to" not in message or "boards" in message:
            self._delivery.say("prompt", _question(message), to=boards(code), skip=teacher.sid)

    def asked(self, teacher: Teacher, message: dict[str, Any]) -> None:
        """Take from a board which questions this lesson has had."""
        for prompt, ended_ms in message["questions"]:
            self._note_question(teacher.room.code, prompt, ended_ms)

    def _note_question(self, code: str, prompt: str, ended_ms: int | None) -> bool:
        now = now_ms()
        ended_ms = None if ended_ms is None else near(ended_ms, now, self._back_ms)
        return self._roll.memory(code).questions.note(prompt, ended_ms, now)

    def lower(self, teacher: Teacher, message: dict[str, Any]) -> None:
        """Ask the pages of some students to take down what they raised."""
        teacher.memory.charge(len(message["to"]))
        self._say_to(teacher.room.code, message["to"], "lower", _lowered(message))

    def _say_to(self, code: str, students: list[str], event: str, payload: dict[str, Any]) -> None:
        here = self._seated(code, students)
        if here:
            self._delivery.say_here(event, payload, to=[student.sid for student in here])

    def close(self, teacher: Teacher, message: dict[str, Any]) -> None:
        """End the lesson for the students and tell the other boards."""
        code = teacher.room.code
        teacher.memory.charge(self._concerned(teacher, (), is_all=True))
        self._delivery.say("close", message, to=seats(code))
        self._delivery.say("close", message, to=boards(code), skip=teacher.sid)
        self._send_home(code)

    def _send_home(self, code: str) -> None:
        waiting = [student.sid for student in self._roll.waiting(code)]
        if waiting:
            self._delivery.say_here("close", {}, to=waiting)
        self._delivery.drop(*waiting, *(student.sid for student in self._roll.students(code)))

    def clock(self, _member: Member, _message: dict[str, Any]) -> dict[str, Any]:
        """Answer with the relay's time."""
        return {"ok": True, "now": now_ms()}

    def _tell_reports(self, student: Student, reports: Sequence[Report]) -> None:
        code = student.room.code
        self._counts.reports_in += len(reports)
        self._counts.reports_out += len(reports) * len(self._roll.teachers(code))
        now = now_ms()
        self._tell_boards(code, "reports", [self._row(student.student, each, now) for each in reports])

    def _row(self, student: str, report: Report, now: int) -> Row:
        cues, alerts = report["cues"], report["alerts"]
        if len(cues) > 1:
            cues = sorted(cues, key=CUE_RANKS.__getitem__)
        if len(alerts) > 1:
            alerts = sorted(alerts, key=ALERT_RANKS.__getitem__)
        return [student, report["seq"], near(report["at"], now, self._back_ms), report["state"], cues, alerts]

    def _tell_answers(self, student: Student, answers: Sequence[Answer]) -> None:
        rows = [[student.student, *_cells(each)] for each in answers]
        self._tell_boards(student.room.code, "answers", rows)


def _cells(answer: Answer) -> Row:
    """Return a row of an answer, the student aside: number and time stand where the page numbers them."""
    choice = [answer["prompt"], answer["choice"]]
    return [*choice, answer["seq"], answer["at"]] if "seq" in answer else choice


def _ended_ms(message: dict[str, Any]) -> int | None:
    return int(message.get("ended_at", now_ms())) if "ended" in message else None


def _question(message: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in message.items() if key not in ("to", "boards")}


def _lowered(message: dict[str, Any]) -> dict[str, Any]:
    return {"what": message["what"], "at": message["at"]}
