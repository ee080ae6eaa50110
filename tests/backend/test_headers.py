"""Security headers: on every response of every route, whatever becomes of the request."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

import pytest
import requests
from flask import Flask
from werkzeug.datastructures import Headers
from werkzeug.test import TestResponse

from backend.app import create_app
from backend.config import Config
from tests.backend.test_pages import WITHIN_S, get

EVERYWHERE = {
    "Permissions-Policy": "camera=(self), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'none'",
}
METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE")


def assert_safe(headers: Headers | Mapping[str, str]) -> None:
    for name, value in EVERYWHERE.items():
        assert headers[name].startswith(value), name
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "Set-Cookie" not in headers


@pytest.fixture(scope="module")
def app() -> Flask:
    """Return an app that serves all it can, with a route that fails."""
    app = create_app(Config(metrics=True))
    app.add_url_rule("/fails", view_func=lambda: str(1 / 0))
    return app


def answers(app: Flask) -> Iterator[TestResponse]:
    """Yield what every route of an app answers to every method."""
    client = app.test_client()
    for rule in app.url_map.iter_rules():
        path = rule.rule.replace("<path:path>", "look/base.css")
        for method in METHODS:
            yield client.open(path, method=method)


def test_every_route_and_method_has_them(app: Flask) -> None:
    statuses = set()
    for answer in answers(app):
        assert_safe(answer.headers)
        statuses.add(answer.status_code)
    assert {200, 400, 405, 500} <= statuses


def test_a_room_that_was_made_has_them(app: Flask) -> None:
    answer = app.test_client().post("/rooms", json={"policy": "ask"})
    assert answer.status_code == 201
    assert_safe(answer.headers)


def test_an_unchanged_file_has_them(app: Flask) -> None:
    client = app.test_client()
    tag = client.get("/look/base.css").headers["ETag"]
    answer = client.get("/look/base.css", headers={"If-None-Match": tag})
    assert answer.status_code == 304
    assert_safe(answer.headers)


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/t", "/s", "/rooms", "/healthz", "/nothing", "/metrics", "/look/base.css", "/look/../x"),
        *("/socket.io/?EIO=4", "/socket.io/?EIO=4&transport=websocket", "/socket.io/x", "/%00", "/s?a=<b>"),
    ],
)
def test_the_real_server_sends_them_with_everything(relay: str, path: str) -> None:
    assert_safe(get(relay + path).headers)


def test_a_request_that_is_too_large_has_them(relay: str) -> None:
    answer = requests.post(f"{relay}/rooms", json={"policy": "x" * 20_000}, timeout=WITHIN_S)
    assert answer.status_code == 413
    assert_safe(answer.headers)


def test_a_page_may_not_eval_and_connects_to_its_own_host_alone(relay: str) -> None:
    host = urlsplit(relay).netloc
    policy = get(f"{relay}/s").headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "wasm" not in policy
    assert f"connect-src 'self' ws://{host} wss://{host};" in policy


def test_the_worker_may_eval_and_reaches_its_own_folder_alone(relay: str) -> None:
    policy = get(f"{relay}/vendor/face_mesh/face_worker.js").headers["Content-Security-Policy"]
    directives = dict(directive.strip().split(" ", 1) for directive in policy.split(";"))
    assert directives["default-src"] == "'none'"
    folders = [f"{relay}/{folder}/" for folder in ("vendor/face_mesh", "student", "signals")]
    assert directives["script-src"].split() == [*folders, "'unsafe-eval'"]
    assert directives["worker-src"] == "'none'"
    assert directives["connect-src"] == f"{relay}/vendor/face_mesh/"
