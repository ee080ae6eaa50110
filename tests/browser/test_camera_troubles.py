"""What can keep a camera or FaceMesh from working: told in its own words, and self-report goes on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from backend.web.static_files import face_mesh_folder
from tests.browser.classroom import (
    ALLOW_CAMERA,
    FAKE_CAMERA,
    Room,
    attribute,
    create_room,
    join,
    launch,
    role,
    wait_until,
)
from tests.serving import REPOSITORY, serve

WORKER = "/vendor/face_mesh/face_worker.js"
FACE_MESH = f"{face_mesh_folder()}/face_mesh.js"
HANG_WITHIN_S = 75
# The trouble a student is told of, and the worker that makes it.
HANGING_WORKERS = {"slow": "silent_worker.js", "hung": "hanging_worker.js"}

# The real camera, but the student thinks about the browser's question for a while.
SLOW_ANSWER = """
const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
window.tracks = [];
window.asked = false;
navigator.mediaDevices.getUserMedia = async (wanted) => {
  window.asked = true;
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const stream = await ask(wanted);
  window.tracks.push(...stream.getTracks());
  return stream;
};
"""


@contextmanager
def chromium(playwright: Playwright, *arguments: str, clip: Path | None = None) -> Iterator[Browser]:
    browser = launch(playwright, clip, *arguments, whole=True)
    try:
        yield browser
    finally:
        browser.close()


def expect_trouble(page: Page, kind: str, state: str, within_s: float = 30) -> None:
    """The trouble is told, the state is honest, and what the student presses still arrives."""
    wait_until(page, lambda: kind in attribute(page, "message", "data-kinds").split(), within_s, kind)
    assert page.locator(f'[data-kind="{kind}"] p').inner_text() != ""
    expect(page.locator(role("my-state"))).to_have_attribute("data-state", state)


def expect_self_report_works(teacher: Page, student: Page) -> None:
    student.locator(role("lost")).click()
    expect(teacher.locator('[data-role="tile"][data-lost="true"]')).to_have_count(1)


def lesson(browser: Browser, base_url: str, room: Room | None = None) -> tuple[Page, Page]:
    """Open a board and a student who says yes to the camera."""
    room = room or create_room(base_url, proctoring=True)
    teacher, student = browser.new_page(), browser.new_page()
    teacher.goto(room.teacher_url)
    return teacher, join(student, room)


def test_a_refused_camera_leaves_the_student_a_place_without_one(relay: str, playwright: Playwright) -> None:
    with chromium(playwright, FAKE_CAMERA) as browser:  # nothing answers the question, so it is refused
        teacher, student = lesson(browser, relay)
        expect_trouble(student, "refused", "self")
        expect_self_report_works(teacher, student)
        assert attribute(teacher, "tile", "data-alerts") == ""


def test_a_missing_camera_is_named_as_missing(relay: str, playwright: Playwright) -> None:
    with chromium(playwright, *ALLOW_CAMERA) as browser:
        teacher, student = lesson(browser, relay)
        expect_trouble(student, "missing", "self")
        expect_self_report_works(teacher, student)


def test_a_camera_that_does_not_start_is_named_as_busy(
    relay: str, playwright: Playwright, tmp_path: Path
) -> None:
    clip = tmp_path / "broken.y4m"
    # A device that is listed and does not start. A first picture cut off would end Chromium's own service.
    clip.write_bytes(b"YUV4MPEG2 W0 H0 F30:1\nFRAME\n")
    with chromium(playwright, clip=clip) as browser:
        teacher, student = lesson(browser, relay)
        expect_trouble(student, "busy", "self")
        expect_self_report_works(teacher, student)
        student.locator('[data-way="use-phone"]').click()
        # No phone gets to a page of this machine alone, so no key to a place is made.
        expect(student.locator(role("seat"))).to_have_attribute("data-state", "local")
        expect(student.locator(role("seat-about"))).to_contain_text("127.0.0.1")
        expect(student.locator(f"{role('seat')} svg")).to_have_count(0)


def test_a_page_not_on_https_says_why_it_has_no_camera(playwright: Playwright, face_clip: Path) -> None:
    resolver = "--host-resolver-rules=MAP school.test 127.0.0.1"
    with (
        serve("--hosts", "school.test") as server,
        chromium(playwright, resolver, clip=face_clip) as browser,
    ):
        port = server.url.rsplit(":", 1)[1]
        teacher, student = lesson(browser, server.url, create_room(server.url))
        student.goto("about:blank")
        room = create_room(server.url)
        teacher.goto(room.teacher_url)
        student.goto(f"http://school.test:{port}/s#{room.code}")
        student.locator(role("join")).click()
        student.locator(role("consent-camera")).click()
        expect_trouble(student, "insecure", "self")
        expect_self_report_works(teacher, student)


def test_a_camera_unplugged_in_mid_lesson_is_not_measurable_and_no_alert(
    relay: str, playwright: Playwright, face_clip: Path
) -> None:
    with chromium(playwright, clip=face_clip) as browser:
        teacher, student = lesson(browser, relay)
        expect(student.locator(role("self-view"))).to_be_visible()
        wait_until(student, lambda: student.workers, 20, "the worker")
        has_picture = "document.querySelector('video').readyState >= HTMLMediaElement.HAVE_CURRENT_DATA"
        wait_until(student, lambda: student.evaluate(has_picture), 20, "a picture")
        # What the browser fires when the device goes; a fake camera cannot be pulled out.
        student.evaluate(
            "() => document.querySelector('video').srcObject.getTracks()[0].dispatchEvent(new Event('ended'))"
        )
        expect_trouble(student, "unplugged", "unknown")
        expect_self_report_works(teacher, student)
        expect(teacher.locator(role("tile"))).to_have_attribute("data-state", "unknown")
        assert attribute(teacher, "tile", "data-alerts") == ""
        student.locator('[data-way="retry-camera"]').click()
        expect(student.locator(role("my-state"))).to_have_attribute("data-state", "calibrating")


@pytest.mark.parametrize("way_out", ["pause", "leave"])
def test_a_camera_allowed_after_the_student_turned_away_stays_off(
    way_out: str, relay: str, playwright: Playwright, face_clip: Path
) -> None:
    with chromium(playwright, clip=face_clip) as browser:
        student = browser.new_page()
        student.add_init_script(SLOW_ANSWER)
        join(student, create_room(relay))
        wait_until(student, lambda: student.evaluate("window.asked"), 20, "the browser's question")
        student.locator(role(way_out)).click()
        states = "window.tracks.map((track) => track.readyState)"
        wait_until(student, lambda: student.evaluate(states) == ["ended"], 20, "the camera is off again")
        assert student.evaluate("document.querySelector('video').srcObject") is None
        assert student.workers == []


def test_a_browser_without_webgl_is_told_so(relay: str, playwright: Playwright, face_clip: Path) -> None:
    with chromium(playwright, "--disable-gpu", "--disable-software-rasterizer", clip=face_clip) as browser:
        teacher, student = lesson(browser, relay)
        expect_trouble(student, "webgl", "unknown")
        expect_self_report_works(teacher, student)


@pytest.mark.parametrize("broken", [WORKER, FACE_MESH])
def test_a_worker_that_fails_is_told_and_can_be_tried_again(
    broken: str, playwright: Playwright, face_clip: Path, tmp_path: Path
) -> None:
    script = tmp_path / "broken.js"
    script.write_text("throw new Error('broken on purpose');", encoding="utf-8")
    with serve(overrides={broken: script}) as server, chromium(playwright, clip=face_clip) as browser:
        teacher, student = lesson(browser, server.url)
        expect_trouble(student, "worker", "unknown")
        expect_self_report_works(teacher, student)
        script.write_bytes((REPOSITORY / "tests/browser/silent_worker.js").read_bytes())
        student.locator('[data-way="retry-camera"]').click()
        expect(student.locator(role("my-state"))).to_have_attribute("data-state", "calibrating")
        student.locator(role("leave")).click()


@pytest.fixture(scope="module")
def hung(playwright: Playwright, face_clip: Path) -> Iterator[dict[str, tuple[Page, Page]]]:
    """Board and student beside a worker that never says a word and one that stops, which both take long."""
    with ExitStack() as stack:
        browser = stack.enter_context(chromium(playwright, clip=face_clip))
        lessons = {}
        for kind, worker in HANGING_WORKERS.items():
            overrides = {WORKER: REPOSITORY / "tests" / "browser" / worker}
            server = stack.enter_context(serve(overrides=overrides))
            lessons[kind] = lesson(browser, server.url)
        yield lessons


@pytest.mark.parametrize("kind", HANGING_WORKERS)
def test_a_worker_that_hangs_is_noticed_after_thirty_seconds(
    kind: str, hung: dict[str, tuple[Page, Page]]
) -> None:
    teacher, student = hung[kind]
    expect_trouble(student, kind, "unknown", HANG_WITHIN_S)
    expect_self_report_works(teacher, student)
    expect(teacher.locator(role("tile"))).to_have_attribute("data-alerts", "")
    student.locator('[data-way="go-on-without"]').click()
    expect(student.locator(role("my-state"))).to_have_attribute("data-state", "self")
