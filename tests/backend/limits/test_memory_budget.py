"""Memory budget: what all connections hold together is bounded, and readers stay when it is reached."""

from __future__ import annotations

from backend.limits.limits import (
    IDLE_READER_S,
    MEMORY_BUDGET_AFTER_EVICTION,
    MEMORY_BUDGET_BYTES,
    SYSTEM_UNREAD_BYTES,
    UNREAD_BYTES,
)
from backend.limits.memory_budget import MemoryBudget


class Clock:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


class Connection:
    """A connection that knows whether it was ended."""

    def __init__(self, memory_budget: MemoryBudget) -> None:
        self.is_open = True
        self.memory_budget = memory_budget

    def keep(self, unread_bytes: int, unfinished_bytes: int = 0, *, has_moved: bool = False) -> None:
        self.memory_budget.record(self, unread_bytes, unfinished_bytes, has_moved=has_moved)

    def end(self) -> None:
        self.is_open = False
        self.memory_budget.forget(self)


def test_a_connection_that_keeps_nothing_is_not_known() -> None:
    memory_budget = MemoryBudget()
    connection = Connection(memory_budget)
    connection.keep(1000)
    connection.keep(0)
    assert (len(memory_budget), memory_budget.all_bytes) == (0, 0)


def test_a_connection_with_unread_frames_counts_with_the_systems_buffer() -> None:
    memory_budget = MemoryBudget()
    Connection(memory_budget).keep(1000, 10)
    Connection(memory_budget).keep(0, 10)
    assert memory_budget.all_bytes == SYSTEM_UNREAD_BYTES + 1020


def test_a_connection_that_ends_counts_no_more() -> None:
    memory_budget = MemoryBudget()
    connection = Connection(memory_budget)
    connection.keep(1000)
    connection.end()
    connection.end()
    assert (len(memory_budget), memory_budget.all_bytes) == (0, 0)


def test_all_connections_together_keep_no_more_than_the_bound() -> None:
    memory_budget = MemoryBudget()
    connections = [Connection(memory_budget) for _ in range(2000)]
    for unread_bytes in range(50_000, UNREAD_BYTES, 50_000):
        for connection in connections:
            if connection.is_open:
                connection.keep(unread_bytes)
            assert memory_budget.all_bytes <= MEMORY_BUDGET_BYTES
    assert memory_budget.all_bytes > MEMORY_BUDGET_BYTES / 4
    assert any(connection.is_open for connection in connections)
    assert len(memory_budget) == sum(connection.is_open for connection in connections)


def test_half_messages_count_as_well() -> None:
    memory_budget = MemoryBudget()
    connections = [Connection(memory_budget) for _ in range(MEMORY_BUDGET_BYTES // 30_000 + 1)]
    for connection in connections:
        connection.keep(0, 30_000)
    assert memory_budget.all_bytes <= MEMORY_BUDGET_BYTES
    assert not all(connection.is_open for connection in connections)


def test_the_fullest_connections_are_cut_and_no_more_than_is_needed() -> None:
    memory_budget = MemoryBudget()
    slow, full = (
        Connection(memory_budget),
        [Connection(memory_budget) for _ in range(MEMORY_BUDGET_BYTES // UNREAD_BYTES)],
    )
    slow.keep(10_000)
    for connection in full:
        connection.keep(UNREAD_BYTES)
        if not all(each.is_open for each in full):
            break
    assert slow.is_open
    assert (
        MEMORY_BUDGET_BYTES * MEMORY_BUDGET_AFTER_EVICTION
        > memory_budget.all_bytes
        > MEMORY_BUDGET_BYTES * MEMORY_BUDGET_AFTER_EVICTION / 2
    )


def test_who_reads_slowly_stays_where_others_read_nothing() -> None:
    clock = Clock()
    memory_budget = MemoryBudget(clock)
    deaf, slow = (
        [Connection(memory_budget) for _ in range(500)],
        [Connection(memory_budget) for _ in range(20)],
    )
    for connection in deaf:
        connection.keep(100_000)
    clock.now_s += IDLE_READER_S + 1
    for connection in slow:
        connection.keep(900_000, has_moved=True)
    more = 100_000
    while all(connection.is_open for connection in deaf):
        more += 20_000
        for connection in deaf:
            connection.keep(more)
    assert all(connection.is_open for connection in slow)


def test_who_reads_again_is_slow_and_no_longer_idle() -> None:
    clock = Clock()
    memory_budget = MemoryBudget(clock)
    reading, deaf = Connection(memory_budget), Connection(memory_budget)
    reading.keep(500_000)
    deaf.keep(400_000)
    clock.now_s += IDLE_READER_S + 1
    reading.keep(450_000, has_moved=True)
    others = [Connection(memory_budget) for _ in range(MEMORY_BUDGET_BYTES // UNREAD_BYTES)]
    for connection in others:
        connection.keep(UNREAD_BYTES)
    assert not deaf.is_open
