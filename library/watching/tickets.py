"""Tickets: signed numbers under which a browser contributes to one lesson; they name nobody.

The server remembers of a ticket what it has counted, in memory, so that it adds what one viewer can see and
no more.
"""

from __future__ import annotations

import hashlib
import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from itsdangerous import BadData, Signer

from backend.common.clock import now_s
from backend.common.errors import BadTokenError
from backend.rooms.tokens import refuse_expired
from library.watching.bins import BIN_MS

TICKET_S = 12 * 3600
TICKETS_KEPT = 20_000
# No player is watched faster, and what a browser gathered without a network may come at once.
FASTEST_RATE = 4
SLACK_BINS = 36


@dataclass(frozen=True)
class Ticket:
    """What a ticket says: the lesson, a random number, and since when it counts."""

    lesson: str
    number: int
    issued_s: int


@dataclass
class Counted:
    """What was counted of one ticket: the last message, bins, presses and offers, and what it has spent."""

    since_s: float
    seq: int = 0
    seen: int = 0
    watched: int = 0
    spent_bins: int = 0
    marks: dict[str, int] = field(default_factory=dict)
    offers: set[tuple[str, int, str]] = field(default_factory=set)

    def left_bins(self, now: float) -> float:
        """Return how many more bins one viewer can have seen until now."""
        return (now - self.since_s) * 1000 * FASTEST_RATE / BIN_MS + SLACK_BINS - self.spent_bins


class Tickets:
    """Makes tickets, verifies them, and remembers what was counted of the latest 20,000."""

    def __init__(self, newest: str, *older: str, clock: Callable[[], float] = now_s) -> None:
        """Sign with the newest secret key; verify with older ones as well."""
        keys = [*reversed(older), newest]
        self._signer = Signer(
            keys, salt="readroom.ticket", key_derivation="hmac", digest_method=hashlib.sha256
        )
        self._clock = clock
        # What an earlier process has counted is not known here; nobody gets the time before twice.
        self._started_s = clock()
        self._counted: OrderedDict[tuple[str, int], Counted] = OrderedDict()

    def issue(self, lesson: str) -> str:
        """Return a new ticket, `LESSON.NUMBER.ISSUED_S.signature`."""
        return self._signer.sign(f"{lesson}.{secrets.randbits(64):x}.{int(self._clock())}").decode("ascii")

    def read(self, text: str, lesson: str) -> Ticket:
        """Return what a ticket says; raise BadTokenError or RoomExpiredError."""
        try:
            named, number, issued_s = self._signer.unsign(text).decode("ascii").split(".")
            ticket = Ticket(named, int(number, 16), int(issued_s))
        except (BadData, UnicodeError, ValueError):
            raise BadTokenError("This ticket was not made by this library; ask for another.") from None
        if ticket.lesson != lesson:
            raise BadTokenError("This ticket is for another lesson; ask for another.")
        refuse_expired(ticket.issued_s + TICKET_S)
        return ticket

    def counted(self, ticket: Ticket) -> Counted:
        """Return what was counted of a ticket; nothing of one that is new, or was forgotten."""
        key = (ticket.lesson, ticket.number)
        found = self._counted.pop(key, None)
        if found is None:
            found = Counted(max(ticket.issued_s, self._started_s))
            if len(self._counted) >= TICKETS_KEPT:
                self._counted.popitem(last=False)
        self._counted[key] = found
        return found

    @property
    def now(self) -> float:
        """Return the time, in seconds."""
        return self._clock()
