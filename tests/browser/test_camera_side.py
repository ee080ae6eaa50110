"""What a student chooses in mid-lesson: the cues read, the picture, the camera, and what it costs."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.browser.boards import OpenPage
from tests.browser.classroom import ALLOW_CAMERA, create_room, join, launch, role, wait_until
from tests.browser.recordings import CALIBRATION, PUZZLED, WORKER, recorded
from tests.serving import REPOSITORY, serve

FOLDER = REPOSITORY / "tests" / "browser"
CALIBRATED_WITHIN_MS = 60_000
COUNT_QUESTIONS = """
window.questions = 0;
const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
navigator.mediaDevices.getUserMedia = (wanted) => { window.questions += 1; return ask(wanted); };
"""
TWO_CAMERAS = "--use-fake-device-for-media-stream=device-count=2"
CAMERA_IN_USE = "document.querySelector('video').srcObject.getVideoTracks()[0].getSettings().deviceId"


@pytest.fixture(scope="module")
def server_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server whose students are calm for the calibration, and puzzled for as long as a test may take."""
    scenes = [CALIBRATION, (PUZZLED, 120.0)]
    with serve(overrides=recorded(tmp_path_factory.mktemp("camera_side"), scenes)) as server:
        yield server.url


def tick(page: Page, name: str) -> None:
    page.locator(f'[data-switch="{name}"]').check()


def expect_state(page: Page, *states: str) -> None:
    pattern = re.compile("^(" + "|".join(states) + ")$")
    expect(page.locator(role("my-state"))).to_have_attribute(
        "data-state", pattern, timeout=CALIBRATED_WITHIN_MS
    )


def test_a_brow_switched_off_in_mid_lesson_counts_no_more_and_no_camera_is_asked_for(
    server_url: str, open_page: OpenPage
) -> None:
    room = create_room(server_url)
    open_page().goto(room.teacher_url)
    page = open_page()
    page.add_init_script(COUNT_QUESTIONS)
    join(page, room)
    expect_state(page, "confused")
    page.locator(role("cues")).locator("summary").click()
    page.locator(role("wire")).locator("summary").click()
    tick(page, "brow")
    expect_state(page, "focused", "neutral")
    assert page.evaluate("window.questions") == 1
    sent = " ".join(page.locator(f"{role('wire-rows')} code").all_inner_texts())
    assert '"confused"' in sent
    assert "unknown" not in sent
    assert "mask" not in sent
    assert "switch" not in sent


def test_what_is_ticked_stands_after_a_reload_and_what_is_worn_ticks_what_it_hides(
    server_url: str, open_page: OpenPage
) -> None:
    page = join(open_page(), create_room(server_url))
    page.locator(role("cues")).locator("summary").click()
    tick(page, "veil")
    tick(page, "head")
    for hidden in ("mouth", "brow"):
        expect(page.locator(f'[data-switch="{hidden}"]')).to_be_checked()
        expect(page.locator(f'[data-switch="{hidden}"]')).to_be_disabled()
    page.reload()
    page.locator(role("cues")).locator("summary").click()
    ticked = "[...document.querySelectorAll('[data-switch]:checked')].map((box) => box.dataset.switch).sort()"
    assert page.evaluate(ticked) == ["brow", "head", "mouth", "veil"]
    page.locator('[data-switch="veil"]').uncheck()
    assert page.evaluate(ticked) == ["head"]


def test_labels_go_on_without_the_self_view(server_url: str, open_page: OpenPage) -> None:
    page = join(open_page(), create_room(server_url))
    page.locator(role("picture")).locator("summary").click()
    page.locator(role("show-self-view")).uncheck()
    expect(page.locator(role("show-outline"))).to_be_disabled()
    box = page.locator(role("mirror")).bounding_box()
    assert box is not None
    assert box["height"] <= 1
    expect_state(page, "focused")
    expect_state(page, "confused")


def test_another_camera_is_taken_at_once_and_again_after_a_reload(
    server_url: str, playwright: Playwright
) -> None:
    browser = launch(playwright, None, *ALLOW_CAMERA, TWO_CAMERAS, whole=True)
    page = join(browser.new_context().new_page(), create_room(server_url))
    page.locator(role("picture")).locator("summary").click()
    choice = page.locator(role("camera-choice"))
    expect(choice.locator("option")).to_have_count(2)
    first = page.evaluate(CAMERA_IN_USE)
    expect(choice).to_have_value(first)
    expect_state(page, "focused")
    choice.select_option(index=1)
    expect_state(page, "calibrating")
    second = choice.input_value()
    assert second != first
    wait_until(page, lambda: page.evaluate(CAMERA_IN_USE) == second, 10, "the other camera")
    page.reload()
    expect_state(page, "calibrating")
    wait_until(page, lambda: page.evaluate(CAMERA_IN_USE) == second, 10, "the chosen camera")
    browser.close()


def test_a_slow_machine_looks_less_often_and_says_so(browser: Browser) -> None:
    with serve(overrides={WORKER: FOLDER / "slow_worker.js"}) as server:
        page = join(browser.new_context().new_page(), create_room(server.url))
        cost = page.locator(role("cost"))
        expect(cost).to_contain_text(re.compile(r"take (29|30)% of one processor core"))
        expect(cost).to_contain_text(re.compile(r"one picture every 1\.[3-9] seconds"))
        expect(cost).to_contain_text("too slow to tell blinks or speech")
        expect_state(page, "absent")
        page.context.close()
