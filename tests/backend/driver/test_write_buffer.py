"""Write buffer: frames are kept in order, never copied, and removed in whatever pieces are sent."""

from __future__ import annotations

import tracemalloc

import pytest

from backend.driver.write_buffer import TOGETHER_BYTES, WriteBuffer


def sent_by(write_buffer: WriteBuffer, most: int) -> bytes:
    """Return all that is sent where the system takes at most so much at once."""
    sent = b""
    while write_buffer.all_bytes:
        piece = bytes(write_buffer.head()[:most])
        sent += piece
        write_buffer.drop(len(piece))
    return sent


@pytest.mark.parametrize("most", [1, 3, 7, 1000, 1 << 20])
def test_frames_leave_in_their_order_however_little_is_taken(most: int) -> None:
    frames = [b"a" * 5, b"b", b"c" * 30, b"d" * 2]
    write_buffer = WriteBuffer()
    for frame in frames:
        write_buffer.add(frame)
    assert write_buffer.all_bytes == 38
    assert sent_by(write_buffer, most) == b"".join(frames)
    assert len(write_buffer) == 0


def test_what_is_added_comes_behind_what_was_half_sent() -> None:
    write_buffer = WriteBuffer()
    write_buffer.add(b"first")
    write_buffer.drop(2)
    write_buffer.add(b"second")
    assert bytes(write_buffer.head()) == b"rstsecond"
    assert write_buffer.all_bytes == 9


def test_one_frame_is_handed_over_as_it_is() -> None:
    frame = b"x" * 100
    write_buffer = WriteBuffer()
    write_buffer.add(frame)
    assert write_buffer.head() is frame


def test_what_is_tried_again_is_never_shorter() -> None:
    write_buffer = WriteBuffer()
    write_buffer.add(b"x" * 1000)
    sizes = [len(write_buffer.head())]
    for _ in range(200):
        write_buffer.add(b"y" * 1000)
        sizes.append(len(write_buffer.head()))
    assert sizes == sorted(sizes)
    assert TOGETHER_BYTES <= sizes[-1] < TOGETHER_BYTES + 1000


def test_however_many_connections_wait_a_frame_is_kept_once() -> None:
    connections = [WriteBuffer() for _ in range(1000)]
    frame = b"x" * 100_000
    tracemalloc.start()
    for connection in connections:
        connection.add(frame)
        connection.drop(10)
    kept_bytes, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept_bytes < 200 * len(connections)
    assert sum(connection.all_bytes for connection in connections) == 1000 * 99_990


def test_what_is_cleared_is_let_go() -> None:
    write_buffer = WriteBuffer()
    for _ in range(3):
        write_buffer.add(b"x" * 10)
    write_buffer.drop(15)
    write_buffer.clear()
    assert (write_buffer.all_bytes, len(write_buffer)) == (0, 0)
    write_buffer.add(b"next")
    assert write_buffer.head() == b"next"
