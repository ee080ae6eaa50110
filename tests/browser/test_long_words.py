"""Words and links without an end, wherever people write them: no page gets wider than the smallest phone."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.boards import OpenPage
from tests.browser.classroom import create_room, role

SMALL_PHONE = {"width": 320, "height": 640}
NAME = "W" * 40
QUESTION = "https://school.example/" + "a" * 177
CHOICE = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen12"
MARK = "b" * 60
# The board writes every two seconds.
WRITTEN_WITHIN_MS = 4000


def fits(page: Page, where: str) -> None:
    """Hold a page to its own width."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide == 0, f"{where}: {wide} px run off"


def test_a_whole_lesson_of_long_words_fits_the_smallest_phone(relay: str, open_page: OpenPage) -> None:
    room = create_room(relay, "labels")
    board, student = open_page(viewport=SMALL_PHONE), open_page(viewport=SMALL_PHONE)
    board.goto(relay)
    expect(board.locator("html")).to_have_attribute("dir", "ltr")
    fits(board, "start page")
    board.goto(room.teacher_url)
    student.goto(room.student_url)
    student.locator(role("name")).fill(NAME)
    fits(student, "join")
    student.locator(role("join")).click()
    expect(student.locator(role("consent-screen"))).to_be_visible()
    fits(student, "consent")
    student.locator(role("consent-self")).click()
    student.locator(role("hand")).click()
    expect(board.locator(role("hands"))).to_contain_text(NAME)
    board.locator(role("open-ask")).click()
    board.locator(role("ask-text")).fill(QUESTION)
    for field in board.locator(role("ask-choice")).all():
        field.fill(CHOICE)
    fits(board, "asking")
    board.locator(role("send-question")).click()
    expect(student.locator(role("question-text"))).to_have_text(QUESTION)
    fits(student, "a question")
    student.locator(role("question-choices")).locator("button").first.click()
    student.locator(role("wire")).locator("summary").click()
    expect(student.locator(f"{role('wire-rows')} code").first).to_be_visible()
    fits(student, "what was sent")
    board.locator(role("mark")).click()
    board.locator(role("mark-text")).fill(MARK)
    board.locator(f"{role('mark-form')} button[type=submit]").click()
    expect(board.locator(role("marks"))).to_contain_text(MARK)
    board.locator(role("tile")).click()
    expect(board.locator(role("detail"))).to_be_visible()
    fits(board, "board")
    board.wait_for_timeout(WRITTEN_WITHIN_MS)
    student.locator(role("leave")).click()
    expect(student.locator(role("end-screen"))).to_be_visible()
    fits(student, "summary")
    board.goto(f"{relay}/lesson#{room.code}")
    expect(board.locator(role("marks"))).to_contain_text(MARK)
    fits(board, "report")
