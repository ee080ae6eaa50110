"""Delivery: a fault in telling one room costs that room one frame, and others nothing."""

from __future__ import annotations

import logging

import pytest
from flask_socketio import SocketIO

from backend.relay.counters import Counts
from backend.relay.delivery import Delivery
from backend.relay.outbox import Row

TICK_S = 0.1


@pytest.fixture
def delivery() -> Delivery:
    return Delivery(SocketIO(async_mode="threading"), TICK_S, Counts())


def test_other_rooms_are_told_where_one_cannot_be(
    delivery: Delivery, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[str] = []

    def tell(_event: str, _rows: list[Row], to: str) -> None:
        if to == "first/teachers":
            raise RuntimeError("not today")
        told.append(to)

    def queue_both() -> None:
        delivery.queue("first", "reports", [["s1"]])
        delivery.queue("second", "reports", [["s2"]])

    delivery.tell_by(tell)
    with caplog.at_level(logging.ERROR):
        delivery.gather(queue_both)
    assert told == ["second/teachers"]
    assert [session.getMessage() for session in caplog.records] == ["A fault in telling a room"]


def test_a_room_is_prepared_before_each_frame_of_its_own(delivery: Delivery) -> None:
    order: list[str] = []
    delivery.before_telling(lambda code: order.append(f"prepared {code}"))
    delivery.tell_by(lambda event, _rows, to: order.append(f"{event} to {to}"))
    delivery.gather(lambda: delivery.queue("room", "reports", [["s1"]]))
    assert order == ["prepared room", "reports to room/teachers"]
