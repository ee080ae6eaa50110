"""Service workers: the request for such a script is refused at every path."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import requests

from backend.web.static_files import face_mesh_folder
from tests.backend.web.test_headers import assert_safe
from tests.backend.web.test_pages import WITHIN_S, get
from tests.serving import serve

PATHS = ("/student/main.js", "/vendor/face_mesh/face_worker.js", "/s", "/rooms", "/healthz", "/nothing")


@pytest.fixture(scope="module", params=["eventlet", "gevent"])
def url(request: pytest.FixtureRequest) -> Iterator[str]:
    with serve("--async-mode", request.param) as server:
        yield server.url


@pytest.mark.parametrize("path", [*PATHS, "/socket.io/?EIO=4", f"{face_mesh_folder()}/face_mesh.js"])
def test_a_service_workers_script_is_refused_at_every_path(url: str, path: str) -> None:
    for headers in ({"Service-Worker": "script"}, {"service-worker": "SCRIPT"}, {"SERVICE-WORKER": "Script"}):
        answer = get(url + path, headers=headers)
        assert (answer.status_code, answer.json()["error"]) == (403, "not_allowed")
        assert set(answer.json()) == {"ok", "error", "message"}
        assert answer.headers["Cache-Control"] == "no-store"
        assert_safe(answer.headers)


def test_an_unchanged_script_is_refused_as_well(url: str) -> None:
    tag = get(f"{url}/student/main.js").headers["ETag"]
    headers = {"If-None-Match": tag, "Service-Worker": "script"}
    assert requests.get(f"{url}/student/main.js", headers=headers, timeout=WITHIN_S).status_code == 403


def test_what_a_browser_keeps_for_ever_is_not_kept_for_service_workers(url: str) -> None:
    """One that reads its store first must not find there what the server would refuse."""
    for path in (f"{face_mesh_folder()}/face_mesh.js", "/student/main.js"):
        for encoding in ("gzip", "identity"):
            vary = get(url + path, headers={"Accept-Encoding": encoding}).headers["Vary"]
            assert "Service-Worker" in [name.strip() for name in vary.split(",")]
