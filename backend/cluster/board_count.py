"""Board count: how many boards of a room are connected to other processes; asked when it may have changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from backend.relay.delivery import Delivery
from backend.relay.registry import Registry

if TYPE_CHECKING:
    from backend.cluster.redis_manager import RedisManager

# The time that other processes have to answer; Redis takes a few milliseconds.
ANSWERED_WITHIN_S = 0.2


class BoardCount:
    """The counts of this process's rooms. `tell` gets the code of a room whose count has changed."""

    def __init__(
        self, registry: Registry, delivery: Delivery, cluster: RedisManager, tell: Callable[[str], None]
    ) -> None:
        self._registry = registry
        self._delivery = delivery
        self._cluster = cluster
        self._tell = tell
        self._elsewhere: dict[str, int] = {}
        self._counting: dict[str, dict[str, int]] = {}
        self._changed_meanwhile: set[str] = set()

    def elsewhere(self, code: str) -> int:
        """Return how many boards the other processes had when they were last asked."""
        return self._elsewhere.get(code, 0)

    def forget(self, code: str) -> None:
        """Forget a room that nobody here is in."""
        self._elsewhere.pop(code, None)

    def count(self, code: str) -> None:
        """Ask the others, and add up what they answer in time."""
        if code in self._counting:
            self._changed_meanwhile.add(code)
            return
        self._counting[code] = {}
        self._cluster.tell("who_watches", code=code, asker=self._cluster.me)
        self._delivery.later(ANSWERED_WITHIN_S, self._end_count, code)

    def count_all(self) -> None:
        """Count again in all rooms that had any."""
        for code in tuple(self._elsewhere):
            self.count(code)

    def hear_who_watches(self, code: str, asker: str) -> None:
        """Answer with the number of boards here."""
        boards = len(self._registry.boards(code))
        if boards > 0:
            self._cluster.tell("boards", code=code, asker=asker, host=self._cluster.me, boards=boards)

    def hear_boards(self, code: str, asker: str, host: str, boards: int) -> None:
        """Take an answer, where this process asked and is still waiting."""
        if asker == self._cluster.me and code in self._counting:
            self._counting[code][host] = boards

    def _end_count(self, code: str) -> None:
        self._note(code, sum(self._counting.pop(code).values()))
        if code in self._changed_meanwhile:
            self._changed_meanwhile.remove(code)
            self.count(code)

    def _note(self, code: str, elsewhere: int) -> None:
        if elsewhere == self._elsewhere.get(code, 0) or not self._registry.is_anyone_in(code):
            return
        self._elsewhere[code] = elsewhere
        self._tell(code)
