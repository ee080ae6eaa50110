"""The switchboard: hears all lines of a worker together, once a tick; in between the process sleeps.

What comes first after a silence is heard at once. What comes soon after waits in the system for the tick with
which its room would be told anyway: one wake-up for all, where waking costs more than most messages do. Only
where somebody waits for an answer there is no rest.
"""

from __future__ import annotations

import logging
import select
import time
from collections.abc import Callable
from typing import Any, Protocol

from backend.limits.limits import LISTEN_EVERY_S

log = logging.getLogger("readroom.switchboard")

# Lines heard in one go, after which whoever else waits in this process gets a turn.
AT_ONCE = 500

# After work that took so much of a tick there is no rest: beside that a wake-up costs nothing.
MUCH_WORK = 0.2


class Party(Protocol):
    """Who is at the end of a line."""

    def read(self) -> None:
        """Read what has come."""

    def flush(self) -> None:
        """Send what there is room for."""

    def end(self) -> None:
        """End the line."""


class Switchboard:
    """Everybody who is listened to, by file number. `gather` does what it is given, then flushes rooms."""

    def __init__(self, loop: Any, tick_s: float, gather: Callable[[Callable[[], None]], None]) -> None:
        self._loop = loop
        self._rest_s = min(tick_s, LISTEN_EVERY_S)
        self._gather = gather
        self._epoll = loop.epoll()
        self._parties: dict[int, Party] = {}
        self._masks: dict[int, int] = {}
        self._ready: list[tuple[int, int]] = []
        self._is_running = False
        self._is_hurried = False

    def watch(self, fileno: int, party: Party) -> None:
        """Call `read` whenever there is something to read."""
        self._parties[fileno] = party
        self._change(fileno, select.EPOLLIN)
        if not self._is_running:
            self._is_running = True
            self._loop.spawn(self._run)

    def watch_writing(self, fileno: int) -> None:
        """Call `flush` whenever there is room to write."""
        self._change(fileno, self._masks.get(fileno, 0) | select.EPOLLOUT)

    def unwatch_writing(self, fileno: int) -> None:
        """Call `flush` no more."""
        self._change(fileno, self._masks.get(fileno, 0) & ~select.EPOLLOUT)

    def unwatch_reading(self, fileno: int) -> None:
        """Call `read` no more."""
        self._change(fileno, self._masks.get(fileno, 0) & ~select.EPOLLIN)

    def unwatch(self, fileno: int) -> None:
        """Forget a line that is over."""
        self._change(fileno, 0)
        self._parties.pop(fileno, None)

    def _change(self, fileno: int, mask: int) -> None:
        before = self._masks.pop(fileno, 0)
        if mask != 0:
            self._masks[fileno] = mask
        if before == 0 and mask != 0:
            self._epoll.register(fileno, mask)
        elif mask != 0:
            self._epoll.modify(fileno, mask)
        elif before != 0:
            # A mask of nothing would still tell of a line that broke off, again and again.
            self._epoll.unregister(fileno)

    def _run(self) -> None:
        while True:
            self._loop.wait_readable(self._epoll.fileno())
            began_s = time.monotonic()
            may_rest = self.hear()
            is_much = time.monotonic() - began_s > MUCH_WORK * self._rest_s
            # Counted from here and not from the beginning, so that the room's tick is over with the rest.
            self._loop.sleep(self._rest_s if may_rest and not is_much else 0.0)

    def hurry(self) -> None:
        """Listen on without a rest: somebody is answered who may go on speaking when they have heard."""
        self._is_hurried = True

    def hear(self) -> bool:
        """Hear who has something to say; return whether everybody was heard and nobody hurries."""
        self._ready = self._epoll.poll(0, AT_ONCE)
        self._gather(self._hear_ready)
        may_rest = len(self._ready) < AT_ONCE and not self._is_hurried
        self._is_hurried = False
        return may_rest

    def _hear_ready(self) -> None:
        for fileno, events in self._ready:
            party = self._parties.get(fileno)
            if party is not None:
                _attend(party, events)


def _attend(party: Party, events: int) -> None:
    try:
        if events != select.EPOLLOUT:
            party.read()
        if events & select.EPOLLOUT:
            party.flush()
    except Exception:
        # A fault of ours ends one line, never the listening to all others.
        log.exception("A fault in hearing a line")
        party.end()
