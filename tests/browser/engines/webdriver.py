"""A page by the W3C's WebDriver commands, whichever way they reach the browser."""

from __future__ import annotations

from typing import Any, Protocol

from tests.browser.engines.page import Page, selector_of

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
# The standard's numbers for keys that write nothing.
KEYS = {
    "Backspace": "\ue003",
    "Tab": "\ue004",
    "Enter": "\ue007",
    "Escape": "\ue00c",
    "End": "\ue010",
    "ArrowLeft": "\ue012",
}

# Why a click may miss and be tried again: the page is just moving what it is for, or something before it.
PASSING = ("stale element", "click intercepted", "not interactable", "no such element")


class DriverError(Exception):
    """Raised when a browser refuses a command."""


class Line(Protocol):
    """A line to a browser that takes WebDriver's commands by the names its specification gives them."""

    def command(self, name: str, **params: Any) -> Any:
        """Send one command and return its value; raise DriverError where the browser refuses it."""


class WebDriverPage(Page):
    """One window, switched to before each command."""

    def __init__(self, line: Line, handle: str) -> None:
        self.line = line
        self.handle = handle

    def command(self, name: str, **params: Any) -> Any:
        """Send a command that concerns this window."""
        self.line.command("SwitchToWindow", handle=self.handle, focus=False)
        return self.line.command(name, **params)

    def goto(self, url: str) -> None:
        self.command("Navigate", url=url)

    def reload(self) -> None:
        self.command("Refresh")

    def evaluate(self, body: str) -> Any:
        return self.command("ExecuteScript", script=body, args=[])

    def press(self, handle: str) -> None:
        self.wait(lambda: self._pressed(handle), f"{handle} to be pressed")

    def _pressed(self, handle: str) -> bool:
        if not self.is_shown(handle) or self.is_disabled(handle):
            return False
        try:
            found = self.command("FindElement", using="css selector", value=selector_of(handle))
            self.command("ElementClick", id=found[ELEMENT])
        except DriverError as error:
            if not any(reason in str(error) for reason in PASSING):
                raise
            return False
        return True

    def keys(self, *keys: str) -> None:
        strokes = [
            {"type": kind, "value": KEYS.get(key, key)} for key in keys for kind in ("keyDown", "keyUp")
        ]
        self.command("PerformActions", actions=[{"type": "key", "id": "keyboard", "actions": strokes}])

    def hide(self) -> None:
        raise NotImplementedError

    def show(self) -> None:
        raise NotImplementedError

    def narrow(self, width_px: int, height_px: int) -> None:
        raise NotImplementedError

    def widen(self) -> None:
        raise NotImplementedError
