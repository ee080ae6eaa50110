"""Registry: the connected students and teachers, by connection and by room, in memory alone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from backend.limits.limits import Meter
from backend.rooms.codes import Room
from backend.rooms.memory import RoomMemory
from backend.rooms.sessions import Session


@dataclass(eq=False)
class Student:
    """One student's connection; `waits` while they are kept at the door of a locked room."""

    sid: str
    room: Room
    memory: RoomMemory
    session: Session
    student: str
    name: str | None
    resume: str
    issued_ms: int
    first_seq: int
    joined_at_ms: int
    waits: bool = False
    # Whether `joined` or `waiting` was sent; nothing else is sent before.
    is_greeted: bool = False
    # The session's and not the connection's.
    meter: Meter = field(init=False)

    def __post_init__(self) -> None:
        """Copy the session's meter: each message needs it."""
        self.meter = self.session.meter


@dataclass(eq=False)
class Teacher:
    """One board's connection."""

    sid: str
    room: Room
    memory: RoomMemory
    meter: Meter
    expires_s: int
    student_url: str


Member = Student | Teacher


@dataclass
class _Attendance:
    memory: RoomMemory = field(default_factory=RoomMemory)
    students: dict[str, Student] = field(default_factory=dict)
    waiting: dict[str, Student] = field(default_factory=dict)
    teachers: dict[str, Teacher] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.students or self.teachers or self.waiting)

    def is_here(self, student: str) -> bool:
        return student in self.students or student in self.waiting

    def place_of(self, student: Student) -> dict[str, Student]:
        return self.waiting if student.waits else self.students


_NOBODY = _Attendance()


class Registry:
    """All members connected to this process."""

    def __init__(self) -> None:
        self._members: dict[str, Member] = {}
        self._rooms: dict[str, _Attendance] = {}

    def enter(self, member: Member) -> Student | None:
        """Add a connection; return the older one of the same student, which it replaces."""
        self._members[member.sid] = member
        attendance = self._rooms.setdefault(member.room.code, _Attendance(member.memory))
        if isinstance(member, Teacher):
            attendance.teachers[member.sid] = member
            return None
        student = member.student
        older = attendance.students.pop(student, None) or attendance.waiting.pop(student, None)
        attendance.place_of(member)[student] = member
        attendance.memory.sessions.keep(student, member.session, attendance.is_here)
        if older is not None:
            del self._members[older.sid]
        return older

    def leave(self, sid: str) -> Member | None:
        """Remove a connection; return its member, None where it has none or was replaced."""
        member = self._members.pop(sid, None)
        if member is None:
            return None
        attendance = self._rooms[member.room.code]
        if isinstance(member, Teacher):
            del attendance.teachers[sid]
            attendance.memory.give_back(member.meter)
        else:
            del attendance.place_of(member)[member.student]
        if not attendance:
            del self._rooms[member.room.code]
        return member

    def move(self, student: Student, *, waits: bool) -> None:
        """Let a student in from the door, or back out to it."""
        attendance = self._rooms[student.room.code]
        del attendance.place_of(student)[student.student]
        student.waits = waits
        attendance.place_of(student)[student.student] = student

    def find(self, sid: str) -> Member | None:
        """Return a connection's member."""
        return self._members.get(sid)

    def is_anyone_in(self, code: str) -> bool:
        """Return whether a room has anybody, student or teacher."""
        return code in self._rooms

    def memory(self, code: str) -> RoomMemory:
        """Return a room's memory; a new one, kept by who enters, where nobody is there."""
        attendance = self._rooms.get(code)
        return RoomMemory() if attendance is None else attendance.memory

    def student(self, code: str, student: str) -> Student | None:
        """Return a student of a room by id, also one who waits."""
        attendance = self._rooms.get(code, _NOBODY)
        return attendance.students.get(student) or attendance.waiting.get(student)

    def students(self, code: str) -> Collection[Student]:
        """Return the students of a room, in the order they joined."""
        return self._rooms.get(code, _NOBODY).students.values()

    def waiting(self, code: str) -> Collection[Student]:
        """Return the students who wait, in the order they came."""
        return self._rooms.get(code, _NOBODY).waiting.values()

    def teachers(self, code: str) -> Collection[Teacher]:
        """Return the boards of a room."""
        return self._rooms.get(code, _NOBODY).teachers.values()

    def rooms(self) -> tuple[str, ...]:
        """Return the codes of the rooms that have somebody."""
        return tuple(self._rooms)

    def count_rooms(self) -> int:
        """Return how many rooms have somebody."""
        return len(self._rooms)

    def count_by_role(self) -> dict[str, int]:
        """Return how many students and teachers are connected."""
        teachers = sum(len(room.teachers) for room in self._rooms.values())
        return {"student": len(self._members) - teachers, "teacher": teachers}
