"""A client's WebSocket frames as RFC 6455 writes them, and any that it forbids."""

from __future__ import annotations

import struct

MASK = bytes.fromhex("37fa213d")
FINAL = 0x80
CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0x0, 0x1, 0x2, 0x8, 0x9, 0xA


def masked(data: bytes, first: int = FINAL | TEXT, mask: bytes = MASK) -> bytes:
    """Return a client's frame, masked byte by byte as the RFC has it; its first byte as it stands."""
    size = len(data)
    if size < 126:
        head = bytes([0x80 | size])
    elif size < 1 << 16:
        head = struct.pack("!BH", 0x80 | 126, size)
    else:
        head = struct.pack("!BQ", 0x80 | 127, size)
    return bytes([first]) + head + mask + bytes(byte ^ mask[at % 4] for at, byte in enumerate(data))


def closing(body: bytes) -> bytes:
    """Return a close frame that holds this."""
    return masked(body, FINAL | CLOSE)


def status(code: int, reason: bytes = b"") -> bytes:
    """Return what a close frame with a code and a reason holds."""
    return struct.pack("!H", code) + reason


def fragments(data: bytes, opcode: int, size: int) -> bytes:
    """Return a message in fragments of this size."""
    pieces = [data[at : at + size] for at in range(0, len(data), size)]
    last = len(pieces) - 1
    return b"".join(
        masked(piece, (FINAL if at == last else 0) | (opcode if at == 0 else CONTINUATION))
        for at, piece in enumerate(pieces)
    )
