"""Course tokens: signed texts that make somebody a course's teacher, and no room's."""

from __future__ import annotations

import hashlib

from itsdangerous import BadData, Signer

from backend.common.clock import now_s
from backend.common.errors import BadTokenError
from backend.rooms.codes import RoomCodeError, read_course_code
from backend.rooms.tokens import TOKEN_CHARACTERS, refuse_expired

# A course lasts longer than a lesson: a school year and a summer.
TOKEN_DAYS = 450
_DAY_S = 24 * 3600


class CourseTokens:
    """Signs and verifies the tokens of courses with the secret keys that the relay has too."""

    def __init__(self, newest: str, *older: str) -> None:
        """Sign with the newest secret key; verify with older ones as well."""
        keys = [*reversed(older), newest]
        self._signer = Signer(
            keys, salt="readroom.course", key_derivation="hmac", digest_method=hashlib.sha256
        )

    def for_course(self, code: str) -> str:
        """Return `CODE.EXPIRES_S.signature`."""
        return self._signer.sign(f"{code}.{int(now_s()) + TOKEN_DAYS * _DAY_S}").decode("ascii")

    def read(self, token: str) -> str:
        """Return the course's code; raise BadTokenError or RoomExpiredError."""
        try:
            if len(token) > TOKEN_CHARACTERS:
                raise ValueError
            code, _, expires_s = self._signer.unsign(token).decode("ascii").partition(".")
            course, expiry_s = read_course_code(code), int(expires_s)
        except (BadData, UnicodeError, ValueError, RoomCodeError):
            raise BadTokenError("This link of a course was not made by this server, or is damaged.") from None
        refuse_expired(expiry_s)
        return course
