"""Socket.IO at its barest: the bytes of an upgrade, a client's frames, and the reading of a server's."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator

MASK = b"\x37\xfa\x21\x3d"
PING = b"\x81\x012"


def upgrade(host: str) -> bytes:
    """Return the request that opens an Engine.IO WebSocket."""
    return (
        f"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n"
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n\r\n"
    ).encode("ascii")


def frame(payload: bytes) -> bytes:
    """Return a client's masked text frame."""
    size = len(payload)
    head = struct.pack("!BB", 0x81, 0x80 | size) if size < 126 else struct.pack("!BBH", 0x81, 0xFE, size)
    mask = (MASK * (size // 4 + 1))[:size]
    masked = int.from_bytes(payload, "little") ^ int.from_bytes(mask, "little")
    return head + MASK + masked.to_bytes(size, "little")


PONG = frame(b"3")


def connect(auth: dict[str, object]) -> bytes:
    """Return the frame that joins Socket.IO's namespace."""
    return frame(b"40" + json.dumps(auth).encode("utf-8"))


def report(seq: int, at: int, *, is_acknowledged: bool) -> bytes:
    """Return a report's frame."""
    ack_id = b"7" if is_acknowledged else b""
    message = b'{"seq":%d,"at":%d,"state":"focused","cues":[],"alerts":[]}' % (seq, at)
    return frame(b"42" + ack_id + b'["report",' + message + b"]")


def payloads(data: bytearray) -> Iterator[bytes]:
    """Take all complete frames of a server from the data and yield what they hold."""
    at = 0
    while len(data) - at >= 2:
        size, head = data[at + 1], 2
        if size == 126 and len(data) - at >= 4:
            size, head = struct.unpack_from("!H", data, at + 2)[0], 4
        elif size == 127 and len(data) - at >= 10:
            size, head = struct.unpack_from("!Q", data, at + 2)[0], 10
        elif size > 125:
            break
        if len(data) - at < head + size:
            break
        yield bytes(data[at + head : at + head + size])
        at += head + size
    del data[:at]
