"""A worker that cannot start, or see what the camera sees, says so at once; the engine it uses is told."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.boards import OpenPage
from tests.browser.classroom import create_room, join, role
from tests.browser.haste import hasty
from tests.browser.recordings import WORKER
from tests.browser.test_camera_troubles import expect_self_report_works, expect_trouble
from tests.serving import REPOSITORY, serve

OBSERVER = "/capture/worker/observer.js"
# Well before the page would say that the model is still loading.
TOLD_WITHIN_S = 20
DECIDED_WITHIN_MS = 180_000

LACKS = {
    "transferControlToOffscreen": "delete HTMLCanvasElement.prototype.transferControlToOffscreen;",
    "createImageBitmap": "delete window.createImageBitmap;",
    "OffscreenCanvas": "delete window.OffscreenCanvas;",
    "WebAssembly": "delete window.WebAssembly;",
}
COUNT_QUESTIONS = """
window.questions = 0;
navigator.mediaDevices.getUserMedia = () => { window.questions += 1; return new Promise(() => {}); };
"""
# What stands in front of the product's own worker, and the trouble that it makes.
IN_THE_WORKER = {
    "browser": "delete self.WebAssembly;",
    "webgl": """
    const context = OffscreenCanvas.prototype.getContext;
    OffscreenCanvas.prototype.getContext = function (kind, ...more) {
      return /webgl/.test(kind) ? null : context.call(this, kind, ...more);
    };""",
    "noise": """
    const read = OffscreenCanvasRenderingContext2D.prototype.getImageData;
    OffscreenCanvasRenderingContext2D.prototype.getImageData = function (...box) {
      const image = read.apply(this, box);
      image.data.fill(255); // white, as Firefox's resistFingerprinting
      return image;
    };""",
}
RANDOM_WEBGL = """
const read = WebGL2RenderingContext.prototype.readPixels;
WebGL2RenderingContext.prototype.readPixels = function (...box) {
  read.apply(this, box);
  crypto.getRandomValues(box[6]);
};"""
# A graphics chip that nobody has, and a step of noise as Brave adds it, which no landmark minds.
CHIP = "Imaginary 9000"
NAMED_AND_NOISY = f"""
const parameter = WebGL2RenderingContext.prototype.getParameter;
WebGL2RenderingContext.prototype.getParameter = function (name) {{
  return name === 0x9246 ? "{CHIP}" : parameter.call(this, name);
}};
const read = OffscreenCanvasRenderingContext2D.prototype.getImageData;
OffscreenCanvasRenderingContext2D.prototype.getImageData = function (...box) {{
  const image = read.apply(this, box);
  image.data.forEach((value, index) => {{ image.data[index] = value ^ 1; }});
  return image;
}};"""


class Server:
    """A relay whose worker can be given something in front of it, or a module that is broken."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url = url
        self._worker, self._observer = folder / "worker.js", folder / "observer.js"

    def put_in_front(self, script: str, of_the_observer: str = "") -> None:
        """Serve the product's own scripts with these in front."""
        for file, front, own in (
            (self._worker, script, "face_worker.js"),
            (self._observer, of_the_observer, "observer.js"),
        ):
            product = (REPOSITORY / "capture" / "worker" / own).read_text(encoding="utf-8")
            file.write_text(f"{{{front}}}\n{product}", encoding="utf-8")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("worker_start")
    overrides = {**hasty(folder), WORKER: folder / "worker.js", OBSERVER: folder / "observer.js"}
    with serve(overrides=overrides) as running:
        served = Server(running.url, folder)
        served.put_in_front("")
        yield served


def attend(browser: Browser, url: str, init_script: str = "") -> tuple[Page, Page]:
    """Open a board and a student who says yes to the camera."""
    context, room = browser.new_context(), create_room(url, proctoring=True)
    board, student = context.new_page(), context.new_page()
    board.goto(room.teacher_url)
    student.add_init_script(init_script)
    return board, join(student, room)


@pytest.mark.parametrize("lacked", LACKS)
def test_a_browser_that_lacks_something_says_so_before_it_asks_for_the_camera(
    lacked: str, server: Server, browser: Browser
) -> None:
    board, student = attend(browser, server.url, COUNT_QUESTIONS + LACKS[lacked])
    expect_trouble(student, "browser", "self", TOLD_WITHIN_S)
    expect_self_report_works(board, student)
    assert student.evaluate("window.questions") == 0
    assert student.workers == []
    expect(student.locator('[data-way="go-on-without"]')).to_be_visible()
    student.context.close()


@pytest.mark.parametrize("trouble", IN_THE_WORKER)
def test_what_only_the_worker_can_know_it_says_at_once(
    trouble: str, server: Server, browser: Browser
) -> None:
    server.put_in_front(IN_THE_WORKER[trouble])
    board, student = attend(browser, server.url)
    expect_trouble(student, trouble, "self" if trouble == "browser" else "unknown", TOLD_WITHIN_S)
    expect_self_report_works(board, student)
    expect(board.locator(role("tile"))).to_have_attribute("data-alerts", "")
    student.context.close()


def test_noise_in_what_webgl_reads_is_told_too(server: Server, browser: Browser) -> None:
    server.put_in_front(RANDOM_WEBGL)
    _, student = attend(browser, server.url)
    expect_trouble(student, "noise", "unknown", TOLD_WITHIN_S)
    student.context.close()


def test_a_worker_that_imports_no_module_is_told_and_can_be_tried_again(
    server: Server, browser: Browser
) -> None:
    server.put_in_front("", of_the_observer="throw new TypeError('no modules here');")
    board, student = attend(browser, server.url)
    expect_trouble(student, "unloaded", "unknown", TOLD_WITHIN_S)
    expect_self_report_works(board, student)
    server.put_in_front("")
    student.locator('[data-way="retry-camera"]').click()
    expect(student.locator(role("my-state"))).to_have_attribute("data-state", "calibrating")
    student.context.close()


def test_an_unknown_graphics_chip_is_measured_after_the_first_label_and_the_choice_is_kept(
    server: Server, open_page: OpenPage
) -> None:
    server.put_in_front(NAMED_AND_NOISY)
    student, room = open_page(), create_room(server.url)
    join(student, room)
    engine = student.locator(role("engine"))
    student.locator(role("details")).locator("summary").click()
    expect(engine).to_contain_text("As soon as there are labels", timeout=DECIDED_WITHIN_MS)
    measured = re.compile(rf"measured \d+ ms a picture there, .*{CHIP}|{CHIP}.*measured \d+ ms")
    expect(engine).to_have_text(measured, timeout=DECIDED_WITHIN_MS)
    assert student.locator(role("my-state")).get_attribute("data-state") != "calibrating"
    kept = json.loads(student.evaluate("localStorage.getItem('readroom engines')"))
    assert kept[CHIP]["times"]["cpu"] > 0
    student.reload()
    expect(engine).to_contain_text("measured earlier", timeout=DECIDED_WITHIN_MS)
