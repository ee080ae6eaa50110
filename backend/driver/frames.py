"""WebSocket frames (RFC 6455, server's side): a parser of what clients send, and a writer.

Pure: bytes in, bytes out. No extension is negotiated, so nothing is compressed.
"""

from __future__ import annotations

import codecs
import struct
from collections.abc import Sequence
from typing import NamedTuple

from backend.limits.limits import MESSAGE_FRAGMENTS

TEXT, BINARY, CLOSE, PING, PONG = 0x1, 0x2, 0x8, 0x9, 0xA
NORMAL, PROTOCOL_ERROR, BAD_TEXT, TOO_MUCH, TOO_BIG = 1000, 1002, 1007, 1008, 1009

_FINAL, _OPCODE, _CONTROL = 0x80, 0x0F, 0x8
_MASKED, _SIZE = 0x80, 0x7F
# Sizes from here on stand in the next 2 or 8 bytes; a control frame's cannot.
_SIZE_IN_2, _SIZE_IN_8 = 126, 127
_MASK_BYTES = 4
_WHOLE_TEXT = _FINAL | TEXT
_SHORT_HEAD_BYTES = 2 + _MASK_BYTES
# Precomputed: nearly all frames are acknowledgements.
_SHORT_TEXT_HEADS = [bytes((_WHOLE_TEXT, size)) for size in range(_SIZE_IN_2)]

_new_text = codecs.getincrementaldecoder("utf-8")
_WITHOUT_TEXT = _new_text()

# The first bytes a frame may have (5.2, 5.4, 5.5): a control frame at any time; between messages a whole one
# or a first fragment; within a message a further fragment. All others have a reserved bit or opcode.
_CONTROLS = frozenset(_FINAL | opcode for opcode in (CLOSE, PING, PONG))
_BEGINNINGS = _CONTROLS | {TEXT, BINARY, _FINAL | TEXT, _FINAL | BINARY}
_CONTINUATIONS = _CONTROLS | {0, _FINAL}

# The codes a client may close with (7.4.1, and IANA's registry for what came later; 7.4.2 for the rest).
_CLOSE_CODES = frozenset({1000, 1001, 1002, 1003, *range(1007, 1015), *range(3000, 5000)})


class Message(NamedTuple):
    """A whole message: TEXT or BINARY, with its fragments joined, or a control frame."""

    opcode: int
    data: bytes


class ProtocolError(Exception):
    """Raised when a client violates the protocol.

    `status` is the close code it is sent, `messages` are the whole messages before the violation.
    """

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status
        self.messages: Sequence[Message] = ()


def frame(data: bytes, opcode: int = TEXT) -> bytes:
    """Return one unmasked frame that is a whole message."""
    size = len(data)
    if size < _SIZE_IN_2:
        return (_SHORT_TEXT_HEADS[size] if opcode == TEXT else bytes((_FINAL | opcode, size))) + data
    if size < 1 << 16:
        return struct.pack("!BBH", _FINAL | opcode, _SIZE_IN_2, size) + data
    return struct.pack("!BBQ", _FINAL | opcode, _SIZE_IN_8, size) + data


def close_frame(status: int | None) -> bytes:
    """Return a close frame; without a status where the client gave none (5.5.1)."""
    return frame(b"" if status is None else struct.pack("!H", status), CLOSE)


def close_status(data: bytes) -> int | None:
    """Return the status in a close frame's payload; None where it is empty."""
    return int.from_bytes(data[:2], "big") if data else None


class Reader:
    """Frame reader: turns the bytes of one client into messages, and buffers one unfinished message at most.

    `excess_fragments` counts needless fragments; whoever reads it resets it.
    """

    __slots__ = (
        "_first_bytes",
        "_fragments",
        "_left",
        "_message_bytes",
        "_opcode",
        "_rest",
        "_text",
        "_wanted_bytes",
        "excess_fragments",
    )

    def __init__(self, message_bytes: int) -> None:
        self.excess_fragments = 0
        self._message_bytes = message_bytes
        self._rest = bytearray()
        # How many bytes the rest needs before it is parsed again, however slowly they arrive.
        self._wanted_bytes = 0
        self._first_bytes = _BEGINNINGS
        self._opcode = 0
        self._fragments = bytearray()
        self._left = MESSAGE_FRAGMENTS
        self._text = _WITHOUT_TEXT

    @property
    def buffered_bytes(self) -> int:
        """Return how many bytes of unfinished messages are buffered."""
        return len(self._rest) + len(self._fragments)

    def clear(self) -> None:
        """Free what is buffered."""
        self._rest = bytearray()
        self._fragments = bytearray()

    def feed(self, data: bytes) -> list[Message]:
        """Return the messages that end in these bytes. Raises ProtocolError."""
        if self._rest:
            self._rest += data
            if len(self._rest) < self._wanted_bytes:
                return []
            data = bytes(self._rest)
            self._rest.clear()
        messages: list[Message] = []
        try:
            at = self._read(data, messages)
        except ProtocolError as error:
            error.messages = messages
            raise
        if at < len(data):
            self._rest += memoryview(data)[at:]
        return messages

    def _read(self, data: bytes, messages: list[Message]) -> int:
        """Append the messages that are whole; return where the first incomplete frame begins."""
        at, have = 0, len(data)
        while at < have:
            start, end = self._bounds(data, at, have)
            if end > have:
                self._wanted_bytes = end - at
                return at
            first, payload = data[at], _unmasked(data[start:end], data[start - _MASK_BYTES : start])
            # Nearly all frames: a whole text in ASCII, which is validated ten times as fast as other UTF-8.
            if first == _WHOLE_TEXT and payload.isascii():
                messages.append(Message(TEXT, payload))
            elif (message := self._read_frame(first, payload)) is not None:
                messages.append(message)
            at = end
        return at

    def _bounds(self, data: bytes, at: int, have: int) -> tuple[int, int]:
        """Return where a frame's payload starts and ends; an end beyond `have` is how much is needed."""
        if have - at < 2:
            return have, at + 2
        first, size = data[at], data[at + 1] ^ _MASKED
        if first not in self._first_bytes or size > _SIZE:
            raise ProtocolError(PROTOCOL_ERROR)
        start = at + _SHORT_HEAD_BYTES
        if size >= _SIZE_IN_2:
            if first & _CONTROL:
                raise ProtocolError(PROTOCOL_ERROR)
            start += 2 if size == _SIZE_IN_2 else 8
            # A size is judged as soon as it is there: behind a wrong one no mask may ever come.
            sized = start - _MASK_BYTES
            if sized > have:
                return sized, sized
            size = _long_size(data[at + 2 : sized])
        if size + len(self._fragments) > self._message_bytes and not first & _CONTROL:
            raise ProtocolError(TOO_BIG)
        return start, start + size

    def _read_frame(self, first: int, data: bytes) -> Message | None:
        opcode = first & _OPCODE
        if opcode & _CONTROL:
            if opcode == CLOSE:
                _refuse_bad_close(data)
            return Message(opcode, data)
        if first & _FINAL and opcode:
            if opcode == TEXT:
                _refuse_bad_text(data)
            return Message(opcode, data)
        return self._read_fragment(opcode, data, is_final=first & _FINAL != 0)

    def _read_fragment(self, opcode: int, data: bytes, *, is_final: bool) -> Message | None:
        if opcode:
            self._opcode, self._first_bytes, self._left = opcode, _CONTINUATIONS, MESSAGE_FRAGMENTS
            self._text = _new_text()
        if self._opcode == TEXT:
            self._refuse_bad_piece(data, is_final=is_final)
        self._fragments += data
        if not is_final:
            self._count_excess_fragment()
            return None
        message = Message(self._opcode, bytes(self._fragments))
        self._first_bytes, self._fragments = _BEGINNINGS, bytearray()
        return message

    def _count_excess_fragment(self) -> None:
        self.excess_fragments += 1
        self._left -= 1
        if self._left == 0:
            raise ProtocolError(TOO_MUCH)

    def _refuse_bad_piece(self, data: bytes, *, is_final: bool) -> None:
        """Refuse a text at the first fragment that is not UTF-8; a character may continue in the next."""
        try:
            self._text.decode(data, is_final)
        except UnicodeDecodeError:
            raise ProtocolError(BAD_TEXT) from None


def _long_size(head: bytes) -> int:
    """Return a size of 2 or 8 bytes; the RFC forbids a longer form than needed, and a sign (5.2)."""
    size = int.from_bytes(head, "big")
    is_short = size < _SIZE_IN_2 if len(head) == 2 else size < 1 << 16
    if is_short or size >= 1 << 63:
        raise ProtocolError(PROTOCOL_ERROR)
    return size


def _refuse_bad_close(data: bytes) -> None:
    if not data:
        return
    if len(data) < 2 or close_status(data) not in _CLOSE_CODES:
        raise ProtocolError(PROTOCOL_ERROR)
    _refuse_bad_text(data[2:])


def _refuse_bad_text(data: bytes) -> None:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        raise ProtocolError(BAD_TEXT) from None


def _unmasked(data: bytes, mask: bytes) -> bytes:
    """Return the unmasked bytes: one XOR of long integers, 50 times as fast as a loop."""
    size = len(data)
    key = int.from_bytes((mask * (size // _MASK_BYTES + 1))[:size], "little")
    return (int.from_bytes(data, "little") ^ key).to_bytes(size, "little")
