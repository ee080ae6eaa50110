"""A lesson over its recording: aligned by a clapperboard, with what was said there, and sent nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.boards import OpenPage
from tests.browser.classroom import role, wait_until
from tests.browser.recorded_lesson import SHOWN_AT_S, write_recording

CODE = "ABCD-EFGH"
LOADED_WITHIN_S = 20.0
STARTED_MS = 1_768_464_000_000
MINUTE_MS = 60_000
STUDENTS = [f"s{number}" for number in range(8)]
LOST_AT_MS = STARTED_MS + 2 * MINUTE_MS + 30_000

# The clapperboard stands at the beginning of the minute in which the class is lost.
CLAPPED_MS = STARTED_MS + 2 * MINUTE_MS
# A dozen pictures, each sought, drawn and read: a second on an idle machine.
SOUGHT_MS = 240_000
CAPTIONS = "WEBVTT\n\n00:03.000 --> 00:05.000\nSo this is the <i>chain</i> rule.\n"
WRITE = """async ([lesson, entries]) => {
  const { writeEntries } = await import("/teacher/saved_lessons/store.js");
  await writeEntries(lesson, entries);
}"""
CLAPPER = """async ([atMs, code]) => (await import("/teacher/clapper_code.js")).clapperText(atMs, code)"""
KEPT = """async ([code, file]) => {
  const { readAnchors } = await import("/teacher/saved_lessons/recordings.js");
  return readAnchors(code, file);
}"""


def keep_lesson(page: Page, url: str) -> None:
    """Let the device keep a lesson of four minutes in which five of eight said that they were lost."""
    page.goto(url)
    presence = [[student, student, "joined", STARTED_MS] for student in STUDENTS]
    reports = [[student, 1, STARTED_MS + 1000, "self", [], []] for student in STUDENTS]
    statuses = [[student, 1, LOST_AT_MS, False, True, None] for student in STUDENTS[:5]]
    statuses += [[student, 2, LOST_AT_MS + 20_000, False, False, None] for student in STUDENTS[:5]]
    news = [{"presence": presence}, {"reports": reports}, {"statuses": statuses}]
    marks = [{"at": STARTED_MS + 2 * MINUTE_MS + 15_000, "text": "Chain rule"}]
    times = {"startedAt": STARTED_MS, "endedAt": STARTED_MS + 4 * MINUTE_MS}
    lesson = {"code": CODE, "policy": "self", "students": len(STUDENTS), **times}
    page.evaluate(WRITE, [lesson, [{"news": news, "marks": marks, "notes": []}]])


def anchors(page: Page, file: Path) -> list[Mapping[str, Any]]:
    """Return where the device remembers that a file lies."""
    known = {"name": file.name, "size": file.stat().st_size}
    found: list[Mapping[str, Any]] = page.evaluate(KEPT, [CODE, known])
    return found


def test_a_clapperboard_aligns_a_recording_to_a_tenth_of_a_second_and_nothing_is_sent(
    relay: str, open_page: OpenPage, tmp_path: Path
) -> None:
    page = open_page()
    keep_lesson(page, relay)
    recording = write_recording(tmp_path / "lesson.webm", page.evaluate(CLAPPER, [CLAPPED_MS, CODE]))
    captions = tmp_path / "lesson.vtt"
    captions.write_text(CAPTIONS, encoding="utf-8")
    page.goto(f"{relay}/lesson#{CODE}")
    expect(page.locator(role("headline"))).to_contain_text("around “Chain rule”; 5 of 8 said so.")
    expect(page.locator(f"{role('chart')} canvas")).to_be_visible()
    wait_until(page, lambda: page.evaluate("'jsQR' in globalThis"), LOADED_WITHIN_S, "the reader of QR codes")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator(role("open-recording")).set_input_files([recording, captions])
    expect(page.locator(role("review-message"))).to_contain_text("not of this lesson")
    page.locator(role("find-clapper")).click()
    expect(page.locator(role("search-state"))).to_contain_text("Clapperboard found", timeout=SOUGHT_MS)
    expect(page.locator(role("alignment-state"))).to_have_text("Aligned at 1 point.")
    expect(page.locator(role("review-message"))).to_be_hidden()
    (anchor,) = anchors(page, recording)
    assert anchor["atMs"] == CLAPPED_MS
    assert abs(anchor["videoS"] - SHOWN_AT_S) <= 0.1

    difficult = page.locator(f"{role('chapters')} [data-kind='lost']")
    expect(difficult).to_contain_text("63% lost: 5 of 8 said so · Chain rule")
    expect(difficult.locator("q")).to_have_text("So this is the chain rule.")
    difficult.locator("button").click()
    expect(page.locator(role("review-reading"))).to_contain_text("in the lesson: ")
    with page.expect_download() as download:
        page.locator("[data-format='youtube']").click()
    lines = Path(download.value.path()).read_text(encoding="utf-8").splitlines()
    assert lines == ["0:00 63% lost: 5 of 8 said so · Chain rule"]
    assert [address for address in asked if not address.startswith("blob:")] == []

    page.keyboard.press(".")
    wait_until(page, lambda: anchors(page, recording)[0]["atMs"] == CLAPPED_MS - 1000, 20, "moved and kept")
    page.reload()
    page.locator(role("open-recording")).set_input_files(recording)
    expect(page.locator(role("alignment-state"))).to_have_text("Aligned at 1 point.")
    nothing = tmp_path / "notes.docx"
    nothing.write_bytes(b"not a recording")
    page.locator(role("open-recording")).set_input_files(nothing)
    expect(page.locator(role("review-message"))).to_contain_text("cannot play notes.docx")
    expect(page.locator(role("reviewed"))).to_be_hidden()
