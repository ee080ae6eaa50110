"""HTTP connection: under either loop no request is smuggled, and every response is safe."""

from __future__ import annotations

import contextlib
import json
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from backend.common.version import VERSION
from backend.http.connection import who_asks
from backend.http.head import read_head
from backend.http.request import Request
from backend.limits.limits import HEAD_BYTES, MESSAGE_BYTES, REQUEST_LINE_BYTES
from tests.backend.web.test_headers import assert_safe
from tests.serving import Server, serve

LOOPS = ("eventlet", "gevent")
WITHIN_S = 20.0
HEALTH = b'{"ok":true,"version":"%s"}\n' % VERSION.encode()
GET = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n"
SMUGGLED = b"GET /rooms HTTP/1.1\r\nHost: localhost\r\n\r\n"
ROOM = b'{"policy":"ask"}'
POST = b"POST /rooms HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"


@pytest.fixture(scope="module", params=LOOPS)
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    with serve("--async-mode", request.param) as server:
        yield server


class Response:
    """One answer, cut off a line's bytes."""

    def __init__(self, data: bytes, *, is_bodyless: bool = False) -> None:
        head, _, rest = data.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        self.status = int(first.split(" ")[1])
        self.headers = dict(line.split(": ", 1) for line in lines)
        size = 0 if is_bodyless else int(self.headers.get("Content-Length", 0))
        self.body, self.rest = rest[:size], rest[size:]


def connect(server: Server) -> socket.socket:
    parts = urlsplit(server.url)
    return socket.create_connection((str(parts.hostname), int(parts.port or 0)), WITHIN_S)


def say(server: Server, data: bytes) -> bytes:
    """Send all of it at once, and return everything that is answered until the server hangs up."""
    with connect(server) as line:
        line.sendall(data)
        heard = b""
        with contextlib.suppress(ConnectionResetError):
            while more := line.recv(1 << 16):
                heard += more
        return heard


def answers(server: Server, data: bytes) -> list[Response]:
    found, rest = [], say(server, data)
    while rest:
        answer = Response(rest)
        found.append(answer)
        rest = answer.rest
    return found


def statuses(server: Server, data: bytes) -> list[int]:
    return [answer.status for answer in answers(server, data)]


@pytest.mark.parametrize(
    "headers",
    [
        b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
        b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n",
        b"Transfer-Encoding: chunked\r\n",
        b"Transfer-Encoding: xchunked\r\n",
        b"Transfer-Encoding : chunked\r\n",
        b"Transfer-Encoding: chunked, identity\r\n",
        b"X: y\r\n Transfer-Encoding: chunked\r\n",
        b"X: y\nTransfer-Encoding: chunked\r\n",
        b"X: y\rTransfer-Encoding: chunked\r\n",
        b"X: \x00y\r\n",
        b"Content-Length: 0\r\nContent-Length: 0\r\n",
        b"Content-Length: 0\r\nContent-Length: 40\r\n",
        b"Content-Length: +0\r\n",
        b"Content-Length: 0, 0\r\n",
        b"Content-Length: 0\x0b\r\n",
        b"Content-Length : 0\r\n",
        b"Host: b\r\n",
        b"Upgrade: websocket\r\nConnection: upgrade\r\n",
    ],
)
@pytest.mark.parametrize("first", [b"GET /healthz", b"POST /rooms", b"HEAD /s"])
def test_behind_an_ambiguous_request_nothing_is_read_as_another(
    server: Server, first: bytes, headers: bytes
) -> None:
    said = first + b" HTTP/1.1\r\nHost: localhost\r\n" + headers + b"\r\n" + b"0\r\n\r\n" + SMUGGLED
    refused = answers(server, said)
    assert [answer.status for answer in refused] == [400]
    assert json.loads(refused[0].body)["error"] == "bad_message"


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (b"GET /\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\n\r\n", 400),
        (b"GET / HTTP/1.0\n\n", 400),
        (b"\r\n\r\n" + GET + b"\r\n", 400),
        (b"\x00\x01\x02\r\n", 400),
        (b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n", 505),
        (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
        (b"CONNECT a:443 HTTP/1.1\r\nHost: localhost\r\n\r\n", 501),
        (b"OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
        (b"GET http://b/healthz HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
        (b"GET /" + b"x" * REQUEST_LINE_BYTES, 414),
        (b"GET /" + b"x" * REQUEST_LINE_BYTES + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", 414),
        (GET + b"X: " + b"y" * HEAD_BYTES, 431),
        (GET + b"X: y\r\n" * 200 + b"\r\n", 431),
        (GET + b"Expect: wonders\r\n\r\n", 417),
    ],
)
def test_what_is_no_request_is_refused_with_every_header_and_without_a_banner(
    server: Server, said: bytes, status: int
) -> None:
    refused = answers(server, said)
    assert [answer.status for answer in refused] == [status]
    assert_safe(refused[0].headers)
    assert refused[0].headers["Connection"] == "close"
    assert "Server" not in refused[0].headers
    assert set(json.loads(refused[0].body)) == {"ok", "error", "message"}


def test_requests_sent_together_are_answered_in_their_order(server: Server) -> None:
    post = POST + b"Content-Length: 16\r\n\r\n" + ROOM
    trace = b"TRACE /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
    absolute = b"GET http://localhost/healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
    said = GET + b"\r\n" + post + trace + absolute + GET + b"Connection: close\r\n\r\n" + SMUGGLED
    found = answers(server, said)
    assert [answer.status for answer in found] == [200, 201, 405, 200, 200]
    for answer in found:
        assert_safe(answer.headers)
        assert "Server" not in answer.headers
    assert (found[-1].headers["Connection"], found[-1].body) == ("close", HEALTH)


def test_an_older_version_is_answered_once(server: Server) -> None:
    assert statuses(server, b"GET /healthz HTTP/1.0\r\n\r\n" + SMUGGLED) == [200]


def test_a_body_belongs_to_its_request_whatever_asks(server: Server) -> None:
    for method in (b"GET", b"OPTIONS"):
        request = method + b" /healthz HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n" % len(SMUGGLED)
        found = statuses(server, request + b"\r\n" + SMUGGLED + GET + b"Connection: close\r\n\r\n")
        assert found == [200, 200]
    head = b"HEAD /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"
    answer = Response(say(server, head % len(SMUGGLED) + SMUGGLED), is_bodyless=True)
    assert (answer.status, answer.headers["Content-Length"], answer.rest) == (200, str(len(HEALTH)), b"")


def test_a_body_that_is_too_large_is_refused_and_never_read_as_requests(server: Server) -> None:
    size = MESSAGE_BYTES + 10 * len(SMUGGLED)
    said = POST + b"Content-Length: %d\r\n\r\n" % size + SMUGGLED * 5
    assert statuses(server, said) == [413]
    assert statuses(server, POST + b"Content-Length: 999999999999\r\nExpect: 100-continue\r\n\r\n") == [413]


def test_who_waits_to_be_told_to_send_a_body_is_told(server: Server) -> None:
    with connect(server) as line:
        line.sendall(POST + b"Content-Length: 16\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n")
        assert line.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        line.sendall(ROOM)
        assert line.recv(1 << 16).startswith(b"HTTP/1.1 201 ")


def test_a_head_whose_name_could_pass_for_another_is_none(server: Server) -> None:
    post = POST.replace(b"Content-Type", b"Content_Type") + b"Content-Length: 16\r\nConnection: close\r\n\r\n"
    assert statuses(server, post + ROOM) == [400]


@pytest.mark.parametrize(
    ("named", "is_proxied", "site"),
    [
        ([], True, "192.0.2.1"),
        (["198.51.100.9"], False, "192.0.2.1"),
        (["198.51.100.9"], True, "198.51.100.9"),
        (["203.0.113.5, 198.51.100.9 "], True, "198.51.100.9"),
        (["203.0.113.5", "2001:db8:1:2::9"], True, "2001:db8:1::/48"),
        (["203.0.113.5, "], True, "192.0.2.1"),
    ],
)
def test_who_asks_is_whom_a_trusted_proxy_names_last(named: list[str], is_proxied: bool, site: str) -> None:
    lines = ["GET / HTTP/1.1", "Host: localhost", *(f"X-Forwarded-For: {addresses}" for addresses in named)]
    asked = Request(read_head("\r\n".join(lines).encode()), b"")
    assert who_asks(asked, "192.0.2.1", is_proxied=is_proxied) == site


def test_a_large_file_comes_whole(server: Server) -> None:
    said = b"GET /vendor/qrcode.mjs HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    answer = Response(say(server, said))
    assert (answer.status, answer.rest) == (200, b"")
    assert len(answer.body) == int(answer.headers["Content-Length"])
