"""WebSocket frames: parsed however they are cut, refused where RFC 6455 forbids them."""

from __future__ import annotations

import struct
import tracemalloc

import pytest

from backend.driver.frames import (
    BINARY,
    PING,
    PONG,
    PROTOCOL_ERROR,
    TEXT,
    TOO_BIG,
    TOO_MUCH,
    Message,
    ProtocolError,
    Reader,
    close_frame,
    frame,
)
from backend.limits.limits import MESSAGE_BYTES, MESSAGE_FRAGMENTS, NOISE
from tests.backend.driver.client_frames import CONTINUATION, FINAL, fragments, masked

# RFC 6455, section 5.7: a single-frame masked text message.
HELLO = bytes.fromhex("818537fa213d7f9f4d5158")
ROOM = 1 << 17


def read(data: bytes, message_bytes: int = ROOM) -> list[Message]:
    """Return what is read of one piece."""
    return Reader(message_bytes).feed(data)


def read_by(pieces: list[bytes]) -> list[Message]:
    """Return what is read of several pieces."""
    reader = Reader(ROOM)
    return [message for piece in pieces for message in reader.feed(piece)]


def refusal(data: bytes, message_bytes: int = ROOM) -> int:
    """Return the status with which the data breaks the connection."""
    with pytest.raises(ProtocolError) as broken:
        read(data, message_bytes)
    return broken.value.status


def test_the_rfcs_own_masked_hello_is_read() -> None:
    """5.7."""
    assert read(HELLO) == [Message(TEXT, b"Hello")]


def test_the_rfcs_own_unmasked_hello_is_made() -> None:
    """5.7."""
    assert frame(b"Hello") == bytes.fromhex("810548656c6c6f")


@pytest.mark.parametrize("opcode", [TEXT, BINARY])
@pytest.mark.parametrize("size", [0, 1, 3, 4, 125, 126, 127, 128, 4096, 16384, 65535, 65536])
def test_a_message_of_every_size_is_read(opcode: int, size: int) -> None:
    """5.2: sizes below 126, of two bytes and of eight."""
    data = bytes(number % 128 for number in range(size))
    assert read(masked(data, FINAL | opcode)) == [Message(opcode, data)]


@pytest.mark.parametrize("size", [0, 1, 125, 126, 4096])
@pytest.mark.parametrize("piece", [1, 2, 7, 1000])
def test_a_message_is_read_however_the_network_cuts_it(size: int, piece: int) -> None:
    """5: frames are no segments."""
    data = bytes(number % 128 for number in range(size))
    sent = masked(data) + masked(b"", FINAL | PING)
    pieces = [sent[at : at + piece] for at in range(0, len(sent), piece)]
    assert read_by(pieces) == [Message(TEXT, data), Message(PING, b"")]


@pytest.mark.parametrize("mask", ["00000000", "ffffffff", "01020304"])
def test_any_mask_is_taken_off(mask: str) -> None:
    """5.3."""
    assert read(masked(b"Hello", mask=bytes.fromhex(mask))) == [Message(TEXT, b"Hello")]


def test_many_messages_of_one_reading_keep_their_order() -> None:
    """5.4: messages come as they were sent."""
    data = masked(b"a") + masked(b"b", 0x82) + masked(b"c")
    assert read_by([data[:-3], data[-3:]]) == [
        Message(TEXT, b"a"),
        Message(BINARY, b"b"),
        Message(TEXT, b"c"),
    ]


def test_an_unmasked_frame_breaks_the_connection() -> None:
    """5.1: a server must close on a frame that is not masked."""
    assert refusal(frame(b"Hello")) == PROTOCOL_ERROR


@pytest.mark.parametrize("bit", [0x40, 0x20, 0x10, 0x70])
@pytest.mark.parametrize("opcode", [0x1, 0x2, 0x8, 0x9, 0xA])
def test_a_reserved_bit_breaks_the_connection(bit: int, opcode: int) -> None:
    """5.2: a reserved bit without an extension that means something by it."""
    assert refusal(masked(b"", FINAL | bit | opcode)) == PROTOCOL_ERROR


@pytest.mark.parametrize("bit", [0x40, 0x20, 0x10])
def test_a_reserved_bit_of_a_continuation_breaks_the_connection(bit: int) -> None:
    """5.2."""
    assert refusal(masked(b"a", TEXT) + masked(b"b", FINAL | bit)) == PROTOCOL_ERROR


@pytest.mark.parametrize("opcode", [*range(0x3, 0x8), *range(0xB, 0x10)])
@pytest.mark.parametrize("data", [b"", b"Hello"])
def test_a_reserved_opcode_breaks_the_connection(opcode: int, data: bytes) -> None:
    """5.2: an unknown opcode fails the connection."""
    assert refusal(masked(data, FINAL | opcode)) == PROTOCOL_ERROR
    assert refusal(masked(data, opcode)) == PROTOCOL_ERROR


@pytest.mark.parametrize("first", [0xC1, 0x83, 0x8B, 0x80, 0x09])
def test_a_wrong_frame_is_refused_by_its_head(first: int) -> None:
    """7.1.7: nothing more of it is waited for."""
    assert refusal(bytes([first, 0xFE])) == PROTOCOL_ERROR


def test_what_came_before_a_wrong_frame_was_heard() -> None:
    """7.1.7: the connection fails at the wrong frame and not before."""
    with pytest.raises(ProtocolError) as broken:
        read(masked(b"first") + masked(b"", FINAL | PING) + masked(b"x", 0x83) + masked(b"last"))
    assert broken.value.messages == [Message(TEXT, b"first"), Message(PING, b"")]


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(struct.pack("!BBH", 0x81, 0xFE, 5), id="5 in two bytes"),
        pytest.param(struct.pack("!BBH", 0x81, 0xFE, 125), id="125 in two bytes"),
        pytest.param(struct.pack("!BBQ", 0x81, 0xFF, 5), id="5 in eight bytes"),
        pytest.param(struct.pack("!BBQ", 0x81, 0xFF, 65535), id="65535 in eight bytes"),
    ],
)
def test_a_size_is_written_as_short_as_it_can_be(head: bytes) -> None:
    """5.2: the minimal number of bytes must be used."""
    assert refusal(head) == PROTOCOL_ERROR


@pytest.mark.parametrize("size", [1 << 63, (1 << 64) - 1])
def test_the_highest_bit_of_a_long_size_is_zero(size: int) -> None:
    """5.2."""
    assert refusal(struct.pack("!BBQ", 0x82, 0xFF, size)) == PROTOCOL_ERROR


@pytest.mark.parametrize("size", [11, 126, 65536, 1 << 40, (1 << 63) - 1])
def test_a_long_message_is_refused_by_its_head(size: int) -> None:
    """7.4.1, 10.4: 1009, before a byte of it is kept."""
    assert refusal(masked(b"x" * min(size, 65536))[:2] if size < 126 else long_head(size), 10) == TOO_BIG


WRONG_SIZES = [
    *(struct.pack("!BBH", 0x81, 0xFE, size) for size in (5, 125)),
    *(struct.pack("!BBQ", 0x81, 0xFF, size) for size in (5, 65535, 1 << 40, 1 << 63)),
]


@pytest.mark.parametrize("head", WRONG_SIZES, ids=bytes.hex)
def test_a_wrong_size_is_refused_however_the_network_cuts_its_head(head: bytes) -> None:
    """5.2: no byte of a mask has come, and none may ever come."""
    for first in range(1, len(head)):
        with pytest.raises(ProtocolError):
            read_by([head[:first], *(bytes([octet]) for octet in head[first:])])


def long_head(size: int) -> bytes:
    """Return the head of a long text."""
    if size < 1 << 16:
        return struct.pack("!BBH", 0x81, 0xFE, size)
    return struct.pack("!BBQ", 0x81, 0xFF, size)


def test_fragments_together_are_no_longer_than_a_message_may_be() -> None:
    """7.4.1, 10.4."""
    assert refusal(masked(b"123456", TEXT) + masked(b"78901", CONTINUATION), 10) == TOO_BIG


@pytest.mark.parametrize("opcode", [TEXT, BINARY])
@pytest.mark.parametrize("size", [1, 3, 64, 1000])
def test_fragments_are_joined(opcode: int, size: int) -> None:
    """5.4."""
    data = bytes(number % 128 for number in range(900))
    assert read(fragments(data, opcode, size)) == [Message(opcode, data)]


def test_empty_fragments_make_an_empty_message() -> None:
    """5.4."""
    data = masked(b"", TEXT) + masked(b"", CONTINUATION) + masked(b"", FINAL)
    assert read(data) == [Message(TEXT, b"")]


def test_control_frames_stand_between_the_fragments_of_a_message() -> None:
    """5.4, 5.5: and are heard when they come."""
    data = masked(b"one ", TEXT) + masked(b"?", FINAL | PING) + masked(b"two ", CONTINUATION)
    data += masked(b"!", FINAL | PONG) + masked(b"three", FINAL)
    heard = [Message(PING, b"?"), Message(PONG, b"!"), Message(TEXT, b"one two three")]
    assert read(data) == heard
    assert read_by([bytes([byte]) for byte in data]) == heard


@pytest.mark.parametrize("first", [CONTINUATION, FINAL | CONTINUATION])
def test_a_continuation_of_nothing_breaks_the_connection(first: int) -> None:
    """5.4: also behind a message that has ended."""
    assert refusal(masked(b"x", first)) == PROTOCOL_ERROR
    assert refusal(masked(b"x", TEXT) + masked(b"x", FINAL) + masked(b"x", first)) == PROTOCOL_ERROR


@pytest.mark.parametrize("first", [TEXT, BINARY, FINAL | TEXT, FINAL | BINARY])
def test_a_message_within_another_breaks_the_connection(first: int) -> None:
    """5.4: fragments of two messages are never mixed."""
    assert refusal(masked(b"x", TEXT) + masked(b"x", first)) == PROTOCOL_ERROR


def test_after_a_fragmented_message_another_begins() -> None:
    """5.4."""
    data = masked(b"a", BINARY) + masked(b"b", FINAL) + masked(b"c")
    assert read(data) == [Message(BINARY, b"ab"), Message(TEXT, b"c")]


@pytest.mark.parametrize("opcode", [PING, PONG])
@pytest.mark.parametrize("data", [b"", b"Hello", bytes(range(0xF0, 0x100)), b"x" * 125])
def test_pings_and_pongs_hold_what_they_hold(opcode: int, data: bytes) -> None:
    """5.5.2, 5.5.3."""
    assert read(masked(data, FINAL | opcode)) == [Message(opcode, data)]


@pytest.mark.parametrize("opcode", [0x8, PING, PONG])
def test_a_long_control_frame_breaks_the_connection(opcode: int) -> None:
    """5.5: at most 125 bytes, however the size is written."""
    assert refusal(masked(b"x" * 126, FINAL | opcode)) == PROTOCOL_ERROR
    assert refusal(struct.pack("!BBQ", FINAL | opcode, 0xFF, 1 << 16)) == PROTOCOL_ERROR


@pytest.mark.parametrize("opcode", [0x8, PING, PONG])
def test_a_fragmented_control_frame_breaks_the_connection(opcode: int) -> None:
    """5.5."""
    assert refusal(masked(b"", opcode)) == PROTOCOL_ERROR


@pytest.mark.parametrize(
    ("size", "head"),
    [(125, "817d"), (126, "817e007e"), (65535, "817effff"), (65536, "817f0000000000010000")],
)
def test_a_frames_size_stands_where_the_rfc_has_it(size: int, head: str) -> None:
    """5.2."""
    assert frame(b"x" * size) == bytes.fromhex(head) + b"x" * size


def test_a_close_frame_says_its_status_or_nothing() -> None:
    """5.5.1."""
    assert close_frame(1000) == bytes.fromhex("880203e8")
    assert close_frame(None) == bytes.fromhex("8800")


def test_a_fragment_that_need_not_be_is_counted() -> None:
    """10.4: they cost the reader as much as messages."""
    reader = Reader(ROOM)
    reader.feed(masked(b"whole") + masked(b"", FINAL | PING))
    assert reader.excess_fragments == 0
    reader.feed(masked(b"", TEXT) + masked(b"", CONTINUATION) * 3 + masked(b"", FINAL))
    assert reader.excess_fragments == 4


def test_a_message_of_more_fragments_than_are_ever_allowed_is_not_read_on() -> None:
    """10.4, 7.4.1: 1008, at that fragment and not behind all that came with it."""
    reader = Reader(ROOM)
    with pytest.raises(ProtocolError) as broken:
        reader.feed(masked(b"", TEXT) + masked(b"", CONTINUATION) * 10_000)
    assert broken.value.status == TOO_MUCH
    assert reader.excess_fragments == MESSAGE_FRAGMENTS <= NOISE.burst


def test_a_message_in_many_fragments_is_read_where_they_are_allowed() -> None:
    """5.4: also in as small ones as this, when the message is short."""
    data = b"x" * MESSAGE_FRAGMENTS
    assert read(fragments(data, TEXT, 1)) == [Message(TEXT, data)]


def test_a_message_that_drips_is_not_copied_at_each_drop() -> None:
    """10.4: a half message is kept once, and grows in place."""
    sent = masked(b"x" * MESSAGE_BYTES)
    reader = Reader(MESSAGE_BYTES)
    reader.feed(sent[:1000])
    tracemalloc.start()
    for at in range(1000, 16_000):
        reader.feed(sent[at : at + 1])
    _, peak_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak_bytes < 2 * MESSAGE_BYTES
    assert reader.feed(sent[16_000:]) == [Message(TEXT, b"x" * MESSAGE_BYTES)]


def test_what_is_unfinished_is_known_and_can_be_let_go() -> None:
    reader = Reader(ROOM)
    reader.feed(masked(b"x" * 1000, TEXT) + masked(b"y" * 1000, CONTINUATION)[:500])
    assert reader.buffered_bytes == 1500
    reader.clear()
    assert reader.buffered_bytes == 0
