"""Fair scheduler: HTTP work is done in small pieces, and one piece begins in each round of the event loop.

A piece is what one request or one step of a TLS handshake computes: about a millisecond. So a lesson's
messages never wait behind many requests. Addresses take turns, and each has an allowance of seconds of CPU
time: an address that has used it up waits, and no other does.
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
    """CPU seconds that one address may still use; they are charged afterwards, so it may be in debt."""

    def __init__(self, allowance: Allowance, now_s: float) -> None:
        self._allowance = allowance
        self._left_s = allowance.burst
        self._at_s = now_s

    def wait_s(self, now_s: float) -> float:
        """Return how long it is until there is something left; zero where there is."""
        filled = self._left_s + (now_s - self._at_s) * self._allowance.per_s
        self._left_s, self._at_s = min(self._allowance.burst, filled), now_s
        return 0.0 if self._left_s > 0 else -self._left_s / self._allowance.per_s

    def charge(self, work_s: float) -> None:
        """Subtract what a piece cost."""
        self._left_s -= work_s


class Waiter:
    """One wait for a turn."""

    def __init__(self, event: Any, since_s: float) -> None:
        self.since_s = since_s
        self.is_done = False
        self.is_refused = False
        self._event = event

    def wait(self) -> bool:
        """Wait; return whether the turn was given."""
        self._event.wait()
        return not self.is_refused

    def resolve(self, *, is_refused: bool) -> None:
        """End the wait; only the first call counts."""
        if not self.is_done:
            self.is_done, self.is_refused = True, is_refused
            self._event.set()


class TurnTimeoutError(OSError):
    """Raised when a turn was not given in time, or the connection has closed."""


class Scheduled(Protocol):
    """A connection that waits for turns."""

    site: str
    waits: Waiter | None
    is_over: bool


class Scheduler:
    """Decides which piece of work begins next. `is_open`: addresses have no allowance."""

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

    def acquire(self, client: Scheduled) -> None:
        """Wait for a turn; raise TurnTimeoutError where there was none in time."""
        if client.is_over:
            raise TurnTimeoutError
        waiter = client.waits = Waiter(self._loop.event(), self._clock())
        self._waiting.setdefault(client.site, deque()).append(waiter)
        if not self._is_running:
            self._is_running = True
            self._loop.spawn(self._run)
        is_given = waiter.wait()
        client.waits = None
        if not is_given:
            raise TurnTimeoutError
        self.charge(client.site, TURN_WORK_S)

    def charge(self, site: str, work_s: float) -> None:
        """Charge work to an address."""
        self._work_of(site).charge(work_s)

    @contextlib.contextmanager
    def charged(self, site: str) -> Iterator[None]:
        """Charge the CPU time of a block to an address: nothing in it may wait."""
        began_s = time.thread_time()
        try:
            yield
        finally:
            self.charge(site, time.thread_time() - began_s)

    def _run(self) -> None:
        while self._waiting:
            wait_s = self._give_one()
            if wait_s > 0:
                # Not longer, since a client of another address may arrive.
                self._loop.sleep(min(max(TURN_WORK_S, wait_s), HTTP_WORK_STEP_S))
            else:
                self._loop.give_way()
        self._is_running = False

    def _give_one(self) -> float:
        """Give a turn to the first whose address has work left; else return how long until one has."""
        soonest_s: float = HTTP_WORK_WAIT_S
        for site in list(self._waiting):
            now_s = self._clock()
            wait_s = 0.0 if self._is_open else self._work_of(site).wait_s(now_s)
            is_late = now_s - self._waiting[site][0].since_s > HTTP_WORK_WAIT_S
            if wait_s <= 0 or is_late:
                self._next_of(site).resolve(is_refused=wait_s > 0)
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


class Turn:
    """One connection's turn: it lasts until the connection waits for something."""

    def __init__(self, scheduler: Scheduler, client: Scheduled) -> None:
        self._scheduler = scheduler
        self._client = client
        self._turn_site: str | None = None

    def acquire(self) -> None:
        """Wait for a turn. Raises TurnTimeoutError."""
        self._scheduler.acquire(self._client)
        self._turn_site = self._client.site

    def ensure(self) -> None:
        """Have a turn of the address that is served now."""
        if self._turn_site != self._client.site:
            self.acquire()

    def release(self) -> None:
        """Give the turn up."""
        self._turn_site = None
