"""The door: a room locked and opened, students removed and let back in, on real pages."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.boards import OpenPage, has, make_room, tile
from tests.browser.classroom import role

PHONE = {"width": 360, "height": 740}


def student_url(relay: str, code: str) -> str:
    return f"{relay}/s#{code}"


def come(page: Page, relay: str, code: str, name: str) -> Page:
    """Join by the link; whether one is in, waits or is refused is the relay's to say."""
    page.goto(student_url(relay, code))
    page.locator(role("name")).fill(name)
    page.locator(role("join")).click()
    return page


def come_in(page: Page, relay: str, code: str, name: str, consent: str = "consent-self") -> Page:
    come(page, relay, code, name).locator(role(consent)).click()
    return page


def remove(board: Page, name: str, button: str = "confirm-remove") -> None:
    tile(board, name).click()
    board.locator(role("remove-student")).click()
    board.locator(role(button)).click()


def asker(board: Page, name: str) -> str:
    return f'{role("asking")} {role("door-item")}:has(bdi:text-is("{name}"))'


def test_in_a_locked_room_whoever_is_new_waits_until_they_are_let_in(relay: str, open_page: OpenPage) -> None:
    board = open_page()
    code = make_room(board, relay)
    ada = come_in(open_page(), relay, code, "Ada")
    has(board, "Ada", state="self")
    board.locator(role("lock-room")).click()
    expect(board.locator(role("door-title"))).to_be_focused()
    ben = come(open_page(), relay, code, "Ben")
    expect(ben.locator(role("waiting-title"))).to_be_focused()
    expect(board.locator(role("asking"))).to_contain_text("Ben")
    expect(tile(board, "Ben")).to_have_count(0)
    expect(board.locator(role("class-title"))).to_contain_text("1")
    # Who was here before comes and goes.
    ada.reload()
    expect(ada.locator(role("lesson-screen"))).to_be_visible()
    board.locator(f"{asker(board, 'Ben')} {role('let-in')}").click()
    ben.locator(role("consent-self")).click()
    has(board, "Ben", state="self")
    expect(board.locator(role("asking"))).to_be_empty()


def test_unlocking_says_that_it_lets_in_all_who_wait_and_does(relay: str, open_page: OpenPage) -> None:
    board = open_page()
    code = make_room(board, relay)
    board.locator(role("lock-room")).click()
    student_pages = [come(open_page(), relay, code, name) for name in ("Ada", "Ben")]
    for student_page in student_pages:
        expect(student_page.locator(role("waiting-screen"))).to_be_visible()
    unlock = board.locator(role("unlock-room"))
    expect(unlock).to_have_text("Unlock, and let all 2 in")
    unlock.click()
    for student_page in student_pages:
        expect(student_page.locator(role("consent-title"))).to_be_focused()
    expect(board.locator(role("door"))).to_be_hidden()


def test_a_student_who_is_removed_is_told_and_stays_out_until_let_back_in(
    relay: str, open_page: OpenPage
) -> None:
    board = open_page()
    code = make_room(board, relay)
    ada = come_in(open_page(), relay, code, "Ada", "consent-camera")
    expect(ada.locator("video")).to_be_visible()
    has(board, "Ada")
    expect(tile(board, "Ada")).to_be_visible()
    remove(board, "Ada")
    expect(ada.locator(role("end-title"))).to_have_text("You have been taken out of the lesson")
    assert ada.evaluate("document.querySelector('video').srcObject") is None
    expect(tile(board, "Ada")).to_be_hidden()
    expect(board.locator(role("door-about"))).to_contain_text("as somebody else")
    # Their own page neither comes back by itself nor as somebody new.
    ada.locator(role("join-again")).click()
    expect(ada.locator(role("end-title"))).to_have_text("You have been taken out of the lesson")
    expect(board.locator(role("tile"))).to_have_count(1)
    board.locator(role("removed-title")).click()
    board.locator(role("let-back-in")).click()
    ada.locator(role("join-again")).click()
    ada.locator(role("consent-self")).click()
    has(board, "Ada", state="self")
    expect(tile(board, "Ada")).to_be_visible()


def test_who_was_removed_and_comes_back_as_somebody_new_has_to_ask(relay: str, open_page: OpenPage) -> None:
    board = open_page()
    code = make_room(board, relay)
    come_in(open_page(), relay, code, "Ada")
    has(board, "Ada", state="self")
    remove(board, "Ada", "remove-and-lock")
    again = come(open_page(), relay, code, "Not Ada")
    expect(again.locator(role("waiting-screen"))).to_be_visible()
    board.locator(f"{asker(board, 'Not Ada')} {role('not-now')}").click()
    expect(again.locator(role("end-title"))).to_have_text("You were not let in")
    # Trying again is asking again.
    again.locator(role("join-again")).click()
    again.locator(role("name")).fill("Not Ada")
    again.locator(role("join")).click()
    expect(again.locator(role("waiting-screen"))).to_be_visible()
    expect(board.locator(role("asking"))).to_contain_text("Not Ada")


def test_every_board_shows_the_same_door_and_a_reload_forgets_nothing(
    relay: str, open_page: OpenPage
) -> None:
    board, other = open_page(), open_page()
    code = make_room(board, relay)
    come_in(open_page(), relay, code, "Ada")
    other.goto(board.url)
    has(other, "Ada", state="self")
    remove(board, "Ada", "remove-and-lock")
    for page in (board, other):
        expect(page.locator(role("door-title"))).to_have_text("The room is locked")
        expect(page.locator(role("removed-title"))).to_have_text("Removed: 1 student")
    other.locator(role("unlock-room")).click()
    expect(board.locator(role("door-title"))).to_have_text("The room is open")
    board.reload()
    expect(board.locator(role("removed-title"))).to_have_text("Removed: 1 student")
    board.locator(role("removed-title")).click()
    expect(board.locator(role("door-name"))).to_have_text("Ada")
