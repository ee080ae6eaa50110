"""The board in one glance: what is in sight of a class, what a press does, what comes before a lesson."""

from __future__ import annotations

import re

from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.boards import (
    Join,
    OpenPage,
    choose_policy,
    hands,
    has,
    make_room,
    press_tool,
    set_hint,
    tile,
)
from tests.browser.classroom import Room, create_room, role
from tests.browser.classroom import join as sit_down
from tests.teacher.student_client import StudentClient

DESK: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}
CLASS, IN_SIGHT = 28, 16
FIRST_TILE_PX = 300

# Tiles of which each corner can be seen: within the window, and under nothing that lies over it.
WHOLLY_SEEN = """(tiles) => tiles.filter((tile) => {
  const {left, top, right, bottom} = tile.getBoundingClientRect();
  const [inner, outer] = [[left + 9, right - 9], [top + 9, bottom - 9]];
  const corners = inner.flatMap((x) => outer.map((y) => [x, y]));
  return corners.every(([x, y]) => tile.contains(document.elementFromPoint(x, y)));
}).length"""
TOP = "(element) => element.getBoundingClientRect().top + scrollY"
# What this browser has of the class: the start page has made its database, which is empty.
KEPT = """() => new Promise((done, fail) => {
  const opening = indexedDB.open("readroom");
  opening.onerror = fail;
  opening.onsuccess = async () => {
    const names = [...opening.result.objectStoreNames];
    const transaction = opening.result.transaction(names);
    const counts = names.map((name) => transaction.objectStore(name).count());
    transaction.oncomplete = () => done({
      rows: counts.map(({result}) => result),
      rooms: localStorage.getItem("readroom.rooms"),
      tab: history.state,
    });
  };
})"""


def top_of_tiles(page: Page) -> float:
    top: float = page.locator(role("tile")).first.evaluate(TOP)
    return top


def test_a_class_is_in_sight_and_nothing_jumps_when_somebody_calls(
    relay: str, open_page: OpenPage, join: Join
) -> None:
    page = open_page(viewport=DESK)
    room = create_room(relay)
    page.goto(room.teacher_url)
    expect(page.locator(role("connection"))).to_have_attribute("data-state", "online")
    clients = [join(relay, room.code, f"Student {number}") for number in range(CLASS)]
    for client in clients:
        client.report("focused", ago_s=60)
    expect(page.locator(role("class-index"))).to_have_text(f"{CLASS} of {CLASS} focused")
    expect(page.locator(role("chart"))).to_be_visible()
    expect(page.locator(role("needs-none"))).to_have_text("Nobody needs you right now")
    # The invitation is still open beside the tiles.
    expect(page.locator(role("invite"))).to_be_visible()
    assert page.locator(role("tile")).evaluate_all(WHOLLY_SEEN) >= IN_SIGHT
    page.locator(role("toggle-invite")).click()
    assert page.locator(role("tile")).evaluate_all(WHOLLY_SEEN) >= IN_SIGHT
    quiet = top_of_tiles(page)
    clients[7].say(lost=True)
    has(page, "Student 7", lost="true", face="lost")
    expect(tile(page, "Student 7")).to_contain_text(re.compile("Says: I.m lost"))
    expect(tile(page, "Student 7")).not_to_contain_text("Focused")
    expect(page.locator(role("class-index"))).to_have_text(f"{CLASS - 1} of {CLASS} focused")
    for number in range(10):
        clients[number].say(hand=True, lost=number == 7)
    expect(page.locator(f'{role("count")}[data-state="hand"]')).to_have_text("10")
    expect(page.locator(role("needs-none"))).to_be_hidden()
    assert top_of_tiles(page) == quiet
    the_first_hand_is_lowered_from_the_line(page, clients)
    page.set_viewport_size(PHONE)
    expect(page.locator(role("open-more"))).to_be_visible()
    assert top_of_tiles(page) <= FIRST_TILE_PX
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def the_first_hand_is_lowered_from_the_line(page: Page, clients: list[StudentClient]) -> None:
    """Find the others behind the line, and lower the first hand in it."""
    expect(hands(page).first).to_have_text("Student 0")
    more = page.locator(role("more-hands"))
    expect(more).to_have_text(re.compile(r"^\+\d$"))
    more.click()
    whole = page.locator(f"{role('all-hands-list')} bdi")
    expect(whole).to_have_text([f"Student {number}" for number in range(10)])
    more.press("Escape")
    expect(whole.first).to_be_hidden()
    clients[0].say()
    expect(hands(page).first).to_have_text("Student 1")


def test_a_pretend_class_shows_everything_connects_nowhere_and_leaves_nothing(
    relay: str, open_page: OpenPage
) -> None:
    page = open_page(viewport=DESK)
    sockets: list[str] = []
    page.on("websocket", lambda socket: sockets.append(socket.url))
    page.goto(relay)
    choose_policy(page, "self")
    page.locator(role("try-pretend")).click()
    expect(page.locator(role("pretend-band"))).to_contain_text("Nothing is sent or kept")
    expect(page).to_have_title(re.compile("Pretend class"))
    expect(page.locator(role("class-title"))).to_have_text("24 here")
    set_hint(page)
    expect(page.locator(role("room-rule"))).to_have_text("Self-report")
    for handle in ("toggle-invite", "report", "open-name"):
        expect(page.locator(role(handle))).to_be_hidden()
    expect(page.get_by_text("Without camera").locator("visible=true")).to_have_count(0)
    first = hands(page).first.inner_text()
    page.get_by_role("button", name=f"Lower the hand: {first}").first.click()
    has(page, first, hand="false")
    expect(page.locator(role("question-count"))).to_contain_text("answered")
    expect(tile(page, first)).to_contain_text(re.compile("Answered|Here|lost|Too|pace|Hand"))
    page.locator(role("chart")).press("ArrowLeft")
    expect(page.locator(role("reading"))).to_contain_text(re.compile(r"\d (lost|too fast|too slow)"))
    expect(page.locator(role("hint-words"))).to_contain_text("of 24 possibly lost")
    page.locator(role("close-room")).click()
    page.locator(role("confirm-close")).click()
    expect(page.locator(role("notice"))).to_contain_text("nothing is kept")
    assert sockets == []
    left = page.evaluate(KEPT)
    assert (set(left["rows"]), left["rooms"], left["tab"]) == ({0}, None, None)


def test_a_named_lesson_can_be_gone_back_to_until_it_is_closed(
    relay: str, open_page: OpenPage, join: Join
) -> None:
    page = open_page(viewport=DESK)
    page.goto(relay)
    assert (
        page.locator(role("create-room")).evaluate("(button) => button.getBoundingClientRect().bottom") <= 800
    )
    choose_policy(page, "ask")
    page.locator(role("new-lesson-name")).fill("Physics 9b")
    page.locator(role("create-room")).click()
    expect(page.locator(role("lesson-name-words"))).to_have_text("Physics 9b")
    code = page.locator(role("room-name")).inner_text()
    join(relay, code, "Ada").report("present")
    has(page, "Ada", state="present")
    press_tool(page, "open-name")
    page.locator(role("lesson-name-field")).fill("Physics 9b, optics")
    page.locator(role("keep-name")).click()
    expect(page.locator(role("lesson-name-words"))).to_have_text("Physics 9b, optics")
    page.goto(relay)
    expect(page.locator(role("policy-ask"))).to_be_checked()
    known = page.locator(role("known-room"))
    expect(known).to_have_text("Physics 9b, optics")
    known.click()
    expect(page.locator(role("lesson-name-words"))).to_have_text("Physics 9b, optics")
    has(page, "Ada", state="present")
    page.locator(role("close-room")).click()
    page.locator(role("confirm-close")).click()
    expect(page.locator(role("connection"))).to_have_attribute("data-state", "ended")
    page.goto(relay)
    expect(page.locator(role("lesson-list"))).to_contain_text("Physics 9b, optics")
    expect(page.locator(role("rooms"))).to_be_hidden()


def keeps_the_class_question(board: Page, student: Page) -> None:
    """Ask the class, and this student alone, who has the class's question again when that one is closed."""
    board.locator(role("open-ask")).click()
    board.locator(role("ask-check")).click()
    board.locator(role("ask-text")).fill("Is this clear?")
    board.locator(f"{role('ask-form')} button[type=submit]").click()
    expect(student.locator(role("question-text"))).to_have_text("Is this clear?")
    expect(student.locator(role("question-alone"))).to_be_hidden()
    board.locator(role("ask-privately")).click()
    board.locator(role("send-private")).click()
    expect(student.locator(role("question-text"))).to_have_text("How is it going?")
    expect(student.locator(role("question-alone"))).to_be_visible()
    student.locator(role("close-question")).click()
    expect(student.locator(role("question-text"))).to_have_text("Is this clear?")
    student.locator(role("question-choices")).get_by_role("button").first.click()
    expect(board.locator(role("question"))).to_contain_text("1 of 1")


def test_in_a_room_without_cameras_one_student_is_asked_and_the_tile_says_what_they_said(
    relay: str, open_page: OpenPage
) -> None:
    board = open_page(viewport=DESK)
    code = make_room(board, relay, "self")
    student = sit_down(open_page(), Room(code, f"{relay}/s#{code}", board.url), "Ada", "consent-self")
    has(board, "Ada", face="here")
    expect(tile(board, "Ada")).to_contain_text("Here")
    tile(board, "Ada").click()
    board.locator(role("ask-privately")).click()
    expect(board.locator(role("private-text"))).to_have_value("How is it going?")
    board.locator(role("private-help")).click()
    board.locator(role("send-private")).click()
    expect(board.locator(role("detail-said"))).to_contain_text("asked “Do you want help?”, no answer yet")
    expect(board.locator(role("question"))).to_be_hidden()
    student.get_by_role("button", name="Yes").click()
    has(board, "Ada", face="answered")
    expect(tile(board, "Ada")).to_contain_text("Answered: Yes")
    student.locator(role("lost")).click()
    has(board, "Ada", face="lost")
    expect(tile(board, "Ada")).to_contain_text(re.compile(r"\d s ago"))
    board.locator(role("clear-one-lost")).click()
    has(board, "Ada", face="answered")
    keeps_the_class_question(board, student)
    toggle = board.locator(role("toggle-strip"))
    toggle.click()
    expect(board.locator(role("chart"))).to_be_hidden()
    board.reload()
    expect(tile(board, "Ada")).to_be_visible()
    expect(toggle).to_have_attribute("aria-expanded", "false")
