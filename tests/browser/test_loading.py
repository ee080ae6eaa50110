"""Pages whose script is switched off, lost, late or too new, and parts that come at a second try."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.boards import Join, OpenPage
from tests.browser.classroom import Room, create_room, role

NewContext = Callable[..., BrowserContext]
PAGES = ("start", "student", "board", "report")
LANGUAGES = ("en", "de", "es", "fr", "ar")
BOX = role("unarrived")


@pytest.fixture(scope="module")
def room(relay: str) -> Room:
    return create_room(relay, "self")


@pytest.fixture
def new_context(browser: Browser) -> Iterator[NewContext]:
    """Open contexts whose pages may complain: what is lost on purpose, the browser says too."""
    contexts: list[BrowserContext] = []

    def new(**options: object) -> BrowserContext:
        contexts.append(browser.new_context(**options))  # type: ignore[arg-type]
        return contexts[-1]

    yield new
    for context in contexts:
        context.close()


def address(relay: str, room: Room, page: str) -> str:
    """Return where a page of the lesson is."""
    report = f"{relay}/lesson#{room.code}"
    return {"start": relay, "student": room.student_url, "board": room.teacher_url, "report": report}[page]


def lose(context: BrowserContext, pattern: str, times: int = 1_000_000) -> None:
    """Lose a file on its way, so many times."""
    left = [times]

    def answer(route: Route) -> None:
        left[0] -= 1
        if left[0] >= 0:
            route.abort()
        else:
            route.continue_()

    context.route(pattern, answer)


def test_without_script_every_page_says_in_every_language_what_it_needs(
    relay: str, room: Room, new_context: NewContext
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    for name in PAGES:
        page.goto(address(relay, room, name))
        for language in LANGUAGES:
            line = page.locator(f"main > {BOX} > p[lang={language}]")
            expect(line).to_be_visible()
            expect(line).to_contain_text("JavaScript")


@pytest.mark.parametrize(("name", "language"), [*zip(PAGES, ("de", "ar", "fr", "en"), strict=True)])
def test_a_page_that_lost_a_script_says_so_in_the_readers_language_and_loads_again(
    relay: str, room: Room, new_context: NewContext, name: str, language: str
) -> None:
    context = new_context(locale=language)
    lose(context, "**/look/locale.js", times=1)
    page = context.new_page()
    page.goto(address(relay, room, name))
    box = page.locator(BOX)
    expect(box).to_be_visible()
    expect(box).to_have_attribute("lang", language)
    expect(box).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")
    expect(box.locator("p")).to_have_count(1)
    box.locator(role("load-again")).click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")
    expect(box).to_have_count(0)


def test_a_page_whose_script_is_late_says_so_until_it_is_there(
    relay: str, room: Room, new_context: NewContext
) -> None:
    context = new_context()
    held: list[Route] = []
    context.route("**/student/panels/screens.js", lambda route: held.append(route))
    page = context.new_page()
    page.goto(room.student_url, wait_until="commit")
    expect(page.locator(BOX)).to_be_visible()
    expect(page.locator(role("join-screen"))).to_be_hidden()
    for route in held:
        route.continue_()
    expect(page.locator(role("join-screen"))).to_be_visible()
    expect(page.locator(BOX)).to_have_count(0)


@pytest.mark.parametrize(
    ("name", "missing", "versions"),
    [("student", "at", ("92", "90", "15.4")), ("board", "toReversed", ("110", "115", "16"))],
)
def test_a_browser_below_the_floor_reads_which_one_it_takes(
    relay: str, room: Room, new_context: NewContext, name: str, missing: str, versions: tuple[str, str, str]
) -> None:
    context = new_context()
    context.add_init_script(f"delete Array.prototype.{missing};")
    page = context.new_page()
    page.goto(address(relay, room, name))
    box = page.locator(BOX)
    chrome, firefox, safari = versions
    expect(box).to_contain_text(f"Chrome or Edge {chrome}, Firefox {firefox} or Safari {safari}")
    expect(page.locator("html")).to_have_attribute("dir", "ltr")
    expect(box).to_be_visible()


def test_a_wire_library_that_was_lost_once_comes_and_the_line_with_it(
    room: Room, new_context: NewContext
) -> None:
    context = new_context()
    lose(context, "**/socket.io*.js", times=2)
    board, student = context.new_page(), context.new_page()
    board.goto(room.teacher_url)
    expect(board.locator(role("connection"))).to_have_attribute("data-state", "online")
    student.goto(room.student_url)
    student.locator(role("join")).click()
    expect(student.locator(role("consent-screen"))).to_be_visible()


def test_a_board_says_that_its_tools_are_missing_until_they_come(room: Room, new_context: NewContext) -> None:
    context = new_context()
    lose(context, "**/teacher/board/panels.js", times=2)
    page = context.new_page()
    page.goto(room.teacher_url)
    expect(page.locator(role("parts-away"))).to_be_visible()
    expect(page.locator(role("open-ask"))).to_be_visible()
    expect(page.locator(role("parts-away"))).to_be_hidden()


def test_a_chart_that_lost_its_library_is_drawn_in_the_end(
    relay: str, room: Room, new_context: NewContext, join: Join
) -> None:
    context = new_context()
    lose(context, "**/uPlot*.js", times=1)
    page = context.new_page()
    page.goto(room.teacher_url)
    join(relay, room.code, "Ada")
    expect(page.locator(f"{role('strip')} canvas")).to_be_visible()


def test_who_leaves_without_a_network_sees_the_summary(room: Room, open_page: OpenPage) -> None:
    page = open_page()
    with page.expect_response("**/student/ending/summary.js"):
        page.goto(room.student_url)
        page.locator(role("join")).click()
        page.locator(role("consent-self")).click()
    expect(page.locator(role("lesson-screen"))).to_be_visible()
    page.route("**/*", lambda route: route.abort())
    page.locator(role("leave")).click()
    expect(page.locator(role("end-screen"))).to_be_visible()
    expect(page.locator(role("summary"))).to_be_visible()


def test_a_camera_that_waits_for_its_script_says_so_and_can_be_done_without(
    relay: str, new_context: NewContext
) -> None:
    context = new_context()
    lose(context, "**/student/camera/camera_side.js")
    page: Page = context.new_page()
    page.goto(create_room(relay).student_url)
    page.locator(role("join")).click()
    page.locator(role("consent-camera")).click()
    trouble = page.locator('[data-kind="camera-waits"]')
    expect(trouble).to_be_visible()
    trouble.locator("[data-way=go-on-without]").click()
    expect(trouble).to_have_count(0)
    expect(page.locator(role("my-state"))).to_have_attribute("data-state", "self")
