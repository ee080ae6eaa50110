"""Pages are sent with the markup of their panels in place, and anew when any of it changes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
import requests

from backend.web import composition
from backend.web.composition import BadPageError, check_pages, read_bytes, tag_of
from backend.web.static_files import PAGES, REPOSITORY, ROOM_CAMERA_PAGES
from tests.serving import serve

WITHIN_S = 20.0


def get(url: str, **more: Any) -> requests.Response:
    return requests.get(url, timeout=WITHIN_S, **more)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder that stands for the repository."""
    monkeypatch.setattr(composition, "REPOSITORY", tmp_path)
    (tmp_path / "look").mkdir()
    return tmp_path


def write_page(site: Path, *lines: str) -> Path:
    page = site / "page.html"
    page.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return page


def test_a_panel_stands_where_its_line_was_and_as_far_in(site: Path) -> None:
    (site / "look" / "panel.html").write_text("<p>\n\n  <b></b>\n</p>\n", encoding="utf-8")
    page = write_page(site, "<main>", "  <!-- panel: look/panel.html -->", "</main>")
    assert read_bytes(page) == b"<main>\n  <p>\n\n    <b></b>\n  </p>\n</main>\n"


def test_a_page_without_panels_is_its_file(site: Path) -> None:
    page = write_page(site, "<main></main>")
    assert read_bytes(page) == page.read_bytes()
    assert tag_of(page) == f"{page.stat().st_mtime_ns:x}"


def test_a_changed_panel_changes_the_page_and_its_tag(site: Path) -> None:
    panel = site / "look" / "panel.html"
    panel.write_text("<p>before</p>\n", encoding="utf-8")
    page = write_page(site, "<!-- panel: look/panel.html -->")
    before = (read_bytes(page), tag_of(page))
    panel.write_text("<p>after</p>\n", encoding="utf-8")
    os.utime(panel, ns=(1, 1))  # an older file in its place is a change too
    assert (read_bytes(page), before[0]) == (b"<p>after</p>\n", b"<p>before</p>\n")
    assert tag_of(page) != before[1]


@pytest.mark.parametrize(
    "name",
    [
        "look/missing.html",
        "../panel.html",
        "look/../panel.html",
        "/etc/passwd.html",
        "panel.html",
        "look",
        "",
    ],
)
def test_a_panel_that_is_none_is_refused_in_words(site: Path, name: str) -> None:
    (site / "panel.html").write_text("<p></p>\n", encoding="utf-8")
    with pytest.raises(BadPageError, match=r"page\.html"):
        read_bytes(write_page(site, f"<!-- panel: {name} -->"))


def test_a_panel_inside_a_panel_or_beside_text_is_refused(site: Path) -> None:
    (site / "look" / "inner.html").write_text("<p></p>\n", encoding="utf-8")
    (site / "look" / "outer.html").write_text("<!-- panel: look/inner.html -->\n", encoding="utf-8")
    for line in ("<!-- panel: look/outer.html -->", "<p><!-- panel: look/inner.html --></p>"):
        with pytest.raises(BadPageError):
            read_bytes(write_page(site, line))


def test_every_page_of_the_site_composes() -> None:
    check_pages()


def test_every_panel_of_the_board_belongs_to_one_page() -> None:
    files = [*PAGES.values(), *ROOM_CAMERA_PAGES.values()]
    pages = [(REPOSITORY / file).read_text(encoding="utf-8") for file in files if "html" in file]
    whole = {REPOSITORY / file for file in files}
    for panel in sorted({*(REPOSITORY / "teacher").rglob("*.html")} - whole):
        line = f"<!-- panel: {panel.relative_to(REPOSITORY).as_posix()} -->"
        # The sign is printed from the board and from the page that counts.
        assert sum(page.count(line) for page in pages) == (2 if panel.name == "sign.html" else 1), panel


def test_a_composed_page_is_not_sent_twice_and_travels_compressed(relay: str) -> None:
    for encoding in ("gzip", "identity"):
        first = get(f"{relay}/t", headers={"Accept-Encoding": encoding})
        asked = {"Accept-Encoding": encoding, "If-None-Match": first.headers["ETag"]}
        assert first.content == read_bytes(REPOSITORY / PAGES["/t"])
        assert first.headers.get("Content-Encoding", "identity") == encoding
        assert get(f"{relay}/t", headers=asked).status_code == 304


def test_a_page_that_names_a_missing_panel_is_an_error_in_words(tmp_path: Path) -> None:
    page = tmp_path / "board.html"
    page.write_text("<!-- panel: teacher/board/missing.html -->\n", encoding="utf-8")
    with serve(overrides={"/t": page}) as server:
        answer = get(f"{server.url}/t", headers={"Accept": "application/json"})
        assert (answer.status_code, answer.json()["error"]) == (500, "server_error")
        assert "teacher/board/missing.html" in answer.json()["message"]
