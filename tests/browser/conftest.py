"""Fixtures of the browser tests: browsers with a clip for a camera, and a console that must be quiet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from tests.browser import clips
from tests.browser.boards import Join, OpenPage
from tests.browser.classroom import Console, launch
from tests.browser.haste import hasty
from tests.serving import serve
from tests.teacher.student_client import StudentClient

# What a page is to show, it shows at once; a machine that has much else to do may take its time.
SHOWN_WITHIN_MS = 20_000


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    expect.set_options(timeout=SHOWN_WITHIN_MS)
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def face_clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One face, for as long as it is played."""
    return clips.write_short_clip(tmp_path_factory.mktemp("clips") / "face.y4m", clips.face())


@pytest.fixture(scope="module")
def hasty_relay(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A relay whose students are calibrated within seconds."""
    with serve(overrides=hasty(tmp_path_factory.mktemp("hasty"))) as server:
        yield server.url


@pytest.fixture(scope="session")
def browser(playwright: Playwright, face_clip: Path) -> Iterator[Browser]:
    """A browser whose camera shows one face."""
    running = launch(playwright, face_clip)
    yield running
    running.close()


@pytest.fixture
def console() -> Iterator[Console]:
    """What the pages opened in this test complained about; the test fails if it was anything."""
    console = Console()
    yield console
    assert console.complaints == []


@pytest.fixture
def open_page(browser: Browser, console: Console) -> Iterator[OpenPage]:
    """Open pages that share no storage, as on devices of different people."""
    contexts = []

    def open_one(**options: object) -> Page:
        context = browser.new_context(**options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        console.listen(page)
        return page

    yield open_one
    for context in contexts:
        context.close()


@pytest.fixture
def join() -> Iterator[Join]:
    """Let students join; all have left after the test."""
    student_clients: list[StudentClient] = []

    def join_one(url: str, code: str, name: str | None = None) -> StudentClient:
        student_clients.append(StudentClient(url, code, name))
        return student_clients[-1]

    yield join_one
    for student_client in student_clients:
        student_client.leave()
