"""Contribution desk: takes what browsers say, one message after another, and answers when it is safe."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from backend.common.clock import now_s
from backend.common.errors import TooFastError
from backend.limits.limits import Allowance, TokenBucket
from library.catalogue.lessons import Lessons
from library.watching.bins import bin_count
from library.watching.contributions import check_contribution, count, new_shares, read_shares
from library.watching.offer_desk import OfferDesk
from library.watching.pool import Pool
from library.watching.tickets import Tickets

# A browser sends one a minute, and those that waited for a network one after another.
MESSAGES = Allowance(burst=30, per_s=0.2)
# How long a lesson's facts are believed.
BELIEVED_S = 10.0
_BUCKETS = 20_000


@dataclass(frozen=True)
class _Facts:
    bins: int
    policy: str
    until_s: float


class Desk:
    """Where contributions to all lessons of one process are taken."""

    def __init__(
        self,
        lessons: Lessons,
        tickets: Tickets,
        pool: Pool,
        offers: OfferDesk,
        clock: Callable[[], float] = now_s,
    ) -> None:
        self._lessons = lessons
        self._tickets = tickets
        self._pool = pool
        self._offers = offers
        self._clock = clock
        self._lock = threading.Lock()
        self._facts: dict[str, _Facts] = {}
        self._buckets: dict[int, TokenBucket] = {}

    def take(self, lesson: str, message: Any) -> None:
        """Count a contribution; when this returns, what five people are in is on the disk.

        A message is counted once, so whoever did not hear the answer sends it again.
        """
        checked = check_contribution(message)
        facts = self._facts_of(lesson)
        with self._lock:
            is_due = self._count(lesson, checked, facts)
        if is_due:
            self._pool.flush()
            self._offers.flush()

    def _count(self, lesson: str, message: Mapping[str, Any], facts: _Facts) -> bool:
        """Count a message, and return whether something has to reach the disk before it is answered."""
        ticket = self._tickets.read(message["ticket"], lesson)
        self._spend(ticket.number)
        counted = self._tickets.counted(ticket)
        if message["seq"] <= counted.seq:
            # Perhaps the disk was what failed the first time.
            return True
        shares = new_shares(read_shares(message, facts.bins, facts.policy), counted, self._clock())
        count(shares, counted, message["seq"])
        told = self._offers.take(lesson, ticket.number, message.get("offers", ()), counted)
        return self._pool.add(lesson, ticket.number, shares) or told

    def _spend(self, number: int) -> None:
        now = self._clock()
        bucket = self._buckets.get(number)
        if bucket is None:
            if len(self._buckets) >= _BUCKETS:
                self._buckets.pop(next(iter(self._buckets)))
            bucket = self._buckets[number] = TokenBucket(MESSAGES, now)
        if not bucket.take(now):
            raise TooFastError("A ticket brings one contribution a minute; wait and send it again.")

    def _facts_of(self, lesson: str) -> _Facts:
        now = self._clock()
        facts = self._facts.get(lesson)
        if facts is None or facts.until_s <= now:
            found = self._lessons.published(lesson)
            facts = _Facts(bin_count(found["duration_ms"]), found["policy"], now + BELIEVED_S)
            self._facts[lesson] = facts
        return facts

    def forget(self, lesson: str) -> None:
        """Drop everything that waits of a lesson."""
        self.forget_facts(lesson)
        self._pool.forget(lesson)
        self._offers.forget(lesson)

    def forget_facts(self, lesson: str) -> None:
        """Ask again what a lesson is: it has been changed."""
        self._facts.pop(lesson, None)
