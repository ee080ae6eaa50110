"""WebSocket as RFC 6455 has it, server's side: the handshake, the reading of frames, the making of frames.

Pure: bytes in, bytes out. No extension is ever agreed to, so nothing is compressed.
"""

from __future__ import annotations

import base64
import hashlib
import struct
from collections.abc import Mapping
from typing import Any, NamedTuple

TEXT, BINARY, CLOSE, PING, PONG = 0x1, 0x2, 0x8, 0x9, 0xA
NORMAL, PROTOCOL_ERROR, BAD_TEXT, TOO_MUCH, TOO_BIG = 1000, 1002, 1007, 1008, 1009

_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
_KEY_BYTES = 16
_FINAL, _RESERVED, _OPCODE = 0x80, 0x70, 0x0F
_MASKED, _SIZE = 0x80, 0x7F
# Sizes from here on stand in the next 2 or 8 bytes; a control frame's cannot.
_SIZE_IN_2, _SIZE_IN_8 = 126, 127
_CONTROL = 0x8
_MASK_BYTES = 4


class Message(NamedTuple):
    """A whole message: TEXT or BINARY, its fragments joined, or a control frame."""

    opcode: int
    data: bytes


class BrokenLineError(Exception):
    """Raised when what a client sends is no WebSocket; `status` is the close code it is told."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def accept_key(environ: Mapping[str, Any]) -> bytes | None:
    """Return the key that accepts a WSGI request's upgrade; None where it asks for none that we speak."""
    key = str(environ.get("HTTP_SEC_WEBSOCKET_KEY", ""))
    if environ.get("HTTP_SEC_WEBSOCKET_VERSION") != "13" or not _is_key(key):
        return None
    return base64.b64encode(hashlib.sha1(key.encode("ascii") + _GUID).digest())


def _is_key(key: str) -> bool:
    try:
        return len(base64.b64decode(key.encode("ascii"), validate=True)) == _KEY_BYTES
    except ValueError:
        return False


def switching_protocols(key: bytes) -> bytes:
    """Return the response that accepts an upgrade."""
    return (
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Accept: " + key + b"\r\n\r\n"
    )


def frame(data: bytes, opcode: int = TEXT) -> bytes:
    """Return one unmasked frame that is a whole message."""
    size = len(data)
    if size < _SIZE_IN_2:
        return bytes((_FINAL | opcode, size)) + data
    if size < 1 << 16:
        return struct.pack("!BBH", _FINAL | opcode, _SIZE_IN_2, size) + data
    return struct.pack("!BBQ", _FINAL | opcode, _SIZE_IN_8, size) + data


def close_frame(status: int) -> bytes:
    """Return the frame that ends a connection."""
    return frame(struct.pack("!H", status), CLOSE)


class Reader:
    """Turns the bytes of one client into messages, and holds no more than one unfinished message."""

    def __init__(self, message_bytes: int) -> None:
        self._message_bytes = message_bytes
        self._rest = b""
        self._opcode = 0
        self._fragments = b""

    def update(self, data: bytes) -> list[Message]:
        """Return the messages that end in these bytes; raise BrokenLineError where there can be none."""
        if self._rest:
            data = self._rest + data
        messages: list[Message] = []
        at = 0
        while (head := self._head(data, at)) is not None:
            start, size = head
            end = start + size
            message = self._take(data[at], _unmasked(data[start:end], data[start - _MASK_BYTES : start]))
            if message is not None:
                messages.append(message)
            at = end
        self._rest = data[at:]
        return messages

    def _head(self, data: bytes, at: int) -> tuple[int, int] | None:
        """Return where the payload starts and its size; None for a frame that is not whole yet."""
        have = len(data) - at
        if have < 2:
            return None
        size, start = data[at + 1] & _SIZE, at + 2
        if size == _SIZE_IN_2:
            size, start = int.from_bytes(data[start : start + 2], "big"), start + 2
        elif size == _SIZE_IN_8:
            size, start = int.from_bytes(data[start : start + 8], "big"), start + 8
        self._refuse_head(data[at], data[at + 1], size, is_whole=len(data) >= start)
        start += _MASK_BYTES
        return (start, size) if len(data) >= start + size else None

    def _refuse_head(self, first: int, second: int, size: int, *, is_whole: bool) -> None:
        if first & _RESERVED or not second & _MASKED:
            raise BrokenLineError(PROTOCOL_ERROR)
        if first & _CONTROL and (not first & _FINAL or second & _SIZE >= _SIZE_IN_2):
            raise BrokenLineError(PROTOCOL_ERROR)
        if is_whole and size + len(self._fragments) > self._message_bytes:
            raise BrokenLineError(TOO_BIG)

    def _take(self, first: int, data: bytes) -> Message | None:
        opcode = first & _OPCODE
        if opcode in (CLOSE, PING, PONG) or (
            first & _FINAL and opcode in (TEXT, BINARY) and not self._opcode
        ):
            return Message(opcode, data)
        return self._take_fragment(opcode, data, is_final=first & _FINAL != 0)

    def _take_fragment(self, opcode: int, data: bytes, *, is_final: bool) -> Message | None:
        # A first fragment has an opcode, and every further one has none.
        if (opcode == 0) != (self._opcode != 0) or opcode not in (0, TEXT, BINARY):
            raise BrokenLineError(PROTOCOL_ERROR)
        self._opcode = self._opcode or opcode
        self._fragments += data
        if not is_final:
            return None
        message = Message(self._opcode, self._fragments)
        self._opcode, self._fragments = 0, b""
        return message


def _unmasked(data: bytes, mask: bytes) -> bytes:
    """Return the bytes without their mask: one XOR of long numbers; a loop costs 50 times as much."""
    size = len(data)
    key = int.from_bytes((mask * (size // _MASK_BYTES + 1))[:size], "little")
    return (int.from_bytes(data, "little") ^ key).to_bytes(size, "little")
