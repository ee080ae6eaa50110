"""WebSocket connection: what a client does not read or finish is bounded."""

from __future__ import annotations

import select
import tracemalloc
from collections.abc import Callable

from backend.driver.connection import Connection
from backend.driver.frames import Message
from backend.driver.poller import Poller
from backend.limits.limits import MEMORY_BUDGET_BYTES, SYSTEM_UNREAD_BYTES, UNREAD_BYTES
from backend.limits.memory_budget import MemoryBudget
from benchmarks.bench.relays import wire

PAYLOAD = b"x" * 1000


class Loop:
    """The system's own epoll; the listening is the test's."""

    epoll = staticmethod(select.epoll)

    @staticmethod
    def spawn(_run: Callable[[], None]) -> None:
        """Leave the listening to the test."""


class Woken:
    """The event of a greenlet that nothing here needs."""

    def set(self) -> None:
        """Wake nobody."""


FRAME = b"x" * 50_000


class UnreadSocket:
    """A wire whose client reads nothing, so that the system takes nothing."""

    fileno = 0
    pending = staticmethod(int)

    def __init__(self) -> None:
        self.said = b""
        self.room_bytes = 0

    def recv(self, size: int) -> bytes:
        said, self.said = self.said[:size], self.said[size:]
        return said

    def send(self, data: bytes | memoryview) -> int:
        if self.room_bytes == 0:
            raise BlockingIOError
        sent_bytes = min(self.room_bytes, len(data))
        self.room_bytes -= sent_bytes
        return sent_bytes

    def close(self) -> None:
        """Hang up."""


class NoPoller(Poller):
    """Listens to nobody."""

    def _change(self, fileno: int, mask: int) -> None:
        """Tell the system nothing."""


def unread_connection(
    memory_budget: MemoryBudget,
    hear: Callable[[Connection, Message], None] = lambda _connection, _message: None,
) -> Connection:
    """Return a connection whose client reads nothing."""
    return Connection(UnreadSocket(), NoPoller(Loop, 0.1, lambda act: act()), memory_budget, Woken(), hear)


def test_many_connections_that_are_not_read_keep_a_rooms_frames_once() -> None:
    connections, frames = (
        [unread_connection(MemoryBudget()) for _ in range(200)],
        [bytes([at]) * 50_000 for at in range(18)],
    )
    tracemalloc.start()
    for connection in connections:
        for frame in frames:
            connection.write(frame)
    kept_bytes, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert all(connection.is_open and connection.waiting == len(frames) for connection in connections)
    assert kept_bytes < 1000 * len(connections)


def test_a_connection_left_unread_beyond_its_own_bound_is_cut() -> None:
    memory_budget = MemoryBudget()
    connection = unread_connection(memory_budget)
    for _ in range(UNREAD_BYTES // len(FRAME)):
        connection.write(FRAME)
    assert connection.is_open
    assert memory_budget.all_bytes == SYSTEM_UNREAD_BYTES + UNREAD_BYTES // len(FRAME) * len(FRAME)
    connection.write(FRAME)
    assert not connection.is_open
    assert (memory_budget.all_bytes, connection.waiting) == (0, 0)


def test_connections_left_unread_beyond_what_the_process_bears_are_cut() -> None:
    memory_budget = MemoryBudget()
    connections = [
        unread_connection(memory_budget) for _ in range(MEMORY_BUDGET_BYTES // SYSTEM_UNREAD_BYTES)
    ]
    for connection in connections:
        connection.write(FRAME)
        assert memory_budget.all_bytes <= MEMORY_BUDGET_BYTES
    assert 0 < sum(connection.is_open for connection in connections) < len(connections)


def test_a_connection_whose_client_reads_again_is_no_longer_counted() -> None:
    memory_budget = MemoryBudget()
    unread_socket = UnreadSocket()
    connection = Connection(
        unread_socket, NoPoller(Loop, 0.1, lambda act: act()), memory_budget, Woken(), lambda *_heard: None
    )
    connection.write(FRAME)
    connection.write(FRAME)
    assert len(memory_budget) == 1
    unread_socket.room_bytes = 3 * len(FRAME)
    connection.flush()
    assert (len(memory_budget), memory_budget.all_bytes, connection.waiting) == (0, 0, 0)


def test_half_a_message_is_counted_until_it_is_whole() -> None:
    memory_budget, unread_socket = MemoryBudget(), UnreadSocket()
    heard: list[Message] = []
    connection = Connection(
        unread_socket,
        NoPoller(Loop, 0.1, lambda act: act()),
        memory_budget,
        Woken(),
        lambda _connection, message: heard.append(message),
    )
    sent = wire.frame(PAYLOAD)
    unread_socket.said = sent[:500]
    connection.read()
    assert memory_budget.all_bytes == 500
    unread_socket.said = sent[500:]
    connection.read()
    assert (memory_budget.all_bytes, len(memory_budget), len(heard)) == (0, 0, 1)


def test_half_a_message_is_freed_with_its_connection() -> None:
    memory_budget, unread_socket = MemoryBudget(), UnreadSocket()
    connection = Connection(
        unread_socket, NoPoller(Loop, 0.1, lambda act: act()), memory_budget, Woken(), lambda *_heard: None
    )
    unread_socket.said = wire.frame(PAYLOAD)[:500]
    connection.read()
    connection.end()
    assert (memory_budget.all_bytes, len(memory_budget)) == (0, 0)


def test_a_last_word_waits_for_a_client_that_goes_on_speaking() -> None:
    unread_socket = UnreadSocket()
    connection = Connection(
        unread_socket, NoPoller(Loop, 0.1, lambda act: act()), MemoryBudget(), Woken(), lambda *_heard: None
    )
    connection.write(FRAME)
    connection.close(1000)
    assert connection.is_open
    unread_socket.room_bytes = 2 * len(FRAME)
    connection.flush()
    assert not connection.is_open
