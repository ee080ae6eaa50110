"""HTTPS: a configured certificate, and one made for the run."""

from __future__ import annotations

import contextlib
import socket
import ssl
import tempfile
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests

from backend.limits.limits import HANDSHAKE_WITHIN_S
from backend.server.tls import self_signed
from tests.backend.clients import Client, report, token_of
from tests.serving import Server, serve

WITHIN_S = 5.0


@pytest.fixture(scope="module")
def adhoc() -> Iterator[Server]:
    with serve("--tls", "adhoc") as server:
        yield server


def address_of(server: Server) -> tuple[str, int]:
    parts = urlsplit(server.url)
    return str(parts.hostname), int(parts.port or 443)


def make_room(url: str) -> dict[str, str]:
    with warnings.catch_warnings():
        # The warning that the certificate is not checked, which is the point of an ad-hoc one.
        warnings.simplefilter("ignore")
        answer = requests.post(f"{url}/rooms", json={"policy": "labels"}, verify=False, timeout=WITHIN_S)
    return dict(answer.json())


def test_adhoc_serves_https_and_says_that_browsers_warn(adhoc: Server) -> None:
    assert adhoc.url.startswith("https://127.0.0.1:")
    assert "each browser warns about it once" in adhoc.read_output()
    room = make_room(adhoc.url)
    assert room["student_url"].startswith(f"{adhoc.url}/s#")


def test_adhoc_carries_a_lesson_over_wss(adhoc: Server) -> None:
    room = make_room(adhoc.url)
    board = Client(adhoc.url, {"role": "teacher", "token": token_of(room)}, verify=False)
    board.wait("presence")
    student = Client(adhoc.url, {"role": "student", "code": room["code"], "name": None}, verify=False)
    student.joined()
    assert student.send("report", report()) == {"ok": True}
    assert len(board.wait_rows("reports")) == 1
    board.socket.disconnect()
    student.socket.disconnect()


def test_adhoc_leaves_no_key_behind(adhoc: Server) -> None:
    assert adhoc.process.poll() is None
    assert not list(Path(tempfile.gettempdir()).glob("*/key.pem"))


def test_a_client_that_never_shakes_hands_holds_nobody_up(adhoc: Server) -> None:
    parts = urlsplit(adhoc.url)
    with socket.create_connection((str(parts.hostname), int(parts.port or 443))):
        began_s = time.monotonic()
        make_room(adhoc.url)
        assert time.monotonic() - began_s < HANDSHAKE_WITHIN_S


@pytest.fixture(scope="module")
def gevents() -> Iterator[Server]:
    with serve("--tls", "adhoc", "--async-mode", "gevent") as server:
        yield server


def test_plain_http_to_the_https_port_is_sent_on(adhoc: Server, gevents: Server) -> None:
    for server in (adhoc, gevents):
        plain = server.url.replace("https:", "http:")
        answer = requests.get(f"{plain}/s?x=1", allow_redirects=False, timeout=WITHIN_S)
        assert (answer.status_code, answer.headers["Location"]) == (307, f"{server.url}/s?x=1")
        make_room(server.url)


@pytest.mark.parametrize(
    "said",
    [
        b"SSH-2.0-x\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a;b\r\n\r\n",
        b"GET /a b HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\nX: " + b"y" * 10_000,
        b"GET //evil.example HTTP/1.1\r\nHost: evil.example/\r\n\r\n",
    ],
)
def test_what_is_no_request_at_the_https_port_gets_no_answer_and_breaks_nothing(
    adhoc: Server, gevents: Server, said: bytes
) -> None:
    for server in (adhoc, gevents):
        # It may hang up before it has heard all.
        with (
            contextlib.suppress(OSError),
            socket.create_connection(address_of(server), WITHIN_S) as connection,
        ):
            connection.sendall(said)
            connection.shutdown(socket.SHUT_WR)
            assert connection.recv(100) == b""
        make_room(server.url)
        assert "Traceback" not in server.read_output()


def test_the_adhoc_certificate_names_the_addresses_of_this_machine(adhoc: Server, tmp_path: Path) -> None:
    parts = urlsplit(adhoc.url)
    address = (str(parts.hostname), int(parts.port or 443))
    trusted = tmp_path / "certificate.pem"
    trusted.write_text(ssl.get_server_certificate(address))
    assert requests.get(f"{adhoc.url}/healthz", verify=str(trusted), timeout=WITHIN_S).ok
    localhost = adhoc.url.replace("127.0.0.1", "localhost")
    assert requests.get(f"{localhost}/healthz", verify=str(trusted), timeout=WITHIN_S).ok


def test_a_configured_certificate_is_used(tmp_path: Path) -> None:
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    for file, content in zip((certificate, key), self_signed(["127.0.0.1"]), strict=True):
        file.write_bytes(content)
    with serve("--tls-cert", str(certificate), "--tls-key", str(key)) as server:
        assert requests.get(f"{server.url}/healthz", verify=str(certificate), timeout=WITHIN_S).ok
