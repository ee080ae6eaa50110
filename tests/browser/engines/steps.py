"""The steps of a whole lesson, in turn: the same for every engine."""

from __future__ import annotations

import base64
import csv
import io
import json
import re
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.backend.clients import Client
from tests.browser.classroom import create_room
from tests.browser.engines.lesson import Lesson, Step
from tests.browser.engines.page import Page
from tests.browser.recorded_lesson import write_recording
from tests.browser.worker_routes import assert_confined, try_routes
from tests.teacher.student_client import StudentClient

ATTENTIVE = ("focused", "neutral")
LABELLED_WITHIN_S = 120.0
PHONE_PX = (390, 844)
HIDDEN_S = 6.0
# The board writes every two seconds.
KEPT_WITHIN_S = 4.0
SAID_ON_PURPOSE = "said on purpose"
PNG = b"\x89PNG\r\n\x1a\n"
PAINTED = """
const canvas = document.querySelector('[data-role="chart"] canvas');
if (canvas === null) return false;
const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
return data.some((value) => value > 0);
"""
TOO_WIDE_PX = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
# The small window is a popup, or where there is picture-in-picture, that.
NOTE_POPUP = "const open = window.open; window.open = (...how) => (window.popup = open.apply(window, how));"
HOLD_CAMERA = (
    "navigator.mediaDevices.getUserMedia = () => "
    "Promise.reject(new DOMException('Device in use', 'NotReadableError'))"
)
CLAPPER = """
import("/teacher/clapper_code.js").then(({{ clapperText }}) => {{
  window.clapper = clapperText({}, location.hash.slice(1));
}});
return window.clapper ?? "";
"""
OPEN_RECORDING = """
const bytes = Uint8Array.from(atob("{}"), (letter) => letter.charCodeAt(0));
const given = new DataTransfer();
given.items.add(new File([bytes], "lesson.webm", {{ type: "video/webm" }}));
const input = document.querySelector('[data-role="open-recording"]');
input.files = given.files;
input.dispatchEvent(new Event("change"));
"""
OVERLAY_IS_TOLD = "return !document.querySelector('[data-role=overlay]').hidden"
TAGS = "return document.querySelectorAll('[data-role=learnt-tags] li').length"
SMALL_TEXT = """
const small = window.documentPictureInPicture?.window ?? window.popup;
return small?.document.body.innerText ?? "";
"""


def make_a_room(lesson: Lesson) -> None:
    board = lesson.board
    board.goto(lesson.url)
    board.press("create-room")
    board.has("connection", "data-state", "online")
    lesson.code = board.wait(lambda: board.text("room-code"), "the room's code")


def join(lesson: Lesson) -> None:
    student = lesson.student
    student.goto(f"{lesson.url}/s#{lesson.code}")
    student.write("name", "Eileen")
    student.press("join")
    student.shows("consent-screen")
    lesson.board.has("tile", "data-name", "Eileen")


def consent(lesson: Lesson) -> None:
    lesson.student.press("consent-camera")
    lesson.student.shows("lesson-screen")
    lesson.student.has("my-state", "data-state", *ATTENTIVE, within_s=LABELLED_WITHIN_S)
    assert lesson.student.attribute("message", "data-kinds") == ""


def label(lesson: Lesson) -> None:
    lesson.board.has("tile", "data-state", *ATTENTIVE)
    lesson.board.wait(lambda: lesson.board.evaluate(PAINTED), "the chart to be drawn")


def face_leaves(lesson: Lesson) -> None:
    lesson.student.evaluate("showScene('nobody')")
    lesson.board.has("tile", "data-state", "absent", within_s=LABELLED_WITHIN_S)


def face_returns(lesson: Lesson) -> None:
    lesson.student.evaluate("showScene('face')")
    lesson.board.has("tile", "data-state", *ATTENTIVE, within_s=LABELLED_WITHIN_S)


def hand(lesson: Lesson) -> None:
    lesson.student.press("hand")
    lesson.board.has("tile", "data-hand", "true")
    lesson.student.has("receipt", "data-way", "arrived")
    lesson.student.press("hand")
    lesson.board.has("tile", "data-hand", "false")


def pause(lesson: Lesson) -> None:
    lesson.student.press("pause")
    lesson.board.has("tile", "data-state", "paused")
    lesson.student.press("pause")
    lesson.board.has("tile", "data-state", *ATTENTIVE, within_s=LABELLED_WITHIN_S)


def hidden_tab(lesson: Lesson) -> None:
    lesson.student.hide()
    lesson.student.wait(lambda: lesson.student.evaluate("return document.hidden"), "the tab to be hidden")
    time.sleep(HIDDEN_S)
    assert lesson.board.attribute("tile", "data-state") in (*ATTENTIVE, "unknown")
    lesson.student.show()
    lesson.student.wait(lambda: lesson.student.evaluate("return !document.hidden"), "the tab to be seen")
    lesson.board.has("tile", "data-state", *ATTENTIVE, within_s=LABELLED_WITHIN_S)


def unfold(page: Page, panel: str) -> None:
    """Open a folded panel; a driver that reports a click late has clicked twice."""

    def is_open() -> bool:
        return bool(page.evaluate(f"return document.querySelector('[data-role={panel}]').open"))

    def opened() -> bool:
        if not is_open():
            page.press(f"[data-role={panel}] > summary")
        return is_open()

    page.wait(opened, f"{panel} to be open")


def own_words(lesson: Lesson) -> None:
    student = lesson.student
    unfold(student, "moods-panel")
    unfold(student, "learnt-panel")
    student.press('[data-mood="bored"]')
    student.wait(lambda: "You say: Bored" in student.text("mood-beside"), "what was said, beside the label")
    student.press("keep-switch")
    # The next step reloads, and what is still being written then is lost.
    student.wait(lambda: student.attribute("keep-told", "aria-busy") == "false", "it to be kept")


def reload(lesson: Lesson) -> None:
    lesson.student.reload()
    lesson.student.has("my-state", "data-state", *ATTENTIVE, within_s=LABELLED_WITHIN_S)
    lesson.board.has("tile", "data-state", *ATTENTIVE)
    assert lesson.board.evaluate("return document.querySelectorAll('[data-role=tile]').length") == 1


def own_words_deleted(lesson: Lesson) -> None:
    student = lesson.student
    student.wait(lambda: student.evaluate(TAGS) == 1, "what this device kept")
    unfold(student, "learnt-panel")
    student.press("learnt-delete")
    student.shows("learnt-told", "All of it is deleted")
    assert student.evaluate(TAGS) == 0


def keyboard(lesson: Lesson) -> None:
    board = lesson.board
    if board.is_shown("tour-skip"):
        board.press("tour-skip")
    board.keys("?")
    board.shows("help-dialog")
    board.keys("Escape")
    board.wait(lambda: not board.is_shown("help-dialog"), "help to be closed")
    board.keys("m")
    board.shows("mark-form")
    board.keys(*"quiz", "Enter")
    board.shows("marks", "quiz")


def small_window(lesson: Lesson) -> None:
    board = lesson.board
    board.evaluate(NOTE_POPUP)
    press_tool(board, "open-floating")
    board.has("open-floating", "aria-pressed", "true")
    board.wait(lambda: board.evaluate(SMALL_TEXT).strip(), "the small window to say something")
    assert "Eileen" not in board.evaluate(SMALL_TEXT)
    press_tool(board, "open-floating")
    board.has("open-floating", "aria-pressed", "false")


def press_tool(board: Page, name: str) -> None:
    """Press a button of the toolbar, which stands in its menu where the row is too narrow for it."""
    board.wait(
        lambda: not board.evaluate(f"return document.querySelector('[data-role={name}]').hidden"), name
    )
    if not board.is_shown(name):
        board.press("open-more")
    board.press(name)


def narrow(lesson: Lesson) -> None:
    for page in (lesson.board, lesson.student):
        page.narrow(*PHONE_PX)
        page.wait(lambda page=page: page.evaluate("return innerWidth") == PHONE_PX[0], "the width of a phone")  # type: ignore[misc]
        # What is drawn, such as the chart, is drawn anew a moment later.
        page.wait(lambda page=page: page.evaluate(TOO_WIDE_PX) <= 0, "nothing wider than a phone")  # type: ignore[misc]
        page.widen()


def arabic(lesson: Lesson) -> None:
    board = lesson.board
    board.choose("language", "ar")
    board.has("html", "lang", "ar")
    board.has("html", "dir", "rtl")
    board.wait(lambda: re.search("[\u0621-\u064a]", board.text("class-title")), "a title in Arabic")
    assert not re.search(r"\{\w+\}|undefined|NaN", board.text("html"))
    assert board.evaluate(TOO_WIDE_PX) <= 0
    board.shows("open-ask")
    board.choose("language", "en")
    board.has("html", "lang", "en")


def question(lesson: Lesson) -> None:
    board, student = lesson.board, lesson.student
    board.press("open-ask")
    board.press("ask-check")
    board.press("send-question")
    student.press('[data-role="question-choices"] button')
    board.wait(lambda: board.text("question-count") == "1 of 1 answered", "the answer")
    board.press("end-question")
    board.press("show-results")
    student.wait(lambda: "Your answer" in student.text("question-results"), "the results")
    projector = lesson.engine.open()
    projector.goto(link_for(lesson, "projector"))
    projector.wait(lambda: "100" in projector.text("answers"), "the results before the class")
    assert projector.evaluate("return location.href") == f"{lesson.url}/p"
    projector.reload()
    projector.wait(lambda: lesson.code in projector.text("room-code"), "the projector after a reload")
    board.press("put-away")


def looking_on(lesson: Lesson) -> None:
    page = lesson.engine.open()
    page.goto(link_for(lesson, "watcher") + "&view=dock")
    page.wait(lambda: "1 here" in page.text("dock-here"), "the class in the dock")
    assert "Eileen" not in page.text("dock")
    page = lesson.engine.open()
    page.goto(link_for(lesson, "projector").replace("/p#", "/t#") + "&view=overlay")
    page.wait(lambda: page.evaluate(OVERLAY_IS_TOLD), "the overlay to be told of the class")


def link_for(lesson: Lesson, role: str) -> str:
    """Return a link as the board's button asks for one; where it opens, each driver tells otherwise."""
    token = lesson.board.evaluate("return location.hash.slice(1)")
    client = Client(lesson.url, {"role": "teacher", "token": token})
    link = client.send("link", {"role": role})
    client.close()
    return str(link["url"])


def room_camera(lesson: Lesson) -> None:
    room = create_room(lesson.url, "self", room_camera="count")
    teacher = Client(lesson.url, {"role": "teacher", "token": room.teacher_url.partition("#")[2]})
    page = lesson.engine.open()
    page.goto(str(teacher.send("link", {"role": "audience"})["url"]))
    page.shows("audience-start")
    page.evaluate("showScene('crowd')")
    page.press("audience-start")
    page.wait(lambda: page.is_shown("audience-seen"), "the first count", within_s=LABELLED_WITHIN_S)
    (told,) = teacher.wait("room_report")[:1]
    assert 8 <= told["seen"] <= 10
    page.press("audience-stop")
    page.has("lamp", "data-on", "false")
    teacher.close()


def held_camera(lesson: Lesson) -> None:
    student = lesson.student
    student.evaluate(HOLD_CAMERA)
    student.press("pause")
    student.has("my-state", "data-state", "paused")
    student.press("pause")
    student.wait(lambda: "busy" in student.attribute("message", "data-kinds"), "the page to say so")
    student.has("my-state", "data-state", "self")
    student.press('[data-way="use-phone"]')
    student.has("seat", "data-state", "local")
    student.press("seat-close")
    student.press("lost")
    student.has("receipt", "data-way", "arrived")


def leave(lesson: Lesson) -> None:
    student = lesson.student
    student.press("leave")
    # It asks once, where the lesson has lasted a minute.
    student.wait(lambda: student.is_shown("leave-dialog") or student.is_shown("end-screen"), "leaving")
    if student.is_shown("leave-dialog"):
        student.press("confirm-leave")
    student.shows("end-screen")
    lesson.board.has("tile", "data-state", "offline")


def exports(lesson: Lesson) -> None:
    # Of a lesson that took two minutes, so that the report has minutes to show.
    early = StudentClient(lesson.url, lesson.code, "Ada")
    early.report("focused", ago_s=120)
    lesson.board.has('[data-name="Ada"]', "data-state", "focused")
    early.leave()
    time.sleep(KEPT_WITHIN_S)
    report = lesson.board
    report.goto(f"{lesson.url}/lesson#{lesson.code}")
    report.shows("minutes")
    report.wait(lambda: report.evaluate(PAINTED), "the report's picture")
    rows = list(
        csv.reader(io.StringIO(_file(lesson, "export-transitions", "with-names").read_text("utf-8-sig")))
    )
    assert any("Eileen" in row for row in rows)
    minutes = _file(lesson, "export-minutes").read_text("utf-8-sig")
    assert len(minutes.splitlines()) > 1
    whole = json.loads(_file(lesson, "export-json", "with-names").read_text("utf-8"))
    assert "absent" in {row["state"] for row in whole["transitions"]}
    assert _file(lesson, "export-png").read_bytes().startswith(PNG)


def recording(lesson: Lesson) -> None:
    # Given by script: no driver here puts a file into a field, and the page may fetch nothing.
    report = lesson.board
    now_ms = int(report.evaluate("return Date.now()"))
    code = report.wait(lambda: report.evaluate(CLAPPER.format(now_ms - 60_000)), "the clapperboard's letters")
    with tempfile.TemporaryDirectory() as folder:
        video = write_recording(Path(folder) / "lesson.webm", code).read_bytes()
    report.evaluate(OPEN_RECORDING.format(base64.b64encode(video).decode("ascii")))
    report.wait(lambda: report.is_shown("reviewed"), "the recording over the lesson")
    report.press("find-clapper")
    report.shows("align-anew")
    assert "0:02" in report.text("search-state")


def clean_console(lesson: Lesson) -> None:
    complaints = lesson.engine.complaints()
    assert complaints == []
    # Silence counts only where somebody listens.
    for page in (lesson.board, lesson.student):
        page.evaluate(f"console.error({SAID_ON_PURPOSE!r})")
    heard = lesson.engine.complaints
    page.wait(lambda: sum(SAID_ON_PURPOSE in line for line in heard()) == 2, "both pages to be heard")


def confined(lesson: Lesson) -> None:
    page = lesson.student

    def run(function: str, given: Mapping[str, Any]) -> Any:
        page.evaluate(
            f"window.tried = null; ({function})({json.dumps(given)}).then((it) => (window.tried = it))"
        )
        return page.wait(lambda: page.evaluate("return window.tried"), "every way out to be tried")

    assert_confined(try_routes(run, lesson.url))


def _file(lesson: Lesson, button: str, *answer: str) -> Path:
    page: Page = lesson.board
    before = set(lesson.engine.downloaded())
    for handle in (button, *answer):
        page.press(handle)
    return page.wait(lambda: set(lesson.engine.downloaded()) - before, f"a file by {button}").pop()


STEPS = [
    Step("a teacher makes a room", make_a_room),
    Step("a student joins", join),
    Step("consent opens the camera and a label follows", consent),
    Step("the board shows the label and draws its chart", label),
    Step("a face that leaves is absent", face_leaves),
    Step("a face that returns is labelled", face_returns),
    Step("a hand goes up and down", hand),
    Step("a pause begins and ends", pause),
    Step("hidden tab", hidden_tab),
    Step("what a student says of themselves stands beside the label", own_words),
    Step("a reload keeps the seat and labels again", reload),
    Step("what they said is there after it, until they delete it", own_words_deleted),
    Step("the board listens to the keyboard", keyboard),
    Step("the small window shows the class", small_window),
    Step("390 pixels", narrow),
    Step("the board speaks Arabic", arabic),
    Step("a question is asked, answered, and shown to the class", question),
    Step("a dock and an overlay look on", looking_on),
    Step("a room camera counts heads", room_camera),
    Step("a camera that another program holds is told, and its way on", held_camera),
    Step("a student leaves", leave),
    Step("the report gives four files", exports),
    Step("a recording is aligned with the lesson by its clapperboard", recording),
    Step("no page has complained", clean_console),
    # After the consoles were looked at: what is refused here is a line in them.
    Step("nothing gets out of the worker", confined),
]
