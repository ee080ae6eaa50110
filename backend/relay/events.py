"""Event handlers: each Socket.IO event is checked, passed to the lesson and acknowledged."""

from __future__ import annotations

import functools
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask import request
from flask_socketio import ConnectionRefusedError, SocketIO

from backend.common.errors import (
    BadMessageError,
    BadTokenError,
    NotAllowedError,
    NotStudentError,
    NotTeacherError,
    ReadroomError,
    RoomExpiredError,
    ServerError,
    TooFastError,
)
from backend.http.connection_limits import note_joined
from backend.relay.counters import Counts
from backend.relay.delivery import Delivery
from backend.relay.handshake import Handshake
from backend.relay.lessons import Lessons
from backend.relay.links import Links
from backend.relay.registry import Member, Projector, Registry, RoomCamera, Student, Teacher, Visitor, Watcher
from backend.rooms.messages import CHECKS, Check
from backend.rooms.tokens import refuse_expired

log = logging.getLogger("readroom.relay")

Acknowledgement = Mapping[str, Any]
Roles = tuple[type[Member], ...]
Handler = tuple[Roles, Check, Callable[[Any, Any], Acknowledgement | None]]

OK: Acknowledgement = {"ok": True}


class Relay:
    """Between Socket.IO and the lessons."""

    def __init__(
        self,
        socketio: SocketIO,
        handshake: Handshake,
        delivery: Delivery,
        registry: Registry,
        lessons: Lessons,
        links: Links,
        counts: Counts,
        *,
        has_room_cameras: bool = False,
    ) -> None:
        self._socketio = socketio
        self._handshake = handshake
        self._delivery = delivery
        self._registry = registry
        self._counts = counts
        self._lessons = lessons
        self._handlers = _handlers(lessons, handshake, links)
        if has_room_cameras:
            self._handlers["room_report"] = (RoomCamera,), CHECKS["room_report"], lessons.room_report

    def attach(self) -> None:
        """Register every event of the wire, and one handler for all others."""
        on = self._socketio.on_event
        on("connect", self._connect)
        on("disconnect", self._disconnect)
        for event in self._handlers:
            on(event, functools.partial(self._receive, event))
        on("*", self._receive)
        self._socketio.on_error_default(_answer_fault)

    def _connect(self, auth: object = None) -> None:
        sid = _sid()
        try:
            member = self._handshake.read(sid, auth, request.environ)
        except ReadroomError as error:
            self._counts.refused["join", error.error] += 1
            raise _refused(error) from None
        note_joined(request.environ)
        older = self._registry.enter(member)
        if older is not None:
            self._lessons.replace(older)
        # Socket.IO tells the client that it is connected after this handler, and `joined` comes after that.
        self._socketio.start_background_task(self._lessons.welcome, member)

    def _disconnect(self, *_reason: object) -> None:
        member = self._registry.leave(_sid())
        if member is not None:
            self._lessons.leave(member)

    def _receive(self, event: str, *args: object) -> Acknowledgement:
        return self.receive(_sid(), event, args)

    def receive(self, sid: str, event: str, args: Sequence[object]) -> Acknowledgement:
        """Answer a message: check it, and pass it to the lesson. Never raises."""
        try:
            member = self._sender(sid)
            handler = self._handlers.get(event)
            if handler is None:
                raise BadMessageError("No message of this wire has that name.")
            roles, check, handle = handler
            if not isinstance(member, roles):
                raise _wrong_role(roles)
            if len(args) != 1:
                raise BadMessageError(f"A message is one object; this has {len(args)}.")
            if event == "history":
                _refuse_unasked(member)
            return handle(member, check(args[0])) or OK
        except ReadroomError as error:
            return self._refusal(error)
        except Exception:
            return _fault_of(event).refusal()

    def _refusal(self, error: ReadroomError) -> Acknowledgement:
        self._counts.refused["message", error.error] += 1
        return error.refusal()

    def _sender(self, sid: str) -> Member:
        """Return who is sending, within their allowance and their time."""
        member = self._registry.find(sid)
        if member is None:
            raise BadTokenError("This connection has ended; join again.")
        pace = member.meter.take(time.monotonic())
        if pace == "abuse":
            self._end_connection(member)
        if pace != "fair":
            raise TooFastError("Too many messages; wait a moment and send again.")
        if not isinstance(member, Student):
            self._refuse_late(member)
        elif member.waits:
            raise NotAllowedError("This room is locked; wait until a teacher lets you in.")
        return member

    def _refuse_late(self, guest: Visitor) -> None:
        try:
            refuse_expired(guest.expires_s)
        except RoomExpiredError:
            self._end_connection(guest)
            raise

    def _end_connection(self, member: Member) -> None:
        """Forget a member now and end the connection shortly after."""
        self._registry.leave(member.sid)
        self._lessons.leave(member)
        self._delivery.drop(member.sid)


def _handlers(lessons: Lessons, handshake: Handshake, links: Links) -> dict[str, Handler]:
    """Return who may send which message, how it is checked and who handles it."""
    senders: Mapping[str, Roles] = {
        **dict.fromkeys(("report", "status", "answer", "history"), (Student,)),
        **dict.fromkeys(("prompt", "asked", "lower", "door", "close", "show"), (Teacher,)),
        "sync": (Teacher, Watcher),
        "clock": (Student, Teacher, Watcher, Projector, RoomCamera),
    }
    return {
        **{event: (roles, CHECKS[event], getattr(lessons, event)) for event, roles in senders.items()},
        "handover": ((Student,), CHECKS["handover"], handshake.hand_over),
        "link": ((Teacher,), CHECKS["link"], links.link),
    }


def _answer_fault(_fault: Exception) -> None:
    """Log an internal error on connecting or disconnecting, and refuse who was connecting."""
    event = request.event["message"]  # type: ignore[attr-defined]  # Flask-SocketIO adds it
    error = _fault_of(event)
    if event == "connect":
        raise _refused(error)


def _fault_of(event: str) -> ServerError:
    log.exception("A fault in the handler of %s", event)
    return ServerError("The relay failed on this message; its log says why.")


def _refused(error: ReadroomError) -> ConnectionRefusedError:
    return ConnectionRefusedError(str(error), error.refusal())


def _sid() -> str:
    return str(request.sid)  # type: ignore[attr-defined]  # Flask-SocketIO adds it


def _refuse_unasked(member: Member) -> None:
    """Raise NotAllowedError for a history that was not asked for, before it is validated."""
    if isinstance(member, Student) and not member.session.is_asked:
        raise NotAllowedError("No board has asked for a history.")


def _wrong_role(roles: Roles) -> ReadroomError:
    if Teacher in roles:
        return NotTeacherError("Only a teacher sends this.")
    if RoomCamera in roles:
        return NotAllowedError("Only a room camera sends this.")
    return NotStudentError("Only a student sends this.")
