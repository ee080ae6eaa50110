"""Lines: what a client does not read or finish is bounded."""

from __future__ import annotations

import select
import tracemalloc
from collections.abc import Callable

from backend.driver.connection import Line
from backend.driver.frames import Message
from backend.driver.poller import Switchboard
from backend.limits.limits import ALL_HELD_BYTES, SYSTEM_UNREAD_BYTES, UNREAD_BYTES
from backend.limits.memory_budget import Held
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


class DeafWire:
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


class NoSwitchboard(Switchboard):
    """Listens to nobody."""

    def _change(self, fileno: int, mask: int) -> None:
        """Tell the system nothing."""


def deaf_line(held: Held, hear: Callable[[Line, Message], None] = lambda _line, _message: None) -> Line:
    """Return a line whose client reads nothing."""
    return Line(DeafWire(), NoSwitchboard(Loop, 0.1, lambda act: act()), held, Woken(), hear)


def test_many_lines_that_are_not_read_keep_a_rooms_frames_once() -> None:
    lines, frames = [deaf_line(Held()) for _ in range(200)], [bytes([at]) * 50_000 for at in range(18)]
    tracemalloc.start()
    for line in lines:
        for frame in frames:
            line.write(frame)
    kept_bytes, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert all(line.is_open and line.waiting == len(frames) for line in lines)
    assert kept_bytes < 1000 * len(lines)


def test_a_line_left_unread_beyond_its_own_bound_is_cut() -> None:
    held = Held()
    line = deaf_line(held)
    for _ in range(UNREAD_BYTES // len(FRAME)):
        line.write(FRAME)
    assert line.is_open
    assert held.all_bytes == SYSTEM_UNREAD_BYTES + UNREAD_BYTES // len(FRAME) * len(FRAME)
    line.write(FRAME)
    assert not line.is_open
    assert (held.all_bytes, line.waiting) == (0, 0)


def test_lines_left_unread_beyond_what_the_process_bears_are_cut() -> None:
    held = Held()
    lines = [deaf_line(held) for _ in range(ALL_HELD_BYTES // SYSTEM_UNREAD_BYTES)]
    for line in lines:
        line.write(FRAME)
        assert held.all_bytes <= ALL_HELD_BYTES
    assert 0 < sum(line.is_open for line in lines) < len(lines)


def test_a_line_whose_client_reads_again_is_no_longer_counted() -> None:
    held = Held()
    wire_end = DeafWire()
    line = Line(wire_end, NoSwitchboard(Loop, 0.1, lambda act: act()), held, Woken(), lambda *_heard: None)
    line.write(FRAME)
    line.write(FRAME)
    assert len(held) == 1
    wire_end.room_bytes = 3 * len(FRAME)
    line.flush()
    assert (len(held), held.all_bytes, line.waiting) == (0, 0, 0)


def test_half_a_message_is_counted_until_it_is_whole() -> None:
    held, wire_end = Held(), DeafWire()
    heard: list[Message] = []
    line = Line(
        wire_end,
        NoSwitchboard(Loop, 0.1, lambda act: act()),
        held,
        Woken(),
        lambda _line, message: heard.append(message),
    )
    sent = wire.frame(PAYLOAD)
    wire_end.said = sent[:500]
    line.read()
    assert held.all_bytes == 500
    wire_end.said = sent[500:]
    line.read()
    assert (held.all_bytes, len(held), len(heard)) == (0, 0, 1)


def test_half_a_message_is_let_go_with_its_line() -> None:
    held, wire_end = Held(), DeafWire()
    line = Line(wire_end, NoSwitchboard(Loop, 0.1, lambda act: act()), held, Woken(), lambda *_heard: None)
    wire_end.said = wire.frame(PAYLOAD)[:500]
    line.read()
    line.end()
    assert (held.all_bytes, len(held)) == (0, 0)


def test_a_last_word_waits_for_a_client_that_goes_on_speaking() -> None:
    wire_end = DeafWire()
    line = Line(wire_end, NoSwitchboard(Loop, 0.1, lambda act: act()), Held(), Woken(), lambda *_heard: None)
    line.write(FRAME)
    line.finish(1000)
    assert line.is_open
    wire_end.room_bytes = 2 * len(FRAME)
    line.flush()
    assert not line.is_open
