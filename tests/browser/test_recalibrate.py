"""Recalibrate: the button makes the worker learn the student's resting face anew, and says so."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.boards import OpenPage
from tests.browser.classroom import create_room, join, role
from tests.browser.recordings import CALM, recorded
from tests.serving import serve

CALIBRATED_WITHIN_MS = 60_000


def test_recalibrate_shows_the_calibration_again_until_it_is_done(
    open_page: OpenPage, tmp_path: Path
) -> None:
    with serve(overrides=recorded(tmp_path, [(CALM, 90.0)])) as server:
        page = open_page()
        join(page, create_room(server.url))
        state = page.locator(role("my-state"))
        expect(state).to_have_attribute("data-state", "focused", timeout=CALIBRATED_WITHIN_MS)
        page.locator(role("recalibrate")).click()
        expect(state).to_have_attribute("data-state", "calibrating")
        expect(page.locator(role("calibration-box"))).to_be_visible()
        expect(state).to_have_attribute("data-state", "focused", timeout=CALIBRATED_WITHIN_MS)
