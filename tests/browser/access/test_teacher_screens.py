"""Every screen of the start page, the board, a kept lesson and the developers' page, looked at alike."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.access.screens import Examiner
from tests.browser.boards import Join, OpenPage, has, make_room, press_tool, set_hint
from tests.browser.classroom import role
from tests.browser.recorded_lesson import write_recording
from tests.browser.test_small_window import WITHOUT_PICTURE_IN_PICTURE
from tests.serving import serve

# Every state a tile can be in, with cues and alerts as they come.
CLASS = {
    "Ada": ("focused", ["gaze_centred"], ()),
    "Ben": ("neutral", [], ()),
    "Chiara": ("confused", ["brow_lowered", "head_tilted"], ()),
    "Dai": ("drowsy", ["eyes_closed"], ()),
    "Eva": ("away", ["gaze_left"], ("gaze_away",)),
    "Femi": ("down", ["gaze_down"], ()),
    "Gül": ("absent", [], ("no_face",)),
    "Hana": ("unknown", ["camera"], ("static_image",)),
    "Ivo": ("calibrating", [], ()),
    "Jun": ("paused", [], ()),
    "Kim": ("self", [], ()),
}


def test_start_page_and_empty_board_keep_nobody_out(relay: str, open_page: OpenPage) -> None:
    page, examiner = open_page(), Examiner()
    page.goto(relay)
    expect(page.locator(role("create-room"))).to_be_enabled()
    examiner.look(page, "the start page")
    make_room(page, relay)
    examiner.look(page, "a board without students, with its tour")
    press_tool(page, "open-help")
    examiner.look(page, "the help")
    examiner.has_found_nothing()


def test_a_proctored_class_in_every_state_keeps_nobody_out(
    relay: str, open_page: OpenPage, join: Join
) -> None:
    page, examiner = open_page(), Examiner()
    code = make_room(page, relay, "labels", "proctoring")
    seat_class(page, relay, code, join)
    examiner.look(page, "a full board", focus=False)
    page.locator(role("acknowledge")).first.click()
    page.locator(role("alerts-seen-title")).click()
    page.locator(role("class-title")).hover()
    expect(page.locator(role("tip"))).to_be_visible()
    examiner.look(page, "an acknowledged alert, and a number that explains itself", focus=False)
    page.locator(role("tile")).first.click()
    expect(page.locator(role("detail"))).to_be_visible()
    examiner.look(page, "a student in detail")
    page.locator(role("acknowledge")).first.click()
    page.locator(role("alerts-seen-title")).click()
    page.locator(role("class-index")).hover()
    examiner.look(page, "an acknowledged alert and a tip", focus=False)
    press_tool(page, "open-help")
    examiner.look(page, "the help")
    page.keyboard.press("Escape")
    page.locator(role("tile-size")).select_option("compact")
    examiner.look(page, "compact tiles", focus=False)
    page.locator(role("class-only")).check()
    examiner.look(page, "the class alone", focus=False)
    examiner.has_found_nothing()


def seat_class(page: Page, relay: str, code: str, join: Join) -> None:
    """Seat the class, one of them with a hand up and one who is lost."""
    for name, (state, cues, alerts) in CLASS.items():
        student_client = join(relay, code, name)
        student_client.report(state, *cues, alerts=alerts, ago_s=40)
        student_client.say(hand=name == "Ada", lost=name == "Ben")
        has(page, name, transitions=1)
    join(relay, code, "Lea").leave()
    has(page, "Lea", state="offline")


def test_asking_a_class_keeps_nobody_out(relay: str, open_page: OpenPage, join: Join) -> None:
    page, examiner = open_page(), Examiner()
    page.add_init_script(WITHOUT_PICTURE_IN_PICTURE)
    code = make_room(page, relay)
    join(relay, code, "Ada").report("confused")
    set_hint(page, "20", "1")
    expect(page.locator(role("hint"))).to_be_visible()
    look_at_small_window(page, examiner)
    press_tool(page, "open-hint-settings")
    examiner.look(page, "the settings of hints")
    page.keyboard.press("Escape")
    page.locator(role("open-ask")).click()
    page.locator(role("ask-check")).click()
    page.locator(role("save-question")).click()
    page.locator(role("ask-text")).fill("")
    page.locator(role("send-question")).click()
    examiner.look(page, "the dialog that asks, with an error and a prepared question")
    page.locator(role("use-prepared")).click()
    page.locator(role("send-question")).click()
    expect(page.locator(role("question"))).to_be_visible()
    page.locator(role("mark")).click()
    examiner.look(page, "a hint, a question and a mark", focus=False)
    look_at_results(page, examiner)
    page.locator(role("close-room")).click()
    examiner.look(page, "the dialog that closes a room")
    examiner.has_found_nothing()
    page.locator(role("confirm-close")).click()
    examiner.look(page, "a closed room")
    look_back(page, relay, examiner)
    examiner.has_found_nothing()


def look_at_results(page: Page, examiner: Examiner) -> None:
    """Stop the question, and show its results on the board and on a projector."""
    with page.context.expect_page() as opened:
        press_tool(page, "open-projector")
    projector = opened.value
    expect(projector.locator(role("choices"))).to_be_visible()
    examiner.look(projector, "a question on the projector")
    page.locator(role("end-question")).click()
    page.locator(role("right-answer")).select_option("0")
    page.locator(role("show-results")).click()
    expect(projector.locator(role("answers"))).to_be_visible()
    examiner.look(projector, "results on the projector", focus=False)
    examiner.look(page, "results on the board", focus=False)
    page.locator(role("put-away")).click()
    expect(projector.locator(role("question"))).to_be_hidden()
    examiner.look(projector, "the way in on the projector", focus=False)
    projector.close()


def look_at_small_window(page: Page, examiner: Examiner) -> None:
    """Open the window that stays on top, as browsers without picture-in-picture do."""
    with page.expect_popup() as opened:
        press_tool(page, "open-floating")
    expect(opened.value.locator(role("floating-hint"))).to_be_visible()
    examiner.look(opened.value, "the small window")
    opened.value.close()


def look_back(page: Page, relay: str, examiner: Examiner) -> None:
    """Go through the lessons that are kept."""
    page.goto(relay)
    lessons = page.locator(f"{role('lesson-list')} a")
    expect(lessons).to_have_count(1)
    examiner.look(page, "the start page with a kept lesson")
    lessons.click()
    expect(page.locator(f"{role('chart')} canvas")).to_be_visible()
    examiner.look(page, "a kept lesson")
    with tempfile.TemporaryDirectory() as folder:
        recording = write_recording(Path(folder) / "lesson.webm", "no clapperboard")
        page.locator(role("open-recording")).set_input_files(recording)
        expect(page.locator(role("reviewed"))).to_be_visible()
        examiner.look(page, "a lesson over its recording")


def test_the_developers_page_keeps_nobody_out(open_page: OpenPage) -> None:
    with serve("--dev") as server:
        page, examiner = open_page(), Examiner()
        page.goto(f"{server.url}/dev")
        examiner.look(page, "the developers' page")
    examiner.has_found_nothing()
