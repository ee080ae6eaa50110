"""Registry: the connected members of each role, by connection and by room, in memory alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import ClassVar

from backend.limits.limits import Meter
from backend.rooms.codes import Room
from backend.rooms.memory import RoomMemory
from backend.rooms.sessions import Session
from backend.rooms.tokens import AUDIENCE, PROJECTOR, TEACHER, WATCHER


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
class Guest:
    """A connection that a link's token opened, and whose time ends with the room's."""

    sid: str
    room: Room
    memory: RoomMemory
    meter: Meter
    expires_s: int
    base_url: str
    role: ClassVar[str]


class Board(Guest):
    """A board's connection: it gets everything that boards get."""


class Teacher(Board):
    """A board that also acts."""

    role = TEACHER


class Watcher(Board):
    """A board that only looks on."""

    role = WATCHER


class Projector(Guest):
    """A page that shows the class the question and its counts, and is told of nobody."""

    role = PROJECTOR


@dataclass(eq=False)
class RoomCamera(Guest):
    """A page or command that counts the audience, and is told of nobody; a room has one."""

    role = AUDIENCE
    # The number of its last report.
    seq: int = 0


Visitor = Teacher | Watcher | Projector | RoomCamera
Member = Student | Visitor


@dataclass
class _Attendance:
    memory: RoomMemory = field(default_factory=RoomMemory)
    students: dict[str, Student] = field(default_factory=dict)
    waiting: dict[str, Student] = field(default_factory=dict)
    boards: dict[str, Board] = field(default_factory=dict)
    projectors: dict[str, Projector] = field(default_factory=dict)
    camera: RoomCamera | None = None

    def __bool__(self) -> bool:
        return bool(self.students or self.boards or self.waiting or self.projectors or self.camera)

    def is_here(self, student: str) -> bool:
        return student in self.students or student in self.waiting

    def place_of(self, student: Student) -> dict[str, Student]:
        return self.waiting if student.waits else self.students

    def enter_guest(self, guest: Visitor) -> RoomCamera | None:
        """Add a guest; return the camera that it replaces, as two would count everybody twice."""
        if isinstance(guest, RoomCamera):
            older, self.camera = self.camera, guest
            return older
        if isinstance(guest, Projector):
            self.projectors[guest.sid] = guest
        else:
            self.boards[guest.sid] = guest
        return None

    def leave_guest(self, guest: Visitor) -> None:
        if isinstance(guest, RoomCamera):
            self.camera = None
        elif isinstance(guest, Projector):
            del self.projectors[guest.sid]
        else:
            del self.boards[guest.sid]
            self.memory.give_back(guest.meter)


_NOBODY = _Attendance()
STUDENT = "student"


class Registry:
    """All members connected to this process."""

    def __init__(self) -> None:
        self._members: dict[str, Member] = {}
        self._rooms: dict[str, _Attendance] = {}

    def enter(self, member: Member) -> Student | RoomCamera | None:
        """Add a connection; return the older one of the same student or room camera, which it replaces."""
        self._members[member.sid] = member
        attendance = self._rooms.setdefault(member.room.code, _Attendance(member.memory))
        if not isinstance(member, Student):
            camera = attendance.enter_guest(member)
            if camera is not None:
                del self._members[camera.sid]
            return camera
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
        if isinstance(member, Student):
            del attendance.place_of(member)[member.student]
        else:
            attendance.leave_guest(member)
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
        """Return whether a room has anybody, student, board or projector."""
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

    def boards(self, code: str) -> Collection[Board]:
        """Return the boards of a room, those that only look on too."""
        return self._rooms.get(code, _NOBODY).boards.values()

    def projectors(self, code: str) -> Collection[Projector]:
        """Return the projectors of a room."""
        return self._rooms.get(code, _NOBODY).projectors.values()

    def rooms(self) -> tuple[str, ...]:
        """Return the codes of the rooms that have somebody."""
        return tuple(self._rooms)

    def count_rooms(self) -> int:
        """Return how many rooms have somebody."""
        return len(self._rooms)

    def count_by_role(self) -> dict[str, int]:
        """Return how many members of each role are connected."""
        roles = Counter(_role(member) for member in self._members.values())
        return {role: roles[role] for role in (STUDENT, TEACHER, WATCHER, PROJECTOR, AUDIENCE)}


def _role(member: Member) -> str:
    return STUDENT if isinstance(member, Student) else member.role
