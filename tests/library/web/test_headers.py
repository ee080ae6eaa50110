"""Security headers of the library: on every answer of every route, as the relay has them."""

from __future__ import annotations

from pathlib import Path

import pytest

from library.web.site import PAGES, locate_in_library
from tests.backend.web.test_headers import METHODS, assert_safe, policy_of
from tests.library.teacher import make_library


def test_every_answer_of_every_route_is_safe(tmp_path: Path) -> None:
    library = make_library(tmp_path)
    lesson = library.course().lesson()
    for rule in library.client.application.url_map.iter_rules():
        path = rule.rule.replace("<path:path>", "look/base.css").replace("<lesson>", lesson)
        for method in METHODS:
            assert_safe(library.client.open(path, method=method, buffered=True).headers)


def test_pages_load_from_here_alone_and_the_worker_as_little_as_the_relays(tmp_path: Path) -> None:
    client = make_library(tmp_path).client
    policy = policy_of(client.get("/look/base.css", buffered=True).headers)
    assert policy["script-src"] == "'self'"
    assert policy["media-src"] == "'self' blob:"
    assert policy["connect-src"] == "'self' ws://localhost wss://localhost"
    worker = policy_of(client.get("/vendor/face_mesh/face_worker.js", buffered=True).headers)
    assert worker["connect-src"] == "http://localhost/vendor/face_mesh/"


def test_each_page_is_at_its_own_address_and_the_root_leads_to_the_list(tmp_path: Path) -> None:
    client = make_library(tmp_path).client
    for path in PAGES:
        answer = client.get(path, buffered=True)
        assert (answer.status_code, answer.mimetype) == (200, "text/html"), path
    assert client.get("/").headers["Location"] == "/library/"


def test_another_name_and_a_service_worker_are_refused(tmp_path: Path) -> None:
    client = make_library(tmp_path).client
    assert client.get("/library/healthz", headers={"Host": "evil.example"}).status_code == 421
    assert client.get("/look/base.css", headers={"Service-Worker": "script"}).status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "/t",
        "/s",
        "/lesson",
        "/dev",
        "/library/app.py",
        "/library/pages/.x.js",
        "/library/pages/x.py",
        "/library.db",
    ],
)
def test_what_is_not_listed_is_not_served(path: str) -> None:
    assert locate_in_library(path) is None
