"""The relay: Socket.IO's events, each checked, passed to the lesson and acknowledged."""

from __future__ import annotations

import functools
import logging
import time
from collections.abc import Callable, Mapping
from typing import Any

from flask import request
from flask_socketio import ConnectionRefusedError, SocketIO

from backend.counts import Counts
from backend.delivery import Delivery
from backend.errors import (
    BadMessageError,
    BadTokenError,
    NotStudentError,
    NotTeacherError,
    ReadroomError,
    RoomExpiredError,
    ServerError,
    TooFastError,
)
from backend.handshake import Handshake
from backend.lessons import Lessons
from backend.members import Member, Roll, Student, Teacher
from backend.messages import CHECKS
from backend.tokens import refuse_expired

log = logging.getLogger("readroom.relay")

Acknowledgement = Mapping[str, Any]
Handler = Callable[[Any, Any], None]


class Relay:
    """Between Socket.IO and the lessons."""

    def __init__(
        self,
        socketio: SocketIO,
        handshake: Handshake,
        delivery: Delivery,
        roll: Roll,
        lessons: Lessons,
        counts: Counts,
    ) -> None:
        self._socketio = socketio
        self._handshake = handshake
        self._delivery = delivery
        self._roll = roll
        self._counts = counts
        self._lessons = lessons

    def attach(self) -> None:
        """Register every event the wire knows, and one handler for the rest."""
        lessons = self._lessons
        on = self._socketio.on_event
        on("connect", self._connect)
        on("disconnect", self._disconnect)
        for event in ("report", "status", "answer", "history"):
            on(event, functools.partial(self._receive, event, Student, getattr(lessons, event)))
        for event in ("sync", "prompt", "close"):
            on(event, functools.partial(self._receive, event, Teacher, getattr(lessons, event)))
        on("*", self._unknown)
        self._socketio.on_error_default(_answer_fault)

    def _connect(self, auth: object = None) -> None:
        sid = _sid()
        try:
            member = self._handshake.read(sid, auth, request.environ)
        except ReadroomError as error:
            self._counts.refused["join", error.error] += 1
            raise _refused(error) from None
        older = self._roll.enter(member)
        if older is not None:
            self._lessons.replace(older)
        # Socket.IO tells the client that it is connected after this handler, and `joined` comes after that.
        self._socketio.start_background_task(self._lessons.welcome, member)

    def _disconnect(self, *_reason: object) -> None:
        member = self._roll.leave(_sid())
        if member is not None:
            self._lessons.leave(member)

    def _receive(self, event: str, role: type[Member], handle: Handler, *args: object) -> Acknowledgement:
        try:
            member = self._sender()
            _refuse_role(member, role)
            handle(member, CHECKS[event](_only(args)))
        except ReadroomError as error:
            return self._refusal(error)
        return {"ok": True}

    def _unknown(self, _event: str, *_args: object) -> Acknowledgement:
        try:
            self._sender()
            raise BadMessageError("No message of this wire has that name.")
        except ReadroomError as error:
            return self._refusal(error)

    def _refusal(self, error: ReadroomError) -> Acknowledgement:
        self._counts.refused["message", error.error] += 1
        return error.refusal()

    def _sender(self) -> Member:
        """Return who is sending, within their allowance and their time."""
        member = self._roll.find(_sid())
        if member is None:
            raise BadTokenError("This connection has ended; join again.")
        self._measure(member)
        if isinstance(member, Teacher):
            self._refuse_late(member)
        return member

    def _measure(self, member: Member) -> None:
        pace = member.meter.update(time.monotonic())
        if pace == "abuse":
            self._let_go(member)
        if pace != "fair":
            raise TooFastError("Too many messages; wait a moment and send again.")

    def _refuse_late(self, teacher: Teacher) -> None:
        try:
            refuse_expired(teacher.expires_s)
        except RoomExpiredError:
            self._let_go(teacher)
            raise

    def _let_go(self, member: Member) -> None:
        """Forget a member now and end the connection in a moment."""
        self._roll.leave(member.sid)
        self._lessons.leave(member)
        self._delivery.drop(member.sid)


def _answer_fault(_fault: Exception) -> Acknowledgement:
    """Log a fault of ours where it happened, and tell the client that it was one."""
    event = request.event["message"]  # type: ignore[attr-defined]  # Flask-SocketIO adds it
    log.exception("A fault in the handler of %s", event)
    error = ServerError("The relay failed on this message; its log says why.")
    if event == "connect":
        raise _refused(error)
    return error.refusal()


def _refused(error: ReadroomError) -> ConnectionRefusedError:
    return ConnectionRefusedError(str(error), error.refusal())


def _sid() -> str:
    return str(request.sid)  # type: ignore[attr-defined]  # Flask-SocketIO adds it


def _refuse_role(member: Member, role: type[Member]) -> None:
    if isinstance(member, role):
        return
    if role is Teacher:
        raise NotTeacherError("Only a teacher sends this.")
    raise NotStudentError("Only a student sends this.")


def _only(args: tuple[object, ...]) -> object:
    if len(args) != 1:
        raise BadMessageError(f"A message is one object; this has {len(args)}.")
    return args[0]
