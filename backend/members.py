"""Who is connected: students and teachers, and the roll of each room. Gone with the process, by design."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from backend.limits import Meter
from backend.rooms import Room


@dataclass(frozen=True)
class Student:
    """One student's connection."""

    sid: str
    room: Room
    meter: Meter
    student: str
    name: str | None
    resume: str
    first_seq: int
    joined_at_ms: int


@dataclass(frozen=True)
class Teacher:
    """One board's connection."""

    sid: str
    room: Room
    meter: Meter
    expires_s: int
    student_url: str


Member = Student | Teacher


@dataclass
class _Attendance:
    students: dict[str, Student] = field(default_factory=dict)
    teachers: dict[str, Teacher] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.students or self.teachers)


_NOBODY = _Attendance()


class Roll:
    """Everybody connected to this process, by connection and by room."""

    def __init__(self) -> None:
        self._members: dict[str, Member] = {}
        self._rooms: dict[str, _Attendance] = {}

    def enter(self, member: Member) -> Student | None:
        """Note a connection; return the older one of the same student, which it takes the place of."""
        self._members[member.sid] = member
        attendance = self._rooms.setdefault(member.room.code, _Attendance())
        if isinstance(member, Teacher):
            attendance.teachers[member.sid] = member
            return None
        older = attendance.students.get(member.student)
        attendance.students[member.student] = member
        if older is not None:
            del self._members[older.sid]
        return older

    def leave(self, sid: str) -> Member | None:
        """Forget a connection; return who it was, None where it was nobody or has been replaced."""
        member = self._members.pop(sid, None)
        if member is None:
            return None
        attendance = self._rooms[member.room.code]
        if isinstance(member, Teacher):
            del attendance.teachers[sid]
        else:
            del attendance.students[member.student]
        if not attendance:
            del self._rooms[member.room.code]
        return member

    def find(self, sid: str) -> Member | None:
        """Return who is behind a connection."""
        return self._members.get(sid)

    def is_anyone_in(self, code: str) -> bool:
        """Return whether a room has anybody, student or teacher."""
        return code in self._rooms

    def student(self, code: str, student: str) -> Student | None:
        """Return a student of a room by id."""
        return self._rooms.get(code, _NOBODY).students.get(student)

    def students(self, code: str) -> Collection[Student]:
        """Return the students of a room, in the order they came."""
        return self._rooms.get(code, _NOBODY).students.values()

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
