"""The player of a watch page: what a test presses there, and what it waits for."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.classroom import role

WATCHED_WITHIN_MS = 200_000

_UNTIL = """(condition) => new Promise((done) => {
  const video = document.querySelector("video");
  const facts = {
    started: () => video.currentTime > 0.5,
    second: () => video.currentTime >= 5,
    ended: () => video.ended,
  };
  const look = () => facts[condition]() && done();
  for (const kind of ["timeupdate", "seeked", "ended"]) video.addEventListener(kind, look);
  look();
})"""


def play(page: Page) -> None:
    """Play the lesson at double speed, without its sound."""
    page.locator(role("rate")).select_option("2")
    page.evaluate("document.querySelector('video').muted = true")
    page.evaluate("document.querySelector('video').play()")


def until(page: Page, condition: str) -> None:
    """Wait until something is so of the video: `started`, in its `second` bin, or `ended`."""
    page.evaluate(_UNTIL, condition)
