"""Messages: the relay's compiled check lets through what the schema allows, and survives all else."""

from __future__ import annotations

from typing import Any

import fastjsonschema
import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from socketio.packet import ACK, CONNECT, DISCONNECT, EVENT

from backend.common.errors import BadMessageError
from backend.driver.packets import RESERVED, TextPacket, dumps, read_event
from backend.rooms.messages import CHECKS, QUOTED_CHARACTERS, SCHEMA
from tests.backend.properties.strategies import MESSAGES, near_misses, values

# Another library's reading of the same schema.
OTHER_CHECKS = {
    event: fastjsonschema.compile({"$ref": f"#/definitions/{event}", "definitions": SCHEMA["definitions"]})
    for event in CHECKS
}
events = pytest.mark.parametrize("event", sorted(CHECKS))


def is_let_through(event: str, value: Any) -> bool:
    """Return the relay's own verdict; what it raises is the one error, and short."""
    refusal = None
    try:
        assert CHECKS[event](value) is value
    except BadMessageError as error:
        refusal = error.refusal()
    # A refusal goes into an acknowledgement.
    assert refusal is None or (len(refusal["message"]) <= QUOTED_CHARACTERS and dumps(refusal))
    return refusal is None


def is_allowed(event: str, value: Any) -> bool:
    """Return the verdict of the other library."""
    try:
        OTHER_CHECKS[event](value)
    except fastjsonschema.JsonSchemaValueException:
        return False
    return True


def over_the_wire(value: Any) -> Any:
    """Return a value as it arrives; None for one that no JSON can hold."""
    try:
        return orjson.loads(orjson.dumps(value))
    except (TypeError, ValueError):
        return None


@events
@given(st.data())
def test_every_message_of_the_schema_is_let_through(event: str, data: st.DataObject) -> None:
    assert is_let_through(event, data.draw(MESSAGES[event]))


@events
@given(st.data())
def test_two_readings_of_the_schema_agree_on_near_misses(event: str, data: st.DataObject) -> None:
    message = over_the_wire(data.draw(near_misses(event)))
    assert is_let_through(event, message) == is_allowed(event, message)


@events
@given(values)
def test_any_value_is_let_through_or_refused(event: str, value: Any) -> None:
    assert is_let_through(event, value) in (True, False)


@given(
    st.one_of(st.binary(), values.map(repr).map(str.encode), st.text().map(lambda text: f"42{text}".encode()))
)
def test_any_bytes_are_an_event_with_a_name(data: bytes) -> None:
    name, *_ = read_event(data)
    assert isinstance(name, str)
    assert name not in RESERVED


@given(st.text(), st.sampled_from(["", "0", "1", "2", "21", "3", "31", "4", "5", "51-", "6", "2/a,"]))
def test_any_text_is_a_packet_without_attachments(text: str, start: str) -> None:
    packet = TextPacket(encoded_packet=start + text)
    assert packet.packet_type in (CONNECT, DISCONNECT, EVENT, ACK)
    assert packet.attachment_count == 0
