"""Error pages: a person reads a page in their language, with links; programs get JSON."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import requests
from flask import Flask

from backend.app import create_app
from backend.settings.config import Config
from backend.web.redirects import meant_path
from backend.web.refusal_page import LANGUAGES
from backend.web.static_files import OPENED, REPOSITORY
from tests.backend.web.test_pages import WITHIN_S, raw

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
LOCALES = {
    language: json.loads((REPOSITORY / "backend" / "web" / "locales" / f"{language}.json").read_text("utf-8"))
    for language in LANGUAGES
}


def open_as_person(url: str, language: str = "en", method: str = "GET") -> requests.Response:
    headers = {"Accept": BROWSER, "Accept-Language": f"{language},en;q=0.3"}
    return requests.request(method, url, headers=headers, timeout=WITHIN_S, allow_redirects=False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_address_is_a_page_in_the_visitors_language(relay: str, language: str) -> None:
    answer = open_as_person(f"{relay}/nothing/here", f"{language}-EG")
    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert LOCALES[language]["not_found.heading"] in answer.text
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in answer.text
    assert {'href="/s"', 'href="/"'} <= set(re.findall(r'href="[^"]*"', answer.text))
    assert {"Accept", "Accept-Language"} <= set(re.split(", *", answer.headers["Vary"]))
    assert "style-src 'self'" in answer.headers["Content-Security-Policy"]


def test_another_language_reads_english(relay: str) -> None:
    assert LOCALES["en"]["not_found.heading"] in open_as_person(f"{relay}/nothing", "ja").text


@pytest.mark.parametrize("accept", ["*/*", "application/json", "application/json, text/html;q=0.5", "", None])
@pytest.mark.parametrize("path", ["/nothing", "/s/", "/S", "/look/nothing.css"])
def test_a_program_gets_the_one_shape_for_the_same_addresses(
    relay: str, path: str, accept: str | None
) -> None:
    with requests.Session() as program:
        program.headers.pop("Accept")
        program.headers.update({} if accept is None else {"Accept": accept})
        answer = program.get(relay + path, timeout=WITHIN_S, allow_redirects=False)
    assert (answer.status_code, answer.json()["error"]) == (404, "not_found")


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/s/", "/s"),
        ("/S", "/s"),
        ("/T/", "/t"),
        ("/Lesson", "/lesson"),
        ("/P/", "/p"),
        ("/LESSON/", "/lesson"),
        ("/s.", "/s"),
        ("/s)", "/s"),
        ("/s%E2%80%8B", "/s"),
        ("/S/?utm_source=teams", "/s?utm_source=teams"),
        ("/s%2307QM4-F2P9H", "/s#07QM4-F2P9H"),
        ("/t%2307QM4-F2P9H.1790000000.a_b-c", "/t#07QM4-F2P9H.1790000000.a_b-c"),
        ("/%20", "/"),
    ],
)
def test_an_address_as_people_type_it_leads_to_the_page(relay: str, path: str, page: str) -> None:
    for method in ("GET", "HEAD"):
        answer = open_as_person(relay + path, method=method)
        assert (answer.status_code, answer.headers["Location"]) == (301, page)
        # Else a browser would keep it for ever.
        assert answer.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    "path", ["/sx", "/s/x", "/student", "/look/", "/.git/", "/s%2F..%2Ft", "/7", "/dev/"]
)
def test_what_means_no_page_leads_nowhere(relay: str, path: str) -> None:
    assert open_as_person(relay + path).status_code == 404


@pytest.mark.parametrize(
    "path", ["/s#a b\r\nX: y", "/s#<script>", "/s#\u202e", "/S//evil.example", "//s#//x"]
)
def test_no_path_leads_elsewhere(path: str) -> None:
    meant = meant_path(path, OPENED)
    assert meant is None or re.fullmatch(r"/s#[A-Za-z0-9%._~?&=-]*", meant)


@pytest.fixture(scope="module")
def app() -> Flask:
    app = create_app(Config())
    app.add_url_rule("/fails", view_func=lambda: str(1 / 0))
    return app


@pytest.mark.parametrize(
    ("method", "path", "status", "words"),
    [
        ("GET", "/fails", 500, "server_error"),
        ("POST", "/s", 405, "refused"),
        ("POST", "/rooms", 400, "refused"),
        ("GET", "/nothing", 404, "not_found"),
    ],
)
def test_each_refusal_that_a_person_sees_has_words(
    app: Flask, method: str, path: str, status: int, words: str
) -> None:
    for language in LANGUAGES:
        answer = app.test_client().open(
            path, method=method, headers={"Accept": BROWSER, "Accept-Language": language}
        )
        assert answer.status_code == status
        assert LOCALES[language][f"{words}.heading"] in answer.text
        assert "not_found.about" not in answer.text
        assert "$" not in answer.text


def test_a_body_that_is_too_large_is_a_page_as_well(relay: str) -> None:
    headers = {"Accept": BROWSER}
    answer = requests.post(f"{relay}/rooms", json=["x" * 20_000], headers=headers, timeout=WITHIN_S)
    assert (answer.status_code, answer.headers["Content-Type"]) == (413, "text/html; charset=utf-8")


def test_a_host_that_no_page_may_have_is_told_in_words_too(relay: str) -> None:
    asked = f"GET /s HTTP/1.0\r\nHost: a;b\r\nAccept: {BROWSER}\r\nAccept-Language: de\r\n\r\n"
    answer = raw(relay, asked.encode()).decode()
    assert answer.splitlines()[0].split()[1] == "400"
    assert LOCALES["de"]["refused.heading"] in answer


def test_every_language_has_every_sentence() -> None:
    english = LOCALES["en"]
    for language, said in LOCALES.items():
        assert list(said) == list(english), language
        assert all(sentence.strip() for sentence in said.values())
        assert "{heading}" in said["title"]
        if language != "en":
            assert not [key for key in said if said[key] == english[key] and key != "title"]


def test_the_languages_are_those_of_the_pages() -> None:
    offered = (REPOSITORY / "look" / "language.js").read_text(encoding="utf-8")
    [names] = re.findall(r"LANGUAGES = \{(.*?)\}", offered)
    assert tuple(re.findall(r"(\w+):", names)) == LANGUAGES
    assert {file.stem for file in Path(REPOSITORY, "backend", "web", "locales").iterdir()} == set(LANGUAGES)
