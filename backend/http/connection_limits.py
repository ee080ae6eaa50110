"""Connection limits: bounds the connections of one address that have not joined a lesson.

No new connection is refused: where an address holds more than its share, or the process is full, the oldest
idle connection of the largest address is closed. A browser reopens such a connection without notice.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, MutableMapping
from typing import Any

from backend.http.scheduler import Waiter
from backend.limits.limits import HEAD_WITHIN_S

# The environ's key for the callback of `expect_joined`.
_JOINED = "readroom.joined"


class UnjoinedClient:
    """One connection that has not joined; `hang_up` closes it."""

    def __init__(self, hang_up: Callable[[], None]) -> None:
        self.site = ""
        self.since_s = 0.0
        self.waits: Waiter | None = None
        self.is_over = False
        self._hang_up = hang_up

    def end(self) -> None:
        """Close the connection, whatever it waits for."""
        self.is_over = True
        self._hang_up()
        if self.waits is not None:
            self.waits.resolve(is_refused=True)


class AddressConnections:
    """The connections of one address: idle ones, oldest first, and those with a request in progress."""

    def __init__(self) -> None:
        self.idle: OrderedDict[UnjoinedClient, None] = OrderedDict()
        self.busy: OrderedDict[UnjoinedClient, None] = OrderedDict()

    def __len__(self) -> int:
        return len(self.idle) + len(self.busy)

    def remove(self, client: UnjoinedClient) -> None:
        """Remove a connection."""
        self.idle.pop(client, None)
        self.busy.pop(client, None)

    def least(self, now_s: float) -> UnjoinedClient:
        """Return the connection to close: an idle one, unless it has only just opened."""
        idle, busy = next(iter(self.idle), None), next(iter(self.busy), None)
        if idle is not None and (busy is None or now_s - idle.since_s > HEAD_WITHIN_S):
            return idle
        return busy or next(iter(self.idle))


class ConnectionLimits:
    """All connections that have not joined. `share` bounds one address, unless it is None."""

    def __init__(self, share: int | None, clock: Callable[[], float] = time.monotonic) -> None:
        self._share = share
        self._clock = clock
        self._by_address: dict[str, AddressConnections] = {}

    def __len__(self) -> int:
        return sum(map(len, self._by_address.values()))

    def enter(self, client: UnjoinedClient, site: str) -> None:
        """Add a connection; an older one of the same address may be closed for it."""
        self._make_room_at(site)
        self._put(client, site, is_busy=False)

    def leave(self, client: UnjoinedClient) -> None:
        """Remove a connection that has closed, or joined."""
        address = self._by_address.get(client.site)
        if address is not None:
            address.remove(client)
            if not address:
                del self._by_address[client.site]

    def serve(self, client: UnjoinedClient, site: str) -> None:
        """Note that a request is in progress, and of which address."""
        if self._is_here(client):
            self.leave(client)
            self._make_room_at(site)
            self._put(client, site, is_busy=True)

    def rest(self, client: UnjoinedClient) -> None:
        """Note that the request has been answered."""
        if self._is_here(client):
            self.leave(client)
            self._put(client, client.site, is_busy=False)

    def make_room(self) -> bool:
        """Close one connection of the address that has most; return whether there was any."""
        if not self._by_address:
            return False
        self._end_one(max(self._by_address.values(), key=len))
        return True

    def _make_room_at(self, site: str) -> None:
        address = self._by_address.get(site)
        if self._share is not None and address is not None and len(address) >= self._share:
            self._end_one(address)

    def _end_one(self, address: AddressConnections) -> None:
        client = address.least(self._clock())
        self.leave(client)
        client.end()

    def _put(self, client: UnjoinedClient, site: str, *, is_busy: bool) -> None:
        client.site, client.since_s = site, self._clock()
        address = self._by_address.setdefault(site, AddressConnections())
        (address.busy if is_busy else address.idle)[client] = None

    def _is_here(self, client: UnjoinedClient) -> bool:
        address = self._by_address.get(client.site)
        return address is not None and (client in address.idle or client in address.busy)


def expect_joined(environ: MutableMapping[str, Any], told: Callable[[], None]) -> None:
    """Let `told` be called when the sender of this request has joined."""
    environ[_JOINED] = told


def note_joined(environ: MutableMapping[str, Any]) -> None:
    """Tell the connection that its sender has joined, so that it no longer counts here."""
    environ.get(_JOINED, _nothing)()


def _nothing() -> None:
    """Do nothing: the request came by another server."""
