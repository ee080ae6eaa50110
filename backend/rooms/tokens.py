"""Tokens: signed texts that open a room's board, watch or project it, or give a student their place back."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import astuple, dataclass

from itsdangerous import BadData, Signer, URLSafeSerializer
from itsdangerous.encoding import base64_decode, base64_encode

from backend.common.clock import is_over
from backend.common.errors import BadTokenError, RoomExpiredError
from backend.rooms.codes import Room, RoomCodeError, read_room_code

# A genuine token is far shorter; the signature of a longer one is not worth computing.
TOKEN_CHARACTERS = 600
DAMAGED = "This teacher link is damaged."

TEACHER, WATCHER, PROJECTOR, AUDIENCE = "teacher", "watcher", "projector", "audience"
# What a link's token begins with. A teacher's begins with the code, as in earlier versions.
LINK_PREFIXES: Mapping[str, str] = {WATCHER: "w.", PROJECTOR: "p.", AUDIENCE: "a."}


@dataclass(frozen=True)
class TeacherPass:
    """The content of a teacher's token, or of one that opens a room to a page of another role."""

    room: Room
    expires_s: int


@dataclass(frozen=True)
class Place:
    """The content of a student's resume token: who they are in which room."""

    code: str
    student: str
    name: str | None
    expires_s: int
    # Missing in tokens of earlier versions, whose places are older than any lock.
    issued_ms: int = 0


class Tokens:
    """Signs and verifies every kind. The role is in the salt, so that no kind passes for another."""

    def __init__(self, newest: str, *older: str) -> None:
        """Sign with the newest secret key; verify with older ones as well."""
        keys = [*reversed(older), newest]
        how = {"key_derivation": "hmac", "digest_method": hashlib.sha256}
        self._signers = {
            role: Signer(keys, salt=f"readroom.{role}", **how)  # type: ignore[arg-type]
            for role in (TEACHER, *LINK_PREFIXES)
        }
        self._students = URLSafeSerializer(keys, salt="readroom.student", signer_kwargs=how)

    def for_teacher(self, room: Room, expires_s: int) -> str:
        """Return `CODE.EXPIRES_S.signature`."""
        return self.for_role(TEACHER, room, expires_s)

    def for_role(self, role: str, room: Room, expires_s: int) -> str:
        """Return a token that makes its holder that: `w.CODE.EXPIRES_S.signature` for a watcher."""
        content = f"{LINK_PREFIXES.get(role, '')}{room.code}.{expires_s}"
        return self._signers[role].sign(content).decode("ascii")

    def read_teacher(self, token: object) -> TeacherPass:
        """Raise BadTokenError for a token of another server, RoomExpiredError for an expired one."""
        return self.read_role(TEACHER, token)

    def read_role(self, role: str, token: object) -> TeacherPass:
        """Raise BadTokenError for a token of another role or server, RoomExpiredError for an expired one."""
        content = self._unsigned(role, token).removeprefix(LINK_PREFIXES.get(role, ""))
        code, _, expires_s = content.partition(".")
        try:
            found = TeacherPass(read_room_code(code), int(expires_s))
        except RoomCodeError as error:
            raise BadTokenError(str(error) if error.reason == "kind" else DAMAGED) from None
        except ValueError:
            raise BadTokenError(DAMAGED) from None
        refuse_expired(found.expires_s)
        return found

    def _unsigned(self, role: str, token: object) -> str:
        try:
            return self._signers[role].unsign(readable(token)).decode("ascii")
        except (BadData, UnicodeError):
            raise BadTokenError("This teacher link was not made by this server, or is damaged.") from None

    def for_student(self, place: Place) -> str:
        """Return a resume token of at most 400 characters."""
        return str(self._students.dumps(list(astuple(place))))

    def read_student(self, token: object, room: Room) -> Place:
        """Raise BadTokenError for a token of another room or server, RoomExpiredError for an expired one."""
        try:
            place = Place(*self._students.loads(readable(token)))
        except (BadData, UnicodeError):
            raise BadTokenError("This place in the room is not known here; join again.") from None
        if place.code != room.code:
            raise BadTokenError("This place belongs to another room; join again.")
        refuse_expired(place.expires_s)
        return place


def refuse_expired(expires_s: int) -> None:
    """Raise RoomExpiredError from that second on."""
    if is_over(expires_s):
        raise RoomExpiredError("The time of this room is over; open a new one.")


def readable(token: object) -> str:
    """Return a token that may be valid. Raises BadTokenError, BadData or UnicodeError."""
    if not isinstance(token, str) or len(token) > TOKEN_CHARACTERS:
        raise BadTokenError("A token is a text of a few hundred characters at most.")
    # Base64 can encode the same signature in several ways; only the canonical one is accepted.
    signature = token.rpartition(".")[2].encode("ascii")
    if base64_encode(base64_decode(signature)) != signature:
        raise BadTokenError("This token is damaged.")
    return token
