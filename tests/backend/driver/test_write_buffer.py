"""Unsent frames: kept in order, never copied, and taken off in whatever pieces the system takes them."""

from __future__ import annotations

import tracemalloc

import pytest

from backend.driver.write_buffer import TOGETHER_BYTES, Unsent


def sent_by(unsent: Unsent, most: int) -> bytes:
    """Return all that is sent where the system takes at most so much at once."""
    sent = b""
    while unsent.all_bytes:
        piece = bytes(unsent.head()[:most])
        sent += piece
        unsent.drop(len(piece))
    return sent


@pytest.mark.parametrize("most", [1, 3, 7, 1000, 1 << 20])
def test_frames_leave_in_their_order_however_little_is_taken(most: int) -> None:
    frames = [b"a" * 5, b"b", b"c" * 30, b"d" * 2]
    unsent = Unsent()
    for frame in frames:
        unsent.add(frame)
    assert unsent.all_bytes == 38
    assert sent_by(unsent, most) == b"".join(frames)
    assert len(unsent) == 0


def test_what_is_added_comes_behind_what_was_half_sent() -> None:
    unsent = Unsent()
    unsent.add(b"first")
    unsent.drop(2)
    unsent.add(b"second")
    assert bytes(unsent.head()) == b"rstsecond"
    assert unsent.all_bytes == 9


def test_one_frame_is_handed_over_as_it_is() -> None:
    frame = b"x" * 100
    unsent = Unsent()
    unsent.add(frame)
    assert unsent.head() is frame


def test_what_is_tried_again_is_never_shorter() -> None:
    unsent = Unsent()
    unsent.add(b"x" * 1000)
    sizes = [len(unsent.head())]
    for _ in range(200):
        unsent.add(b"y" * 1000)
        sizes.append(len(unsent.head()))
    assert sizes == sorted(sizes)
    assert TOGETHER_BYTES <= sizes[-1] < TOGETHER_BYTES + 1000


def test_however_many_lines_wait_a_frame_is_kept_once() -> None:
    lines = [Unsent() for _ in range(1000)]
    frame = b"x" * 100_000
    tracemalloc.start()
    for line in lines:
        line.add(frame)
        line.drop(10)
    kept_bytes, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept_bytes < 200 * len(lines)
    assert sum(line.all_bytes for line in lines) == 1000 * 99_990


def test_what_is_cleared_is_let_go() -> None:
    unsent = Unsent()
    for _ in range(3):
        unsent.add(b"x" * 10)
    unsent.drop(15)
    unsent.clear()
    assert (unsent.all_bytes, len(unsent)) == (0, 0)
    unsent.add(b"next")
    assert unsent.head() == b"next"
