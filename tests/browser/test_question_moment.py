"""A question from the asking to the projector: live counts, results that stay, what the class is shown."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import FilePayload, Page, expect

from tests.browser.boards import Join, OpenPage, has, press_tool
from tests.browser.classroom import create_room, role, wait_until
from tests.browser.classroom import join as come_in
from tests.teacher.student_client import StudentClient

EVENTS_OF_A_PROJECTOR = {"joined", "show", "close", "stopping"}
HOSTILE = '"><img src=x onerror="document.title=1">'
BROKEN = "Clear?\n- yes\n\nReady?\n- a\nb\n- c\n"
WHOLE = f"{HOSTILE}\n- {HOSTILE}\n* right\n"


def open_projector(board: Page, frames: list[str]) -> Page:
    """Press the button, and return the page that opens, with what it hears from then on."""
    with board.context.expect_page() as opened:
        press_tool(board, "open-projector")
    page = opened.value
    page.on("websocket", lambda line: line.on("framereceived", lambda text: frames.append(str(text))))
    return page


def events(frames: list[str]) -> list[tuple[str, Any]]:
    """Return the events among a page's frames, with what they carried."""
    packets = [json.loads(frame[2:]) for frame in frames if frame.startswith("42")]
    return [(event, payload) for event, payload in packets]


def answer(students: list[StudentClient], prompt: str, *choices: int, seq: int = 1) -> None:
    """Let each student give an answer."""
    for student, choice in zip(students, choices, strict=True):
        message = {"prompt": prompt, "choice": choice, "seq": seq, "at": int(time.time() * 1000)}
        assert student.socket.call("answer", message) == {"ok": True}


def asked(page: Page) -> str:
    """Return the id of the question that a student's page shows."""
    expect(page.locator(role("question"))).to_be_visible()
    return page.locator(role("question")).get_attribute("data-prompt") or ""


def test_results_stay_on_the_board_and_are_shown_to_students_and_the_projector_which_hears_of_nobody(
    relay: str, open_page: OpenPage, join: Join
) -> None:
    board, student, frames = open_page(), open_page(), list[str]()
    room = create_room(relay, "self")
    board.goto(room.teacher_url)
    come_in(student, room, "Ada", "consent-self")
    ben = join(relay, room.code, "Ben")
    has(board, "Ada", state="self")
    projector = open_projector(board, frames)
    expect(projector.locator(role("room-code"))).to_have_text(room.code)
    expect(projector.locator(f"{role('qr')} svg")).to_be_visible()
    expect(projector.locator(role("projector-here"))).to_have_text("2 here")
    assert projector.url == f"{relay}/p"
    board.locator(role("open-ask")).click()
    board.locator('[data-template="letters"]').click()
    board.locator(role("ask-right")).select_option("1")
    board.locator(role("ask-timer")).select_option("300")
    board.locator(role("send-question")).click()
    answer([ben], asked(student), 0)
    student.get_by_role("button", name="B", exact=True).click()
    for page in (board, projector):
        expect(page.locator(role("question-count"))).to_have_text("2 of 2 answered")
        expect(page.locator(role("question-timer"))).to_contain_text(":")
    expect(projector.locator(f"{role('choices')} li")).to_have_text(["A", "B", "C", "D"])
    expect(projector.locator(role("answers"))).to_be_hidden()
    expect(board.locator(role("answer-correct")).nth(1)).to_be_hidden()
    board.locator(role("end-question")).click()
    expect(board.locator(role("show-results"))).to_be_focused()
    expect(student.locator(role("question"))).to_be_hidden()
    expect(board.locator(role("answers"))).to_contain_text("B: 1")
    expect(board.locator(role("right-answer"))).to_have_value("1")
    board.locator(role("show-results")).click()
    for page in (board, student, projector):
        expect(page.locator(role("answer-share"))).to_have_text(["50%", "50%", "0%", "0%"])
        expect(page.locator(f"{role('answer-correct')}:visible")).to_have_count(1)
        expect(page.locator(role("answer")).nth(1)).to_contain_text("Right")
    expect(student.locator(role("answer")).nth(1)).to_contain_text("Your answer")
    expect(student.locator(f"{role('answer-own')}:visible")).to_have_count(1)
    late = come_in(open_page(), room, "Cem", "consent-self")
    expect(late.locator(role("question-total"))).to_have_text("2 answers")
    student.locator(role("close-question")).click()
    board.locator(role("right-answer")).select_option("")
    expect(projector.locator(f"{role('answer-correct')}:visible")).to_have_count(0)
    projector.reload()
    expect(projector.locator(role("answers"))).to_contain_text("A: 1")
    board.locator(role("put-away")).click()
    expect(board.locator(role("question"))).to_be_hidden()
    expect(projector.locator(role("question"))).to_be_hidden()
    hears_of_nobody(board, projector, frames)
    board.locator(role("close-room")).click()
    board.locator(role("confirm-close")).click()
    expect(projector.locator(role("projector-notice"))).to_contain_text("over")


def hears_of_nobody(board: Page, projector: Page, frames: list[str]) -> None:
    """Tell that no frame of a projector names a student, and that nothing in its tab opens a board."""
    told = events(frames)
    assert {event for event, _ in told} <= EVENTS_OF_A_PROJECTOR
    assert sum(event == "show" for event, _ in told) > 3
    students = board.locator(role("tile")).evaluate_all(
        "(tiles) => tiles.map((tile) => tile.dataset.student)"
    )
    assert len(students) == 3
    for word in ("Ada", "Ben", "Cem", *students):
        assert word
        assert not [frame for frame in frames if word in frame], word
    kept = projector.evaluate("JSON.stringify({...sessionStorage, state: history.state, at: location.href})")
    teacher_token = board.url.partition("#")[2]
    assert '"p.' in kept
    assert teacher_token not in kept
    assert teacher_token.rpartition(".")[2] not in "".join([kept, *frames])


def test_a_room_without_names_shows_no_results_of_four_answers(
    relay: str, open_page: OpenPage, join: Join
) -> None:
    board, student = open_page(), open_page()
    room = create_room(relay, "self", anonymous=True)
    board.goto(room.teacher_url)
    come_in(student, room, consent="consent-self")
    others = [join(relay, room.code) for _ in range(4)]
    board.locator(role("open-ask")).click()
    board.locator(role("ask-check")).click()
    board.locator(role("send-question")).click()
    prompt = asked(student)
    answer(others, prompt, 0, 0, 1, 2)
    expect(board.locator(role("question-count"))).to_have_text("4 of 5 answered")
    board.locator(role("end-question")).click()
    expect(board.locator(role("question-told"))).to_contain_text("from 5 answers on")
    expect(board.locator(role("show-results"))).to_be_hidden()
    board.locator(role("ask-again")).click()
    wait_until(board, lambda: asked(student) != prompt, 20, "the question is asked again")
    student.locator(f"{role('question-choices')} button").last.click()
    answer(others, asked(student), 0, 0, 1, 2, seq=2)
    expect(board.locator(role("question-count"))).to_have_text("5 of 5 answered")
    board.locator(role("end-question")).click()
    board.locator(role("show-results")).click()
    expect(student.locator(role("question-results"))).to_contain_text("Lost: 2")
    expect(board.locator(role("question-told"))).to_have_text("The class sees these results.")


def test_prepared_questions_are_kept_exported_imported_and_inert(relay: str, open_page: OpenPage) -> None:
    board = open_page()
    room = create_room(relay, "self")
    board.goto(room.teacher_url)
    board.locator(role("open-ask")).click()
    width = board.locator(role("ask-dialog")).evaluate("(dialog) => dialog.offsetWidth")
    board.locator(role("send-question")).click()
    says_at(board, "ask-text", "Write your question here first.")
    board.locator(role("ask-text")).fill("x" * 200)
    board.locator(role("send-question")).click()
    says_at(board, "ask-choice", "Give at least two choices.")
    assert board.locator(role("ask-dialog")).evaluate("(dialog) => dialog.offsetWidth") == width
    board.locator(role("prepared-title")).click()
    board.locator(role("questions-file")).set_input_files(text_file(BROKEN))
    expect(board.locator(f"{role('prepared-faults')} li")).to_have_text(
        [
            "Line 1: a question has two to five choices.",
            "Line 6: a choice begins with - or *, then a space and its words.",
        ]
    )
    expect(board.locator(role("use-prepared"))).to_have_count(0)
    board.locator(role("questions-file")).set_input_files(text_file(WHOLE))
    expect(board.locator(role("prepared-said"))).to_have_text("1 question added.")
    board.reload()
    board.locator(role("open-ask")).click()
    expect(board.locator(role("prepared-title"))).to_have_text("Prepared questions (1)")
    board.locator(role("prepared-title")).click()
    assert exported(board, "export-questions-text") == WHOLE
    assert json.loads(exported(board, "export-questions-json")) == {
        "questions": [{"question": HOSTILE, "choices": [HOSTILE, "right"], "correct": 2}]
    }
    board.locator(role("delete-prepared")).click()
    expect(board.locator(role("use-prepared"))).to_have_count(0)
    board.locator(role("undo-prepared")).click()
    board.locator(role("use-prepared")).click()
    student = come_in(open_page(), room, "Ada", "consent-self")
    board.locator(role("send-question")).click()
    expect(student.locator(role("question-text"))).to_have_text(HOSTILE)
    board.locator(role("end-question")).click()
    expect(board.locator(role("right-answer"))).to_have_value("1")
    board.locator(role("show-results")).click()
    expect(student.locator(role("answer-words")).first).to_have_text(f"{HOSTILE}: 0")
    for page in (board, student):
        assert page.locator("img[src=x]").count() == 0
        assert page.title() != "1"


def says_at(page: Page, handle: str, words: str) -> None:
    """Tell that a field has the focus, is marked as wrong and described by these words."""
    field = page.locator(f"{role(handle)}[aria-invalid=true]")
    expect(field).to_be_focused()
    expect(page.locator(f"#{field.get_attribute('aria-describedby')}")).to_have_text(words)


def text_file(words: str) -> FilePayload:
    return {"name": "questions.txt", "mimeType": "text/plain", "buffer": words.encode()}


def exported(page: Page, button: str) -> str:
    """Press a button, and return what stands in the file it gives."""
    with page.expect_download() as download:
        page.locator(role(button)).click()
    return Path(download.value.path()).read_text(encoding="utf-8")
