"""What the board keeps on the teacher's device: whole after a reload, listed, exported, deleted."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.boards import Join, OpenPage, has, make_room
from tests.browser.classroom import role, wait_until

# The board writes every two seconds.
WRITTEN_WITHIN_MS = 4000
PNG = b"\x89PNG\r\n\x1a\n"


def exported(page: Page, button: str, *answer: str) -> Path:
    """Return the file that a button gives, after the answer to its question."""
    with page.expect_download() as download:
        page.locator(role(button)).click()
        for choice in answer:
            page.locator(role(choice)).click()
    return Path(download.value.path())


def test_a_reload_brings_back_who_left_before_it_and_every_mark(
    relay: str, open_page: OpenPage, join: Join
) -> None:
    page = open_page()
    code = make_room(page, relay)
    ada = join(relay, code, "Ada")
    ada.report("focused", ago_s=60)
    ada.report("confused", ago_s=30)
    has(page, "Ada", transitions=2)
    page.locator(role("mark")).click()
    page.keyboard.type("quiz")
    page.keyboard.press("Enter")
    ada.leave()
    has(page, "Ada", state="offline")
    page.wait_for_timeout(WRITTEN_WITHIN_MS)
    page.reload()
    has(page, "Ada", state="offline", transitions=2)
    expect(page.locator(role("marks"))).to_contain_text("quiz")


def test_a_kept_lesson_is_listed_reopened_exported_and_deleted(
    relay: str, open_page: OpenPage, join: Join
) -> None:
    page = open_page()
    code = make_room(page, relay)
    for name in ("Ada", "=Ben"):
        join(relay, code, name).report("focused", ago_s=120)
        has(page, name, transitions=1)
    page.wait_for_timeout(WRITTEN_WITHIN_MS)
    page.goto(relay)
    page.locator(f"{role('lesson-list')} a").click()
    expect(page.locator(role("lesson-title"))).to_contain_text(code)
    expect(page.locator(f"{role('minutes')} tr").first).to_be_visible()
    named = exported(page, "export-transitions", "with-names").read_text()
    assert named.splitlines()[0] == "time,student,state,cues,alerts"
    assert ",Ada,focused," in named
    assert ",'=Ben,focused," in named
    unnamed = exported(page, "export-transitions", "without-names").read_text()
    assert len(unnamed.splitlines()) == 3
    assert "Ada" not in unnamed
    assert "focused_share" in exported(page, "export-minutes").read_text().splitlines()[0]
    whole = json.loads(exported(page, "export-json", "without-names").read_text())
    assert [row["state"] for row in whole["transitions"]] == ["focused", "focused"]
    wait_until(page, lambda: page.locator("canvas").count() > 0, 20, "the picture")
    assert exported(page, "export-png").read_bytes().startswith(PNG)
    page.goto(relay)
    page.locator(f"{role('lesson-list')} button").click()
    expect(page.locator(role("lessons"))).to_be_hidden()
    page.goto(f"{relay}/lesson#{code}")
    expect(page.locator(role("message"))).to_contain_text("keeps no such lesson")
