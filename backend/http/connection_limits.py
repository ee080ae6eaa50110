"""Guests: connections that have not joined a lesson, by address, so that none takes all the room there is.

Nobody is refused for being many: where an address holds more than its share, or the process is full, the
address with most guests gives up the one that has been idle for longest. A browser opens such a connection
again, unseen.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, MutableMapping
from typing import Any

from backend.http.scheduler import Waiter
from backend.limits.limits import HEAD_WITHIN_S

# Where a request's environ carries what its connection is told when its sender has joined.
_JOINED = "readroom.joined"


class Guest:
    """One connection; `hang_up` ends it."""

    def __init__(self, hang_up: Callable[[], None]) -> None:
        self.site = ""
        self.since_s = 0.0
        self.waits: Waiter | None = None
        self.is_over = False
        self._hang_up = hang_up

    def end(self) -> None:
        """End the connection, whatever it waits for."""
        self.is_over = True
        self._hang_up()
        if self.waits is not None:
            self.waits.let_go(is_refused=True)


class Party:
    """The guests of one address: those that wait for a request, longest first, and those that are served."""

    def __init__(self) -> None:
        self.idle: OrderedDict[Guest, None] = OrderedDict()
        self.busy: OrderedDict[Guest, None] = OrderedDict()

    def __len__(self) -> int:
        return len(self.idle) + len(self.busy)

    def remove(self, guest: Guest) -> None:
        """Take a guest out."""
        self.idle.pop(guest, None)
        self.busy.pop(guest, None)

    def least(self, now_s: float) -> Guest:
        """Return who can best be missed: one that asks nothing, unless it has only just come."""
        idle, busy = next(iter(self.idle), None), next(iter(self.busy), None)
        if idle is not None and (busy is None or now_s - idle.since_s > HEAD_WITHIN_S):
            return idle
        return busy or next(iter(self.idle))


class Guests:
    """Who has not joined. `share` bounds one address, unless it is None."""

    def __init__(self, share: int | None, clock: Callable[[], float] = time.monotonic) -> None:
        self._share = share
        self._clock = clock
        self._parties: dict[str, Party] = {}

    def __len__(self) -> int:
        return sum(map(len, self._parties.values()))

    def enter(self, guest: Guest, site: str) -> None:
        """Count a newcomer, for whom an older one of the same address may have to go."""
        self._make_room_at(site)
        self._put(guest, site, is_busy=False)

    def leave(self, guest: Guest) -> None:
        """Forget a guest that has gone, or joined."""
        party = self._parties.get(guest.site)
        if party is not None:
            party.remove(guest)
            if not party:
                del self._parties[guest.site]

    def serve(self, guest: Guest, site: str) -> None:
        """Note that a guest is being served, and for whom it asks."""
        if self._is_here(guest):
            self.leave(guest)
            self._make_room_at(site)
            self._put(guest, site, is_busy=True)

    def rest(self, guest: Guest) -> None:
        """Note that a guest has been served."""
        if self._is_here(guest):
            self.leave(guest)
            self._put(guest, guest.site, is_busy=False)

    def make_room(self) -> bool:
        """End the connection that can best be missed of the largest party; return whether there was any."""
        if not self._parties:
            return False
        self._end_one(max(self._parties.values(), key=len))
        return True

    def _make_room_at(self, site: str) -> None:
        party = self._parties.get(site)
        if self._share is not None and party is not None and len(party) >= self._share:
            self._end_one(party)

    def _end_one(self, party: Party) -> None:
        guest = party.least(self._clock())
        self.leave(guest)
        guest.end()

    def _put(self, guest: Guest, site: str, *, is_busy: bool) -> None:
        guest.site, guest.since_s = site, self._clock()
        party = self._parties.setdefault(site, Party())
        (party.busy if is_busy else party.idle)[guest] = None

    def _is_here(self, guest: Guest) -> bool:
        party = self._parties.get(guest.site)
        return party is not None and (guest in party.idle or guest in party.busy)


def expect_joined(environ: MutableMapping[str, Any], told: Callable[[], None]) -> None:
    """Let `told` be called when who sent this request has joined."""
    environ[_JOINED] = told


def note_joined(environ: MutableMapping[str, Any]) -> None:
    """Tell the connection that its sender has joined: it is a guest no more."""
    environ.get(_JOINED, _nothing)()


def _nothing() -> None:
    """What a request is told that came by another server."""
