"""What strangers do with WebSocket frames: fragments, binary, floods of pings, and frames that are none."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Iterator, Mapping
from random import Random

from backend.limits.limits import MESSAGE_BYTES
from benchmarks.bench.relays import wire
from benchmarks.fuzz.payloads import PAYLOADS, VALID, event, junk, near_miss, valid

# A kind, and the bytes of one message of that kind.
Sent = tuple[str, bytes]

_CONTINUED, _TEXT, _BINARY, _CLOSE, _PING, _PONG = 0x0, 0x1, 0x2, 0x8, 0x9, 0xA
_FINAL = 0x80
FLOOD = 200
SHARE_OF_PLAIN = 0.85


def frame(data: bytes, first: int = _FINAL | _TEXT) -> bytes:
    """Return a masked frame with any first byte, of up to 64 KiB."""
    return bytes([first]) + wire.frame(data)[1:]


def binary(random: Random) -> list[bytes]:
    """Return a binary message, or the attachment that a packet promised."""
    promise = frame(b'451-["report",{"_placeholder":true,"num":0}]')
    return [promise, frame(junk(random), _FINAL | _BINARY)]


def fragments(random: Random) -> list[bytes]:
    """Return one message in pieces, with pings between them."""
    data = random.choice([valid, near_miss])(random)
    cut = random.randrange(len(data))
    pieces = [frame(data[:cut], _TEXT), frame(b"?", _FINAL | _PING), frame(data[cut:], _FINAL | _CONTINUED)]
    return [b"".join(pieces)]


def flood(random: Random) -> list[bytes]:
    """Return a flood of pings, or of pongs that nobody asked for."""
    one = frame(random.randbytes(random.randrange(126)), _FINAL | random.choice([_PING, _PONG]))
    return [one] * random.randrange(1, FLOOD)


def not_utf8(random: Random) -> list[bytes]:
    """Return a text that is no text."""
    return [frame(random.choice([b"4", b"42", b'42["report",']) + b"\xff\xed\xa0\x80" + junk(random))]


def unfinished(random: Random) -> list[bytes]:
    """Return fragments of a message that never ends."""
    piece = random.randbytes(random.choice([0, 1, 900]))
    rest = [frame(piece, _CONTINUED)] * random.randrange(30)
    return [frame(piece, _TEXT), *rest]


def oversized(random: Random) -> list[bytes]:
    """Return a message that is too long, whole or promised."""
    whole = frame(b"4" * random.randrange(MESSAGE_BYTES + 1, 65_000))
    return [random.choice([whole, struct.pack("!BBQ", 0x81, 0xFF, random.randrange(1 << 16, 1 << 63))])]


def broken(random: Random) -> list[bytes]:
    """Return what is no frame of a client."""
    unmasked = struct.pack("!BB", 0x81, 5) + b"hello"
    wrong_first = frame(junk(random), random.choice([0x83, 0x8B, 0xC1, 0xF1, 0x80, 0x09, 0x08, 0xB1]))
    long_ping = frame(b"x" * 126, _FINAL | _PING)
    bad_close = frame(random.choice([b"", b"x", b"\x00\x00", b"\x03\xe8\xff"]), _FINAL | _CLOSE)
    cut_off = frame(junk(random))[: random.randrange(1, 6)]
    return [random.choice([unmasked, wrong_first, long_ping, bad_close, cut_off, random.randbytes(64)])]


def empty_fragments(random: Random) -> list[bytes]:
    """Return a message in pieces that hold nothing, hundreds of them."""
    return [frame(random.choice([b"", b"4"]), _TEXT), *[frame(b"", _CONTINUED)] * random.randrange(FLOOD)]


def closing(random: Random) -> list[bytes]:
    """Return a close with a code or a reason, right or wrong, and words after it."""
    code = random.choice([0, 999, 1000, 1001, 1004, 1005, 1006, 1015, 1016, 2999, 3000, 4999, 5000, 65_535])
    reason = random.choice([b"", b"bye", b"\xff\xfe", b"\xed\xa0\x80", b"x" * 123])
    after = random.choice([[], [frame(b"2")], [frame(struct.pack("!H", code), _FINAL | _CLOSE)]])
    return [frame(struct.pack("!H", code) + reason, _FINAL | _CLOSE), *after]


def storm(random: Random) -> list[bytes]:
    """Return a flood of one message that costs the relay more than its sender, where it is a teacher's."""
    ids = {f"abcde{n:03}": random.randrange(9) for n in range(300)}
    asks = {
        "sync": {"since": random.choice([{}, ids]), "rest": True},
        "lower": VALID["lower"] | {"to": [*ids]},
    }
    name = random.choice(sorted(asks))
    return [frame(event(random, name, json.dumps(asks[name]).encode()))] * random.randrange(1, FLOOD)


# What a connection outlives, and what may end it.
WHILE_OPEN: Mapping[str, Callable[[Random], list[bytes]]] = {
    "binary and attachments": binary,
    "fragments": fragments,
}
AT_THE_END: Mapping[str, Callable[[Random], list[bytes]]] = {
    "text that is not UTF-8": not_utf8,
    "never finished": unfinished,
    "oversized": oversized,
    "broken frames": broken,
    "ping floods": flood,
    "empty fragments": empty_fragments,
    "closes": closing,
    "storms": storm,
}


def visit(random: Random, count: int) -> Iterator[Sent]:
    """Yield what one connection sends, about `count` messages and then something that may end it."""
    left = count
    while left > 0:
        for sent in _some(random):
            yield sent
            left -= 1
    kind = random.choice(sorted(AT_THE_END))
    yield from ((kind, data) for data in AT_THE_END[kind](random))


def _some(random: Random) -> Iterator[Sent]:
    if random.random() < SHARE_OF_PLAIN:
        kind = random.choice(sorted(PAYLOADS))
        yield kind, frame(PAYLOADS[kind](random))
        return
    kind = random.choice(sorted(WHILE_OPEN))
    yield from ((kind, data) for data in WHILE_OPEN[kind](random))
