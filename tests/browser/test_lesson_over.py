"""A lesson that is over: its clapperboard was shown, and it is saved and deleted from the closed board."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
from playwright.sync_api import expect

from tests.browser.boards import Join, OpenPage, has
from tests.browser.classroom import create_room, role, wait_until
from tests.browser.kept import wait_until_kept

CLAPPER_SHOWS = """([code]) => import("/teacher/clapper_code.js").then(({ codeHash }) => codeHash(code))"""
# A clapperboard stands for three seconds, which a busy machine may need for a look: a copy of it stays.
KEEP_CLAPPER = """() => {
  const place = document.querySelector('[data-role="clapper-code"]');
  new MutationObserver(() => {
    const copy = document.createElement("div");
    copy.id = "kept-clapper";
    copy.style.width = "300px";
    copy.append(place.firstElementChild.cloneNode(true));
    document.querySelector("main").prepend(copy);
    const shown = place.firstElementChild;
    requestAnimationFrame(() => { window.clapperPx = shown.getBoundingClientRect().height; });
  }).observe(place, { childList: true });
}"""


def test_a_clapperboard_is_shown_for_a_recording_and_the_lesson_is_saved_and_deleted_when_it_is_over(
    relay: str, open_page: OpenPage, join: Join
) -> None:
    page = open_page(viewport={"width": 1280, "height": 800})
    room = create_room(relay)
    page.goto(room.teacher_url)
    join(relay, room.code, "Ada").report("focused", ago_s=200)
    has(page, "Ada", transitions=1)
    # It comes with the panels, after the board's first paint.
    expect(page.locator(role("show-clapper"))).not_to_have_attribute("hidden", "")
    hash_ = page.evaluate(CLAPPER_SHOWS, [room.code])

    page.evaluate(KEEP_CLAPPER)
    page.keyboard.press("y")
    kept = page.locator("#kept-clapper svg")
    wait_until(page, lambda: page.evaluate("window.clapperPx ?? 0") > 0, 60, "the clapperboard")
    assert page.evaluate("window.clapperPx") >= 800 / 6
    expect(page.locator(role("clapper"))).to_be_hidden()
    drawn = cv2.imdecode(np.frombuffer(kept.screenshot(), np.uint8), cv2.IMREAD_COLOR)
    assert drawn is not None
    kind, at_ms, shown_hash = cv2.QRCodeDetector().detectAndDecode(drawn)[0].split(":")
    assert (kind, shown_hash) == ("RR1", hash_)
    assert abs(int(at_ms) - page.evaluate("Date.now()")) < 60_000
    page.evaluate("document.querySelector('#kept-clapper').remove()")

    wait_until_kept(page, '"focused"')
    page.locator(role("close-room")).click()
    expect(page.locator(role("closing-then"))).to_be_visible()
    page.locator(role("confirm-close")).click()
    expect(page.locator(role("notice-kept"))).to_have_text(
        "The lesson is kept on this device until you delete it."
    )
    with page.expect_download() as download:
        page.locator(role("notice-export")).click()
    assert Path(download.value.path()).read_text(encoding="utf-8-sig").startswith("time,focused,")
    page.locator(role("notice-delete")).click()
    expect(page.locator(role("delete-dialog"))).to_contain_text("Deleting cannot be undone.")
    page.locator(role("confirm-delete")).click()
    expect(page.locator(role("notice-kept"))).to_have_text("The lesson is deleted from this device.")
    expect(page.locator(role("notice-report"))).to_be_hidden()
    page.goto(f"{relay}/lesson#{room.code}")
    wait_until(page, lambda: page.locator(role("message")).is_visible(), 20, "no such lesson")
