"""A student's tab stays small: no picture that was looked at is kept by the browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from tests.browser import clips
from tests.browser.classroom import launch
from tests.browser.processes import TOLD_HERE, held_mb

PICTURES = 60
# A bitmap of each of them, kept, would be 70 MB more.
MOST_GROWTH_MB = 30
GRAB = """async (pictures) => {
  const { Camera } = await import("/capture/sources/camera.js");
  const video = document.body.appendChild(document.createElement("video"));
  const camera = new Camera(video, { onEnded: () => {} });
  await camera.open();
  for (let taken = 0; taken < pictures;) {
    await new Promise((resolve) => video.requestVideoFrameCallback(resolve));
    const picture = await camera.grab();
    taken += picture === null ? 0 : 1;
    picture?.close();
  }
  camera.close();
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
