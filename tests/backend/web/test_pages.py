"""What the server hands out: pages and files on the list, the right types and headers, and nothing else."""

from __future__ import annotations

import json
import socket
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests

from backend.common.version import VERSION
from backend.rooms.codes import read_room_code
from backend.web.composition import read_bytes
from backend.web.static_files import (
    FACE_MESH,
    FOLDERS,
    LIBRARIES,
    REPOSITORY,
    ROOM_CAMERA_FOLDERS,
    ROOM_CAMERA_PAGES,
    face_detection_folder,
    face_mesh_folder,
)
from tests.serving import serve

WITHIN_S = 20.0


def get(url: str, **more: Any) -> requests.Response:
    return requests.get(url, timeout=WITHIN_S, **more)


def raw(url: str, request: bytes) -> bytes:
    """Send bytes as they are, since clients tidy paths and hosts up, and return the answer."""
    parts = urlsplit(url)
    with socket.create_connection((str(parts.hostname), int(parts.port or 80)), WITHIN_S) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b""))


@pytest.mark.parametrize(
    ("path", "file"),
    [
        ("/", "teacher/start/start.html"),
        ("/t", "teacher/board/board.html"),
        ("/lesson", "teacher/report/lesson.html"),
        ("/s", "student/index.html"),
        ("/p", "teacher/projector/projector.html"),
        ("/favicon.ico", "look/icon.svg"),
        ("/protocol/messages.js", "protocol/messages.js"),
        ("/vendor/face_mesh/face_worker.js", "capture/worker/face_worker.js"),
    ],
)
def test_a_page_is_its_file_of_the_repository_with_its_panels(relay: str, path: str, file: str) -> None:
    answer = get(relay + path)
    assert (answer.status_code, answer.content) == (200, read_bytes(REPOSITORY / file))
    assert answer.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    ("path", "type_"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/look/base.css", "text/css; charset=utf-8"),
        ("/look/icon.svg", "image/svg+xml; charset=utf-8"),
        ("/look/words.js", "text/javascript; charset=utf-8"),
        ("/protocol/messages.schema.json", "application/json"),
        ("/student/locales/ar.json", "application/json"),
        ("/teacher/locales/ar.js", "text/javascript; charset=utf-8"),
        ("/vendor/socket.io.esm.min.js", "text/javascript; charset=utf-8"),
        ("/vendor/qrcode.mjs", "text/javascript; charset=utf-8"),
        (f"{face_mesh_folder()}/face_mesh.binarypb", "application/octet-stream"),
        (f"{face_mesh_folder()}/face_mesh_untracked.binarypb", "application/octet-stream"),
        (f"{face_mesh_folder()}/face_mesh_solution_wasm_bin.wasm", "application/wasm"),
    ],
)
def test_a_file_has_its_type(relay: str, path: str, type_: str) -> None:
    assert get(relay + path).headers["Content-Type"] == type_


def test_a_languages_sentences_come_as_a_script_too(relay: str) -> None:
    sentences = (REPOSITORY / "look" / "locales" / "de.json").read_bytes()
    for encoding in ("gzip", "identity"):
        answer = get(f"{relay}/look/locales/de.js", headers={"Accept-Encoding": encoding})
        assert answer.content == b"export default " + sentences.rstrip() + b";\n"
    assert get(f"{relay}/look/locales/xx.js").status_code == 404


def test_an_unchanged_file_is_not_sent_twice(relay: str) -> None:
    first = get(f"{relay}/look/base.css")
    again = get(f"{relay}/look/base.css", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_face_mesh_is_kept_for_ever_under_its_version_alone(relay: str) -> None:
    pinned = json.loads((REPOSITORY / "package.json").read_text(encoding="utf-8"))["dependencies"]
    folder = f"{relay}/vendor/face_mesh"
    kept = get(f"{folder}/{pinned['@mediapipe/face_mesh']}/face_mesh.js")
    assert kept.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert kept.content == (FACE_MESH / "face_mesh.js").read_bytes()
    assert get(f"{folder}/0.0.1/face_mesh.js").status_code == 404
    assert get(f"{folder}/face_mesh.js").status_code == 404


def test_the_worker_asks_for_the_installed_version_of_face_mesh() -> None:
    script = (REPOSITORY / "capture" / "worker" / "dom_shim.js").read_text(encoding="utf-8")
    assert f'FACE_MESH_FOLDER = "{face_mesh_folder()}"' in script


@pytest.mark.parametrize(
    "path",
    ["/", "/s", "/t", "/student/main.js", "/look/base.css", "/vendor/face_mesh/face_worker.js", *LIBRARIES],
)
def test_everything_else_is_asked_for_anew_each_time(relay: str, path: str) -> None:
    for encoding in ("gzip", "identity"):
        headers = get(relay + path, headers={"Accept-Encoding": encoding}).headers
        assert headers["Cache-Control"] == "no-cache"
        assert headers["ETag"] != ""


@pytest.mark.parametrize(
    "path",
    [
        "/README.md",
        "/backend/app.py",
        "/signals/pipeline.py",
        "/signals/__pycache__/x.js",
        "/package.json",
        "/tests/serving.py",
        "/docs/protocol.md",
        "/.git/config",
        "/look/.hidden.css",
        "/look",
        "/look/",
        "/look/../package.json",
        "/look/%2e%2e/package.json",
        "/look/..%2fpackage.json",
        "/look/..%5cpackage.json",
        "/look//etc/hosts.json",
        "//etc/passwd",
        f"{face_mesh_folder()}/package.json",
        f"{face_mesh_folder()}/index.d.ts",
        "/vendor/face_mesh/../../../package.json",
        "/node_modules/qrcode-generator/dist/qrcode.mjs",
        "/look/%00.css",
        f"/look/{'x' * 300}.css",
        f"/look/{'x/' * 3000}x.css",
        f"{face_mesh_folder()}/{'x' * 300}.js",
    ],
)
def test_nothing_else_of_the_repository_is_handed_out(relay: str, path: str) -> None:
    answer = raw(relay, f"GET {path} HTTP/1.0\r\nHost: localhost\r\n\r\n".encode("ascii"))
    assert b" 404 " in answer.splitlines()[0]
    assert b'"error":"not_found"' in answer


DEV_PATHS = ["/dev", "/dev/main.js", "/dev/dev_worker.js", "/vendor/face_mesh/dev_worker.js"]


@pytest.mark.parametrize("path", DEV_PATHS)
def test_nothing_of_the_developers_is_served_without_dev(relay: str, path: str) -> None:
    assert get(relay + path).status_code == 404


def test_with_dev_the_developers_page_connects_to_nothing_but_the_parameters() -> None:
    with serve("--dev") as server:
        assert [get(server.url + path).status_code for path in DEV_PATHS] == [200] * 4
        policy = get(f"{server.url}/dev").headers["Content-Security-Policy"]
        assert f"connect-src {server.url}/signals/parameters.json;" in policy
        assert "unsafe" not in policy
        workers = [get(f"{server.url}/vendor/face_mesh/{name}_worker.js") for name in ("dev", "face")]
        policies = {answer.headers["Content-Security-Policy"] for answer in workers}
        assert len(policies) == 1


def test_every_file_of_a_served_folder_has_a_served_path(relay: str) -> None:
    for folder in FOLDERS:
        for file in (REPOSITORY / folder).rglob("*"):
            if file.suffix in (".js", ".css", ".html", ".svg") and not file.name.startswith("."):
                path = f"/{file.relative_to(REPOSITORY)}"
                status = 404 if path.startswith(ROOM_CAMERA_FOLDERS) else 200
                assert get(relay + path).status_code == status, path


ROOM_CAMERA_PATHS = [
    *ROOM_CAMERA_PAGES,
    "/teacher/audience/audience.js",
    "/capture/audience/counter.js",
    "/signals/audience/tiles.js",
    f"{face_detection_folder()}/face_detection.js",
    f"{face_detection_folder()}/face_detection_full.binarypb",
]


@pytest.mark.parametrize("path", ROOM_CAMERA_PATHS)
def test_nothing_of_the_room_camera_is_served_without_its_option(relay: str, path: str) -> None:
    assert get(relay + path).status_code == 404


def test_with_its_option_the_room_camera_is_served_whole_and_offered() -> None:
    with serve("--room-camera", "count") as server:
        assert [get(server.url + path).status_code for path in ROOM_CAMERA_PATHS] == [200] * 7
        assert get(f"{server.url}/rooms").json()["room_cameras"] == ["count"]
        assert "READROOM_ROOM_CAMERA" not in server.read_output()
    with serve("--room-camera", "direction") as server:
        assert "AI Act" in server.read_output().partition("Room camera")[2]


@pytest.mark.parametrize(
    "host", ["a;b", "a b", "x' 'unsafe-inline", "a/b", "a,b", "[::1", "a:b", "é", "a" * 300]
)
def test_a_host_that_could_break_out_of_a_policy_is_refused(relay: str, host: str) -> None:
    answer = raw(relay, f"GET /s HTTP/1.0\r\nHost: {host}\r\n\r\n".encode())
    assert b" 400 " in answer.splitlines()[0]
    assert b'"error": "bad_message"' in answer
    assert b"Content-Security-Policy: default-src 'none'; frame-ancestors 'none'" in answer


def test_proxy_headers_are_not_believed_unless_configured(relay: str) -> None:
    forwarded = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "school.example"}
    made = requests.post(f"{relay}/rooms", json={"policy": "ask"}, headers=forwarded, timeout=WITHIN_S).json()
    assert made["student_url"].startswith(f"{relay}/s#")


def test_links_behind_a_trusted_proxy_are_the_proxys() -> None:
    forwarded = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "school.example"}
    with serve("--trust-proxy", "yes") as server:
        made = requests.post(
            f"{server.url}/rooms", json={"policy": "ask"}, headers=forwarded, timeout=WITHIN_S
        )
        assert made.json()["teacher_url"].startswith("https://school.example/t#")
        assert "wss://school.example" in made.headers["Content-Security-Policy"]


def test_health_is_ok(relay: str) -> None:
    assert get(f"{relay}/healthz").json() == {"ok": True, "version": VERSION}


def test_a_made_room_keeps_its_sensitivity(relay: str) -> None:
    wanted = {"policy": "ask", "sensitivity": "brow"}
    made = requests.post(f"{relay}/rooms", json=wanted, timeout=WITHIN_S).json()
    assert read_room_code(made["code"]).sensitivity == "brow"


def test_the_start_page_learns_what_may_be_made(relay: str) -> None:
    assert get(f"{relay}/rooms").json() == {
        "ok": True,
        "policies": ["labels", "ask", "presence", "self"],
        "create_key": False,
    }


def test_a_made_room_is_what_was_asked_for(relay: str) -> None:
    wanted: dict[str, str | bool] = {"policy": "presence", "proctoring": True, "anonymous": True}
    answer = requests.post(f"{relay}/rooms", json=wanted, timeout=WITHIN_S)
    made = answer.json()
    room = read_room_code(made["code"])
    assert (answer.status_code, made["ok"]) == (201, True)
    assert set(made) == {"ok", "code", "student_url", "teacher_url", "expires_at"}
    assert (room.policy, room.proctoring, room.anonymous) == ("presence", True, True)
    assert made["student_url"] == f"{relay}/s#{made['code']}"
    assert made["teacher_url"].startswith(f"{relay}/t#{made['code']}.{made['expires_at'] // 1000}.")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"{}",
        b'{"policy": "all"}',
        b'{"policy": ["labels"]}',
        b'{"policy": "labels", "proctoring": "yes"}',
        b'{"policy": "labels", "anonymous": 1}',
        b'{"policy": "labels", "name": "Maths"}',
        b'{"policy": "self", "proctoring": true}',
        b'{"policy": "labels", "sensitivity": "lax"}',
        b'{"policy": "labels", "sensitivity": null}',
        b'{"policy": "presence", "sensitivity": "brow"}',
        b'{"policy": "self", "sensitivity": "balanced"}',
        b"[" * 10_000,
        b"\xff",
    ],
)
def test_a_wrong_room_request_is_refused_in_words(relay: str, body: bytes) -> None:
    headers = {"Content-Type": "application/json"}
    answer = requests.post(f"{relay}/rooms", data=body, headers=headers, timeout=WITHIN_S)
    assert (answer.status_code, answer.json()["error"]) == (400, "bad_message")
    assert len(answer.json()["message"]) > 10


def test_a_form_of_another_site_makes_no_room(relay: str) -> None:
    answer = requests.post(f"{relay}/rooms", data='{"policy": "ask"}', timeout=WITHIN_S)
    assert (answer.status_code, answer.json()["error"]) == (400, "bad_message")


def test_a_large_request_is_refused(relay: str) -> None:
    answer = requests.post(f"{relay}/rooms", json={"policy": "x" * 20_000}, timeout=WITHIN_S)
    assert (answer.status_code, answer.json()["error"]) == (413, "too_large")


def test_a_create_key_is_asked_for_where_there_is_one() -> None:
    with serve("--create-key", "open sesame") as server:
        url = f"{server.url}/rooms"
        assert get(url).json()["create_key"] is True
        for key in (None, "", "open", "é"):
            headers = {} if key is None else {"X-Readroom-Create-Key": key.encode("utf-8")}
            answer = requests.post(url, json={"policy": "ask"}, headers=headers, timeout=WITHIN_S)
            assert (answer.status_code, answer.json()["error"]) == (403, "bad_create_key")
        headers = {"X-Readroom-Create-Key": b"open sesame"}
        assert (
            requests.post(url, json={"policy": "ask"}, headers=headers, timeout=WITHIN_S).status_code == 201
        )


def test_no_option_of_the_real_server_puts_a_file_in_place_of_another() -> None:
    with serve(variables={"READROOM_OVERRIDES": f"{face_mesh_folder()}/face_mesh.js=README.md"}) as server:
        answer = get(f"{server.url}{face_mesh_folder()}/face_mesh.js")
        assert answer.content == (FACE_MESH / "face_mesh.js").read_bytes()


def test_a_tests_server_puts_its_own_file_in_place() -> None:
    path = f"{face_mesh_folder()}/face_mesh.js"
    with serve(overrides={path: REPOSITORY / "look" / "words.js"}) as server:
        assert get(server.url + path).content == (REPOSITORY / "look" / "words.js").read_bytes()
