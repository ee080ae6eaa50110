"""The relay's WebSocket as a client meets it: RFC 6455 rule by rule, on a running relay of either loop."""

from __future__ import annotations

import contextlib
import socket
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest

from benchmarks.bench.relays import wire
from tests.backend.clients import Clients
from tests.backend.driver.client_frames import (
    BINARY,
    CLOSE,
    CONTINUATION,
    FINAL,
    PING,
    PONG,
    TEXT,
    closing,
    fragments,
    masked,
    status,
)
from tests.serving import Server, serve

WITHIN_S = 10.0
KEY = "dGhlIHNhbXBsZSBub25jZQ=="
TARGET = "/socket.io/?EIO=4&transport=websocket"
HEADERS = {
    "Upgrade": "websocket",
    "Connection": "Upgrade",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": KEY,
}
PROTOCOL_ERROR, BAD_TEXT, TOO_MUCH, TOO_BIG = 1002, 1007, 1008, 1009
CLOCK = b'427["clock",{}]'


@pytest.fixture(scope="module", params=["eventlet", "gevent"])
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    with serve("--async-mode", request.param, "--address-limits", "no", "--tick-ms", "10") as server:
        yield server


@pytest.fixture
def relay(server: Server) -> str:
    return server.url


@pytest.fixture(scope="module")
def auth(server: Server) -> dict[str, object]:
    """Return what lets a new student join."""
    return {"role": "student", "code": Clients(server.url).room()["code"], "name": None}


@dataclass
class Peer:
    """A client's socket, and all the relay has said on it."""

    connection: socket.socket
    heard: bytearray

    def read_until(self, word: bytes) -> None:
        """Read until the relay has said a word."""
        while word not in self.heard:
            data = self.connection.recv(1 << 16)
            assert data, f"hung up before {word!r}: {bytes(self.heard)!r}"
            self.heard += data

    def read_to_end(self) -> bytes:
        """Read until the relay hangs up; return all it said."""
        try:
            while data := self.connection.recv(1 << 16):
                self.heard += data
        except ConnectionResetError:
            pass
        return bytes(self.heard)

    def send(self, data: bytes, octets: int = 1 << 16) -> None:
        """Send in segments of so many octets."""
        for at in range(0, len(data), octets):
            self.connection.sendall(data[at : at + octets])


def request(url: str, first: str = f"GET {TARGET} HTTP/1.1", /, **changed: str | None) -> bytes:
    """Return an upgrade's request that is right but for these headers."""
    named: dict[str, str | None] = {"Host": urlsplit(url).netloc, **HEADERS}
    named |= {name.replace("_", "-"): value for name, value in changed.items()}
    connections = [f"{name}: {value}" for name, value in named.items() if value is not None]
    return ("\r\n".join([first, *connections]) + "\r\n\r\n").encode("latin-1")


def call(url: str, said: bytes) -> Peer:
    """Connect and say this."""
    at = urlsplit(url)
    connection = socket.create_connection((str(at.hostname), at.port or 0), WITHIN_S)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    connection.sendall(said)
    return Peer(connection, bytearray())


@pytest.fixture
def peer(relay: str) -> Iterator[Peer]:
    """Return a client whose connection is open."""
    peer = call(relay, request(relay))
    peer.read_until(b'"maxPayload"')
    peer.read_until(b"}")
    peer.heard.clear()
    yield peer
    peer.connection.close()


@pytest.fixture
def student(peer: Peer, auth: dict[str, object]) -> Peer:
    """Return a client who has joined a room."""
    peer.send(wire.connect(auth))
    peer.read_until(b'"first_seq"')
    peer.heard.clear()
    return peer


def ended_with(peer: Peer) -> int | None:
    """Return the code of the close frame that ended the connection, which was the last of it."""
    heard = peer.read_to_end()
    at = heard.rfind(b"\x88")
    assert at >= 0, heard
    body = heard[at + 2 :]
    assert heard[at + 1] == len(body) in (0, 2), heard
    return struct.unpack("!H", body)[0] if body else None


def answer(url: str, said: bytes) -> tuple[int, dict[str, str]]:
    """Return the status and the headers of the answer to a request, their names in small letters."""
    peer = call(url, said)
    peer.read_until(b"\r\n\r\n")
    head = bytes(peer.heard).partition(b"\r\n\r\n")[0]
    peer.connection.close()
    first, *connections = head.decode("latin-1").split("\r\n")
    named = (connection.partition(":") for connection in connections)
    return int(first.split()[1]), {name.lower(): value.strip() for name, _, value in named}


# The opening handshake.


def test_the_rfcs_own_handshake_is_answered(relay: str) -> None:
    """1.3, 4.2.2, 5."""
    code, headers = answer(relay, request(relay))
    assert code == 101
    assert headers["upgrade"].lower() == "websocket"
    assert headers["connection"].lower() == "upgrade"
    assert headers["sec-websocket-accept"] == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="


@pytest.mark.parametrize(
    "headers",
    [
        {"Upgrade": "WebSocket"},
        {"Upgrade": "h2c, websocket"},
        {"Connection": "keep-alive, Upgrade"},
        {"Connection": "upgrade"},
    ],
)
def test_the_handshakes_words_are_found_in_any_case_and_list(relay: str, headers: dict[str, str]) -> None:
    """4.2.1, 3 and 4."""
    assert answer(relay, request(relay, **headers))[0] == 101


def test_names_of_headers_are_found_in_any_case(relay: str) -> None:
    """4.2.1."""
    said = request(relay).replace(b"Sec-WebSocket-Key", b"sEC-WEBSOCKET-kEY")
    assert answer(relay, said)[0] == 101


def test_what_is_offered_beside_is_not_agreed_to(relay: str) -> None:
    """4.2.2, 5; 9.1."""
    offers = {
        "Sec-WebSocket-Protocol": "chat, superchat",
        "Sec-WebSocket-Extensions": "permessage-deflate; client_max_window_bits",
    }
    code, headers = answer(relay, request(relay, **offers))
    assert code == 101
    assert not {"sec-websocket-protocol", "sec-websocket-extensions"} & set(headers)


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"Sec-WebSocket-Key": None}, id="no key"),
        pytest.param({"Sec-WebSocket-Key": "short"}, id="a short key"),
        pytest.param({"Sec-WebSocket-Key": f"{KEY}\r\nSec-WebSocket-Key: {KEY}"}, id="two keys"),
        pytest.param({"Sec-WebSocket-Version": None}, id="no version"),
        pytest.param({"Upgrade": None}, id="no upgrade"),
        pytest.param({"Upgrade": "websockets"}, id="another upgrade"),
        pytest.param({"Connection": None}, id="no connection"),
        pytest.param({"Connection": "keep-alive"}, id="another connection"),
        pytest.param({"Host": None}, id="no host"),
    ],
)
def test_a_wrong_handshake_is_a_bad_request(relay: str, headers: dict[str, str | None]) -> None:
    """4.2.1: in words, and the connection is none."""
    assert answer(relay, request(relay, **headers))[0] == 400


@pytest.mark.parametrize("version", ["8", "12", "14", "13, 8", "x"])
def test_another_version_is_told_which_there_is(relay: str, version: str) -> None:
    """4.2.2, 4; 4.4."""
    code, headers = answer(relay, request(relay, Sec_WebSocket_Version=version))
    assert code == 426
    assert headers["sec-websocket-version"] == "13"
    assert headers["upgrade"] == "websocket"


@pytest.mark.parametrize("method", ["POST", "PUT", "OPTIONS", "HEAD"])
def test_another_method_opens_nothing(relay: str, method: str) -> None:
    """4.2.1, 1."""
    assert answer(relay, request(relay, f"{method} {TARGET} HTTP/1.1", Content_Length="0"))[0] == 405


def test_an_older_http_opens_nothing(relay: str) -> None:
    """4.2.1, 1."""
    assert answer(relay, request(relay, f"GET {TARGET} HTTP/1.0"))[0] == 400


# Frames that are right.


@pytest.mark.parametrize("data", [b"", b"Hello", bytes(range(0xF0, 0x100)), b"x" * 125])
@pytest.mark.parametrize("octets", [1, 1 << 16])
def test_a_ping_is_answered_with_what_it_held(peer: Peer, data: bytes, octets: int) -> None:
    """5.5.2, 5.5.3: also before anybody joined, and however it is cut."""
    peer.send(masked(data, FINAL | PING), octets)
    peer.read_until(bytes([FINAL | PONG, len(data)]) + data)


def test_pings_are_answered_in_their_order(peer: Peer) -> None:
    """5.5.3."""
    data = b"".join(masked(b"ping %d" % number, FINAL | PING) for number in range(10))
    peer.send(data)
    pongs = b"".join(b"\x8a\x06ping %d" % number for number in range(10))
    peer.read_until(pongs)


def test_a_pong_that_nobody_asked_for_is_not_answered(student: Peer) -> None:
    """5.5.3."""
    student.send(masked(b"unasked", FINAL | PONG) + masked(CLOCK))
    student.read_until(b'437[{"ok":true')
    assert b"unasked" not in student.heard


@pytest.mark.parametrize("octets", [1, 7, 1 << 16])
@pytest.mark.parametrize("size", [1, 4, 100])
def test_a_message_is_heard_in_fragments_and_segments(student: Peer, octets: int, size: int) -> None:
    """5.4."""
    student.send(fragments(CLOCK, TEXT, size), octets)
    student.read_until(b'437[{"ok":true')


def test_a_ping_between_fragments_is_answered_before_the_message(student: Peer) -> None:
    """5.4, 5.5.2."""
    half = len(CLOCK) // 2
    student.send(masked(CLOCK[:half], TEXT) + masked(b"now?", FINAL | PING))
    student.read_until(b"\x8a\x04now?")
    student.send(masked(b"", CONTINUATION) + masked(CLOCK[half:], FINAL))
    student.read_until(b'437[{"ok":true')


@pytest.mark.parametrize("mask", [b"\x00\x00\x00\x00", b"\xff\xff\xff\xff"])
def test_any_mask_is_taken_off(student: Peer, mask: bytes) -> None:
    """5.3."""
    student.send(masked(CLOCK, mask=mask))
    student.read_until(b'437[{"ok":true')


def test_what_the_relay_says_is_not_masked(student: Peer) -> None:
    """5.1."""
    student.send(masked(CLOCK))
    student.read_until(b'437[{"ok":true')
    assert bytes(student.heard)[0] == FINAL | TEXT
    assert student.heard[1] & 0x80 == 0


def test_a_binary_message_is_none_of_this_wire_and_ends_nothing(student: Peer) -> None:
    """5.6."""
    student.send(masked(b"\x00\xff", FINAL | BINARY) + masked(CLOCK))
    student.read_until(b'437[{"ok":true')


# Frames that are wrong.

WRONG_FRAMES = {
    "an unmasked text (5.1)": b"\x81\x05Hello",
    "an unmasked ping (5.1)": b"\x89\x00",
    "a first reserved bit (5.2)": masked(b"x", 0xC1),
    "a second reserved bit (5.2)": masked(b"x", 0xA1),
    "a third reserved bit (5.2)": masked(b"x", 0x91),
    "a reserved bit of a ping (5.2)": masked(b"x", 0xC9),
    **{f"the opcode {opcode:X} (5.2)": masked(b"x", FINAL | opcode) for opcode in (3, 4, 5, 6, 7)},
    **{f"the opcode {opcode:X} (5.2)": masked(b"x", FINAL | opcode) for opcode in range(0xB, 0x10)},
    "a short size in two bytes (5.2)": struct.pack("!BBH", 0x81, 0xFE, 125),
    "a short size in eight bytes (5.2)": struct.pack("!BBQ", 0x81, 0xFF, 65535),
    "a size beyond 63 bits (5.2)": struct.pack("!BBQ", 0x81, 0xFF, 1 << 63),
    "a continuation of nothing (5.4)": masked(b"x", CONTINUATION),
    "an end of nothing (5.4)": masked(b"x", FINAL),
    "a text within a text (5.4)": masked(b"x", TEXT) + masked(b"x", FINAL | TEXT),
    "a binary within a text (5.4)": masked(b"x", TEXT) + masked(b"x", BINARY),
    "a fragmented ping (5.5)": masked(b"x", PING),
    "a fragmented close (5.5)": masked(status(1000), CLOSE),
    "a long ping (5.5)": masked(b"x" * 126, FINAL | PING),
    "a long close (5.5)": closing(status(1000, b"x" * 124)),
}


@pytest.mark.parametrize("octets", [1, 1 << 16])
@pytest.mark.parametrize("data", WRONG_FRAMES.values(), ids=WRONG_FRAMES)
def test_a_wrong_frame_ends_the_connection_with_1002(peer: Peer, data: bytes, octets: int) -> None:
    """7.1.7, 7.4.1."""
    # It may be over before all has been sent.
    with contextlib.suppress(OSError):
        peer.send(data, octets)
    assert ended_with(peer) == PROTOCOL_ERROR


def test_what_came_before_a_wrong_frame_is_answered_and_nothing_behind_it(peer: Peer) -> None:
    """7.1.7."""
    peer.send(masked(b"one", FINAL | PING) + masked(b"x", 0x83) + masked(b"two", FINAL | PING))
    assert peer.read_to_end() == b"\x8a\x03one\x88\x02" + status(PROTOCOL_ERROR)


@pytest.mark.parametrize("size", [16 * 1024 + 1, 1 << 20, 1 << 40])
def test_a_message_that_is_too_long_ends_the_connection_with_1009(peer: Peer, size: int) -> None:
    """7.4.1, 10.4: at its head."""
    long_size = size >= 1 << 16
    peer.send(struct.pack("!BBQ" if long_size else "!BBH", 0x81, 0xFF if long_size else 0xFE, size))
    assert ended_with(peer) == TOO_BIG


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b'427["report",{"x":"\xff"}]', id="an event"),
        pytest.param(b'40{"role":"student","code":"\xc3\x28"}', id="a join"),
        pytest.param(b"4\xed\xa0\x80", id="a message"),
        pytest.param(b"9\x80", id="a packet there is not"),
        pytest.param(b"\xfe\xff", id="nothing at all"),
        pytest.param(b"3\xc0\x80", id="a pong of Engine.IO"),
        pytest.param(b'427["report",{"x":"\xf0\x9f\x98', id="an event that breaks off"),
    ],
)
@pytest.mark.parametrize("size", [3, 1 << 16])
def test_a_text_that_is_none_ends_the_connection_with_1007(
    peer: Peer, auth: dict[str, object], data: bytes, size: int
) -> None:
    """5.6, 8.1: before and after the join, whole and in fragments."""
    peer.send(fragments(data, TEXT, size))
    assert ended_with(peer) == BAD_TEXT


def test_a_joined_students_text_that_is_none_ends_the_connection_with_1007(student: Peer) -> None:
    """8.1."""
    student.send(masked(b'427["report",{"seq":1,"state":"\xff"}]'))
    assert ended_with(student) == BAD_TEXT


def test_a_text_that_can_be_none_any_more_ends_the_connection_before_its_end(student: Peer) -> None:
    """8.1: at the fragment."""
    student.send(masked(b'42["report",{"x":"\xff', TEXT))
    assert ended_with(student) == BAD_TEXT


def test_a_text_beyond_ascii_is_heard(student: Peer) -> None:
    """5.6."""
    student.send(masked('427["\u03ba\u03cc\u03c3\u03bc\u03b5",{}]'.encode()))
    student.read_until(b'437[{"ok":false,"error":"bad_message"')


# The closing handshake.


@pytest.mark.parametrize(
    "code", [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999]
)
def test_a_close_is_answered_with_its_own_code_and_the_connection_ends(peer: Peer, code: int) -> None:
    """5.5.1, 7.1.1."""
    peer.send(closing(status(code)))
    assert ended_with(peer) == code


@pytest.mark.parametrize("reason", [b"bye", "\u03ba\u03cc\u03c3\u03bc\u03b5".encode(), b"x" * 123])
def test_a_close_may_have_a_reason(student: Peer, reason: bytes) -> None:
    """5.5.1, 7.1.6."""
    student.send(closing(status(1000, reason)))
    assert ended_with(student) == 1000


def test_a_close_of_no_code_is_answered_with_none(peer: Peer) -> None:
    """5.5.1."""
    peer.send(closing(b""))
    assert ended_with(peer) is None


@pytest.mark.parametrize(
    "body", [b"\x03", *map(status, (0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535))]
)
def test_a_close_with_no_right_code_is_answered_with_1002(peer: Peer, body: bytes) -> None:
    """5.5.1, 7.4."""
    peer.send(closing(body))
    assert ended_with(peer) == PROTOCOL_ERROR


def test_a_close_whose_reason_is_no_text_is_answered_with_1007(peer: Peer) -> None:
    """5.5.1, 8.1."""
    peer.send(closing(status(1000, b"\xce\xba\xed\xa0\x80")))
    assert ended_with(peer) == BAD_TEXT


@pytest.mark.parametrize(
    "behind",
    [
        pytest.param(masked(b"late", FINAL | PING), id="a ping"),
        pytest.param(masked(CLOCK), id="a message"),
        pytest.param(closing(status(1001)), id="a second close"),
        pytest.param(b"\xff" * 100, id="nonsense"),
    ],
)
def test_what_stands_behind_a_close_is_not_heard(student: Peer, behind: bytes) -> None:
    """5.5.1, 1.4."""
    student.send(closing(status(1000)) + behind)
    assert student.read_to_end() == b"\x88\x02" + status(1000)


def test_a_close_within_a_fragmented_message_is_answered(peer: Peer) -> None:
    """5.4, 5.5.1."""
    peer.send(masked(b"4", TEXT) + closing(status(1000)))
    assert ended_with(peer) == 1000


# Noise.


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(masked(b"4", TEXT) + masked(b"", CONTINUATION) * 5000, id="empty fragments"),
        pytest.param(fragments(b"4" * 16_000, TEXT, 1), id="fragments of one byte"),
        pytest.param((masked(b"", TEXT) + masked(b"", FINAL)) * 5000, id="messages in two fragments"),
        pytest.param(masked(b"x" * 100, FINAL | PING) * 3000, id="pings"),
    ],
)
def test_frames_that_are_noise_end_the_connection_with_1008(student: Peer, data: bytes) -> None:
    """7.4.1, 10.4."""
    with contextlib.suppress(OSError):
        student.send(data)
    assert ended_with(student) == TOO_MUCH
