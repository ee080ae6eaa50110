"""After each press the student's page says in words how far it has come, and at the end what was answered."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.backend.clients import Client
from tests.browser.boards import OpenPage
from tests.browser.classroom import create_room, join, role

PROMPT = {"id": "p1", "text": "Which force holds the moon?", "choices": ["Gravity", "Friction"]}
OVER = {**PROMPT, "ended": True}


def expect_receipt(page: Page, way: str, words: str) -> None:
    receipt = page.locator(role("receipt"))
    expect(receipt).to_have_attribute("data-way", way)
    expect(receipt).to_have_text(words)


def test_a_press_has_arrived_when_a_teacher_is_there_and_the_summary_has_the_answers(
    relay: str, open_page: OpenPage
) -> None:
    room = create_room(relay, "self")
    page = join(open_page(), room, consent="consent-self")
    expect(page.locator(role("state-word"))).to_have_text("You are here")
    page.locator(role("hand")).click()
    expect_receipt(page, "no-teacher", "No teacher is here right now. They see it when they come.")
    expect(page.locator(role("teacher-sees"))).to_have_text(
        "Your teacher will see: You are here · Hand raised"
    )
    teacher = Client(relay, {"role": "teacher", "token": room.teacher_url.partition("#")[2]})
    expect_receipt(page, "arrived", "Your teacher sees your hand.")
    expect(page.locator(role("teacher-sees"))).to_have_text("Your teacher sees: You are here · Hand raised")
    page.locator('[data-pace="slower"]').click()
    expect_receipt(page, "arrived", "Your teacher sees what you say of the pace: Too fast")
    expect(page.locator(role("state-word"))).to_have_text("Hand raised · Too fast")
    page.locator(role("hand")).click()
    expect_receipt(page, "arrived", "Your hand is down.")
    page.locator(role("lost")).click()
    expect_receipt(page, "arrived", "Your teacher sees that you are lost.")

    teacher.send("prompt", PROMPT)
    page.get_by_role("button", name="Friction").click()
    page.get_by_role("button", name="Gravity").click()
    expect_receipt(page, "arrived", "Your teacher sees your answer.")
    teacher.send("prompt", OVER)
    teacher.send("prompt", {**PROMPT, "id": "p2", "text": "And the sun?"})
    expect(page.locator(role("question-text"))).to_have_text("And the sun?")
    teacher.close()
    expect_receipt(page, "no-teacher", "No teacher is here right now. They see it when they come.")

    page.locator(role("leave")).click()
    answers = page.locator(role("own-answer-rows")).locator("dt, dd")
    expect(answers).to_have_text([str(PROMPT["text"]), "Gravity", "And the sun?", "No answer"])
    expect(page.locator(role("summary-rows"))).not_to_contain_text("Without camera")
    expect(page.locator(role("summary-guesses"))).to_be_hidden()
