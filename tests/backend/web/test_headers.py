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
from backend.settings.config import Config
from backend.web.headers import policy_edition
from backend.web.static_files import FACE_MESH, REPOSITORY, face_detection_folder, face_mesh_folder
from tests.backend.web.test_pages import WITHIN_S, get

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


def policy_of(headers: Headers | Mapping[str, str]) -> dict[str, str]:
    """Return the directives of an answer's policy."""
    directives = headers["Content-Security-Policy"].split(";")
    return dict(directive.strip().split(" ", 1) for directive in directives)


@pytest.fixture(scope="module")
def app() -> Flask:
    """Return an app that serves all it can, with a route that fails."""
    app = create_app(Config(metrics=True, room_camera="direction"))
    app.add_url_rule("/fails", view_func=lambda: str(1 / 0))
    return app


def answers(app: Flask) -> Iterator[TestResponse]:
    """Yield what every route of an app answers to every method."""
    client = app.test_client()
    for rule in app.url_map.iter_rules():
        path = rule.rule.replace("<path:path>", "look/base.css")
        for method in METHODS:
            yield client.open(path, method=method, buffered=True)


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
    tag = client.get("/look/base.css", buffered=True).headers["ETag"]
    answer = client.get("/look/base.css", headers={"If-None-Match": tag}, buffered=True)
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


@pytest.mark.parametrize("path", ["/lesson", "/teacher/report/lesson.html"])
def test_a_lesson_plays_local_files_and_connects_nowhere(relay: str, path: str) -> None:
    directives = policy_of(get(relay + path).headers)
    assert directives["connect-src"] == directives["default-src"] == "'none'"
    assert directives["media-src"] == "blob:"
    assert directives["script-src"] == "'self'"
    assert "worker-src" not in directives


def test_only_whom_the_server_names_shows_a_student_page_or_a_board_inside_its_own() -> None:
    panel = "chrome-extension://abcdefghijklmnopabcdefghijklmnop"
    client = create_app(Config(frame_ancestors=(panel, "https://school.example"))).test_client()
    for path in ("/s", "/t"):
        answer = client.get(path, buffered=True)
        assert policy_of(answer.headers)["frame-ancestors"] == f"{panel} https://school.example"
        assert "X-Frame-Options" not in answer.headers
    for path in ("/", "/lesson", "/look/base.css", "/rooms", "/nothing", "/vendor/face_mesh/face_worker.js"):
        assert_safe(client.get(path, buffered=True).headers)
    # Or a browser would go on with the policy that it keeps.
    before = create_app(Config()).test_client().get("/s", buffered=True)
    assert before.headers["ETag"] != client.get("/s", buffered=True).headers["ETag"]


def worker_scripts() -> Iterator[str]:
    """Give the path of every script that the worker's policy lets it load."""
    yield "/vendor/face_mesh/face_worker.js"
    yield from (f"{face_mesh_folder()}/{file.name}" for file in FACE_MESH.glob("*.js"))
    for folder in ("capture", "signals"):
        for file in (REPOSITORY / folder).rglob("*.js"):
            yield f"/{file.relative_to(REPOSITORY)}"
    yield "/capture/face_tracker.js/"  # the same file by another name


def test_whatever_may_become_a_worker_in_the_worker_reaches_face_mesh_alone(app: Flask) -> None:
    own = "http://localhost"
    folders = [f"{own}/{folder}/" for folder in ("vendor/face_mesh", "capture", "signals")]
    scripts = list(worker_scripts())
    assert "/capture/worker/observer.js" in scripts
    for script in scripts:
        answer = app.test_client().get(script, buffered=True)
        directives = policy_of(answer.headers)
        assert answer.status_code == 200, script
        assert directives["default-src"] == "'none'", script
        assert directives["script-src"].split() == [*folders, "'unsafe-eval'"]
        assert directives["worker-src"].split() == folders[1:]
        assert directives["connect-src"] == folders[0]


def test_the_room_cameras_worker_reaches_its_two_libraries_alone(app: Flask) -> None:
    own = "http://localhost"
    folders = [f"{own}/vendor/{name}/" for name in ("face_detection", "face_mesh")]
    modules = [f"{own}/{folder}/" for folder in ("capture", "signals")]
    for script in ("audience_worker.js", f"{face_detection_folder().rpartition('/')[2]}/face_detection.js"):
        answer = app.test_client().get(f"/vendor/face_detection/{script}", buffered=True)
        directives = policy_of(answer.headers)
        assert (answer.status_code, directives["default-src"]) == (200, "'none'")
        assert directives["script-src"].split() == [*folders, *modules, "'unsafe-eval'"]
        assert directives["worker-src"].split() == modules
        assert directives["connect-src"].split() == folders


@pytest.mark.parametrize("page", ["/", "/s", "/t", "/student/index.html"])
def test_a_page_keeps_its_own_policy_wherever_it_is(relay: str, page: str) -> None:
    first = get(relay + page)
    again = get(relay + page, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert policy_of(first.headers)["style-src"] == policy_of(again.headers)["style-src"] == "'self'"


def test_another_policy_is_another_tag_as_an_unchanged_answer_keeps_the_old_one() -> None:
    environ = {"HTTP_HOST": "school.test", "wsgi.url_scheme": "https", "PATH_INFO": "/capture/worker/luma.js"}
    assert policy_edition(environ) != policy_edition({**environ, "wsgi.url_scheme": "http"})
    app = create_app(Config(hosts=("school.test", "college.test")))
    client, path = app.test_client(), "/capture/worker/luma.js"
    found = [
        client.get(path, headers={"Host": host}, buffered=True) for host in ("school.test", "college.test")
    ]
    assert len({answer.headers["ETag"] for answer in found}) == 2


@pytest.mark.parametrize("path", ["/capture//x.js", "/capture/..%2f/teacher/board/main.js", "/signals/"])
def test_nothing_leads_from_the_workers_folders_elsewhere(relay: str, path: str) -> None:
    # A policy forgets its folders behind a redirect.
    assert get(relay + path, allow_redirects=False).status_code == 404
