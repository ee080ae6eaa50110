"""Lessons: what happens in a room when somebody joins, leaves or sends a message."""

from __future__ import annotations

from typing import Any

from backend.clock import is_over, now_ms
from backend.counts import Counts
from backend.delivery import Delivery, boards, seats
from backend.members import Member, Roll, Student, Teacher
from backend.outbox import Row, frames
from backend.policies import Report, refuse_forbidden
from backend.rooms import Room

Answer = dict[str, Any]

# When each fact of a status was pressed; a page that does not say so is understood as well.
PRESSED_AT = ("hand_at", "lost_at", "pace_at")
# A row of an answer, the student aside: the last two are missing where the page does not number its answers.
ANSWER = ("prompt", "choice", "seq", "at")


class Lessons:
    """All rooms of this process. Messages come in checked; one method a message, named as its event."""

    def __init__(self, roll: Roll, delivery: Delivery, counts: Counts) -> None:
        self._roll = roll
        self._delivery = delivery
        self._counts = counts
        # A board hears nothing after its time, and looking once a frame costs less than once a report.
        delivery.before_telling(self._end_late_boards)

    def welcome(self, member: Member) -> None:
        """Tell a newcomer who they are and the others who came."""
        if self._roll.find(member.sid) is not member:
            return
        if isinstance(member, Teacher):
            self._welcome_teacher(member)
        else:
            self._welcome_student(member)

    def _welcome_student(self, student: Student) -> None:
        code = student.room.code
        word = {
            "student": student.student,
            "name": student.name,
            "resume": student.resume,
            "first_seq": student.first_seq,
            "teachers": self._boards(code),
        }
        self._delivery.say_here("joined", _facts("student", student.room) | word, to=student.sid)
        self._delivery.seat(student.sid, seats(code))
        self._tell_boards(code, "presence", [_presence(student, "joined", student.joined_at_ms)])

    def _welcome_teacher(self, teacher: Teacher) -> None:
        code = teacher.room.code
        word = {"student_url": teacher.student_url, "expires_at": teacher.expires_s * 1000}
        self._delivery.say_here("joined", _facts("teacher", teacher.room) | word, to=teacher.sid)
        # Seated first: whoever comes or goes while the frames are sent is told of in the next tick.
        self._delivery.seat(teacher.sid, boards(code))
        for rows in self._presence_frames(code) or [[]]:
            self._delivery.say_here("presence", rows, to=teacher.sid)
        self._delivery.say("board_joined", {}, to=boards(code), skip=teacher.sid)
        self._tell_watching(code)

    def _presence_frames(self, code: str) -> list[list[Row]]:
        here = [_presence(student, "joined", student.joined_at_ms) for student in self._roll.students(code)]
        return list(frames(here))

    def replace(self, older: Student) -> None:
        """Tell a student's older connection that a newer one took its place."""
        self._delivery.say_here("replaced", {}, to=older.sid)
        self._delivery.drop(older.sid)

    def leave(self, member: Member) -> None:
        """Tell the others who went."""
        if isinstance(member, Teacher):
            self._tell_watching(member.room.code)
        else:
            self._tell_boards(member.room.code, "presence", [_presence(member, "left", now_ms())])

    def report(self, student: Student, message: Report) -> None:
        """Pass a report on to the boards, where the policy lets it."""
        refuse_forbidden(student.room, message)
        self._tell_reports(student, [message])

    def history(self, student: Student, message: dict[str, Any]) -> None:
        """Pass on what a board is missing, all of it or nothing."""
        for report in message["reports"]:
            refuse_forbidden(student.room, report)
        self._tell_reports(student, message["reports"])
        self._tell_answers(student, message.get("answers", []))

    def status(self, student: Student, message: dict[str, Any]) -> None:
        """Pass on what a student says of themself."""
        row = [student.student, *(message[key] for key in ("seq", "at", "hand", "lost", "pace"))]
        if any(key in message for key in PRESSED_AT):
            row += [message.get(key) for key in PRESSED_AT]
        self._tell_boards(student.room.code, "statuses", [row])

    def answer(self, student: Student, message: Answer) -> None:
        """Pass on a student's choice in the teacher's prompt."""
        self._tell_answers(student, [message])

    def sync(self, teacher: Teacher, message: dict[str, Any]) -> None:
        """Ask each student for what this board is missing of them."""
        self._ask_students(teacher.room.code, message)

    def _ask_students(self, code: str, message: dict[str, Any]) -> None:
        since: dict[str, int] = message["since"]
        for student in self._roll.students(code):
            if student.student in since or message["rest"]:
                self._delivery.say_here("sync", {"since": since.get(student.student, 0)}, to=student.sid)

    def prompt(self, teacher: Teacher, message: dict[str, Any]) -> None:
        """Pass a quick check on to everybody, or to those alone who came too late for it, or for its end."""
        code = teacher.room.code
        if "to" in message:
            self._say_to(code, message["to"], "prompt", _question(message))
        else:
            self._delivery.say("prompt", message, to=seats(code))
        if "to" not in message or "boards" in message:
            self._delivery.say("prompt", _question(message), to=boards(code), skip=teacher.sid)

    def lower(self, teacher: Teacher, message: dict[str, Any]) -> None:
        """Ask the pages of some students to take down what they raised."""
        self._say_to(teacher.room.code, message["to"], "lower", _lowered(message))

    def _say_to(self, code: str, students: list[str], event: str, payload: dict[str, Any]) -> None:
        for each in students:
            student = self._roll.student(code, each)
            if student is not None:
                self._delivery.say_here(event, payload, to=student.sid)

    def close(self, teacher: Teacher, message: dict[str, Any]) -> None:
        """End the lesson for the students and tell the other boards."""
        code = teacher.room.code
        self._delivery.say("close", message, to=seats(code))
        self._delivery.say("close", message, to=boards(code), skip=teacher.sid)
        self._delivery.drop(*(student.sid for student in self._roll.students(code)))

    def clock(self, _member: Member, _message: dict[str, Any]) -> dict[str, Any]:
        """Answer with the relay's time."""
        return {"ok": True, "now": now_ms()}

    def _tell_reports(self, student: Student, reports: list[Report]) -> None:
        code, who = student.room.code, student.student
        self._counts.reports_in += len(reports)
        self._counts.reports_out += len(reports) * len(self._roll.teachers(code))
        rows = [
            [who, each["seq"], each["at"], each["state"], each["cues"], each["alerts"]] for each in reports
        ]
        self._tell_boards(code, "reports", rows)

    def _tell_answers(self, student: Student, answers: list[Answer]) -> None:
        rows = [[student.student, *(each[key] for key in ANSWER if key in each)] for each in answers]
        self._tell_boards(student.room.code, "answers", rows)

    def _tell_boards(self, code: str, event: str, rows: list[Row]) -> None:
        if rows and self._roll.teachers(code):
            self._delivery.queue(code, event, rows)

    def _end_late_boards(self, code: str) -> None:
        for teacher in tuple(self._roll.teachers(code)):
            if is_over(teacher.expires_s):
                self._roll.leave(teacher.sid)
                self._delivery.unseat(teacher.sid, boards(code))
                self._delivery.drop(teacher.sid)
                self._tell_watching(code)

    def _tell_watching(self, code: str) -> None:
        self._delivery.say_here("watching", {"teachers": self._boards(code)}, to=seats(code))

    def _boards(self, code: str) -> int:
        return len(self._roll.teachers(code))


def _facts(role: str, room: Room) -> dict[str, Any]:
    return {
        "role": role,
        "code": room.code,
        "policy": room.policy,
        "proctoring": room.proctoring,
        "anonymous": room.anonymous,
        "sensitivity": room.sensitivity,
        "now": now_ms(),
    }


def _question(message: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in message.items() if key not in ("to", "boards")}


def _lowered(message: dict[str, Any]) -> dict[str, Any]:
    return {"what": message["what"], "at": message["at"]}


def _presence(student: Student, change: str, at_ms: int) -> Row:
    return [student.student, student.name, change, at_ms]
