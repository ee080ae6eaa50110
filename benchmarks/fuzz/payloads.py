"""What strangers put into text frames: Engine.IO, Socket.IO and JSON, right, nearly right or neither."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from backend.limits.limits import MESSAGE_BYTES
from backend.rooms.messages import CHECKS, SCHEMA

Payload = Callable[[Random], bytes]

EVENTS = (*CHECKS, "reports", "joined", "connect", "disconnect", "*", "__disconnect_final", "", "x" * 300)
NUMBERS = (
    *(
        "NaN",
        "Infinity",
        "-Infinity",
        "1e999",
        "-1e999",
        "1" + "0" * 400,
        "-0",
        "-0.0",
        "1.0",
        "1.5",
        "5e-324",
    ),
    *(
        "9007199254740993",
        "18446744073709551616",
        "-9223372036854775809",
        "0x10",
        "01",
        ".5",
        "1.",
        "true",
        "+1",
    ),
)
TEXTS = (
    *(
        b"\\ud800",
        b"\\udc00\\ud800",
        b"\\u0000",
        b"\x00",
        b"\xff\xfe",
        b"\xc0\x80",
        b"\xed\xa0\x80",
        b"\\x41",
    ),
    *(
        "\u202e\u2066<b>\u200b".encode(),
        "\U0010ffff".encode(),
        b"'\";--",
        b"{{7*7}}",
        b"%s%n",
        b"\r\n",
        b"x" * 900,
    ),
)
PACKETS = (
    *(b"0", b"1", b"2", b"3", b"4", b"5", b"6", b"7", b"0{}", b'0{"token":1}', b"0/admin,", b"1/admin,"),
    *(
        b"2{}",
        b"2[]",
        b"2[1]",
        b'2[["report"]]',
        b'2/admin,["report",{}]',
        b"3[]",
        b"3{}",
        b'31["ok"]',
        b"3999[]",
    ),
    *(b"4{}", b'4{"message":"x"}', b"451-[]", b'5999999999-["report"]', b"61-1[]", b"2" + b"9" * 200 + b"[]"),
    *(b'51-["report",{"_placeholder":true,"num":0}]', b'51-["report",{"_placeholder":true,"num":-1}]'),
)
VALID: Mapping[str, Any] = {
    "report": {"seq": 1, "at": 1, "state": "focused", "cues": ["yawn"], "alerts": []},
    "status": {"seq": 1, "at": 1, "hand": True, "lost": False, "pace": None},
    "answer": {"prompt": "p1", "choice": 1},
    "history": {"reports": [{"seq": 2, "at": 2, "state": "away", "cues": [], "alerts": []}]},
    "sync": {"since": {"abcdefgh": 1}, "rest": True},
    "prompt": {"id": "p1", "text": "Clear?", "choices": ["Yes", "No"], "to": ["abcdefgh"], "boards": True},
    "lower": {"to": ["abcdefgh"], "what": "hand", "at": 1},
    "asked": {"id": "p1"},
    "door": {"lock": {"locked": True, "at": 1}, "seats": [["abcdefgh", "removed", 1]]},
    "handover": {},
    "clock": {},
}
VALUES: tuple[Any, ...] = (
    *(None, True, -1, 0, 1.5, 2**63, 2**64, "", "x" * 500, [], {}, [[]], {"__proto__": 1}, [None] * 300),
    *SCHEMA["definitions"]["state"]["enum"],
    *(["light"], ["camera", "face"], ["face", "yawn"]),
)
CUT_OFF = 0.1
# As many as fit into a message, and as many as it may hold.
ROWS, SEATS = 150, 300
DAY_MS = 86_400_000


def junk(random: Random) -> bytes:
    """Return up to fifty bytes of anything."""
    return random.randbytes(random.randrange(50))


def event(random: Random, name: str, *messages: bytes) -> bytes:
    """Return an event's packet, with an acknowledgement asked for or not."""
    ack_id = random.choice([b"", b"", b"7", b"0", b"99999999999999999999"])
    return b"42" + ack_id + b"[" + b",".join([json.dumps(name).encode(), *messages]) + b"]"


def engine_garbage(random: Random) -> bytes:
    """Return a packet of Engine.IO that may be none."""
    return bytes([random.choice(b"0123456789b\x00x")]) + junk(random)


def socket_garbage(random: Random) -> bytes:
    """Return a packet of Socket.IO that may be none."""
    return b"4" + random.choice(PACKETS) + random.choice([b"", junk(random)])


def valid(random: Random) -> bytes:
    """Return a message as it should be."""
    name = random.choice(sorted(VALID))
    return event(random, name, json.dumps(VALID[name]).encode())


def near_miss(random: Random) -> bytes:
    """Return a message with one part replaced, added or taken away, or sent by whom it is not for."""
    name = random.choice(sorted(VALID))
    message = dict(VALID[name])
    key = random.choice([*message, "more"])
    message[key] = random.choice(VALUES)
    if random.random() < CUT_OFF:
        del message[key]
    return event(random, random.choice([name, name, random.choice(EVENTS)]), json.dumps(message).encode())


def number(random: Random) -> bytes:
    """Return a report whose numbers JSON may not have, or JavaScript, or anybody."""
    seq, at = random.choice(NUMBERS), random.choice(NUMBERS)
    message = f'{{"seq":{seq},"at":{at},"state":"focused","cues":[],"alerts":[]}}'
    return event(random, "report", message.encode())


def text(random: Random) -> bytes:
    """Return a message whose texts no encoding has, or no page should show."""
    words = b'"' + random.choice(TEXTS) + b'"'
    message = b'{"id":"p1","text":' + words + b',"choices":[' + words + b"," + words + b"]}"
    return event(random, random.choice(["prompt", "report"]), random.choice([message, words]))


def nesting(random: Random) -> bytes:
    """Return JSON that is nested as deep as a message is long."""
    depth = random.randrange(MESSAGE_BYTES // 8)
    opening, closing = random.choice([(b"[", b"]"), (b'{"a":', b"}")])
    value = opening * depth + b"1" + closing * random.choice([depth, 0, depth // 2])
    return event(random, random.choice(sorted(VALID)), value)


def arguments(random: Random) -> bytes:
    """Return an event with none or many arguments."""
    return event(random, random.choice(EVENTS), *[b"{}"] * random.choice([0, 2, 100]))


def absurd(random: Random) -> bytes:
    """Return a report at a time or with a number that no page's clock or count has."""
    now_ms = int(time.time() * 1000)
    at = random.choice([0, 1, now_ms - DAY_MS, now_ms + DAY_MS, 2**53 - 1, now_ms, now_ms])
    seq = random.choice([0, 1, 2**31, 2**53 - 1, random.randrange(1 << 40)])
    return event(random, "report", json.dumps({**VALID["report"], "seq": seq, "at": at}).encode())


def falling(random: Random) -> bytes:
    """Return a history as long as a message may be, whose numbers fall."""
    first, now_ms = random.randrange(ROWS, 1 << 30), int(time.time() * 1000)
    rows = [{**VALID["report"], "seq": first - n, "at": now_ms - n} for n in range(ROWS)]
    return event(random, "history", json.dumps({"reports": rows}, separators=(",", ":")).encode())


def door(random: Random) -> bytes:
    """Return what locks a room, or shows three hundred of it out or in."""
    at = random.choice([0, int(time.time() * 1000), 2**53 - 1])
    seats = [[f"abcde{n:03}", random.choice(["removed", "admitted"]), at] for n in range(SEATS)]
    lock = {"locked": random.random() < 1 / 2, "at": at}
    return event(random, "door", json.dumps(random.choice([{"lock": lock}, {"seats": seats}])).encode())


PAYLOADS: Mapping[str, Payload] = {
    "Engine.IO packets": engine_garbage,
    "Socket.IO packets": socket_garbage,
    "messages, valid": valid,
    "messages, nearly": near_miss,
    "numbers": number,
    "texts": text,
    "deep nesting": nesting,
    "arguments": arguments,
    "absurd times and numbers": absurd,
    "falling numbers": falling,
    "doors": door,
}
