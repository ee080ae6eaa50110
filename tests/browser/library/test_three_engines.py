"""The library's pages in three engines: a lesson is found, played and helped with, and its curve drawn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from tests.browser.engines.chromium import chromium
from tests.browser.engines.firefox import firefox
from tests.browser.engines.page import Engine, Page
from tests.browser.engines.webkit import webkit
from tests.browser.library.conftest import SECONDS
from tests.browser.library.lessons import make_lesson

WATCHED_WITHIN_S = 200.0
# What the page sends from now on.
LISTEN = """
window.told = [];
const send = window.fetch;
window.fetch = (url, how) => {
  if (typeof how?.body === "string") window.told.push(how.body);
  return send(url, how);
};
"""
VIDEO = "const video = document.querySelector('video');"


@pytest.fixture(params=["chromium", "firefox", "webkit"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """Each engine in turn."""
    if request.param == "chromium":
        playwright: Playwright = request.getfixturevalue("playwright")
        with chromium(playwright, tmp_path) as running:
            yield running
    elif request.param == "firefox":
        with firefox(tmp_path) as running:
            yield running
    else:
        with webkit(tmp_path) as running:
            yield running


CARDS = "return document.querySelectorAll('[data-role=choose-card]').length"
OFFERS = "return document.querySelectorAll('[data-role=edit-offer]').length"
CARD = {"topic": "Queues", "offer": [{"do": "text", "text": "Whoever came first leaves first."}]}


def write_offer(page: Page, words: str) -> None:
    """Write a second offer of the card in the editor, back and forth, and save it."""
    page.shows("edit-help")
    page.press("edit-help")
    page.wait(lambda: page.evaluate(CARDS) == 1, "the card that the lesson has")
    page.press("choose-card")
    page.press("[data-role=add-kind][data-kind=text]")
    page.wait(lambda: page.evaluate(OFFERS) == 2, "a second offer")
    page.press("undo")
    page.wait(lambda: page.evaluate(OFFERS) == 1, "the card as it was")
    page.press("redo")
    page.wait(lambda: page.evaluate(OFFERS) == 2, "the second offer again")
    page.write("[data-role=edit-offer]:last-child textarea", words)
    page.press("preview")
    page.shows("help-card")
    page.press("help-later")
    page.press("save")
    page.shows("edit-said", "Saved")


def test_a_lesson_is_played_and_its_curve_drawn(library: str, video: Path, engine: Engine) -> None:
    lesson = make_lesson(library, "self", video, SECONDS)
    for _ in range(4):
        lesson.watched([[0, 3, None]])
    lesson.offer(CARD)
    page = engine.open()
    page.goto(lesson.watch_url)
    page.shows("consent")
    page.evaluate(LISTEN)
    page.press("agree")
    page.shows("transcript", "A queue is first in,")
    page.evaluate(f"{VIDEO} video.muted = true; video.play()")
    page.wait(lambda: page.evaluate(f"{VIDEO} return video.currentTime > 0.5"), "it plays", WATCHED_WITHIN_S)
    page.choose("rate", "2")
    assert page.evaluate(f"{VIDEO} return video.playbackRate") == 2
    page.press("press-lost")
    page.shows("said", "I\u2019m lost")
    page.press("help-offer")
    page.shows("help-taken", "Whoever came first leaves first.")
    page.press("help-yes")
    page.press("help-close")
    page.wait(lambda: page.evaluate(f"{VIDEO} return video.ended"), "it ends", WATCHED_WITHIN_S)
    page.wait(lambda: lesson.curve().get("first") == [5, 5, 5], "the library has counted it")
    assert '"lost"' in page.evaluate("return window.told.join()")
    modes = "return [...video.textTracks].map(({kind, mode}) => `${kind} ${mode}`)"
    assert page.evaluate(VIDEO + modes) == ["captions showing", "chapters hidden", "metadata disabled"]
    page.press("[data-role=chapters] li:nth-child(2) button")
    page.wait(lambda: page.evaluate(f"{VIDEO} return video.currentTime >= 5"), "it is in the second chapter")
    page.wait(lambda: "first out." in page.text("[data-role=transcript] [aria-current=true]"), "its words")
    page.goto(lesson.teacher_url)
    page.shows("curve")
    page.press("curve")
    page.shows("[data-role=curve-picture] canvas")
    assert "seen by 5" in page.attribute("curve-picture", "aria-valuetext")
    write_offer(page, "Last in, last out.")
    page.goto(f"{library}/library/")
    page.write("code", lesson.code)
    page.press("open-code")
    page.shows("title", "Algorithms")
    page.shows("lessons", "Queues")
    assert engine.complaints() == []
