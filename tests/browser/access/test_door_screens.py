"""The door's screens, on the board and on the students' pages, looked at like all others."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.access.screens import Examiner
from tests.browser.boards import OpenPage, has, make_room, tile
from tests.browser.classroom import role
from tests.browser.test_door import come, come_in


def test_the_door_keeps_nobody_out_but_whom_it_is_to(relay: str, open_page: OpenPage) -> None:
    board, examiner = open_page(), Examiner()
    code = make_room(board, relay)
    ada = come_in(open_page(), relay, code, "Ada")
    has(board, "Ada", state="self")
    tile(board, "Ada").click()
    board.locator(role("remove-student")).click()
    examiner.look(board, "removing asked for")
    board.locator(role("remove-and-lock")).click()
    student_pages = [come(open_page(), relay, code, name) for name in ("Ben", "W" * 40)]
    for student_page in student_pages:
        expect(student_page.locator(role("waiting-screen"))).to_be_visible()
    expect(board.locator(role("let-in"))).to_have_count(2)
    board.locator(role("removed-title")).click()
    examiner.look(board, "a locked room where two ask")
    examiner.look(student_pages[0], "waiting to be let in")
    expect(ada.locator(role("end-screen"))).to_be_visible()
    examiner.look(ada, "taken out")
    examiner.has_found_nothing()
