"""A quick check from the board to the student's page and back, and the queue of hands."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.boards import Join, OpenPage, hands, has, make_room
from tests.browser.classroom import Room, join, role
from tests.browser.test_kept_lessons import WRITTEN_WITHIN_MS, exported


def test_a_question_reaches_who_is_there_and_who_comes_late_and_is_kept_with_its_answers(
    relay: str, open_page: OpenPage
) -> None:
    board, student = open_page(), open_page()
    code = make_room(board, relay, "self")
    join(student, Room(code, f"{relay}/s#{code}", board.url), "Ada", "consent-self")
    expect(board.locator(role("class-title"))).to_have_text("1 here")
    board.locator(role("open-ask")).click()
    board.locator(role("ask-check")).click()
    board.locator(role("send-question")).click()
    student.get_by_role("button", name="So-so").click()
    expect(board.locator(role("answers"))).to_contain_text("So-so: 1")
    student.get_by_role("button", name="Got it").click()
    expect(board.locator(role("answers"))).to_contain_text("Got it: 1")
    expect(board.locator(role("answers"))).to_contain_text("So-so: 0")
    expect(board.locator(role("question-count"))).to_have_text("1 of 1 answered")
    student.locator(role("close-question")).click()
    board.wait_for_timeout(WRITTEN_WITHIN_MS)
    board.reload()
    late = join(open_page(), Room(code, f"{relay}/s#{code}", board.url), "Ben", "consent-self")
    late.locator(role("question")).get_by_role("button", name="Lost").click()
    expect(board.locator(role("answers"))).to_contain_text("Lost: 1")
    expect(board.locator(role("answers"))).to_contain_text("Got it: 1")
    expect(student.locator(role("question"))).to_be_hidden()
    late.reload()
    expect(late.locator(role("question"))).to_be_visible()
    board.locator(role("end-question")).click()
    expect(board.locator(role("question"))).to_be_hidden()
    expect(board.locator(f"{role('results')} {role('answers')}")).to_contain_text("Lost: 1")
    board.locator(role("put-away")).click()
    expect(board.locator(role("results"))).to_be_hidden()
    expect(late.locator(role("question"))).to_be_hidden()
    board.wait_for_timeout(WRITTEN_WITHIN_MS)
    board.goto(f"{relay}/lesson#{code}")
    results = board.locator(f"{role('questions')} {role('answer')}")
    expect(results).to_contain_text(["Got it: 1", "So-so: 0", "Lost: 1"])
    rows = exported(board, "export-answers", "with-names").read_text().splitlines()
    assert [row.split(",")[2:4] for row in rows[1:]] == [["Ada", "Got it"], ["Ben", "Lost"]]


def test_a_question_with_one_choice_is_not_asked(relay: str, open_page: OpenPage) -> None:
    page = open_page()
    make_room(page, relay)
    page.locator(role("open-ask")).click()
    page.locator(role("ask-text")).fill("Ready?")
    page.locator(role("ask-choice")).first.fill("Yes")
    page.locator(role("send-question")).click()
    expect(page.locator(role("ask-trouble"))).to_contain_text("at least two choices")


def test_hands_stand_in_the_order_they_went_up(relay: str, open_page: OpenPage, join: Join) -> None:
    page = open_page()
    code = make_room(page, relay)
    for name in ("Ben", "Ada"):
        student_client = join(relay, code, name)
        student_client.report("focused")
        student_client.say(hand=True)
        has(page, name, hand="true")
    expect(page.locator(role("hand-count"))).to_have_text("Hands, in order2")
    expect(hands(page)).to_have_text(["Ben", "Ada"])
