"""Recovery: synchronises shared rooms after messages between processes were lost, because Redis was away.

The processes tell each other who left and who is here. That suffices: a board asks each student it is told of
for what it misses, and tells them and the other boards the running question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from backend.cluster.departures import Departures
from backend.relay.delivery import Delivery, boards
from backend.relay.outbox import Row, frames
from backend.relay.registry import Registry

if TYPE_CHECKING:
    from backend.cluster.redis_manager import RedisManager

# Room codes in one message.
ROOMS_A_WORD = 500
# The asker named in an answer, which asks for none itself.
NOBODY = ""


class Recovery:
    """One process's part of it."""

    def __init__(
        self,
        registry: Registry,
        delivery: Delivery,
        cluster: RedisManager,
        departures: Departures,
        presence_frames: Callable[[str], list[list[Row]]],
    ) -> None:
        self._registry = registry
        self._delivery = delivery
        self._cluster = cluster
        self._departures = departures
        self._presence_frames = presence_frames
        self._begin_with: Callable[[], None]
        self._note_shared: Callable[[str], None]
        # The rooms of which this process has asked the others and not answered yet.
        self._asked: set[str] = set()

    def also(self, begin_with: Callable[[], None], note_shared: Callable[[str], None]) -> None:
        """Call the one function first, and the other for each room that proves to be shared."""
        self._begin_with = begin_with
        self._note_shared = note_shared

    def begin(self) -> None:
        """Ask who else is in our rooms."""
        self._begin_with()
        codes = self._registry.rooms()
        self._asked = set(codes)
        for start in range(0, len(codes), ROOMS_A_WORD):
            some = list(codes[start : start + ROOMS_A_WORD])
            self._cluster.tell("catch_up", codes=some, asker=self._cluster.me)

    def hear_catch_up(self, codes: list[str], asker: str) -> None:
        """Answer with who is here, in rooms that have somebody here."""
        for code in filter(self._registry.is_anyone_in, codes):
            self._tell(code, asker)

    def hear_gone(self, code: str, rows: list[Row]) -> None:
        """Tell our boards who left."""
        self._tell_boards(code, self._absent(code, rows))

    def hear_who_is_here(self, code: str, rows: list[Row], asker: str) -> None:
        """Tell our boards who is elsewhere; where this process asked, answer once in the same way."""
        self._tell_boards(code, rows)
        if asker == self._cluster.me and code in self._asked:
            self._asked.remove(code)
            self._tell(code, NOBODY)

    def _tell(self, code: str, asker: str) -> None:
        # Departures first: whoever has reconnected elsewhere is reported after them.
        for rows in frames(self._absent(code, self._departures.of(code))):
            self._cluster.tell("gone", code=code, rows=rows)
        self._note_shared(code)
        for rows in self._presence_frames(code) or [[]]:
            self._cluster.tell("who_is_here", code=code, rows=rows, asker=asker)
        # As if another board had opened, so that each tells the others the running question.
        self._delivery.say_here("board_joined", {}, to=boards(code))

    def _absent(self, code: str, rows: Iterable[Row]) -> list[Row]:
        return [row for row in rows if self._registry.student(code, row[0]) is None]

    def _tell_boards(self, code: str, rows: list[Row]) -> None:
        if rows and self._registry.boards(code):
            self._delivery.say_here("presence", rows, to=boards(code))
