"""Side panel: the extension stands beside a call, and shows a room or opens a window with it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from tests.browser.chromium import find_chromium
from tests.browser.classroom import create_room
from tests.serving import serve

EXTENSION = Path(__file__).parents[2] / "integrations" / "side_panel"
LANGUAGES = ("en", "de", "es", "fr", "ar")
# What the `key` of the manifest makes of it, as the README says.
ORIGIN = "chrome-extension://ohlniceedbojnifnknpideiocmbainbb"


@pytest.fixture(scope="module")
def context(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """A browser with the extension; the headless shell has none."""
    running = playwright.chromium.launch_persistent_context(
        tmp_path_factory.mktemp("profile"),
        executable_path=find_chromium(),
        headless=False,
        viewport={"width": 320, "height": 700},
        args=[
            "--headless=new",
            "--no-sandbox",
            f"--load-extension={EXTENSION}",
            f"--disable-extensions-except={EXTENSION}",
            "--disable-features=DisableLoadExtensionCommandLineSwitch",
        ],
    )
    yield running
    running.close()


@pytest.fixture
def panel(context: BrowserContext) -> Iterator[Page]:
    """The panel's page, in a tab: only a person's press opens the panel itself."""
    page = context.new_page()
    page.goto(f"{ORIGIN}/panel.html")
    yield page
    page.evaluate("localStorage.clear()")
    page.close()


def paste(panel: Page, link: str) -> None:
    panel.locator("[data-role=link]").fill(link)
    panel.locator("[data-role=open]").click()


def test_it_asks_for_the_side_panel_alone_and_reaches_no_page() -> None:
    manifest = json.loads((EXTENSION / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["manifest_version"] == 3
    assert manifest["permissions"] == ["sidePanel"]
    assert not {"host_permissions", "content_scripts", "optional_permissions"} & manifest.keys()
    readme = (EXTENSION / "README.md").read_text(encoding="utf-8")
    assert f"--frame-ancestors {ORIGIN}" in readme


def test_it_says_the_same_in_every_language() -> None:
    said = {
        language: json.loads((EXTENSION / "_locales" / language / "messages.json").read_text("utf-8"))
        for language in LANGUAGES
    }
    assert {tuple(words) for words in said.values()} == {tuple(said["en"])}
    assert all(each["message"].strip() for words in said.values() for each in words.values())


def test_a_server_that_names_it_has_its_pages_in_the_panel(context: BrowserContext, panel: Page) -> None:
    with serve("--frame-ancestors", ORIGIN) as server:
        paste(panel, "nothing")
        expect(panel.locator("[data-role=link-wrong]")).not_to_be_empty()
        room = create_room(server.url, "self")
        paste(panel, f"Join us: {room.student_url}")
        shown = panel.frame_locator("[data-role=page]")
        expect(shown.locator("[data-role=join-screen]")).to_be_visible()
        expect(panel.locator("[data-role=camera-about]")).to_be_visible()
        panel.reload()
        expect(shown.locator("[data-role=join-screen]")).to_be_visible()
        panel.locator("[data-role=other]").click()
        paste(panel, room.teacher_url)
        expect(shown.locator("[data-role=connection][data-state=online]")).to_be_attached()
        expect(panel.locator("[data-role=not-framed]")).to_be_hidden()
        with context.expect_page() as opened:
            panel.locator("[data-role=window]").click()
        expect(opened.value).to_have_url(f"{room.teacher_url}&view=dock")
        opened.value.close()


def test_a_server_that_does_not_name_it_opens_a_narrow_window(context: BrowserContext, panel: Page) -> None:
    with serve() as server:
        room = create_room(server.url, "self")
        with context.expect_page() as opened:
            paste(panel, room.student_url)
        expect(panel.locator("[data-role=not-framed]")).to_be_visible()
        expect(opened.value.locator("[data-role=join-screen]")).to_be_visible()
        opened.value.close()
