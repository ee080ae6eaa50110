"""Turns: HTTP's work is done a piece at a time, and between two pieces everything else has its turn.

A piece is what one request or one step of a TLS handshake computes: a millisecond or some. However many
connections ask at once, one piece begins in each round of the event loop, so a lesson's messages never wait
behind a crowd of requests. Addresses take turns, and each pays for what its pieces cost out of an allowance
of seconds of work: who has none left waits, which nobody elsewhere feels.
"""

from __future__ import annotations

import contextlib
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Iterator
from typing import Any, Protocol

from backend.limits.limits import (
    ADDRESSES,
    HTTP_WORK,
    HTTP_WORK_STEP_S,
    HTTP_WORK_WAIT_S,
    TURN_WORK_S,
    Allowance,
)


class Work:
    """Seconds of work that one address may still cause; they are paid afterwards, so it may be in debt."""

    def __init__(self, allowance: Allowance, now_s: float) -> None:
        self._allowance = allowance
        self._left_s = allowance.burst
        self._at_s = now_s

    def wait_s(self, now_s: float) -> float:
        """Return how long it is until there is something left; nothing where there is."""
        filled = self._left_s + (now_s - self._at_s) * self._allowance.per_s
        self._left_s, self._at_s = min(self._allowance.burst, filled), now_s
        return 0.0 if self._left_s > 0 else -self._left_s / self._allowance.per_s

    def charge(self, work_s: float) -> None:
        """Take off what a piece cost."""
        self._left_s -= work_s


class Waiter:
    """Somebody who waits for a turn."""

    def __init__(self, event: Any, since_s: float) -> None:
        self.since_s = since_s
        self.is_done = False
        self.is_refused = False
        self._event = event

    def wait(self) -> bool:
        """Wait; return whether the turn came."""
        self._event.wait()
        return not self.is_refused

    def let_go(self, *, is_refused: bool) -> None:
        """End the waiting, for whatever reason comes first."""
        if not self.is_done:
            self.is_done, self.is_refused = True, is_refused
            self._event.set()


class LateError(OSError):
    """Raised when a turn did not come in time, or is no longer wanted."""


class Patron(Protocol):
    """Who waits; where its connection is over, it waits no longer."""

    site: str
    waits: Waiter | None
    is_over: bool


class Turns:
    """Whose piece of work begins when. `is_open`: an address may cause as much work as it likes."""

    def __init__(
        self, loop: Any, *, is_open: bool = False, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._loop = loop
        self._is_open = is_open
        self._clock = clock
        self._work: OrderedDict[str, Work] = OrderedDict()
        self._waiting: OrderedDict[str, deque[Waiter]] = OrderedDict()
        self._is_running = False

    def __len__(self) -> int:
        return len(self._work)

    def take(self, patron: Patron) -> None:
        """Wait for a turn; raise LateError where there was none in time."""
        if patron.is_over:
            raise LateError
        waiter = patron.waits = Waiter(self._loop.event(), self._clock())
        self._waiting.setdefault(patron.site, deque()).append(waiter)
        if not self._is_running:
            self._is_running = True
            self._loop.spawn(self._run)
        is_given = waiter.wait()
        patron.waits = None
        if not is_given:
            raise LateError
        self.charge(patron.site, TURN_WORK_S)

    def charge(self, site: str, work_s: float) -> None:
        """Let an address pay for a piece of work."""
        self._work_of(site).charge(work_s)

    @contextlib.contextmanager
    def charged(self, site: str) -> Iterator[None]:
        """Let an address pay for the work of a block, in seconds of CPU: nothing in it may wait."""
        began_s = time.thread_time()
        try:
            yield
        finally:
            self.charge(site, time.thread_time() - began_s)

    def _run(self) -> None:
        while self._waiting:
            wait_s = self._give_one()
            if wait_s > 0:
                # No longer, as somebody from elsewhere may come.
                self._loop.sleep(min(max(TURN_WORK_S, wait_s), HTTP_WORK_STEP_S))
            else:
                self._loop.give_way()
        self._is_running = False

    def _give_one(self) -> float:
        """Let the first begin whose address has work left; else return how long nobody has any."""
        soonest_s: float = HTTP_WORK_WAIT_S
        for site in list(self._waiting):
            now_s = self._clock()
            wait_s = 0.0 if self._is_open else self._work_of(site).wait_s(now_s)
            is_late = now_s - self._waiting[site][0].since_s > HTTP_WORK_WAIT_S
            if wait_s <= 0 or is_late:
                self._next_of(site).let_go(is_refused=wait_s > 0)
                return 0.0
            soonest_s = min(soonest_s, wait_s)
        return soonest_s

    def _next_of(self, site: str) -> Waiter:
        queue = self._waiting.pop(site)
        waiter = queue.popleft()
        if queue:
            # Behind the other addresses.
            self._waiting[site] = queue
        return waiter

    def _work_of(self, site: str) -> Work:
        work = self._work.pop(site, None) or Work(HTTP_WORK, self._clock())
        self._work[site] = work
        if len(self._work) > ADDRESSES:
            self._work.popitem(last=False)
        return work


class Place:
    """One connection's turns: a turn holds until the connection waits for something, and no longer."""

    def __init__(self, turns: Turns, patron: Patron) -> None:
        self._turns = turns
        self._patron = patron
        self._turn_of: str | None = None

    def take(self) -> None:
        """Wait for a turn. Raises LateError."""
        self._turns.take(self._patron)
        self._turn_of = self._patron.site

    def need(self) -> None:
        """Have a turn of the address that is served now."""
        if self._turn_of != self._patron.site:
            self.take()

    def give_up(self) -> None:
        """Have no turn any more."""
        self._turn_of = None
