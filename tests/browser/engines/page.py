"""What the steps ask of a browser, whichever drives it: windows, presses, keys, words, files, complaints."""

from __future__ import annotations

import json
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from tests.browser.classroom import BROWSER_NOISE, role

T = TypeVar("T")

# What a page is to show, it shows at once; three browsers on a busy machine may take their time.
SHOWN_WITHIN_S = 60.0
POLL_S = 0.1


class Page(ABC):
    """One window of a browser."""

    @abstractmethod
    def goto(self, url: str) -> None:
        """Load an address and wait until it is loaded."""

    @abstractmethod
    def reload(self) -> None:
        """Load the page again."""

    @abstractmethod
    def evaluate(self, body: str) -> Any:
        """Return what the body of a JavaScript function returns in the page."""

    @abstractmethod
    def press(self, handle: str) -> None:
        """Click what has this handle, where it is seen, as a person would."""

    @abstractmethod
    def keys(self, *keys: str) -> None:
        """Strike keys, each a character or a name such as `Enter`, wherever the focus is."""

    @abstractmethod
    def hide(self) -> None:
        """Put another tab in front."""

    @abstractmethod
    def show(self) -> None:
        """Put this tab in front again."""

    @abstractmethod
    def narrow(self, width_px: int, height_px: int) -> None:
        """Make the page as small as a phone's."""

    @abstractmethod
    def widen(self) -> None:
        """Make the page as large as it was."""

    def text(self, handle: str) -> str:
        """Return the words a handle shows, empty where it is not there."""
        return str(self.evaluate(f"return {_found(handle)}?.innerText ?? ''"))

    def attribute(self, handle: str, name: str) -> str:
        """Return an attribute of a handle, empty where it has none."""
        return str(self.evaluate(f"return {_found(handle)}?.getAttribute({json.dumps(name)}) ?? ''"))

    def is_shown(self, handle: str) -> bool:
        """Say whether a handle takes up space on the page."""
        return bool(self.evaluate(f"return ({_found(handle)}?.getClientRects().length ?? 0) > 0"))

    def is_disabled(self, handle: str) -> bool:
        """Say whether a handle takes no press."""
        return bool(self.evaluate(f"return {_found(handle)}?.matches(':disabled') ?? false"))

    def write(self, handle: str, words: str) -> None:
        """Click into a field and write."""
        self.press(handle)
        self.keys(*words)

    def choose(self, handle: str, value: str) -> None:
        """Choose an option; where its list opens is the system's own window, which no driver sees."""
        self.evaluate(
            f"const list = {_found(handle)}; list.value = {json.dumps(value)};"
            "list.dispatchEvent(new Event('change', {bubbles: true}))"
        )

    def wait(self, fact: Callable[[], T], what: str, within_s: float = SHOWN_WITHIN_S) -> T:
        """Return the first true value of a fact."""
        deadline_s = time.monotonic() + within_s
        while True:
            value = fact()
            if value:
                return value
            assert time.monotonic() < deadline_s, f"not within {within_s} s: {what}"
            time.sleep(POLL_S)

    def has(self, handle: str, name: str, *values: str, within_s: float = SHOWN_WITHIN_S) -> None:
        """Wait until an attribute of a handle is one of these values."""
        self.wait(
            lambda: self.attribute(handle, name) in values,
            f"{name} of {handle} among {values}: {self.attribute(handle, name)!r}",
            within_s,
        )

    def shows(self, handle: str, words: str = "") -> None:
        """Wait until a handle is seen, with these words in it."""
        self.wait(lambda: self.is_shown(handle) and words in self.text(handle), f"{handle} with {words!r}")


class Engine(ABC):
    """A running browser."""

    # The steps its driver cannot take, each with the reason.
    cannot: Mapping[str, str] = {}

    @abstractmethod
    def open(self) -> Page:
        """Open a window beside the others, in sight like them."""

    @abstractmethod
    def downloaded(self) -> list[Path]:
        """Return the files that the pages have given so far, whole."""

    @abstractmethod
    def complaints(self) -> list[str]:
        """Return every error and warning of all pages so far."""


def worth_hearing(line: str) -> bool:
    """Say whether a line of the console is the pages' own: what FaceMesh says of its start is not."""
    return not any(noise in line for noise in BROWSER_NOISE)


def selector_of(handle: str) -> str:
    """Return the selector of a handle, or of what is already a selector."""
    return handle if handle.startswith(("[", "html")) else role(handle)


def _found(handle: str) -> str:
    return f"document.querySelector({json.dumps(selector_of(handle))})"
