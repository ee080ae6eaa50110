"""A student's tab stays small: no picture that was looked at is kept by the browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from tests.browser import clips
from tests.browser.classroom import launch
from tests.browser.processes import TOLD_HERE, held_mb

PICTURES = 150
# A bitmap of each of them, kept, would be 180 MB more.
MOST_GROWTH_MB = 60
GRAB = """async (pictures) => {
  const { Camera } = await import("/student/camera.js");
  const camera = new Camera(document.createElement("video"), { onEnded: () => {} });
  await camera.open();
  for (let taken = 0; taken < pictures;) {
    const picture = await camera.grab();
    if (picture === null) await new Promise((resolve) => setTimeout(resolve, 5));
    else taken += 1;
    picture?.close();
  }
}"""


@pytest.mark.skipif(not TOLD_HERE, reason="only Linux tells what a process alone holds")
def test_a_picture_that_was_looked_at_is_held_no_more(
    relay: str, playwright: Playwright, tmp_path: Path
) -> None:
    clip = clips.write_clip(tmp_path / "face.mjpeg", [(clips.face(), 1.0)])
    browser = launch(playwright, clip)
    page = browser.new_context(permissions=["camera"]).new_page()
    page.goto(f"{relay}/s")
    session = browser.new_browser_cdp_session()
    page.evaluate(GRAB, 1)
    before_mb = held_mb(session, "renderer")
    page.evaluate(GRAB, PICTURES)
    assert held_mb(session, "renderer") - before_mb < MOST_GROWTH_MB
    browser.close()
