"""Guests: connections that have not joined a lesson, by address, so that none takes all the room there is.

Nobody is refused for being many: where an address holds more than its share, or the process is full, the address
with most guests gives up the one that has been idle for longest. A browser opens such a connection again unseen.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, MutableMapping
from typing import Any

# Where a request's environ carries what its connection is told when its sender has joined.
_JOINED = "readroom.joined"


class Guest:
    """One connection; `hang_up` ends it."""

    def __init__(self, hang_up: Callable[[], None]) -> None:
        self.hang_up = hang_up
        self.site = ""


class Guests:
    """Who has not joined. `share` bounds one address, unless it is None."""

    def __init__(self, share: int | None) -> None:
        self._share = share
        # Each address's guests: those that are idle, longest first, and those that are being served.
        self._idle: dict[str, OrderedDict[Guest, None]] = {}
        self._busy: dict[str, OrderedDict[Guest, None]] = {}

    def __len__(self) -> int:
        return sum(map(len, (*self._idle.values(), *self._busy.values())))

    def enter(self, guest: Guest, site: str) -> None:
        """Count a newcomer, for whom an older one of the same address may have to go."""
        if self._share is not None and self._count(site) >= self._share:
            self._end_oldest(site)
        guest.site = site
        self._put(self._idle, guest)

    def leave(self, guest: Guest) -> None:
        """Forget a guest that has gone, or joined."""
        for group in (self._idle, self._busy):
            guests = group.get(guest.site)
            if guests is not None and guest in guests:
                del guests[guest]
                if not guests:
                    del group[guest.site]

    def serve(self, guest: Guest, site: str) -> None:
        """Note that a guest is being served, and for whom it asks."""
        if self._is_here(guest):
            self.leave(guest)
            guest.site = site
            self._put(self._busy, guest)

    def rest(self, guest: Guest) -> None:
        """Note that a guest has been served."""
        if self._is_here(guest):
            self.leave(guest)
            self._put(self._idle, guest)

    def make_room(self) -> bool:
        """End the connection that can best be missed; return whether there was any."""
        sites = {*self._idle, *self._busy}
        if not sites:
            return False
        self._end_oldest(max(sites, key=self._count))
        return True

    def _end_oldest(self, site: str) -> None:
        guest = next(iter(self._idle.get(site) or self._busy[site]))
        self.leave(guest)
        guest.hang_up()

    def _count(self, site: str) -> int:
        return len(self._idle.get(site, ())) + len(self._busy.get(site, ()))

    def _is_here(self, guest: Guest) -> bool:
        return guest in self._idle.get(guest.site, ()) or guest in self._busy.get(guest.site, ())

    @staticmethod
    def _put(group: dict[str, OrderedDict[Guest, None]], guest: Guest) -> None:
        group.setdefault(guest.site, OrderedDict())[guest] = None


def expect_joined(environ: MutableMapping[str, Any], told: Callable[[], None]) -> None:
    """Let `told` be called when who sent this request has joined."""
    environ[_JOINED] = told


def note_joined(environ: MutableMapping[str, Any]) -> None:
    """Tell the connection that its sender has joined: it is a guest no more."""
    environ.get(_JOINED, _nothing)()


def _nothing() -> None:
    """What a request is told that came by another server."""
