"""Handshake: validates Socket.IO's `auth`, and returns the member it identifies or refuses the connection."""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping
from typing import Any

from backend.common.clock import now_ms, now_s
from backend.common.errors import BadCodeError, BadMessageError, RemovedError, RoomFullError
from backend.limits.by_address import AddressRateLimit
from backend.limits.limits import BOARDS, PROJECTORS, TEACHER, WAITING, Meter
from backend.relay.registry import (
    Board,
    Guest,
    Member,
    Projector,
    Registry,
    RoomCamera,
    Student,
    Teacher,
    Visitor,
    Watcher,
)
from backend.rooms.codes import Room, read_room_code
from backend.rooms.display_names import clean_name
from backend.rooms.handover import Handover, Handovers
from backend.rooms.terms import expiry_s, refuse_policy, refuse_room_camera, room_cameras
from backend.rooms.tokens import Place, Tokens
from backend.settings.config import Config
from backend.settings.settings import ROOM_HOURS_MAX
from backend.web.address import Environ, address, base_url

# Far more than the 10 messages a second of an allowance, so that a later run begins beyond an earlier one.
SEQS_PER_S = 300
# The longest lifetime of a place (`--room-hours`): times the above it fits into a number of the wire.
PLACE_S_MAX = ROOM_HOURS_MAX * 3600

# Six random bytes are the eight characters of the wire's student id.
STUDENT_ID_BYTES = 6

_KEYS = (
    {"role", "code", "name"},
    {"role", "code", "resume"},
    {"role", "code", "handover"},
    {"role", "token"},
)


# Who a link's token opens the room to, by the role that `auth` names.
GUESTS: Mapping[str, type[Visitor]] = {
    guest.role: guest for guest in (Teacher, Watcher, Projector, RoomCamera)
}


class Handshake:
    """Decides who a connection is."""

    def __init__(
        self,
        tokens: Tokens,
        handovers: Handovers,
        config: Config,
        rate_limit: AddressRateLimit,
        registry: Registry,
    ) -> None:
        self._tokens = tokens
        self._handovers = handovers
        self._config = config
        self._rate_limit = rate_limit
        self._registry = registry
        # Where no room has a camera on its audience, nobody can come as one.
        self._guests = {role: guest for role, guest in GUESTS.items() if _is_open(guest, config)}

    def read(self, sid: str, auth: object, environ: Environ) -> Member:
        """Return the member that `auth` identifies. Raises a ReadroomError where it identifies nobody."""
        self._rate_limit.spend("join", address(environ))
        if not isinstance(auth, dict) or set(auth) not in _KEYS:
            raise BadMessageError(
                "`auth` holds role and token, or role and code with name, resume or handover."
            )
        if "token" in auth and isinstance(auth["role"], str) and auth["role"] in self._guests:
            return self._guest(sid, auth, base_url(environ))
        if auth["role"] == "student" and "code" in auth:
            return self._student(sid, auth, address(environ))
        raise BadMessageError(
            "The role is `student`, with a code, or `teacher`, `watcher` or `projector`, with a token."
        )

    def _guest(self, sid: str, auth: dict[str, Any], base_url: str) -> Visitor:
        guest = GUESTS[auth["role"]]
        found = self._tokens.read_role(guest.role, auth["token"])
        room = found.room
        self._refuse_policy(room)
        self._refuse_full(guest, room.code)
        memory = self._registry.memory(room.code)
        is_board = issubclass(guest, Board)
        meter = memory.board_meter() if is_board else Meter(TEACHER, time.monotonic())
        return guest(sid, room, memory, meter, found.expires_s, base_url)

    def _refuse_full(self, guest: type[Guest], code: str) -> None:
        if guest is Projector:
            if len(self._registry.projectors(code)) >= PROJECTORS:
                raise RoomFullError(f"This room has {PROJECTORS} projector pages open; close one.")
        elif issubclass(guest, Board) and len(self._registry.boards(code)) >= BOARDS:
            raise RoomFullError(f"This room has {BOARDS} boards open, as many as it may; close one.")

    def _student(self, sid: str, auth: dict[str, Any], address: str) -> Student:
        is_back = "name" not in auth
        if not is_back:
            self._rate_limit.refuse_enumeration(address)
        room = self._room(auth["code"], address)
        self._refuse_policy(room)
        handover = self._handovers.read(auth["handover"], room) if "handover" in auth else None
        place = handover.place if handover is not None else self._place(auth, room, address)
        memory = self._registry.memory(room.code)
        session = memory.sessions.find(place.student)
        if handover is not None:
            session.take_handover(handover.made_ms)
        student = Student(
            sid,
            room,
            memory,
            session=session,
            student=place.student,
            name=place.name,
            resume=self._tokens.for_student(place),
            issued_ms=place.issued_ms,
            first_seq=first_seq_of(place, now_s()) if is_back else 1,
            joined_at_ms=now_ms(),
            waits=not memory.door.is_open_for(place.student, place.issued_ms),
        )
        self._refuse_at_the_door(student)
        return student

    def hand_over(self, student: Student, _message: dict[str, Any]) -> dict[str, Any]:
        """Answer with a token for another device to take this place: within two minutes, once."""
        place = self._tokens.read_student(student.resume, student.room)
        handover = Handover(place, now_ms())
        token = self._handovers.token_of(handover)
        return {"ok": True, "handover": token, "expires_at": handover.expires_ms}

    def _refuse_at_the_door(self, student: Student) -> None:
        code = student.room.code
        if student.memory.door.is_removed(student.student):
            raise RemovedError("Your teacher took you out of this lesson; ask them to let you in again.")
        if self._registry.student(code, student.student) is not None:
            return
        if student.waits and len(self._registry.waiting(code)) >= WAITING:
            raise RoomFullError("The room is locked and many are asking to come in; try again in a minute.")
        if len(self._registry.students(code)) >= self._config.room_size:
            raise RoomFullError(f"This room holds {self._config.room_size} students, and they are there.")

    def _place(self, auth: dict[str, Any], room: Room, address: str) -> Place:
        if "resume" in auth:
            return self._tokens.read_student(auth["resume"], room)
        return self._new_place(auth, room, address)

    def _room(self, code: object, address: str) -> Room:
        try:
            if not isinstance(code, str):
                raise BadCodeError("A room code is a text of ten characters.")
            return read_room_code(code)
        except BadCodeError:
            self._rate_limit.spend("wrong_code", address)
            raise

    def _new_place(self, auth: dict[str, Any], room: Room, address: str) -> Place:
        name = None if room.anonymous else clean_name(auth["name"])
        if not self._registry.is_anyone_in(room.code):
            self._rate_limit.spend("empty_room", address)
        student = secrets.token_urlsafe(STUDENT_ID_BYTES)
        return Place(room.code, student, name, expiry_s(self._config), now_ms())

    def _refuse_policy(self, room: Room) -> None:
        refuse_policy(room.policy, self._config)
        refuse_room_camera(room.room_camera, self._config)


def _is_open(guest: type[Guest], config: Config) -> bool:
    return guest is not RoomCamera or len(room_cameras(config)) > 0


def first_seq_of(place: Place, now_s: float) -> int:
    """Return a sequence number that no earlier run of this student's page has reached.

    Two tabs of one student could continue from the same number without knowing of each other. Both know the
    time that is left of their place, which needs no storage and survives restarts.
    """
    return 1 + max(0, int((PLACE_S_MAX - (place.expires_s - now_s)) * SEQS_PER_S))
