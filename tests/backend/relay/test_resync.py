"""Resync: each student once a tick at most, a few of a room at a time, and no room waits for another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from backend.limits.limits import ASKS_A_ROOM, ASKS_A_TICK
from backend.relay.resync import Resync


class Asked:
    """Rooms that are asked, and a timer that is turned by hand."""

    def __init__(self) -> None:
        self.due: list[Callable[[], None]] = []
        self.asked: list[tuple[str, str, int]] = []
        self.busy: set[str] = set()
        self.resync = Resync(self, 0.1, self._ask, lambda code: code not in self.busy)

    def later(self, _in_s: float, act: Callable[[], None]) -> None:
        self.due.append(act)

    def _ask(self, code: str, by_number: Mapping[int, list[str]]) -> None:
        self.asked += [(code, student, since) for since, ids in by_number.items() for student in ids]

    def tick(self) -> list[tuple[str, str, int]]:
        """Let a tick pass; return who was asked in it."""
        self.asked = []
        due, self.due = self.due, []
        for act in due:
            act()
        return self.asked


def students(count: int, since: int = 0) -> list[tuple[str, int]]:
    return [(f"{number:08}", since) for number in range(count)]


def test_a_student_is_asked_in_the_next_moment() -> None:
    asked = Asked()
    asked.resync.add("A", [("ada_ada_", 7)])
    assert asked.tick() == [("A", "ada_ada_", 7)]
    assert asked.due == []


def test_many_boards_that_ask_together_are_one_question_from_the_lowest_number() -> None:
    asked = Asked()
    for since in (9, 4, 6):
        asked.resync.add("A", students(5, since))
    assert asked.tick() == [("A", student, 4) for student, _ in students(5)]
    assert asked.tick() == []


def test_a_large_class_is_asked_a_few_at_a_time_and_everybody_once() -> None:
    asked = Asked()
    asked.resync.add("A", students(100))
    ticks = [asked.tick() for _ in range(5)]
    assert [len(tick) for tick in ticks] == [ASKS_A_ROOM] * 3 + [10, 0]
    assert len({student for tick in ticks for _, student, _ in tick}) == 100


def test_a_room_that_asks_without_end_leaves_the_others_their_turn() -> None:
    asked = Asked()
    rooms = [f"{number}" for number in range(10)]
    count: Counter[str] = Counter()
    for _ in range(20):
        for room in rooms:
            asked.resync.add(room, students(300))
        now = asked.tick()
        assert len(now) <= ASKS_A_TICK
        count.update(room for room, _, _ in now)
    assert min(count.values()) == max(count.values())


def test_a_room_whose_histories_are_too_much_is_asked_later() -> None:
    asked = Asked()
    asked.busy.add("A")
    asked.resync.add("A", students(1))
    asked.resync.add("B", students(1))
    assert asked.tick() == [("B", "00000000", 0)]
    asked.busy.clear()
    assert asked.tick() == [("A", "00000000", 0)]
