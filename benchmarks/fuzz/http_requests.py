"""What strangers send where HTTP is expected: requests, half requests, and neither."""

from __future__ import annotations

import json
from random import Random
from typing import Any

TARGETS = (
    *(
        "/",
        "/s",
        "/t",
        "/rooms",
        "/healthz",
        "/socket.io/",
        "/look/base.css",
        "/%00",
        "/../etc/passwd",
        "/\xff",
    ),
    *(
        "/socket.io/?EIO=4&transport=polling",
        "/socket.io/?EIO=3&transport=websocket",
        "/socket.io/?EIO=4&j=x",
    ),
    *(
        "/socket.io/?EIO=4&transport=polling&sid=x",
        "/socket.io/?EIO=4&transport=websocket&sid=%00",
        "*",
        "//",
    ),
    *(
        "/s?" + "a" * 9000,
        "/" + "a/" * 400,
        "http://other.example/s",
        "/socket.io/?EIO=4&transport=websocket",
    ),
)
METHODS = ("GET", "POST", "OPTIONS", "HEAD", "PUT", "TRACE", "CONNECT", "get", "", "G\x00T")
HEADERS = (
    *("Host: \xff", "Host: a b", "Host:", "Upgrade: websocket", "Connection: upgrade", "Connection: close"),
    *("Sec-WebSocket-Key: x", "Sec-WebSocket-Version: 8", "Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg=="),
    *("Sec-WebSocket-Version: 13", "Origin: null", "Origin: https://other.example", "Cookie: a=b; io=x"),
    *(
        "Content-Length: -1",
        "Content-Length: 999999999999",
        "Content-Length: x",
        "Transfer-Encoding: chunked",
    ),
    *(
        "Transfer-Encoding: gzip, chunked",
        "X-Forwarded-For: " + "1," * 400,
        "X: " + "y" * 9000,
        "no colon",
        ": x",
    ),
    *("Expect: 100-continue", "Range: bytes=0-,-1", "If-None-Match: " + '"x",' * 500, "Accept-Encoding: br"),
)
LENGTHS = (
    *(
        "Content-Length: 0",
        "Content-Length: 2",
        "Content-Length: 60",
        "Content-Length: +2",
        "Content-Length: 2,2",
    ),
    *("Transfer-Encoding: chunked", "Transfer-Encoding: x, chunked", "Transfer-Encoding : chunked"),
    *("Transfer-Encoding: \x0bchunked", "transfer-encoding: identity", "Content-Length: 2,2", " chunked"),
)
PIPELINED = 30
NOISE = (b"\x16\x03\x01\x02\x00\x01", b"SSH-2.0-x\r\n", b"\x00" * 100, b"")
DEEP = 8000
VERSIONS = ("HTTP/1.1", "HTTP/1.0", "HTTP/9.9", "HTTP/0.9", "", "RTSP/1.0")


def request(random: Random, host: str) -> bytes:
    """Return one request, seldom a good one."""
    method, target = random.choice(METHODS), random.choice(TARGETS)
    lines = [f"{method} {target} {random.choice(VERSIONS)}"]
    lines += random.choice([[], [f"Host: {host}"]])
    lines += random.choices(HEADERS, k=random.randrange(6))
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + random.choice([b"", random.randbytes(60)])


def room_request(random: Random, host: str) -> bytes:
    """Return a request to make a room, whose body is JSON that hardly is one."""
    wanted: dict[str, Any] = {
        "policy": random.choice(["labels", "ask", "x", None, 1, [], {}]),
        "proctoring": random.choice([1, True]),
    }
    nested = "[" * random.randrange(DEEP)
    texts = [json.dumps(wanted), '{"policy":NaN}', '{"policy":"\\ud800"}', nested, "1" * 6000, "", "\xff"]
    body = random.choice(texts).encode("latin-1")
    headers = [f"Host: {host}", "Content-Type: application/json", f"Content-Length: {len(body)}"]
    return "\r\n".join(["POST /rooms HTTP/1.1", *headers, "", ""]).encode() + body


def half_request(random: Random, host: str) -> bytes:
    """Return a handshake that stops in the middle."""
    target = "/socket.io/?EIO=4&transport=websocket"
    whole = f"GET {target} HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\n"
    return whole[: random.randrange(len(whole))].encode()


def pipelined(random: Random, host: str) -> bytes:
    """Return requests without a pause, for one page or for several."""
    targets = random.sample(TARGETS[:7], random.choice([1, 3]))
    lines = (f"GET {target} HTTP/1.1\r\nHost: {host}\r\n\r\n" for target in targets * PIPELINED)
    return "".join(lines).encode("latin-1")


def smuggling(random: Random, host: str) -> bytes:
    """Return a request whose length is told twice, with another one where only one of both sees it."""
    inner = f"GET /metrics HTTP/1.1\r\nHost: {host}\r\n\r\n"
    lengths = random.sample(LENGTHS, 2)
    head = "\r\n".join([f"POST /rooms HTTP/1.1\r\nHost: {host}", *lengths, "", ""])
    return (head + random.choice(["0\r\n\r\n", "{}", ""]) + inner).encode("latin-1")


def noise(random: Random, _host: str) -> bytes:
    """Return what is not even HTTP: TLS, another protocol, or bytes."""
    return random.choice([*NOISE, random.randbytes(300)])


REQUESTS = {
    "HTTP requests": request,
    "requests for rooms": room_request,
    "half-open handshakes": half_request,
    "pipelined requests": pipelined,
    "smuggled requests": smuggling,
    "not even HTTP": noise,
}
