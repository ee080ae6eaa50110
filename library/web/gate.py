"""Gate: who may change a course, who may make one, and how often an address may ask."""

from __future__ import annotations

from collections.abc import Mapping

from flask import request

from backend.common.errors import BadCreateKeyError, BadTokenError, NotFoundError
from backend.limits.by_address import AddressRateLimit, NoAddressRateLimit
from backend.limits.limits import Allowance
from backend.web.address import address
from backend.web.allowed_hosts import is_loopback
from backend.web.bodies import refuse_wrong_create_key
from library.catalogue.tokens import CourseTokens
from library.settings.config import LibraryConfig

ALLOWANCES: Mapping[str, Allowance] = {
    # For one lesson: a school behind one address that opens it at once, and then one a minute.
    "ticket": Allowance(burst=400, per_s=1 / 60),
    # A minute's contributions of a school behind one address.
    "contribution": Allowance(burst=6000, per_s=300),
    # Codes and lessons that are not there: somebody guesses.
    "unknown": Allowance(burst=300, per_s=1),
    "new_course": Allowance(burst=50, per_s=0.02),
}
_SCHEME = "Readroom "


class Gate:
    """The gate of one library."""

    def __init__(self, config: LibraryConfig, tokens: CourseTokens) -> None:
        self._create_key = config.create_key
        self._trusts_proxy = config.trust_proxy
        self._tokens = tokens
        self._limit = (
            AddressRateLimit(allowances=ALLOWANCES)
            if config.address_limits
            else NoAddressRateLimit(allowances=ALLOWANCES)
        )

    def teacher_of(self) -> str:
        """Return the course whose token the request brings; raise BadTokenError."""
        header = request.headers.get("Authorization", "")
        if not header.startswith(_SCHEME):
            raise BadTokenError("This needs the link of the course's teacher.")
        return self._tokens.read(header.removeprefix(_SCHEME))

    def refuse_other_course(self, course: str) -> None:
        """Raise BadTokenError where the request does not bring the token of that course."""
        if self.teacher_of() != course:
            raise BadTokenError("This link is of another course.")

    def refuse_stranger(self) -> None:
        """Raise BadCreateKeyError for whoever may make no course: without a key, this machine may."""
        self.spend("new_course")
        if self._create_key is not None:
            refuse_wrong_create_key(self._create_key)
        elif not self._is_own():
            raise BadCreateKeyError("Making a course from another machine needs a library with a create key.")

    def _is_own(self) -> bool:
        # A proxy that is not believed comes from this machine for everybody.
        is_forwarded = not self._trusts_proxy and "X-Forwarded-For" in request.headers
        return is_loopback(address(request.environ)) and not is_forwarded

    def spend(self, purpose: str, about: str = "") -> None:
        """Count one request of an address; raise TooFastError where it has none left."""
        self._limit.spend(purpose, address(request.environ), about)

    def refuse_guess(self, error: NotFoundError) -> NotFoundError:
        """Count a guess, and return the error to raise."""
        self.spend("unknown")
        return error
