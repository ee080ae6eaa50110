"""Every press counts once: pressed twice, while the line is down, or in a copied or restored tab."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.backend.clients import Client
from tests.browser.boards import OpenPage, has
from tests.browser.classroom import Room, attribute, create_room, join, role, wait_until
from tests.serving import serve

Teach = Callable[[str, Room], Client]

SECRET = {"READROOM_SECRET_KEY": "a secret for this file only"}
SLOW_LINE_MS = 150
ELEVEN_MINUTES_MS = 11 * 60 * 1000

COUNT_CAMERAS = """
  window.cameras = 0;
  const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = (wish) => { window.cameras += 1; return ask(wish); };
"""
# How a button takes a press at the moment at which its screen comes up.
AT_FIRST = """([screen, button]) => {
  window.atFirst = new Promise((done) => new MutationObserver((_, observer) => {
    if (document.querySelector(`[data-role="${screen}"]`).hidden) return;
    observer.disconnect();
    done(getComputedStyle(document.querySelector(`[data-role="${button}"]`)).pointerEvents);
  }).observe(document.body, {subtree: true, attributes: true, attributeFilter: ["hidden"]}));
}"""
# A tab that was last in the lesson so long ago, as the browser would bring it back.
AGED = """([kept, ms]) => {
  for (const [key, text] of Object.entries(JSON.parse(kept))) {
    const memory = JSON.parse(text);
    sessionStorage.setItem(key, JSON.stringify({...memory, seenAt: memory.seenAt - ms}));
  }
}"""


def kinds(page: Page) -> list[str]:
    return attribute(page, "message", "data-kinds").split()


def is_pressed(page: Page, button: str, pressed: bool = True) -> None:
    expect(page.locator(role(button))).to_have_attribute("aria-pressed", str(pressed).lower())


def open_board(page: Page, room: Room) -> Page:
    page.goto(room.teacher_url)
    expect(page.locator(role("connection"))).to_have_attribute("data-state", "online")
    return page


@pytest.fixture
def teach() -> Iterator[Teach]:
    """Let teachers in whose pages say nothing by themselves."""
    teachers: list[Client] = []

    def teach_one(url: str, room: Room) -> Client:
        teachers.append(Client(url, {"role": "teacher", "token": room.teacher_url.partition("#")[2]}))
        return teachers[-1]

    yield teach_one
    for teacher in teachers:
        teacher.socket.disconnect()


def copied_tab(page: Page, room: Room, older_ms: int = 0) -> Page:
    """Duplicate a tab, or restore it so much later: the browser brings what it remembered along."""
    kept: str = page.evaluate("JSON.stringify(sessionStorage)")
    copy = page.context.new_page()
    copy.goto(room.student_url.replace("/s#", "/look/icon.svg#"))
    copy.evaluate(AGED, [kept, older_ms])
    copy.goto(room.student_url)
    return copy


def slow_down(page: Page) -> None:
    """Let every answer take a while, as on a phone."""
    conditions = {"offline": False, "latency": SLOW_LINE_MS, "downloadThroughput": -1, "uploadThroughput": -1}
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", conditions)


def test_a_join_pressed_twice_seats_one_student(relay: str, open_page: OpenPage) -> None:
    room = create_room(relay, "self")
    board, student = open_board(open_page(), room), open_page()
    student.goto(room.student_url)
    student.locator(role("name")).fill("Ada")
    slow_down(student)
    student.locator(role("name")).press("Enter")
    expect(student.locator(role("join"))).to_have_attribute("aria-busy", "true")
    student.locator(role("join")).evaluate("(button) => button.click()")
    student.locator(role("consent-self")).click()
    has(board, "Ada", state="self")
    expect(board.locator(role("tile"))).to_have_count(1)


def test_the_second_click_of_a_double_one_presses_nothing_of_the_screen_that_comes_up(
    relay: str, open_page: OpenPage
) -> None:
    page = open_page()
    page.goto(create_room(relay, "labels").student_url)
    for pressed, screen, spared in (
        ("join", "consent-screen", "consent-camera"),
        ("consent-self", "lesson-screen", "hand"),
    ):
        page.evaluate(AT_FIRST, [screen, spared])
        page.locator(role(pressed)).click()
        assert page.evaluate("window.atFirst") == "none"
    page.locator(role("hand")).click()
    is_pressed(page, "hand")


def test_an_answer_pressed_while_the_relay_is_away_counts_when_it_is_back(
    browser: Browser, teach: Teach
) -> None:
    student = browser.new_page()
    question = {"id": "p1", "text": "Clear?", "choices": ["Yes", "No"], "at": 1}
    with serve(variables=SECRET) as server:
        room = create_room(server.url, "self")
        join(student, room, "Ada", "consent-self")
        teacher = teach(server.url, room)
        teacher.send("prompt", question)
        no = student.locator(role("question-choices")).locator("button").nth(1)
        expect(no).to_be_visible()
        server.process.kill()
        server.process.wait()
        wait_until(student, lambda: "relay-away" in kinds(student), 20, "the page knows")
        no.click()
        expect(no).to_have_attribute("aria-pressed", "true")
        expect(student.locator(role("receipt"))).to_have_attribute("data-way", "no-line")
    with serve("--port", server.url.rsplit(":", 1)[1], variables=SECRET) as server:
        teacher = teach(server.url, room)
        wait_until(student, lambda: "relay-away" not in kinds(student), 20, "the line is back")
        teacher.send("asked", {"questions": [["p1", None]]})
        teacher.send("sync", {"since": {}, "rest": True})
        assert [row[1:3] for row in teacher.wait_rows("answers")] == [["p1", 1]]
        # A reload forgets neither the answer nor that it was given.
        known = len(teacher.rows("presence"))
        student.reload()
        back = wait_until(
            student,
            lambda: [who for who, _, change, _ in teacher.rows("presence")[known:] if change == "joined"],
            20,
            "the seat is taken again",
        )
        teacher.send("prompt", {**question, "to": back})
        expect(no).to_have_attribute("aria-pressed", "true")


def test_a_question_that_ended_leaves_the_page_and_does_not_come_back(
    relay: str, open_page: OpenPage, teach: Teach
) -> None:
    room = create_room(relay, "self")
    student = join(open_page(), room, "Ada", "consent-self")
    teacher = teach(relay, room)
    first = {"id": "p1", "text": "First?", "choices": ["Yes", "No"], "at": 1000}
    second = {"id": "p2", "text": "Second?", "choices": ["Yes", "No"], "at": 2000}
    teacher.send("prompt", second)
    expect(student.locator(role("question-text"))).to_have_text("Second?")
    teacher.send("prompt", first)  # from a board that had been away
    teacher.send("prompt", {**second, "ended": True, "ended_at": 3000})
    expect(student.locator(role("question"))).to_be_hidden()
    teacher.send("prompt", second)  # from a board that has not heard of its end
    teacher.send("prompt", {**second, "id": "p3", "text": "Third?", "at": 4000})
    expect(student.locator(role("question-text"))).to_have_text("Third?")


def test_a_teacher_lowers_a_hand_and_the_student_is_told_in_words(
    relay: str, open_page: OpenPage, teach: Teach
) -> None:
    room = create_room(relay, "self")
    student = join(open_page(), room, "Ada", "consent-self")
    teacher = teach(relay, room)
    student.locator(role("hand")).click()
    student.locator(role("lost")).click()
    hand_at = teacher.wait_rows("statuses", 2)[-1][6]
    ada = teacher.rows("statuses")[-1][0]
    teacher.send("lower", {"to": [ada], "what": "hand", "at": hand_at - 1})
    teacher.send("lower", {"to": [ada], "what": "hand", "at": hand_at})
    is_pressed(student, "hand", pressed=False)
    is_pressed(student, "lost")
    expect(student.locator('[data-kind="lowered-hand"]')).to_have_text("Your teacher has lowered your hand.")
    assert [row[3:5] for row in teacher.wait_rows("statuses", 3)[2:]] == [[False, True]]
    student.locator(role("hand")).click()
    expect(student.locator('[data-kind="lowered-hand"]')).to_have_count(0)


def test_a_teacher_who_left_is_not_one_who_is_not_here_yet(
    relay: str, open_page: OpenPage, teach: Teach
) -> None:
    room = create_room(relay, "self")
    student = join(open_page(), room, "Ada", "consent-self")
    words = student.locator('[data-kind="no-teacher"]')
    expect(words).to_contain_text("not here yet")
    teacher = teach(relay, room)
    expect(words).to_have_count(0)
    teacher.socket.disconnect()
    expect(words).to_contain_text("has left")
    student.reload()
    expect(words).to_contain_text("has left")


def test_of_two_copied_tabs_the_one_in_use_is_the_one_the_board_shows(
    relay: str, open_page: OpenPage
) -> None:
    room = create_room(relay, "self")
    board, older = open_board(open_page(), room), join(open_page(), room, "Ada", "consent-self")
    older.locator(role("hand")).click()
    has(board, "Ada", hand="true")
    newer = copied_tab(older, room)
    is_pressed(newer, "hand")
    for raised in (False, True, False):
        newer.locator(role("hand")).click()
        is_pressed(newer, "hand", raised)
    has(board, "Ada", hand="false")
    older.locator('[data-way="rejoin"]').click()
    has(board, "Ada", hand="true", state="self")
    older.locator(role("lost")).click()
    has(board, "Ada", hand="true", lost="true")
    expect(board.locator(role("tile"))).to_have_count(1)


def test_a_tab_restored_after_its_lesson_asks_for_consent_again(relay: str, open_page: OpenPage) -> None:
    room = create_room(relay)
    board, yesterday = open_board(open_page(), room), open_page()
    yesterday.context.add_init_script(COUNT_CAMERAS)
    join(yesterday, room, "Ada")
    yesterday.locator(role("hand")).click()
    has(board, "Ada", hand="true")
    restored = copied_tab(yesterday, room, ELEVEN_MINUTES_MS)
    expect(restored.locator(role("consent-screen"))).to_be_visible()
    has(board, "Ada", hand="false")
    assert restored.evaluate("window.cameras") == 0
    reloaded = copied_tab(yesterday, room)
    wait_until(reloaded, lambda: reloaded.evaluate("window.cameras") == 1, 20, "a reload goes on")
    expect(board.locator(role("tile"))).to_have_count(1)


def test_leaving_while_the_relay_is_away_leaves(browser: Browser) -> None:
    board, student = browser.new_page(), browser.new_page()
    with serve(variables=SECRET) as server:
        room = create_room(server.url, "self")
        open_board(board, room)
        join(student, room, "Ada", "consent-self")
        has(board, "Ada", state="self")
        server.process.kill()
        server.process.wait()
        wait_until(student, lambda: "relay-away" in kinds(student), 20, "the page knows")
        student.locator(role("leave")).click()
        expect(student.locator(role("join-again"))).to_be_visible()
        assert kinds(student) == []
    with serve("--port", server.url.rsplit(":", 1)[1], variables=SECRET):
        expect(board.locator(role("connection"))).to_have_attribute("data-state", "online", timeout=30_000)
        has(board, "Ada", state="offline")
        expect(student.locator(role("join-again"))).to_be_visible()


def test_leaving_asks_once_where_there_is_something_to_lose(relay: str, open_page: OpenPage) -> None:
    student = open_page()
    student.clock.install()
    join(student, create_room(relay, "self"), "Ada", "consent-self")
    student.clock.fast_forward("02:00")
    student.locator(role("leave")).click()
    student.locator(role("stay")).click()
    expect(student.locator(role("lesson-screen"))).to_be_visible()
    student.locator(role("leave")).click()
    student.locator(role("confirm-leave")).click()
    expect(student.locator(role("end-title"))).to_have_text("You have left")


def test_a_camera_switched_on_offline_says_what_it_waits_for_and_opens_then(browser: Browser) -> None:
    student = browser.new_page()
    with serve(variables=SECRET) as server:
        room = create_room(server.url)
        join(student, room, "Ada", "consent-self")
        expect(student.locator(role("lesson-screen"))).to_be_visible()
        server.process.kill()
        server.process.wait()
        wait_until(student, lambda: "relay-away" in kinds(student), 20, "the page knows")
        student.locator(role("start-camera")).click()
        expect(student.locator('[data-kind="camera-waits"]')).to_contain_text("waits for the network")
    with serve("--port", server.url.rsplit(":", 1)[1], variables=SECRET):
        expect(student.locator('[data-kind="camera-waits"]')).to_have_count(0, timeout=30_000)
        expect(student.locator(role("my-state"))).to_have_attribute("data-state", "calibrating")
