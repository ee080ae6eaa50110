"""Chromium, by Playwright."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Download, Error, Playwright
from playwright.sync_api import Page as Tab

from tests.browser.classroom import Console, launch
from tests.browser.engines.page import SHOWN_WITHIN_S, Engine, Page, selector_of, worth_hearing

# What Playwright says where a page is just loading another; the other drivers wait for it by themselves.
LOADING = "Execution context was destroyed"
HEARD_WITHIN_MS = 100
SIZE = {"width": 1280, "height": 860}


class ChromiumPage(Page):
    """A tab in a window of its own."""

    def __init__(self, tab: Tab) -> None:
        self._tab = tab
        tab.set_default_timeout(SHOWN_WITHIN_S * 1000)

    def goto(self, url: str) -> None:
        self._tab.goto(url)

    def reload(self) -> None:
        self._tab.reload()

    def evaluate(self, body: str) -> Any:
        try:
            return self._tab.evaluate(f"() => {{ {body} }}")
        except Error as error:
            if LOADING not in str(error):
                raise
            self._tab.wait_for_load_state()
            return self._tab.evaluate(f"() => {{ {body} }}")

    def press(self, handle: str) -> None:
        self._tab.locator(selector_of(handle)).first.click()

    def keys(self, *keys: str) -> None:
        for key in keys:
            self._tab.keyboard.press(key if key != " " else "Space")

    def hide(self) -> None:
        raise NotImplementedError

    def show(self) -> None:
        raise NotImplementedError

    def narrow(self, width_px: int, height_px: int) -> None:
        self._tab.set_viewport_size({"width": width_px, "height": height_px})

    def widen(self) -> None:
        self._tab.set_viewport_size(SIZE)  # type: ignore[arg-type]


class Chromium(Engine):
    """A running Chromium."""

    cannot: Mapping[str, str] = {
        "hidden tab": "Playwright keeps every tab visible; test_hidden_tab.py hides one without Playwright"
    }

    def __init__(self, browser: Browser, folder: Path) -> None:
        self._browser = browser
        self._folder = folder
        self._tabs: list[Tab] = []
        self._console = Console()
        self._downloads: list[Download] = []

    def open(self) -> Page:
        # In a window of its own: a tab behind another has a frame a second, which every press waits for.
        tab = self._browser.new_context(viewport=SIZE).new_page()  # type: ignore[arg-type]
        self._tabs.append(tab)
        self._console.listen(tab)
        tab.on("download", lambda download: self._downloads.append(download))
        return ChromiumPage(tab)

    def downloaded(self) -> list[Path]:
        self._listen()
        files = []
        for download in self._downloads:
            files.append(self._folder / download.suggested_filename)
            download.save_as(files[-1])
        return files

    def complaints(self) -> list[str]:
        self._listen()
        return [line for line in self._console.complaints if worth_hearing(line)]

    def _listen(self) -> None:
        """Let Playwright take in what has happened: it hears nothing while nobody calls it."""
        self._tabs[0].wait_for_timeout(HEARD_WITHIN_MS)


@contextmanager
def chromium(playwright: Playwright, folder: Path) -> Iterator[Chromium]:
    """Run Chromium until the block ends."""
    browser = launch(playwright, whole=True)
    try:
        yield Chromium(browser, folder)
    finally:
        browser.close()
