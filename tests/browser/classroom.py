"""A classroom for browser tests: a real Chromium with a fake camera, real pages, and what they showed."""

from __future__ import annotations

import json
import time
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright

from tests.browser.chromium import find_chromium, find_headless

T = TypeVar("T")

QUIET = ["--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update"]
ALLOW_CAMERA = ["--use-fake-ui-for-media-stream"]
FAKE_CAMERA = "--use-fake-device-for-media-stream"
POLL_S = 0.1
# What FaceMesh's engine writes about its own start, as warnings; and what Chromium says where a page is
# left while it connects again.
BROWSER_NOISE = (
    *("gl_context", "GL version", "OpenGL error checking"),
    "INFO: Created TensorFlow Lite XNNPACK delegate for CPU.",
    "WebSocket is closed before the connection is established",
)

# A client's frame: two bytes of header, four of mask, and two of length from 126 bytes on.
SMALL_FRAME_BYTES, LARGE_FRAME_BYTES, LARGE_FROM_BYTES = 6, 8, 126

# Notes every value that an element's attributes take from now on, so that no short one is missed.
WATCH_ATTRIBUTES = """([selector, names]) => {
  window.seen = [];
  const note = () => {
    const element = document.querySelector(selector);
    if (element === null) return;
    const values = names.map((name) => element.getAttribute(name));
    if (JSON.stringify(values) !== JSON.stringify(window.seen.at(-1))) window.seen.push(values);
  };
  new MutationObserver(note).observe(document.body, {subtree: true, childList: true, attributes: true});
  note();
}"""


@dataclass(frozen=True)
class Room:
    """What `POST /rooms` answered."""

    code: str
    student_url: str
    teacher_url: str


@dataclass
class Console:
    """What a page complained about: errors, warnings that are not the browser's, uncaught exceptions."""

    complaints: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        """Listen to one page from now on."""
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _hear(self, message: ConsoleMessage) -> None:
        noise = any(words in message.text for words in BROWSER_NOISE)
        if message.type in ("error", "warning") and not noise:
            self.complaints.append(f"{message.text} {message.location.get('url', '')}".strip())


def launch(playwright: Playwright, clip: Path | None = None, *extra: str, whole: bool = False) -> Browser:
    """Start Chromium, `whole` as people use it; with a clip its camera plays it and is allowed at once."""
    program = find_chromium() if whole else find_headless()
    camera = [] if clip is None else [*ALLOW_CAMERA, FAKE_CAMERA, f"--use-file-for-fake-video-capture={clip}"]
    return playwright.chromium.launch(executable_path=program, args=[*QUIET, *camera, *extra])


def create_room(base_url: str, policy: str = "labels", **flags: bool | str) -> Room:
    """Make a room as a script would."""
    body = json.dumps({"policy": policy, **flags}).encode()
    request = urllib.request.Request(
        f"{base_url}/rooms", body, {"Content-Type": "application/json"}, method="POST"
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        room = json.load(answer)
    return Room(room["code"], room["student_url"], room["teacher_url"])


def role(name: str) -> str:
    """Return the selector of a handle."""
    return f'[data-role="{name}"]'


def join(page: Page, room: Room, name: str | None = None, consent: str = "consent-camera") -> Page:
    """Open the student link, join and answer the consent page."""
    page.goto(room.student_url)
    if name is not None:
        page.locator(role("name")).fill(name)
    page.locator(role("join")).click()
    page.locator(role(consent)).click()
    return page


def attribute(page: Page, handle: str, name: str) -> str:
    """Return an attribute of a handle, empty where it has none."""
    return page.locator(role(handle)).first.get_attribute(name) or ""


def watch(page: Page, handle: str, names: Sequence[str]) -> None:
    """Note, from now on, every combination of values these attributes take."""
    page.evaluate(WATCH_ATTRIBUTES, [role(handle), list(names)])


def seen(page: Page) -> list[list[str]]:
    """Return what `watch` has noted so far."""
    noted: list[list[str]] = page.evaluate("window.seen")
    return noted


def wait_until(page: Page, fact: Callable[[], T], within_s: float, what: str) -> T:
    """Return the first true value of `fact`, asked again and again (the pages forbid eval)."""
    deadline_s = time.monotonic() + within_s
    while time.monotonic() < deadline_s:
        value = fact()
        if value:
            return value
        page.wait_for_timeout(POLL_S * 1000)
    raise AssertionError(f"not within {within_s} s: {what}")


def on_wire(text: str | bytes) -> int:
    """Return the bytes a WebSocket message takes."""
    size = len(text.encode() if isinstance(text, str) else text)
    return size + (SMALL_FRAME_BYTES if size < LARGE_FROM_BYTES else LARGE_FRAME_BYTES)


def holds_in_order(values: Sequence[Any], *steps: Callable[[Any], bool]) -> bool:
    """Tell whether the values fulfil each step in turn, with anything in between."""
    rest = iter(values)
    return all(any(step(value) for value in rest) for step in steps)
