"""Poller: polls all connections of a worker together, once a tick; in between the process sleeps.

The first bytes after a silence are read at once. What arrives soon after waits in the system until the tick
at which its room is told: one wake-up for all, as waking costs more than handling most messages. There is no
pause while a client waits for an answer.
"""

from __future__ import annotations

import logging
import select
import time
from collections.abc import Callable
from typing import Any, Protocol

from backend.limits.limits import LISTEN_EVERY_S

log = logging.getLogger("readroom.poller")

# Connections handled in one go; then other greenlets get a turn.
POLLED_AT_ONCE = 500

# After work of more than this share of a tick there is no pause: the cost of a wake-up is small beside it.
BUSY_SHARE = 0.2


class Handler(Protocol):
    """The connection behind a file number."""

    def read(self) -> None:
        """Read what has arrived."""

    def flush(self) -> None:
        """Send what there is room for."""

    def end(self) -> None:
        """End the connection."""


class Poller:
    """All watched connections, by file number. `gather` runs a function and flushes the rooms after it."""

    def __init__(self, loop: Any, tick_s: float, gather: Callable[[Callable[[], None]], None]) -> None:
        self._loop = loop
        self._rest_s = min(tick_s, LISTEN_EVERY_S)
        self._gather = gather
        self._epoll = loop.epoll()
        self._handlers: dict[int, Handler] = {}
        self._masks: dict[int, int] = {}
        self._ready: list[tuple[int, int]] = []
        self._is_running = False
        self._is_hurried = False

    def watch(self, fileno: int, handler: Handler) -> None:
        """Call `read` whenever there is something to read."""
        self._handlers[fileno] = handler
        self._change(fileno, select.EPOLLIN)
        if not self._is_running:
            self._is_running = True
            self._loop.spawn(self._run)

    def watch_writing(self, fileno: int) -> None:
        """Call `flush` whenever there is room to write."""
        self._change(fileno, self._masks.get(fileno, 0) | select.EPOLLOUT)

    def unwatch_writing(self, fileno: int) -> None:
        """Stop calling `flush`."""
        self._change(fileno, self._masks.get(fileno, 0) & ~select.EPOLLOUT)

    def unwatch_reading(self, fileno: int) -> None:
        """Stop calling `read`."""
        self._change(fileno, self._masks.get(fileno, 0) & ~select.EPOLLIN)

    def unwatch(self, fileno: int) -> None:
        """Forget a connection that has ended."""
        self._change(fileno, 0)
        self._handlers.pop(fileno, None)

    def _change(self, fileno: int, mask: int) -> None:
        before = self._masks.pop(fileno, 0)
        if mask != 0:
            self._masks[fileno] = mask
        if before == 0 and mask != 0:
            self._epoll.register(fileno, mask)
        elif mask != 0:
            self._epoll.modify(fileno, mask)
        elif before != 0:
            # With an empty mask epoll would still report a broken connection, again and again.
            self._epoll.unregister(fileno)

    def _run(self) -> None:
        while True:
            self._loop.wait_readable(self._epoll.fileno())
            began_s = time.monotonic()
            may_rest = self.poll()
            is_much = time.monotonic() - began_s > BUSY_SHARE * self._rest_s
            # Counted from the end of the work, so that the room's tick ends with the pause.
            self._loop.sleep(self._rest_s if may_rest and not is_much else 0.0)

    def hurry(self) -> None:
        """Poll again without a pause: a client is being answered and may continue at once."""
        self._is_hurried = True

    def poll(self) -> bool:
        """Handle what is ready; return whether that was everything and no client waits."""
        self._ready = self._epoll.poll(0, POLLED_AT_ONCE)
        self._gather(self._handle_ready)
        may_rest = len(self._ready) < POLLED_AT_ONCE and not self._is_hurried
        self._is_hurried = False
        return may_rest

    def _handle_ready(self) -> None:
        for fileno, events in self._ready:
            handler = self._handlers.get(fileno)
            if handler is not None:
                _dispatch(handler, events)


def _dispatch(handler: Handler, events: int) -> None:
    try:
        if events != select.EPOLLOUT:
            handler.read()
        if events & select.EPOLLOUT:
            handler.flush()
    except Exception:
        # An internal error ends one connection, never the polling of all others.
        log.exception("A fault in handling a connection")
        handler.end()
