"""Hand-over tokens: for two minutes a student's place may be taken by another device of theirs, once.

The expiry is in the token, so nothing has to be stored. It is no resume token, passes for none, and gives who
takes it a new one.
"""

from __future__ import annotations

import hashlib
from dataclasses import astuple, dataclass

from itsdangerous import BadData, URLSafeSerializer

from backend.common.clock import now_ms
from backend.common.errors import BadTokenError
from backend.rooms.codes import Room
from backend.rooms.tokens import Place, readable, refuse_expired

# Long enough to find a phone and point it at a screen; a photo of that screen is worth nothing afterwards.
HANDOVER_MS = 120_000


@dataclass(frozen=True)
class Handover:
    """A place on its way to another device."""

    place: Place
    made_ms: int

    @property
    def expires_ms(self) -> int:
        """Return when it is void, in milliseconds since 1970 UTC."""
        return self.made_ms + HANDOVER_MS


class Handovers:
    """Signs and verifies hand-over tokens, with a salt of their own."""

    def __init__(self, newest: str, *older: str) -> None:
        """Sign with the newest secret key; verify with older ones as well."""
        how = {"key_derivation": "hmac", "digest_method": hashlib.sha256}
        keys = [*reversed(older), newest]
        self._signed = URLSafeSerializer(keys, salt="readroom.handover", signer_kwargs=how)

    def token_of(self, handover: Handover) -> str:
        """Return a token of at most 400 characters."""
        return str(self._signed.dumps([handover.made_ms, *astuple(handover.place)]))

    def read(self, token: object, room: Room) -> Handover:
        """Raise BadTokenError for a void one or another room's, RoomExpiredError for an expired place."""
        try:
            made_ms, *place = self._signed.loads(readable(token))
            found = Handover(Place(*place), made_ms)
        except (BadData, UnicodeError):
            raise BadTokenError("This code was not made by this server, or is damaged.") from None
        if found.place.code != room.code:
            raise BadTokenError("This code belongs to another room.")
        if now_ms() >= found.expires_ms:
            raise BadTokenError("This code was valid for two minutes; show a new one on the other device.")
        refuse_expired(found.place.expires_s)
        return found
