"""Lessons: what each message of a student or a board does in its room."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any

from backend.common.clock import near, now_ms
from backend.common.errors import BadMessageError, NotRunningError
from backend.limits.limits import ASK_COST, ASKED_ROWS
from backend.relay.counters import Counts
from backend.relay.delivery import Delivery, boards, cameras, screens, seats
from backend.relay.outbox import Row
from backend.relay.presence import Presence
from backend.relay.registry import Board, Member, Registry, RoomCamera, Student, Teacher
from backend.relay.resync import Resync
from backend.rooms.enforcement import Report, refuse_counts, refuse_forbidden, refuse_results
from backend.rooms.messages import ALERT_RANKS, CUE_RANKS
from backend.rooms.room_reports import RoomReport, refuse_room_report, tellable

Answer = dict[str, Any]

# When each button of a status was pressed; pages of earlier versions do not say so.
PRESSED_AT = ("hand_at", "lost_at", "pace_at")


class Lessons(Presence):
    """All rooms of this process. Messages arrive validated; one method a message, named as its event."""

    def __init__(self, registry: Registry, delivery: Delivery, counts: Counts, room_hours: float) -> None:
        super().__init__(registry, delivery)
        self._counts = counts
        # No lesson is older than its room.
        self._back_ms = int(room_hours * 3_600_000)
        self._resync = Resync(delivery, delivery.tick_s, self._ask, self._may_ask)

    def report(self, student: Student, message: Report) -> None:
        """Forward a report to the boards, where the policy allows it."""
        refuse_forbidden(student.room, message)
        if student.session.take_report(message["seq"]):
            self._tell_reports(student, [message])

    def history(self, student: Student, message: dict[str, Any]) -> None:
        """Forward the rows that a board asked for, all or none; answers to unknown questions are left out."""
        for report in message["reports"]:
            refuse_forbidden(student.room, report)
        answers = [self._dated(answer) for answer in message.get("answers", [])]
        student.session.take_history(message["reports"], len(answers), student.memory.rows)
        self._tell_reports(student, message["reports"])
        questions = student.memory.questions
        self._tell_answers(student, [each for each in answers if questions.takes(each["prompt"], each["at"])])

    def status(self, student: Student, message: dict[str, Any]) -> None:
        """Forward what a student says about themself."""
        student.session.take_status(message["seq"])
        now = now_ms()
        row = [student.student, message["seq"], near(message["at"], now, self._back_ms)]
        row += [message[key] for key in ("hand", "lost", "pace")]
        if any(key in message for key in PRESSED_AT):
            row += [self._pressed(message.get(key), now) for key in PRESSED_AT]
        self._tell_boards(student.room.code, "statuses", [row])

    def _pressed(self, at: int | None, now: int) -> int | None:
        return None if at is None else near(at, now, self._back_ms)

    def answer(self, student: Student, message: Answer) -> None:
        """Forward a student's choice in a question, where it was made while that ran."""
        answer = self._dated(message)
        if not student.memory.questions.takes(answer["prompt"], answer["at"]):
            raise NotRunningError("This question is not running here.")
        if student.session.take_answer(message.get("seq")):
            self._tell_answers(student, [answer])

    def _dated(self, answer: Answer) -> Answer:
        """Return an answer with a possible time; pages of earlier versions send none."""
        now = now_ms()
        return answer | {"at": near(answer.get("at", now), now, self._back_ms)}

    def sync(self, board: Board, message: dict[str, Any]) -> None:
        """Ask each student for what this board is missing."""
        concerned = self._concerned(board, message["since"], is_all=message["rest"])
        board.memory.charge(concerned * ASK_COST)
        self._ask_students(board.room.code, message)

    def _ask_students(self, code: str, message: dict[str, Any]) -> None:
        since: Mapping[str, int] = message["since"]
        if message["rest"]:
            ids: Sequence[str] = [student.student for student in self._registry.students(code)]
        else:
            ids = [each for each in since if self._registry.student(code, each) is not None]
        self._resync.add(code, ((each, since.get(each, 0)) for each in ids))

    def _may_ask(self, code: str) -> bool:
        """Return whether a room's history allowance leaves time for another."""
        return not self._registry.memory(code).rows.is_empty(time.monotonic(), ASKED_ROWS)

    def _ask(self, code: str, by_number: Mapping[int, list[str]]) -> None:
        for since, ids in by_number.items():
            here = self._seated(code, ids)
            for student in here:
                student.session.ask(since)
            if here:
                self._delivery.say_here("sync", {"since": since}, to=[student.sid for student in here])

    def _seated(self, code: str, ids: Sequence[str]) -> list[Student]:
        found = (self._registry.student(code, each) for each in ids)
        return [student for student in found if student is not None and not student.waits]

    def prompt(self, teacher: Teacher, message: dict[str, Any]) -> None:
        """Forward a quick check to everybody, or only to those who joined too late for it or for its end."""
        refuse_results(teacher.room, message)
        code = teacher.room.code
        to = message.get("to", [])
        teacher.memory.charge(self._concerned(teacher, to, is_all="to" not in message))
        self._note_question(code, message["id"], _ended_ms(message), for_all="to" not in message)
        if "to" in message:
            self._say_to(code, message["to"], "prompt", _question(message))
        else:
            self._delivery.say("prompt", message, to=seats(code))
        if "to" not in message or "boards" in message:
            self._delivery.say("prompt", _question(message), to=boards(code), skip=teacher.sid)

    def show(self, teacher: Teacher, message: dict[str, Any]) -> None:
        """Forward to the projectors what the class is to see, which is counts and no student."""
        refuse_counts(teacher.room, message)
        self._delivery.say("show", message, to=screens(teacher.room.code))

    def room_report(self, camera: RoomCamera, message: RoomReport) -> None:
        """Forward to the boards how many heads the room's camera counted."""
        refuse_room_report(camera.room, message)
        if message["seq"] <= camera.seq:
            raise BadMessageError(f"room_report.seq: numbers rise, and this is not beyond {camera.seq}.")
        camera.seq = message["seq"]
        told = tellable(message) | {"at": near(message["at"], now_ms(), self._back_ms)}
        self._delivery.say("room_report", told, to=boards(camera.room.code))

    def asked(self, teacher: Teacher, message: dict[str, Any]) -> None:
        """Learn from a board which questions this lesson has had."""
        for prompt, ended_ms in message["questions"]:
            self._note_question(teacher.room.code, prompt, ended_ms, for_all=False)

    def _note_question(self, code: str, prompt: str, ended_ms: int | None, *, for_all: bool) -> bool:
        now = now_ms()
        ended_ms = None if ended_ms is None else near(ended_ms, now, self._back_ms)
        return self._registry.memory(code).questions.note(prompt, ended_ms, now, for_all=for_all)

    def lower(self, teacher: Teacher, message: dict[str, Any]) -> None:
        """Ask the pages of some students to take down what they raised."""
        teacher.memory.charge(len(message["to"]))
        self._say_to(teacher.room.code, message["to"], "lower", _lowered(message))

    def _say_to(self, code: str, students: list[str], event: str, payload: dict[str, Any]) -> None:
        here = self._seated(code, students)
        if here:
            self._delivery.say_here(event, payload, to=[student.sid for student in here])

    def close(self, teacher: Teacher, message: dict[str, Any]) -> None:
        """End the lesson for the students, and tell the other boards, the projectors and the room camera."""
        code = teacher.room.code
        teacher.memory.charge(self._concerned(teacher, (), is_all=True))
        self._delivery.say("close", message, to=seats(code))
        self._delivery.say("close", message, to=boards(code), skip=teacher.sid)
        for where in (screens(code), cameras(code)):
            self._delivery.say("close", message, to=where)
        self._send_home(code)

    def _send_home(self, code: str) -> None:
        waiting = [student.sid for student in self._registry.waiting(code)]
        if waiting:
            self._delivery.say_here("close", {}, to=waiting)
        self._delivery.drop(*waiting, *(student.sid for student in self._registry.students(code)))

    def clock(self, _member: Member, _message: dict[str, Any]) -> dict[str, Any]:
        """Answer with the relay's time."""
        return {"ok": True, "now": now_ms()}

    def _tell_reports(self, student: Student, reports: Sequence[Report]) -> None:
        code = student.room.code
        self._counts.reports_in += len(reports)
        self._counts.reports_out += len(reports) * len(self._registry.boards(code))
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
    """Return an answer's row without the student; number and time where the page sends them."""
    choice = [answer["prompt"], answer["choice"]]
    return [*choice, answer["seq"], answer["at"]] if "seq" in answer else choice


def _ended_ms(message: dict[str, Any]) -> int | None:
    return int(message.get("ended_at", now_ms())) if "ended" in message else None


def _question(message: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in message.items() if key not in ("to", "boards")}


def _lowered(message: dict[str, Any]) -> dict[str, Any]:
    return {"what": message["what"], "at": message["at"]}
