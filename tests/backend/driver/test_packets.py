"""Socket.IO packets: texts are read, and whatever else comes is one event that has no handler."""

from __future__ import annotations

import json

import pytest
from socketio.packet import ACK, CONNECT, DISCONNECT, EVENT

from backend.driver.packets import RESERVED, UNREADABLE, TextPacket, dumps, read_event

BROKEN = {
    "not JSON": b"[1,",
    "no list": b'{"report":1}',
    "nothing": b"[]",
    "no name": b"[7,{}]",
    "not UTF-8": b'["\xff"]',
    "empty": b"",
}


def test_an_event_is_its_name_and_its_arguments() -> None:
    assert read_event(b'["report",{"seq":1}]') == ["report", {"seq": 1}]


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN.keys())
def test_what_is_no_event_is_the_unreadable_one(text: bytes) -> None:
    assert read_event(text) == [UNREADABLE]


@pytest.mark.parametrize("name", sorted(RESERVED))
def test_a_client_cannot_run_socket_ios_own_handlers(name: str) -> None:
    assert read_event(json.dumps([name, {}]).encode()) == [UNREADABLE]


@pytest.mark.parametrize(
    ("encoded", "kind", "data"),
    [
        ('2["report",{"seq":1}]', EVENT, ["report", {"seq": 1}]),
        ('27["report",{}]', EVENT, ["report", {}]),
        ("37[{}]", ACK, [{}]),
        ('0{"role":"student"}', CONNECT, {"role": "student"}),
        ("1", DISCONNECT, None),
    ],
)
def test_a_text_packet_is_read(encoded: str, kind: int, data: object) -> None:
    packet = TextPacket(encoded_packet=encoded)
    assert (packet.packet_type, packet.data) == (kind, data)


@pytest.mark.parametrize(
    "encoded",
    [
        '51-["report",{"_placeholder":true,"num":0}]',
        '61-7[{"_placeholder":true,"num":0}]',
        "9",
        "2[",
        '2["connect",{}]',
        "37{}",
        "4{}",
        "é",
    ],
)
def test_a_binary_broken_or_unknown_packet_is_unreadable_and_waits_for_nothing(encoded: str) -> None:
    packet = TextPacket(encoded_packet=encoded)
    assert (packet.packet_type, packet.data) == (EVENT, [UNREADABLE])
    assert packet.attachment_count == 0


def test_a_binary_packets_attachments_are_never_waited_for() -> None:
    assert TextPacket().decode('51-["report",{"_placeholder":true,"num":0}]') == 0


def test_json_is_as_compact_as_it_gets_and_not_escaped() -> None:
    assert dumps(["joined", {"name": "Zoë", "now": 1}]) == '["joined",{"name":"Zoë","now":1}]'
