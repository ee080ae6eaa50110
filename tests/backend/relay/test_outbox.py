"""Outbox: everything once, in the order of the wire, in frames of limited size."""

from __future__ import annotations

from backend.limits.limits import FRAME_ROWS
from backend.relay.outbox import Outbox


def test_events_leave_in_the_order_of_the_wire() -> None:
    outbox = Outbox()
    for event in ("answers", "statuses", "reports", "presence"):
        outbox.add("A", event, [[event]])
    assert [event for _, event, _ in outbox.take()] == ["presence", "reports", "statuses", "answers"]


def test_rows_keep_their_order_and_their_room() -> None:
    outbox = Outbox()
    outbox.add("A", "reports", [[1]])
    outbox.add("B", "reports", [[2]])
    outbox.add("A", "reports", [[3], [4]])
    assert list(outbox.take()) == [("A", "reports", [[1], [3], [4]]), ("B", "reports", [[2]])]


def test_taking_empties_the_outbox() -> None:
    outbox = Outbox()
    outbox.add("A", "reports", [[1]])
    assert list(outbox.take())
    assert list(outbox.take()) == []


def test_what_comes_while_taking_waits_for_the_next_tick() -> None:
    outbox = Outbox()
    outbox.add("A", "reports", [[1]])
    taking = outbox.take()
    next(taking)
    outbox.add("A", "reports", [[2]])
    assert list(taking) == []
    assert list(outbox.take()) == [("A", "reports", [[2]])]


def test_many_rows_are_cut_into_frames() -> None:
    outbox = Outbox()
    rows = [[number] for number in range(2 * FRAME_ROWS + 1)]
    outbox.add("A", "reports", rows)
    frames = [frame for _, _, frame in outbox.take()]
    assert [len(frame) for frame in frames] == [FRAME_ROWS, FRAME_ROWS, 1]
    assert [row for frame in frames for row in frame] == rows
