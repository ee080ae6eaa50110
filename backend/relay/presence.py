"""Presence: members join, wait at a locked door, are removed or leave, and the others are told."""

from __future__ import annotations

from collections.abc import Iterator, Sized
from typing import Any

from backend.common.clock import is_over, now_ms
from backend.relay.delivery import Delivery, boards, cameras, screens, seats
from backend.relay.outbox import Row, frames
from backend.relay.registry import Board, Guest, Member, Projector, Registry, RoomCamera, Student, Teacher
from backend.rooms.admission import DoorMessage, door_message, is_news
from backend.rooms.codes import Room
from backend.rooms.terms import student_url


class Presence:
    """The members of all rooms of this process."""

    def __init__(self, registry: Registry, delivery: Delivery) -> None:
        self._registry = registry
        self._delivery = delivery
        # A board gets nothing after its expiry, and checking once a frame costs less than once a report.
        delivery.before_telling(self._end_late_boards)

    def welcome(self, member: Member) -> None:
        """Tell a new member who they are, and the others that they have come."""
        if self._registry.find(member.sid) is not member:
            return
        if isinstance(member, Board):
            self._welcome_board(member)
            return
        if isinstance(member, Projector):
            self._welcome_projector(member)
            return
        if isinstance(member, RoomCamera):
            self._delivery.say_here("joined", _guest_facts(member), to=member.sid)
            self._delivery.subscribe(member.sid, cameras(member.room.code))
            return
        member.is_greeted = True
        if member.waits:
            self._hold(member)
        else:
            self._welcome_student(member)

    def _welcome_student(self, student: Student) -> None:
        code = student.room.code
        facts = {
            "student": student.student,
            "name": student.name,
            "resume": student.resume,
            "first_seq": student.first_seq,
            "teachers": self._boards(code),
        }
        self._delivery.say_here("joined", _facts("student", student.room) | facts, to=student.sid)
        self._delivery.subscribe(student.sid, seats(code))
        self._tell_boards(code, "presence", [_presence(student, "joined", student.joined_at_ms)])

    def _hold(self, student: Student) -> None:
        self._delivery.say_here("waiting", {}, to=student.sid)
        self._tell_boards(student.room.code, "presence", [_presence(student, "asks", now_ms())])

    def _welcome_board(self, board: Board) -> None:
        code = board.room.code
        self._delivery.say_here("joined", _guest_facts(board), to=board.sid)
        # Subscribed first: who joins or leaves while the frames are sent is reported with the next tick.
        self._delivery.subscribe(board.sid, boards(code))
        for rows in self._presence_frames(code) or [[]]:
            self._delivery.say_here("presence", rows, to=board.sid)
        for known in filter(is_news, board.memory.door.known()):
            self._delivery.say_here("door", known, to=board.sid)
        self._delivery.say("board_joined", {}, to=boards(code), skip=board.sid)
        self._tell_watching(code)

    def _welcome_projector(self, projector: Projector) -> None:
        code = projector.room.code
        self._delivery.say_here("joined", _guest_facts(projector), to=projector.sid)
        self._delivery.subscribe(projector.sid, screens(code))
        # What it shows the boards know, and nobody else.
        self._delivery.say("projector_joined", {}, to=boards(code))

    def _presence_frames(self, code: str) -> list[list[Row]]:
        return list(frames([*self._here(code)]))

    def _here(self, code: str) -> Iterator[Row]:
        for student in self._registry.students(code):
            yield _presence(student, "joined", student.joined_at_ms)
        for student in self._registry.waiting(code):
            yield _presence(student, "asks", student.joined_at_ms)

    def replace(self, older: Student | RoomCamera) -> None:
        """Tell an older connection of a student or a room camera that a newer one has replaced it."""
        self._delivery.say_here("replaced", {}, to=older.sid)
        self._delivery.drop(older.sid)

    def leave(self, member: Member) -> None:
        """Tell the others who left."""
        if isinstance(member, Board):
            self._tell_watching(member.room.code)
        elif isinstance(member, Student):
            self._tell_boards(member.room.code, "presence", [_presence(member, "left", now_ms())])

    def door(self, teacher: Teacher, message: dict[str, Any]) -> None:
        """Apply a board's decisions about the door, and tell the other boards what is new."""
        asked = door_message(message)
        teacher.memory.charge(self._concerned(teacher, asked["seats"], is_all=asked["lock"] is not None))
        changed = self._apply_door(teacher.room.code, asked)
        if is_news(changed):
            self._delivery.say("door", changed, to=boards(teacher.room.code), skip=teacher.sid)

    def _concerned(self, board: Board, named: Sized, *, is_all: bool) -> int:
        """Return how many students a board's message concerns."""
        return max(len(named), len(self._registry.students(board.room.code)) if is_all else 0)

    def _apply_door(self, code: str, message: DoorMessage) -> DoorMessage:
        """Apply decisions about the door in this process; return those that are new."""
        memory = self._registry.memory(code)
        changed = memory.door.apply(message)
        if changed["lock"] is not None:
            concerned = [*self._registry.students(code), *self._registry.waiting(code)]
        else:
            found = (self._registry.student(code, student) for student, _, _ in changed["seats"])
            concerned = [student for student in found if student is not None]
        for student in concerned:
            self._admit_or_hold(student)
        return changed

    def _admit_or_hold(self, student: Student) -> None:
        """Remove a student, let them in or make them wait, as the door now says."""
        door = student.memory.door
        if door.is_removed(student.student):
            self._remove(student)
            return
        waits = not door.is_open_for(student.student, student.issued_ms)
        if waits == student.waits:
            return
        self._registry.move(student, waits=waits)
        if not student.is_greeted:
            return
        if waits:
            self._delivery.unsubscribe(student.sid, seats(student.room.code))
            self._hold(student)
        else:
            student.joined_at_ms = now_ms()
            self._welcome_student(student)

    def _remove(self, student: Student) -> None:
        self._registry.leave(student.sid)
        self._delivery.unsubscribe(student.sid, seats(student.room.code))
        self._delivery.say_here("removed", {}, to=student.sid)
        self._delivery.drop(student.sid)
        self.leave(student)

    def _tell_boards(self, code: str, event: str, rows: list[Row]) -> None:
        if rows and self._registry.boards(code):
            self._delivery.queue(code, event, rows)

    def _end_late_boards(self, code: str) -> None:
        for board in tuple(self._registry.boards(code)):
            if is_over(board.expires_s):
                self._registry.leave(board.sid)
                self._delivery.unsubscribe(board.sid, boards(code))
                self._delivery.drop(board.sid)
                self._tell_watching(code)

    def _tell_watching(self, code: str) -> None:
        self._delivery.say_here("watching", {"teachers": self._boards(code)}, to=seats(code))

    def _boards(self, code: str) -> int:
        return len(self._registry.boards(code))


def _facts(role: str, room: Room) -> dict[str, Any]:
    return {
        "role": role,
        "code": room.code,
        "policy": room.policy,
        "proctoring": room.proctoring,
        "anonymous": room.anonymous,
        "sensitivity": room.sensitivity,
        **({} if room.room_camera is None else {"room_camera": room.room_camera}),
        "now": now_ms(),
    }


def _guest_facts(guest: Guest) -> dict[str, Any]:
    url = student_url(guest.base_url, guest.room)
    return _facts(guest.role, guest.room) | {"student_url": url, "expires_at": guest.expires_s * 1000}


def _presence(student: Student, change: str, at_ms: int) -> Row:
    return [student.student, student.name, change, at_ms]
