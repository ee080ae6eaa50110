"""WebSocket frames: what a client sends means the same however it is cut, and nothing breaks the reader."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from backend.driver.frames import BAD_TEXT, BINARY, PING, TEXT, Message, ProtocolError, Reader
from benchmarks.bench.relays import wire

MESSAGE_BYTES = 400

texts = st.text(max_size=MESSAGE_BYTES // 4).map(str.encode)
payloads = st.one_of(st.binary(max_size=130), st.binary(min_size=131, max_size=MESSAGE_BYTES))
whole = st.one_of(
    st.builds(Message, st.just(TEXT), texts),
    st.builds(Message, st.just(BINARY), payloads),
)


def framed(message: Message) -> bytes:
    """Return a client's frame of a message."""
    return bytes([0x80 | message.opcode]) + wire.frame(message.data)[1:]


def in_pieces(data: bytes, cuts: list[int]) -> list[bytes]:
    """Return the data cut at these places."""
    ends = sorted({min(cut, len(data)) for cut in cuts} | {len(data)})
    return [data[start:end] for start, end in zip([0, *ends], ends, strict=False)]


def read(pieces: Iterable[bytes]) -> tuple[list[Message], int | None]:
    """Return what a reader understands, and the status with which it gave up."""
    reader, messages = Reader(MESSAGE_BYTES), list[Message]()
    try:
        for piece in pieces:
            messages += reader.feed(piece)
    except ProtocolError as error:
        return [*messages, *error.messages], error.status
    return messages, None


@given(st.lists(whole, max_size=5), st.lists(st.integers(0, 1500)))
def test_messages_are_read_whole_however_they_are_cut(messages: list[Message], cuts: list[int]) -> None:
    data = b"".join(map(framed, messages))
    assert read(in_pieces(data, cuts)) == (messages, None)


@given(st.lists(st.binary(max_size=40), min_size=2, max_size=6), st.lists(st.integers(0, 600)))
def test_fragments_are_one_message_whatever_stands_between(parts: list[bytes], cuts: list[int]) -> None:
    openings = [BINARY, *[0] * (len(parts) - 2), 0x80]
    ping = framed(Message(PING, b"?"))
    frames = (bytes([first]) + wire.frame(part)[1:] for first, part in zip(openings, parts, strict=True))
    found, status = read(in_pieces(ping.join(frames), cuts))
    assert status is None
    assert [message for message in found if message.opcode == BINARY] == [Message(BINARY, b"".join(parts))]
    assert found.count(Message(PING, b"?")) == len(parts) - 1


@given(st.binary(max_size=200), st.lists(whole, max_size=2), st.lists(st.integers(0, 300)))
def test_any_bytes_are_understood_or_given_up_the_same_way_at_once_and_in_pieces(
    garbage: bytes, before: list[Message], cuts: list[int]
) -> None:
    data = b"".join(map(framed, before)) + garbage
    at_once, status = read([data])
    in_parts, same = read(in_pieces(data, cuts))
    assert same == status
    assert in_parts == at_once


@given(st.text(max_size=60), st.lists(st.integers(0, 240), max_size=4), st.lists(st.integers(0, 600)))
def test_a_text_is_one_wherever_its_characters_are_cut(text: str, at: list[int], cuts: list[int]) -> None:
    parts = [*in_pieces(text.encode("utf-8"), at), b""]
    openings = [TEXT, *[0] * (len(parts) - 2), 0x80]
    frames = (bytes([first]) + wire.frame(part)[1:] for first, part in zip(openings, parts, strict=True))
    assert read(in_pieces(b"".join(frames), cuts)) == ([Message(TEXT, text.encode("utf-8"))], None)


@given(st.binary(max_size=60), st.lists(st.integers(0, 60), max_size=4))
def test_a_text_is_refused_exactly_where_python_reads_none(data: bytes, at: list[int]) -> None:
    parts = [*in_pieces(data, at), b""]
    openings = [TEXT, *[0] * (len(parts) - 2), 0x80]
    frames = (bytes([first]) + wire.frame(part)[1:] for first, part in zip(openings, parts, strict=True))
    assert (read(frames)[1] == BAD_TEXT) == (data.decode("utf-8", "ignore").encode("utf-8") != data)


@given(st.binary(min_size=1), st.lists(st.integers(0, 600), min_size=3))
def test_no_message_is_longer_than_the_bound(garbage: bytes, cuts: list[int]) -> None:
    data = b"".join(bytes([first]) + wire.frame(garbage)[1:] for first in (BINARY, *[0] * 40, 0x80))
    found, _ = read(in_pieces(data, cuts))
    assert all(len(message.data) <= MESSAGE_BYTES for message in found)
