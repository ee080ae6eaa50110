"""Held: what all lines keep together has a bound, and who reads goes on when it is reached."""

from __future__ import annotations

from backend.limits.limits import (

    ALL_HELD_BYTES,

    HELD_AFTER_CUTTING,

    IDLE_READER_S,

    SYSTEM_UNREAD_BYTES,

    UNREAD_BYTES,

)
from backend.limits.memory import Held


class Clock:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


class Line:
    """A line that knows whether it was ended."""

    def __init__(self, held: Held) -> None:
        self.is_open = True
        self.held = held

    def keep(self, unread_bytes: int, unfinished_bytes: int = 0, *, has_moved: bool = False) -> None:
        self.held.update(self, unread_bytes, unfinished_bytes, has_moved=has_moved)

    def end(self) -> None:
        self.is_open = False
        self.held.forget(self)


def test_a_line_that_keeps_nothing_is_not_known() -> None:
    held = Held()
    line = Line(held)
    line.keep(1000)
    line.keep(0)
    assert (len(held), held.all_bytes) == (0, 0)


def test_a_line_with_unread_frames_counts_with_the_systems_buffer() -> None:
    held = Held()
    Line(held).keep(1000, 10)
    Line(held).keep(0, 10)
    assert held.all_bytes == SYSTEM_UNREAD_BYTES + 1020


def test_a_line_that_ends_counts_no_more() -> None:
    held = Held()
    line = Line(held)
    line.keep(1000)
    line.end()
    line.end()
    assert (len(held), held.all_bytes) == (0, 0)


def test_all_lines_together_keep_no_more_than_the_bound() -> None:
    held = Held()
    lines = [Line(held) for _ in range(2000)]
    for unread_bytes in range(50_000, UNREAD_BYTES, 50_000):
        for line in lines:
            if line.is_open:
                line.keep(unread_bytes)
            assert held.all_bytes <= ALL_HELD_BYTES
    assert held.all_bytes > ALL_HELD_BYTES / 4
    assert any(line.is_open for line in lines)
    assert len(held) == sum(line.is_open for line in lines)


def test_half_messages_count_as_well() -> None:
    held = Held()
    lines = [Line(held) for _ in range(ALL_HELD_BYTES // 30_000 + 1)]
    for line in lines:
        line.keep(0, 30_000)
    assert held.all_bytes <= ALL_HELD_BYTES
    assert not all(line.is_open for line in lines)


def test_the_fullest_lines_are_cut_and_no_more_than_is_needed() -> None:
    held = Held()
    slow, full = Line(held), [Line(held) for _ in range(ALL_HELD_BYTES // UNREAD_BYTES)]
    slow.keep(10_000)
    for line in full:
        line.keep(UNREAD_BYTES)
        if not all(each.is_open for each in full):
            break
    assert slow.is_open
    assert ALL_HELD_BYTES * HELD_AFTER_CUTTING > held.all_bytes > ALL_HELD_BYTES * HELD_AFTER_CUTTING / 2


def test_who_reads_slowly_stays_where_others_read_nothing() -> None:
    clock = Clock()
    held = Held(clock)
    deaf, slow = [Line(held) for _ in range(500)], [Line(held) for _ in range(20)]
    for line in deaf:
        line.keep(100_000)
    clock.now_s += IDLE_READER_S + 1
    for line in slow:
        line.keep(900_000, has_moved=True)
    more = 100_000
    while all(line.is_open for line in deaf):
        more += 20_000
        for line in deaf:
            line.keep(more)
    assert all(line.is_open for line in slow)


def test_who_reads_again_is_slow_and_no_longer_idle() -> None:
    clock = Clock()
    held = Held(clock)
    reading, deaf = Line(held), Line(held)
    reading.keep(500_000)
    deaf.keep(400_000)
    clock.now_s += IDLE_READER_S + 1
    reading.keep(450_000, has_moved=True)
    others = [Line(held) for _ in range(ALL_HELD_BYTES // UNREAD_BYTES)]
    for line in others:
        line.keep(UNREAD_BYTES)
    assert not deaf.is_open
