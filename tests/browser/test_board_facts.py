"""What a class has said, the same on every board, and lowered by a teacher: hands, lost, pace and answers."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.boards import Join, OpenPage, hands, has, make_room, tile
from tests.browser.classroom import Room, join, role

NO_DATABASE = 'Object.defineProperty(window, "indexedDB", { get: () => { throw new Error("refused"); } })'
# How far from the left edge each name in the queue of hands begins.
NAMES_FROM_LEFT = "(names) => names.map((name) => [name.textContent, name.getBoundingClientRect().left])"


def ask(board: Page) -> None:
    """Ask how it is going, by a double click."""
    board.locator(role("open-ask")).click()
    board.locator(role("ask-check")).click()
    board.locator(role("send-question")).dblclick()
    expect(board.locator(role("question"))).to_be_visible()


def seated(board: Page, relay: str, code: str, open_page: OpenPage, *names: str) -> list[Page]:
    """Seat students without a camera."""
    students = []
    for name in names:
        students.append(join(open_page(), Room(code, f"{relay}/s#{code}", board.url), name, "consent-self"))
        has(board, name, state="self")
    return students


def test_a_second_board_shows_the_same_hands_pace_and_question_with_its_answers(
    relay: str, open_page: OpenPage
) -> None:
    board = open_page()
    asked: list[str] = []
    board.on("websocket", lambda line: line.on("framesent", lambda text: asked.append(str(text))))
    code = make_room(board, relay, "self")
    ada, ben = seated(board, relay, code, open_page, "Ada", "Ben")
    ben.locator(role("hand")).click()
    has(board, "Ben", hand="true")
    ada.locator(role("hand")).click()
    has(board, "Ada", hand="true")
    ben.locator(role("lost")).click()
    ben.locator('[data-pace="slower"]').click()
    expect(board.locator(role("pace"))).to_have_text("Pace: 1 says too fast")
    ask(board)
    assert len([text for text in asked if '["prompt"' in text and '"to"' not in text]) == 1
    ada.get_by_role("button", name="So-so").click()
    expect(board.locator(role("answers"))).to_contain_text("So-so: 1")
    second = open_page()
    second.goto(board.url)
    for page in (board, second):
        expect(hands(page)).to_have_text(["Ben", "Ada"])
        expect(page.locator(role("pace"))).to_have_text("Pace: 1 says too fast")
        expect(page.locator(role("question-text"))).to_have_text("How is it going?")
        expect(page.locator(role("answers"))).to_contain_text("So-so: 1")
        expect(page.locator(role("question-count"))).to_have_text("1 of 2 answered")
    second.locator(role("end-question")).click()
    for page in (board, second):
        expect(page.locator(role("put-away"))).to_be_visible()
        expect(page.locator(role("answers"))).to_contain_text("So-so: 1")
    for page in (ada, ben):
        expect(page.locator(role("question"))).to_be_hidden()


def test_a_reload_loses_no_answer_where_the_device_keeps_nothing(relay: str, open_page: OpenPage) -> None:
    board = open_page()
    board.add_init_script(NO_DATABASE)
    code = make_room(board, relay, "self")
    (ada,) = seated(board, relay, code, open_page, "Ada")
    ask(board)
    ada.get_by_role("button", name="Got it").click()
    expect(board.locator(role("answers"))).to_contain_text("Got it: 1")
    board.reload()
    expect(board.locator(role("answers"))).to_contain_text("Got it: 1")
    expect(board.locator(role("question-count"))).to_have_text("1 of 1 answered")


def test_the_teacher_lowers_hands_and_clears_lost_for_all_and_for_one(
    relay: str, open_page: OpenPage
) -> None:
    board = open_page()
    code = make_room(board, relay, "self")
    ada, ben = seated(board, relay, code, open_page, "Ada", "Ben")
    for student in (ada, ben):
        student.locator(role("hand")).click()
        student.locator(role("lost")).click()
    for name in ("Ada", "Ben"):
        has(board, name, hand="true", lost="true")
    tile(board, "Ben").click()
    board.locator(role("lower-hand")).click()
    has(board, "Ben", hand="false", lost="true")
    expect(hands(board)).to_have_text(["Ada"])
    expect(ben.locator(role("hand"))).to_have_attribute("aria-pressed", "false")
    expect(ben.locator(role("message"))).to_contain_text("hand")
    board.locator(role("clear-lost")).click()
    for student in (ada, ben):
        expect(student.locator(role("lost"))).to_have_attribute("aria-pressed", "false")
    expect(board.locator(role("clear-lost"))).to_be_hidden()
    board.locator(role("lower-hands")).click()
    expect(board.locator(role("calls"))).to_be_hidden()
    expect(ada.locator(role("hand"))).to_have_attribute("aria-pressed", "false")


def test_in_arabic_the_first_hand_stands_first_for_a_reader_from_the_right(
    relay: str, open_page: OpenPage, join: Join
) -> None:
    page = open_page(locale="ar")
    code = make_room(page, relay)
    for name in ("Ben", "Ada", "\u0644\u064a\u0644\u0649"):
        join(relay, code, name).say(hand=True)
        has(page, name, hand="true")
    placed = hands(page).evaluate_all(NAMES_FROM_LEFT)
    assert [name for name, _ in placed] == ["Ben", "Ada", "\u0644\u064a\u0644\u0649"]
    lefts = [left for _, left in placed]
    assert lefts == sorted(lefts, reverse=True)


def test_two_students_of_one_name_are_told_apart(relay: str, open_page: OpenPage, join: Join) -> None:
    page = open_page()
    code = make_room(page, relay)
    for shown in ("Kim", "Kim (2)"):
        join(relay, code, "Kim").say(hand=True)
        has(page, shown, hand="true")
    expect(hands(page)).to_have_text(["Kim", "Kim (2)"])


def test_no_long_word_widens_the_board_of_a_small_phone(relay: str, open_page: OpenPage, join: Join) -> None:
    page = open_page(viewport={"width": 320, "height": 640})
    code = make_room(page, relay)
    join(relay, code, "W" * 40).say(hand=True)
    has(page, "W" * 40, hand="true")
    page.locator(role("open-ask")).click()
    page.locator(role("ask-text")).fill("https://school.example/" + "a" * 170)
    for field in page.locator(role("ask-choice")).all():
        field.fill("Donaudampfschifffahrtsgesellschaftskapitaensmuetzenknopf")
    page.locator(role("send-question")).click()
    expect(page.locator(role("question"))).to_be_visible()
    page.locator(role("mark")).click()
    page.keyboard.type("x" * 60)
    page.keyboard.press("Enter")
    tile(page, "W" * 40).click()
    expect(page.locator(role("detail"))).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
