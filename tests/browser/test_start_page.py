"""The start page in a real browser: what this server allows, and what it refuses."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Playwright, Route, expect

from backend.rooms.codes import read_room_code
from tests.browser.boards import Join, OpenPage, choose_policy, has
from tests.browser.chromium import find_chromium
from tests.browser.classroom import QUIET, Console, create_room, role
from tests.browser.kept import wait_until_kept
from tests.serving import serve

# Where a page is put aside, and comes back as it was left.
BFCACHE = "--enable-features=BackForwardCache"


@pytest.fixture
def returning_page(playwright: Playwright) -> Iterator[Page]:
    """A page of a browser that puts pages aside as people's browsers do; the tests' own are told not to."""
    browser = playwright.chromium.launch(
        executable_path=find_chromium(),
        args=[*QUIET, BFCACHE],
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield browser.new_page()
    browser.close()


@pytest.mark.parametrize("policy", ["labels", "ask", "presence", "self"])
def test_each_policy_says_what_it_sends_and_makes_its_room(
    relay: str, open_page: OpenPage, policy: str
) -> None:
    page = open_page()
    page.goto(relay)
    said = page.locator(role("policy-sends"))
    choose_policy(page, policy)
    expect(said).to_contain_text("Sends ")
    page.locator(role("create-room")).click()
    expect(page.locator(role("connection"))).to_have_attribute("data-state", "online")
    name = {"labels": "Labels", "ask": "Ask first", "presence": "Presence", "self": "Self-report"}[policy]
    expect(page.locator(role("room-rule"))).to_have_text(name)


def test_self_report_has_no_proctoring(relay: str, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(relay)
    page.locator(role("proctoring")).check()
    choose_policy(page, "self")
    expect(page.locator(role("proctoring"))).to_be_disabled()
    expect(page.locator(role("proctoring"))).not_to_be_checked()
    # Scripts choose with a select, as ever.
    page.locator(role("policy")).select_option("presence")
    expect(page.locator(role("policy-presence"))).to_be_checked()
    expect(page.locator(role("proctoring"))).to_be_enabled()
    choose_policy(page, "labels")
    expect(page.locator(role("policy"))).to_have_value("labels")


@pytest.mark.parametrize("policy", ["labels", "ask"])
def test_a_rule_for_confusion_is_chosen_where_something_tells_it(
    relay: str, open_page: OpenPage, policy: str
) -> None:
    page = open_page()
    page.goto(relay)
    choose_policy(page, policy)
    rule = page.locator(role("sensitivity"))
    expect(rule).to_have_value("strict")
    rule.select_option("brow")
    expect(page.locator(role("sensitivity-hint"))).to_contain_text("Finds most")
    page.locator(role("create-room")).click()
    expect(page.locator(role("room-rule"))).to_contain_text("brow rule")
    assert read_room_code(page.locator(role("room-name")).inner_text()).sensitivity == "brow"


@pytest.mark.parametrize("policy", ["presence", "self"])
def test_no_rule_for_confusion_is_offered_where_nothing_tells_it(
    relay: str, open_page: OpenPage, policy: str
) -> None:
    page = open_page()
    page.goto(relay)
    page.locator(role("sensitivity")).select_option("balanced")
    choose_policy(page, policy)
    expect(page.locator(role("sensitivity"))).to_be_hidden()
    page.locator(role("create-room")).click()
    expect(page.locator(role("connection"))).to_have_attribute("data-state", "online")


def test_a_policy_the_server_does_not_allow_cannot_be_chosen(open_page: OpenPage) -> None:
    page = open_page()
    with serve("--policies", "presence,self") as server:
        page.goto(server.url)
        expect(page.locator(role("policy-presence"))).to_be_checked()
        expect(page.locator(f"{role('policies')} [type=radio]")).to_have_count(2)
        expect(page.locator(role("policy-note"))).to_contain_text("switched off: Labels, Ask first")


def test_a_create_key_is_asked_for_and_checked(open_page: OpenPage, console: Console) -> None:
    page = open_page()
    with serve(variables={"READROOM_CREATE_KEY": "a key for teachers"}) as server:
        page.goto(server.url)
        page.locator(role("create-key")).fill("another key")
        page.locator(role("create-room")).click()
        expect(page.locator(role("message"))).to_be_visible()
        # The browser itself notes a refused request.
        assert all("403" in complaint for complaint in console.complaints)
        console.complaints.clear()
        page.locator(role("create-key")).fill("a key for teachers")
        page.locator(role("create-room")).click()
        expect(page.locator(role("connection"))).to_have_attribute("data-state", "online")
        # The board's panels are still coming, and would miss the server.
        page.close()


def test_a_room_is_made_and_closed_by_keyboard(relay: str, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(relay)
    expect(page.locator(role("create-room"))).to_be_enabled()
    page.locator(role("create-room")).focus()
    page.keyboard.press("Enter")
    expect(page.locator(role("connection"))).to_have_attribute("data-state", "online")
    page.locator(role("close-room")).focus()
    page.keyboard.press("Enter")
    expect(page.locator(role("confirm-close"))).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(role("close-dialog"))).to_be_hidden()
    expect(page.locator(role("close-room"))).to_be_focused()
    expect(page.locator(role("connection"))).to_have_attribute("data-state", "online")


def test_back_on_the_start_page_the_next_room_can_be_made_and_the_lesson_is_listed(
    relay: str, returning_page: Page, join: Join
) -> None:
    page = returning_page
    page.goto(relay)
    page.evaluate("addEventListener('pageshow', ({persisted}) => { window.putAside = persisted; })")
    code = make_room_here(page)
    join(relay, code, "Ada").report("focused")
    has(page, "Ada", state="focused")
    wait_until_kept(page, '"focused"')
    page.evaluate("setTimeout(() => history.back())")
    expect(page.locator(role("create-room"))).to_be_enabled()
    assert page.evaluate("window.putAside") is True
    expect(page.locator(role("create-room"))).to_have_text("Create the room")
    expect(page.locator(f"{role('lesson-list')} a")).to_have_count(1)
    assert make_room_here(page) != code


def make_room_here(page: Page) -> str:
    """Make a room from the start page as it is, and return its code."""
    page.locator(role("create-room")).click()
    expect(page.locator(role("connection"))).to_have_attribute("data-state", "online")
    expect(page.locator(role("room-code"))).not_to_be_empty()
    return page.locator(role("room-code")).inner_text()


def test_a_room_asked_for_twice_is_made_once_and_is_seen_to_be_under_way(
    relay: str, open_page: OpenPage
) -> None:
    page = open_page()
    made: list[str] = []
    page.on("request", lambda request: made.append(request.method))
    page.goto(relay)
    button = page.locator(role("create-room"))
    expect(button).to_be_enabled()
    held: list[Route] = []
    page.route("**/rooms", lambda route: held.append(route))
    button.dblclick()
    expect(button).to_have_text("Making the room…")
    expect(button).to_be_disabled()
    page.locator(role("new-room")).evaluate("(form) => form.requestSubmit()")
    held[0].continue_()
    expect(page.locator(role("connection"))).to_have_attribute("data-state", "online")
    assert made.count("POST") == 1


def test_a_student_who_finds_the_start_page_goes_on_with_their_code(relay: str, open_page: OpenPage) -> None:
    code = create_room(relay, "self").code
    page = open_page()
    page.goto(relay)
    field = page.locator(role("student-code-field"))
    field.fill(f"{code[:-1]}{'0' if code[-1] != '0' else '1'}")
    field.press("Enter")
    expect(page.locator(role("student-code-message"))).to_be_visible()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_be_focused()
    field.fill(code.lower().replace("-", " "))
    expect(page.locator(role("student-code-message"))).to_be_hidden()
    page.locator(role("student-code-go")).click()
    expect(page.locator(role("join-screen"))).to_be_visible()
    expect(page.locator(role("code"))).to_have_value(code)
