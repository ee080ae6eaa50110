"""WebSocket frames: read whole however they are cut, and made as RFC 6455 writes them."""

from __future__ import annotations

import pytest

from backend.websocket import (
    BINARY,
    PING,
    PROTOCOL_ERROR,
    TEXT,
    TOO_BIG,
    BrokenLineError,
    Message,
    Reader,
    accept_key,
    close_frame,
    frame,
)

MASK = bytes.fromhex("37fa213d")
# RFC 6455, section 5.7: a single-frame masked text message.
HELLO = bytes.fromhex("818537fa213d7f9f4d5158")


def masked(data: bytes, first: int = 0x81) -> bytes:
    """Return a client's frame, masked byte by byte as the RFC has it."""
    size = len(data)
    head = bytes([0x80 | size]) if size < 126 else bytes([0x80 | 126]) + size.to_bytes(2, "big")
    return bytes([first]) + head + MASK + bytes(byte ^ MASK[at % 4] for at, byte in enumerate(data))


def test_the_rfcs_own_masked_hello_is_read() -> None:
    assert Reader(100).update(HELLO) == [Message(TEXT, b"Hello")]


def test_the_rfcs_own_unmasked_hello_is_made() -> None:
    assert frame(b"Hello") == bytes.fromhex("810548656c6c6f")


def test_the_rfcs_own_key_is_accepted() -> None:
    environ = {"HTTP_SEC_WEBSOCKET_VERSION": "13", "HTTP_SEC_WEBSOCKET_KEY": "dGhlIHNhbXBsZSBub25jZQ=="}
    assert accept_key(environ) == b"s3pPLMBiTxaQ9kYGzzhZRbK+xOo="


@pytest.mark.parametrize("wrong", [{"HTTP_SEC_WEBSOCKET_VERSION": "8"}, {"HTTP_SEC_WEBSOCKET_KEY": "short"}])
def test_another_handshake_is_not_accepted(wrong: dict[str, str]) -> None:
    right = {"HTTP_SEC_WEBSOCKET_VERSION": "13", "HTTP_SEC_WEBSOCKET_KEY": "dGhlIHNhbXBsZSBub25jZQ=="}
    assert accept_key(right | wrong) is None


@pytest.mark.parametrize("size", [0, 1, 3, 4, 125, 126, 127, 65535])
def test_every_size_is_read_whole_byte_by_byte(size: int) -> None:
    data = bytes(number % 251 for number in range(size))
    reader = Reader(1 << 16)
    found = [message for byte in masked(data) for message in reader.update(bytes([byte]))]
    assert found == [Message(TEXT, data)]


def test_many_messages_of_one_reading_keep_their_order() -> None:
    data = masked(b"a") + masked(b"b", 0x82) + masked(b"c")[:3]
    reader = Reader(100)
    assert reader.update(data) == [Message(TEXT, b"a"), Message(BINARY, b"b")]
    assert reader.update(masked(b"c")[3:]) == [Message(TEXT, b"c")]


def test_fragments_are_joined_around_a_ping() -> None:
    data = masked(b"one ", 0x01) + masked(b"?", 0x89) + masked(b"two ", 0x00) + masked(b"three", 0x80)
    assert Reader(100).update(data) == [Message(PING, b"?"), Message(TEXT, b"one two three")]


def test_fragments_together_are_no_longer_than_a_message_may_be() -> None:
    reader = Reader(10)
    assert reader.update(masked(b"123456", 0x01)) == []
    with pytest.raises(BrokenLineError) as broken:
        reader.update(masked(b"78901", 0x00))
    assert broken.value.status == TOO_BIG


def test_a_long_message_is_refused_by_its_head() -> None:
    with pytest.raises(BrokenLineError) as broken:
        Reader(10).update(bytes([0x81, 0x80 | 11]))
    assert broken.value.status == TOO_BIG


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(frame(b"Hello"), id="unmasked"),
        pytest.param(masked(b"x", 0xC1), id="compressed"),
        pytest.param(masked(b"x", 0x83), id="an unknown kind"),
        pytest.param(masked(b"x", 0x8B), id="an unknown control frame"),
        pytest.param(masked(b"x", 0x80), id="an end without a beginning"),
        pytest.param(masked(b"x", 0x01) + masked(b"x", 0x81), id="a beginning within another"),
        pytest.param(masked(b"x", 0x09), id="a fragmented ping"),
        pytest.param(masked(b"x" * 126, 0x89), id="a long ping"),
    ],
)
def test_what_the_rfc_forbids_breaks_the_line(data: bytes) -> None:
    with pytest.raises(BrokenLineError) as broken:
        Reader(1000).update(data)
    assert broken.value.status == PROTOCOL_ERROR


@pytest.mark.parametrize(
    ("size", "head"), [(125, "817d"), (126, "817e007e"), (65536, "817f0000000000010000")]
)
def test_a_frames_size_stands_where_the_rfc_has_it(size: int, head: str) -> None:
    assert frame(b"x" * size) == bytes.fromhex(head) + b"x" * size


def test_a_close_frame_says_its_status() -> None:
    assert close_frame(1000) == bytes.fromhex("880203e8")
