"""Pages are sent with the markup of their panels in place, and anew when any of it changes."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest
import requests

from backend.web import composition
from backend.web.composition import BadPageError, body_of, check_pages, read_bytes, tag_of
from backend.web.static_files import PAGES, REPOSITORY, ROOM_CAMERA_PAGES, Asset
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


def test_style_sheets_come_in_one_in_their_order_and_anew_when_one_changes(site: Path) -> None:
    for name in ("base", "more"):
        (site / "look" / f"{name}.css").write_text(f"#{name} {{}}\n", encoding="utf-8")
    links = [f'  <link rel="stylesheet" href="/look/{name}.css">' for name in ("more", "base")]
    without = '  <noscript><link rel="stylesheet" href="/look/no_script.css"></noscript>'
    page = write_page(site, "<head>", *links, without, "</head>")
    link = '  <link rel="stylesheet" href="/page.html.css">'
    assert read_bytes(page).decode().splitlines() == ["<head>", link, without, "</head>"]
    sheets = Asset(page, "text/css", is_sheets=True)
    assert body_of(sheets) == b"/* more.css */\n#more {}\n\n/* base.css */\n#base {}\n"
    before = tag_of(page)
    (site / "look" / "base.css").write_text("#base { color: red }\n", encoding="utf-8")
    os.utime(site / "look" / "base.css", ns=(1, 1))
    assert b"red" in body_of(sheets)
    assert tag_of(page) != before


def test_a_page_with_one_sheet_keeps_its_link(site: Path) -> None:
    (site / "look" / "base.css").write_text("", encoding="utf-8")
    page = write_page(site, '<link rel="stylesheet" href="/look/base.css">')
    assert read_bytes(page) == page.read_bytes()


@pytest.mark.parametrize("name", ["look/missing.css", "look/../page.css", "page.css", "look/panel.html"])
def test_a_sheet_that_is_none_is_refused_in_words(site: Path, name: str) -> None:
    (site / "page.css").write_text("", encoding="utf-8")
    page = write_page(site, *[f'<link rel="stylesheet" href="/{name}">'] * 2)
    with pytest.raises(BadPageError, match=r"page\.html"):
        body_of(Asset(page, "text/css", is_sheets=True))


def test_a_sheet_that_imports_another_is_refused_in_words(site: Path) -> None:
    (site / "look" / "base.css").write_text('@import url("/look/more.css");', encoding="utf-8")
    page = write_page(site, '<link rel="stylesheet" href="/look/base.css">')
    with pytest.raises(BadPageError, match="imports"):
        body_of(Asset(page, "text/css", is_sheets=True))


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


@pytest.mark.parametrize("page", ["/", "/t", "/s", "/lesson", "/p"])
def test_a_page_asks_for_its_style_sheets_once(relay: str, page: str) -> None:
    links = re.findall(r'^ *<link rel="stylesheet" href="(.*)" ?/?>$', get(relay + page).text, re.MULTILINE)
    (link,) = (link for link in links if not link.startswith("/vendor/"))
    for encoding in ("gzip", "identity"):
        first = get(relay + link, headers={"Accept-Encoding": encoding})
        assert (first.status_code, first.headers["Content-Type"]) == (200, "text/css; charset=utf-8")
        assert first.headers.get("Content-Encoding", "identity") == encoding
        assert "/* base.css */" in first.text
        asked = {"Accept-Encoding": encoding, "If-None-Match": first.headers["ETag"]}
        assert get(relay + link, headers=asked).status_code == 304


def test_only_a_page_has_style_sheets(relay: str) -> None:
    for name in ("nothing.html.css", "board/nothing.html.css", "board/invite/invite.html.css"):
        assert get(f"{relay}/teacher/{name}").status_code == 404


def test_a_page_that_names_a_missing_panel_is_an_error_in_words(tmp_path: Path) -> None:
    page = tmp_path / "board.html"
    page.write_text("<!-- panel: teacher/board/missing.html -->\n", encoding="utf-8")
    with serve(overrides={"/t": page}) as server:
        answer = get(f"{server.url}/t", headers={"Accept": "application/json"})
        assert (answer.status_code, answer.json()["error"]) == (500, "server_error")
        assert "teacher/board/missing.html" in answer.json()["message"]
