"""Catching up: shared rooms after words between processes were lost, because Redis was away.

The processes whose rooms are shared tell each other who went and who is here. That is all they need: a board
asks each student it is told of for what it misses, and tells them and the other boards the running question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from backend.cluster.departures import Departures
from backend.relay.delivery import Delivery, boards
from backend.relay.outbox import Row, frames
from backend.relay.registry import Roll

if TYPE_CHECKING:
    from backend.cluster.redis_manager import Neighbours

# Codes of rooms in one word: a long message's worth.
ROOMS_A_WORD = 500
# Of an answer, which asks for none itself.
NOBODY = ""


class CatchingUp:
    """What one process says and hears then."""

    def __init__(
        self,
        roll: Roll,
        delivery: Delivery,
        neighbours: Neighbours,
        departures: Departures,
        presence_frames: Callable[[str], list[list[Row]]],
    ) -> None:
        self._roll = roll
        self._delivery = delivery
        self._neighbours = neighbours
        self._departures = departures
        self._presence_frames = presence_frames
        self._begin_with: Callable[[], None]
        self._note_shared: Callable[[str], None]
        # The rooms whose others this process has asked for and not answered yet.
        self._asked: set[str] = set()

    def also(self, begin_with: Callable[[], None], note_shared: Callable[[str], None]) -> None:
        """Do the one before all else, and the other for each room that turns out to be shared."""
        self._begin_with = begin_with
        self._note_shared = note_shared

    def begin(self) -> None:
        """Ask who else is in our rooms."""
        self._begin_with()
        codes = self._roll.rooms()
        self._asked = set(codes)
        for start in range(0, len(codes), ROOMS_A_WORD):
            some = list(codes[start : start + ROOMS_A_WORD])
            self._neighbours.tell("catch_up", codes=some, asker=self._neighbours.me)

    def hear_catch_up(self, codes: list[str], asker: str) -> None:
        """Tell who is here, where somebody is."""
        for code in filter(self._roll.is_anyone_in, codes):
            self._tell(code, asker)

    def hear_gone(self, code: str, rows: list[Row]) -> None:
        """Tell our boards who went."""
        self._tell_boards(code, self._absent(code, rows))

    def hear_who_is_here(self, code: str, rows: list[Row], asker: str) -> None:
        """Tell our boards who is elsewhere, and where this process asked answer in the same way, once."""
        self._tell_boards(code, rows)
        if asker == self._neighbours.me and code in self._asked:
            self._asked.remove(code)
            self._tell(code, NOBODY)

    def _tell(self, code: str, asker: str) -> None:
        # Who went is told first: of those who are elsewhere by now, that is told after it.
        for rows in frames(self._absent(code, self._departures.of(code))):
            self._neighbours.tell("gone", code=code, rows=rows)
        self._note_shared(code)
        for rows in self._presence_frames(code) or [[]]:
            self._neighbours.tell("who_is_here", code=code, rows=rows, asker=asker)
        # As if another had opened: so each tells the others the running question.
        self._delivery.say_here("board_joined", {}, to=boards(code))

    def _absent(self, code: str, rows: Iterable[Row]) -> list[Row]:
        return [row for row in rows if self._roll.student(code, row[0]) is None]

    def _tell_boards(self, code: str, rows: list[Row]) -> None:
        if rows and self._roll.teachers(code):
            self._delivery.say_here("presence", rows, to=boards(code))
