"""Watching: how many boards of a room are connected to other processes, which is asked and never kept up."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from backend.relay.delivery import Delivery
from backend.relay.registry import Roll

if TYPE_CHECKING:
    from backend.cluster.redis_manager import Neighbours

# The time neighbours get to answer; Redis takes a few milliseconds.
ANSWERED_WITHIN_S = 0.2


class Watching:
    """The counts of this process's rooms. `tell` is called with the code of one whose count has changed."""

    def __init__(
        self, roll: Roll, delivery: Delivery, neighbours: Neighbours, tell: Callable[[str], None]
    ) -> None:
        self._roll = roll
        self._delivery = delivery
        self._neighbours = neighbours
        self._tell = tell
        self._elsewhere: dict[str, int] = {}
        self._counting: dict[str, dict[str, int]] = {}
        self._changed_meanwhile: set[str] = set()

    def elsewhere(self, code: str) -> int:
        """Return how many boards the other processes had when they were asked last."""
        return self._elsewhere.get(code, 0)

    def forget(self, code: str) -> None:
        """Forget a room that nobody here is in."""
        self._elsewhere.pop(code, None)

    def count(self, code: str) -> None:
        """Ask the others, and note what they say in time."""
        if code in self._counting:
            self._changed_meanwhile.add(code)
            return
        self._counting[code] = {}
        self._neighbours.tell("who_watches", code=code, asker=self._neighbours.me)
        self._delivery.later(ANSWERED_WITHIN_S, self._end_count, code)

    def count_all(self) -> None:
        """Count anew wherever there were any."""
        for code in tuple(self._elsewhere):
            self.count(code)

    def hear_who_watches(self, code: str, asker: str) -> None:
        """Answer with the boards that are here."""
        boards = len(self._roll.teachers(code))
        if boards > 0:
            self._neighbours.tell("boards", code=code, asker=asker, host=self._neighbours.me, boards=boards)

    def hear_boards(self, code: str, asker: str, host: str, boards: int) -> None:
        """Take an answer, where this process asked and still waits."""
        if asker == self._neighbours.me and code in self._counting:
            self._counting[code][host] = boards

    def _end_count(self, code: str) -> None:
        self._note(code, sum(self._counting.pop(code).values()))
        if code in self._changed_meanwhile:
            self._changed_meanwhile.remove(code)
            self.count(code)

    def _note(self, code: str, elsewhere: int) -> None:
        if elsewhere == self._elsewhere.get(code, 0) or not self._roll.is_anyone_in(code):
            return
        self._elsewhere[code] = elsewhere
        self._tell(code)
