"""WebSocket connection over TLS: neither half a record nor a slow reader ends one."""

from __future__ import annotations

import json
import socket
import ssl
import time
import weakref
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
import requests

from benchmarks.bench.relays import wire
from tests.backend.clients import token_of
from tests.backend.driver.test_bounds import HISTORY_ROWS, history
from tests.backend.raw import SMALL_BUFFER
from tests.serving import Server, serve

WITHIN_S = 20.0
# Longer than the relay rests between two hearings of its connections.
PAUSE_S = 0.3
# Some 700 KB: more than the system keeps for a board that does not read, and less than the relay does.
STUDENTS, HISTORIES_EACH = 12, 4


class TlsClient:
    """A WebSocket over TLS, whose records it can cut as the network might."""

    def __init__(self, url: str, auth: dict[str, object]) -> None:
        host = urlsplit(url)
        self.connection = socket.socket()
        weakref.finalize(self, self.connection.close)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL_BUFFER)
        self.connection.settimeout(WITHIN_S)
        self.connection.connect((host.hostname, host.port))
        self._came, self._goes = ssl.MemoryBIO(), ssl.MemoryBIO()
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        self._tls = context.wrap_bio(self._came, self._goes, server_hostname=host.hostname)
        self.heard = b""
        self._shake_hands()
        self.send(wire.upgrade(host.netloc).replace(b"http://", b"https://"))
        self.read_until(b'"sid"')
        self.send(wire.connect(auth))

    def _shake_hands(self) -> None:
        while True:
            try:
                self._tls.do_handshake()
            except ssl.SSLWantReadError:
                self.connection.sendall(self._goes.read())
                self._came.write(self.connection.recv(1 << 16))
            else:
                self.connection.sendall(self._goes.read())
                return

    def records(self, data: bytes) -> bytes:
        """Return the data as it goes over the network."""
        self._tls.write(data)
        return self._goes.read()

    def send(self, data: bytes) -> None:
        self.connection.sendall(self.records(data))

    def read_until(self, word: bytes, count: int = 1) -> None:
        """Read until the relay has said a word so often."""
        while self.heard.count(word) < count:
            try:
                self.heard += self._tls.read(1 << 16)
            except ssl.SSLWantReadError:
                data = self.connection.recv(1 << 16)
                assert data, f"hung up after {self.heard.count(word)} of {count} times {word!r}"
                self._came.write(data)


@pytest.fixture(scope="module", params=["eventlet", "gevent"])
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    options = ("--tls", "adhoc", "--address-limits", "no", "--tick-ms", "10")
    with serve("--async-mode", request.param, *options) as server:
        yield server


@pytest.fixture
def room(server: Server) -> dict[str, str]:
    answer = requests.post(f"{server.url}/rooms", json={"policy": "labels"}, timeout=WITHIN_S, verify=False)
    return dict(answer.json())


def student(server: Server, room: dict[str, str]) -> TlsClient:
    """Return a client who is in the room."""
    client = TlsClient(server.url, {"role": "student", "code": room["code"], "name": None})
    client.read_until(b'"first_seq"')
    return client


@pytest.mark.filterwarnings("ignore::urllib3.exceptions.InsecureRequestWarning")
def test_a_record_that_comes_in_halves_is_heard(server: Server, room: dict[str, str]) -> None:
    client = student(server, room)
    record = client.records(wire.frame(b'427["clock",{}]'))
    for piece in (record[:3], record[3:20], record[20:]):
        client.connection.sendall(piece)
        time.sleep(PAUSE_S)
    client.read_until(b'437[{"ok":true')


@pytest.mark.filterwarnings("ignore::urllib3.exceptions.InsecureRequestWarning")
def test_a_board_that_reads_late_is_told_everything_in_order(server: Server, room: dict[str, str]) -> None:
    board = TlsClient(server.url, {"role": "teacher", "token": token_of(room)})
    board.read_until(b'"presence"')
    for start in range(STUDENTS):
        client = student(server, room)
        board.send(wire.frame(b'42["sync",{"since":{},"rest":true}]'))
        client.read_until(b'"sync"')
        for each in range(HISTORIES_EACH):
            message = history((start * HISTORIES_EACH + each) * HISTORY_ROWS + 1)
            client.send(wire.frame(b"427" + json.dumps(["history", message]).encode("ascii")))
        client.read_until(b'437[{"ok":true}]', HISTORIES_EACH)
    time.sleep(PAUSE_S)
    board.read_until(b'"focused"', STUDENTS * HISTORIES_EACH * HISTORY_ROWS)
    told = [row for rows in _frames(board.heard) for row in rows]
    assert [row[1] for row in told] == list(range(1, STUDENTS * HISTORIES_EACH * HISTORY_ROWS + 1))


def _frames(heard: bytes) -> Iterator[list[list[object]]]:
    """Yield the rows of each frame of reports."""
    rest = bytearray(heard.partition(b"\r\n\r\n")[2])
    for payload in wire.payloads(rest):
        if payload.startswith(b'42["reports"'):
            yield json.loads(payload[2:])[1]
