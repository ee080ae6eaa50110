"""Compression: texts travel compressed to clients that accept it, and never stale."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import requests

from tests.serving import serve

WITHIN_S = 20.0


def get(url: str, **more: Any) -> requests.Response:
    return requests.get(url, timeout=WITHIN_S, **more)


@pytest.mark.parametrize("path", ["/student/main.js", "/look/base.css", "/s", "/vendor/socket.io.esm.min.js"])
def test_a_text_travels_compressed_to_whoever_understands_that(relay: str, path: str) -> None:
    plain = get(relay + path, headers={"Accept-Encoding": "identity"})
    dense = get(relay + path, headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in plain.headers
    assert dense.headers["Content-Encoding"] == "gzip"
    assert dense.content == plain.content
    assert int(dense.headers["Content-Length"]) < 0.6 * len(plain.content)
    assert dense.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding, Service-Worker"
    assert dense.headers["ETag"] != plain.headers["ETag"]
    again = {"Accept-Encoding": "gzip", "If-None-Match": dense.headers["ETag"]}
    assert get(relay + path, headers=again).status_code == 304


def test_a_range_of_a_compressed_text_is_the_whole_of_it(relay: str) -> None:
    asked = {"Accept-Encoding": "gzip", "Range": "bytes=0-9"}
    assert get(f"{relay}/student/main.js", headers=asked).status_code == 200


def test_what_was_changed_on_disk_is_sent_anew(tmp_path: Path) -> None:
    file = tmp_path / "changing.js"
    file.write_text("export const before = 1;\n" * 100, encoding="utf-8")
    with serve(overrides={"/student/main.js": file}) as server:
        assert "before" in get(f"{server.url}/student/main.js").text
        file.write_text("export const after = 1;\n" * 100, encoding="utf-8")
        assert "after" in get(f"{server.url}/student/main.js").text
