"""Allowed hosts: the server answers to its own names alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import requests
from flask import Flask

from backend.app import create_app
from backend.settings.options import read_config
from backend.web.allowed_hosts import plain_name
from backend.web.refusal_page import LANGUAGES
from tests.backend.web.test_headers import assert_safe
from tests.backend.web.test_pages import WITHIN_S, raw
from tests.backend.web.test_refusal_page import BROWSER, LOCALES
from tests.serving import Server, serve

FOREIGN = ("evil.example", "evil.example:5000", "localhost.evil.example", "192.0.2.9", "a")
OWN = ("localhost", "LOCALHOST:1", "localhost.:80", "127.0.0.1", "127.8.8.8:22", "[::1]:5000")
PATHS = ("/", "/s", "/rooms", "/healthz", "/metrics", "/student/main.js", "/nothing")
HANDSHAKE = (
    "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: {}\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
)


@pytest.fixture(scope="module", params=["eventlet", "gevent"])
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    """A server on loopback that was also told a name, under each loop."""
    options = ("--async-mode", request.param, "--hosts", "school.example,192.0.2.5,[2001:db8::5]")
    with serve("--metrics", "yes", *options) as server:
        yield server


def status(server: Server, asked: str) -> int:
    """Return the status of what a server answers."""
    return int(raw(server.url, asked.encode("latin-1")).split(b" ", 2)[1])


def ask(path: str, host: str) -> str:
    return f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"


def test_a_foreign_name_gets_nothing_whatever_it_asks_for(server: Server) -> None:
    for host in FOREIGN:
        assert status(server, HANDSHAKE.format(host)) == 421
        for path in PATHS:
            assert status(server, ask(path, host)) == 421, (path, host)


def test_the_names_it_was_told_and_loopback_are_answered_at_any_port(server: Server) -> None:
    for host in (*OWN, "school.example", "School.Example.:8443", "192.0.2.5:5000", "[2001:DB8:0::5]"):
        assert status(server, ask("/healthz", host)) == 200, host
        assert status(server, ask("/metrics", host)) == 200, host
    assert status(server, HANDSHAKE.format("school.example:8443")) == 101


def test_no_room_is_made_under_a_foreign_name(server: Server) -> None:
    answer = requests.post(
        f"{server.url}/rooms", json={"policy": "self"}, headers={"Host": "evil.example"}, timeout=WITHIN_S
    )
    assert (answer.status_code, answer.json()["error"]) == (421, "wrong_host")
    assert answer.headers["Cache-Control"] == "no-store"
    assert_safe(answer.headers)


def test_a_refusal_leaves_the_connection_as_it_was(server: Server) -> None:
    """An answer to HEAD has no body, which would be taken for the next answer."""
    asked = [f"{method} / HTTP/1.1\r\nHost: evil.example\r\n\r\n" for method in ("HEAD", "GET")]
    said = raw(server.url, "".join([*asked, ask("/healthz", "localhost")]).encode())
    statuses = re.findall(rb"(?:^|\r\n\r\n|\})HTTP/1.1 (\d+) ", said)
    assert statuses == [b"421", b"421", b"200"], said


def test_who_names_no_host_is_answered(server: Server) -> None:
    """Health checks of the oldest kind; browsers always do."""
    assert status(server, "GET /healthz HTTP/1.0\r\n\r\n") == 200


def app_of(*options: str) -> Flask:
    return create_app(read_config(options, {}))


def answers(app: Flask, host: str, **more: str) -> bool:
    """Return whether an app answers under a name; what is asked for is there."""
    found = app.test_client().get("/healthz", headers={"Host": host, **more}).status_code
    assert found in (200, 421)
    return found == 200


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.0.0.9"])
def test_on_loopback_names_are_checked_without_being_told(host: str) -> None:
    app = app_of("--host", host)
    assert all(answers(app, own) for own in OWN)
    assert not any(answers(app, foreign) for foreign in FOREIGN)


def test_on_a_network_that_told_no_name_every_name_is_answered() -> None:
    app = app_of("--host", "0.0.0.0")
    assert all(answers(app, host) for host in (*OWN, *FOREIGN))


def test_on_a_network_that_told_names_these_are_answered_and_loopback() -> None:
    app = app_of("--host", "192.0.2.7", "--hosts", "school.example")
    assert all(answers(app, host) for host in (*OWN, "school.example", "192.0.2.7:5000"))
    assert not any(answers(app, host) for host in FOREIGN)


def test_a_classroom_answers_to_the_addresses_it_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("backend.common.machine_addresses.lan_addresses", lambda: ["192.168.1.5", "10.0.0.7"])
    app = app_of("--lan", "--hosts", "school.example")
    for host in ("192.168.1.5:5000", "10.0.0.7", "school.example", "localhost"):
        assert answers(app, host)
    for told in (app, app_of("--lan")):
        assert not any(answers(told, host) for host in FOREIGN)
    # Browsers hold every name to such a certificate.
    assert answers(app_of("--lan", "--tls-cert", "a.pem", "--tls-key", "b.pem"), "school.example")


def test_behind_a_proxy_the_forwarded_host_is_the_one_that_counts() -> None:
    proxied = {"X-Forwarded-Host": "school.example"}
    untold, told = app_of("--trust-proxy"), app_of("--trust-proxy", "--hosts", "school.example")
    for app in (untold, told):
        assert answers(app, "127.0.0.1:5001")
        assert answers(app, "worker1:5000", **proxied)
        assert not answers(app, "evil.example")
    assert not answers(told, "school.example", **{"X-Forwarded-Host": "evil.example"})
    assert not answers(app_of(), "evil.example", **proxied)


def test_a_refusal_is_a_page_in_words_for_a_person() -> None:
    for language in LANGUAGES:
        headers = {"Host": "evil.example", "Accept": BROWSER, "Accept-Language": language}
        answer = app_of().test_client().get("/s", headers=headers)
        assert answer.status_code == 421
        assert LOCALES[language]["wrong_host.heading"] in answer.text
        # They would lead to the same refusal.
        assert re.search(r'<div class="choices" hidden>', answer.text)
        assert_safe(answer.headers)


@pytest.mark.parametrize(
    ("spelled", "plain"),
    [("School.Example.", "school.example"), ("[2001:DB8:0:0::5]", "2001:db8::5"), ("127.0.0.1", "127.0.0.1")],
)
def test_a_name_is_compared_in_whatever_way_it_is_spelled(spelled: str, plain: str) -> None:
    assert plain_name(spelled) == plain


def test_a_name_of_other_letters_is_told_as_people_write_it() -> None:
    assert read_config(["--hosts", "Schule-Köln.example"], {}).hosts == ("xn--schule-kln-lcb.example",)
