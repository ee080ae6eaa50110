"""Face labels on the watch page: one's own, with consent, and in the sums what the policy lets through."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, Request, expect

from library.watching.contributions import check_contribution
from signals.labels.expressions import EXPRESSIONS
from tests.browser.access.screens import Examiner
from tests.browser.boards import OpenPage
from tests.browser.classroom import role
from tests.browser.haste import PARAMETERS, hasty
from tests.browser.library.conftest import SECONDS
from tests.browser.library.lessons import make_lesson
from tests.browser.library.player import WATCHED_WITHIN_MS, play, until

CALIBRATED_WITHIN_MS = 240_000
LABEL = re.compile("focused|neutral")
TOLD = {"focused", "neutral", "confused", "drowsy", "down", "away", "absent", None}
NO_CAMERA = """
window.questions = 0;
window.refusal = "NotAllowedError";
navigator.mediaDevices.getUserMedia = async () => {
  window.questions += 1;
  throw new DOMException("", window.refusal);
};
"""
HIDE_FROM_THE_LAST_BIN = """(() => {
const video = document.querySelector("video");
video.pause();
video.currentTime = 10;
Object.defineProperty(document, "visibilityState", {configurable: true, get: () => "hidden"});
document.dispatchEvent(new Event("visibilitychange"));
video.play();
})()"""
CAMERA_IS_ON = "document.querySelector('[data-role=self-video]').srcObject !== null"


def hear(page: Page) -> list[Request]:
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))
    return asked


def is_expected(request: Request, url: str) -> bool:
    """Say whether a request is one of those the page is for."""
    parts = urlsplit(request.url)
    if request.method == "GET" and request.post_data is None:
        return parts.query == "" and f"{parts.scheme}://{parts.netloc}" in (url, "blob://")
    return request.method == "POST" and bool(re.search(r"/lessons/\w+/(tickets|contributions)$", parts.path))


def test_a_label_is_shown_to_its_owner_and_only_states_reach_the_sums(
    library: str, video: Path, open_page: OpenPage, tmp_path: Path
) -> None:
    lesson, page, examiner = make_lesson(library, "labels", video, SECONDS), open_page(), Examiner()
    asked = hear(page)
    parameters = hasty(tmp_path)[PARAMETERS].read_text(encoding="utf-8")
    page.route(
        f"**{PARAMETERS}", lambda route: route.fulfill(body=parameters, content_type="application/json")
    )
    page.goto(lesson.watch_url)
    expect(page.locator(role("consent-camera"))).to_contain_text("the word that lasted longest")
    page.locator("details summary").first.click()
    expect(page.locator(role("example"))).to_contain_text('[0,8,"focused"]')
    examiner.look(page, "consent with a camera")
    assert not [request for request in asked if "/face_mesh/" in request.url]
    page.locator(role("agree-camera")).click()
    expect(page.locator(role("my-state"))).to_have_attribute(
        "data-state", LABEL, timeout=CALIBRATED_WITHIN_MS
    )
    expect(page.locator(role("face-told"))).to_contain_text("paused")
    page.locator(role("own-curve-switch")).click()
    expect(page.locator(role("own-curve-none"))).to_contain_text("Nothing has been measured yet")
    page.locator(role("expressions-switch")).click()
    with page.expect_response("**/contributions", timeout=WATCHED_WITHIN_MS) as told:
        play(page)
        until(page, "started")
        expect(page.locator(role("face-told"))).to_contain_text(
            re.compile("this page tells: (Focused|Neutral)")
        )
        page.locator(role("press-lost")).click()
        until(page, "second")
        page.evaluate(HIDE_FROM_THE_LAST_BIN)
        until(page, "ended")
    assert told.value.ok
    # The camera goes off with the lesson's end.
    expect(page.locator(role("my-state"))).to_have_attribute("data-state", "paused")
    assert not page.evaluate(CAMERA_IS_ON)
    expect(page.locator(role("own-curve-rows")).locator("li").first).to_contain_text(
        re.compile("Focused|Neutral")
    )
    expect(page.locator(role("expression-rows")).locator("li")).to_have_count(len(EXPRESSIONS))
    examiner.look(page, "watching with a camera")

    assert [request.url for request in asked if not is_expected(request, library)] == []
    messages = [
        json.loads(request.post_data or "") for request in asked if request.url.endswith("/contributions")
    ]
    assert messages
    for message in messages:
        assert check_contribution(message) == message
    states = {
        place: state
        for message in messages
        for start, stop, state in message["runs"]
        for place in range(start, stop)
    }
    assert set(states.values()) <= TOLD
    assert states[0] in {"focused", "neutral"}
    # A tab that nobody sees is not measured.
    assert states[2] is None
    assert [kind for message in messages for _, kind in message["marks"] if kind == "lost"] == ["lost"]
    examiner.has_found_nothing()


def test_a_lesson_plays_on_whatever_the_camera_does_and_nothing_of_a_face_is_told(
    library: str, video: Path, open_page: OpenPage
) -> None:
    lesson, page = make_lesson(library, "presence", video, SECONDS), open_page()
    page.add_init_script(NO_CAMERA)
    page.goto(lesson.watch_url)
    expect(page.locator(role("consent-camera"))).to_contain_text("only whether you were there")
    page.locator(role("agree-camera")).click()
    trouble = page.locator(role("face-trouble"))
    expect(trouble).to_contain_text("The camera was not allowed")
    play(page)
    until(page, "started")
    page.evaluate("window.refusal = 'NotReadableError'")
    page.locator(role("face-retry")).click()
    expect(trouble).to_contain_text("another program")
    page.locator(role("face-without")).click()
    expect(trouble).to_be_hidden()
    expect(page.locator(role("face-told"))).to_contain_text("The camera is off")
    assert page.evaluate("window.questions") == 2
    with page.expect_request("**/contributions", timeout=WATCHED_WITHIN_MS) as told:
        until(page, "ended")
    message = json.loads(told.value.post_data or "")
    assert {state for _, _, state in message["runs"]} == {None}


def test_a_course_without_cameras_never_asks_for_one_and_loads_nothing_for_it(
    library: str, video: Path, open_page: OpenPage
) -> None:
    lesson, page = make_lesson(library, "self", video, SECONDS), open_page()
    asked = hear(page)
    page.add_init_script(NO_CAMERA)
    page.goto(lesson.watch_url)
    expect(page.locator(role("consent-stays"))).to_contain_text("The camera stays off")
    expect(page.locator(role("agree-camera"))).to_be_hidden()
    page.locator(role("agree")).click()
    play(page)
    until(page, "started")
    expect(page.locator(role("face"))).to_be_hidden()
    assert page.evaluate("window.questions") == 0
    assert not [request.url for request in asked if re.search("/capture/|/vendor/|parameters", request.url)]
