"""Errors: one exception tree for everything the server refuses, and the JSON in which a client reads it."""

from __future__ import annotations

from typing import TypedDict


class Refusal(TypedDict):
    """The JSON of a refusal: the same over HTTP, in an acknowledgement and in a refused connection."""

    ok: bool
    error: str
    message: str


class ReadroomError(Exception):
    """The root of the tree. `error` is a word of the wire's closed list, `status` the HTTP status."""

    error = "server_error"
    status = 500

    def refusal(self) -> Refusal:
        """Return what the client is told."""
        return {"ok": False, "error": self.error, "message": str(self)}


class BadMessageError(ReadroomError):
    """Raised when a message is not one that messages.schema.json defines."""

    error, status = "bad_message", 400


class NotAllowedError(ReadroomError):
    """Raised when the room's policy forbids what a student's browser sent."""

    error, status = "not_allowed", 403


class NotTeacherError(ReadroomError):
    """Raised when a student sends a teacher's message."""

    error, status = "not_teacher", 403


class NotStudentError(ReadroomError):
    """Raised when a teacher sends a student's message."""

    error, status = "not_student", 403


class RoomExpiredError(ReadroomError):
    """Raised when a token is genuine but its time is over."""

    error, status = "room_expired", 403


class TooFastError(ReadroomError):
    """Raised when a client sends more than its allowance; the message is dropped."""

    error, status = "too_fast", 429


class TooLargeError(ReadroomError):
    """Raised when a request's body is larger than any that this server reads."""

    error, status = "too_large", 413


class BadCodeError(ReadroomError):
    """Raised when a text is not a valid room code."""

    error, status = "bad_code", 400


class BadTokenError(ReadroomError):
    """Raised when a token was not signed by this server for this role and room."""

    error, status = "bad_token", 403


class BadNameError(ReadroomError):
    """Raised when a display name is not a text of at most 40 characters."""

    error, status = "bad_name", 400


class BadCreateKeyError(ReadroomError):
    """Raised when the server requires a create key and the request has a wrong one or none."""

    error, status = "bad_create_key", 403


class PolicyOffError(ReadroomError):
    """Raised when this deployment does not allow the room's policy."""

    error, status = "policy_off", 403


class RemovedError(ReadroomError):
    """Raised when a teacher removed this student from the room and nobody has admitted them again."""

    error, status = "removed", 403


class RoomFullError(ReadroomError):
    """Raised when a room has as many students, boards or waiting students as it may have."""

    error, status = "room_full", 403


class NotRunningError(ReadroomError):
    """Raised when an answer's question has ended, or is unknown to the relay."""

    error, status = "not_running", 409


class NotFoundError(ReadroomError):
    """Raised when nothing is served under a path."""

    error, status = "not_found", 404


class WrongHostError(ReadroomError):
    """Raised when a request names a host that this server does not answer to."""

    # What a request meant for another server is answered (RFC 9110, 15.5.20).
    error, status = "wrong_host", 421


class NoServiceWorkerError(ReadroomError):
    """Raised when a browser asks for a script to install as a service worker."""

    error, status = "not_allowed", 403


class ServerError(ReadroomError):
    """Raised in place of an internal error, whose details stay in the log."""


class ConfigError(ReadroomError):
    """Raised at the start when an option cannot be used; it never reaches a client."""
