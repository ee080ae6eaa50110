"""Event loops: a connection is handed to either WebSocket driver, under either loop, also over TLS."""

from __future__ import annotations

import contextlib
import itertools
import json
import ssl
from collections.abc import Iterator

import pytest
import websocket

from tests.backend.http.test_connection import LOOPS
from tests.serving import Server, serve

WITHIN_S = 20.0
WAYS = [*itertools.product(LOOPS, ("yes", "no"), ((), ("--tls", "adhoc")))]


@pytest.fixture(scope="module")
def servers() -> Iterator[list[Server]]:
    with contextlib.ExitStack() as started:
        yield [
            started.enter_context(serve("--async-mode", loop, "--fast-path", fast, *tls))
            for loop, fast, tls in WAYS
        ]


def upgrade(server: Server) -> websocket.WebSocket:
    url = server.url.replace("http", "ws", 1)
    return websocket.create_connection(
        f"{url}/socket.io/?EIO=4&transport=websocket", timeout=WITHIN_S, sslopt={"cert_reqs": ssl.CERT_NONE}
    )


def test_a_connection_is_handed_over_and_answers(servers: list[Server]) -> None:
    for server in servers:
        connections = [upgrade(server) for _ in range(3)]
        for connection in connections:
            assert str(connection.recv()).startswith('0{"sid"')
            connection.send("40" + json.dumps({"role": "teacher", "token": "x"}))
            answer = str(connection.recv())
            assert json.loads(answer[2:])["data"]["error"] == "bad_token"
            connection.close()
        assert "Traceback" not in server.read_output()
