"""Storage that a browser refuses, that never answers, or that fails for a while: the lesson goes on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.boards import Join, OpenPage, has
from tests.browser.classroom import create_room, role
from tests.browser.kept import wait_until_kept

# As Firefox does where site data is blocked: the mere names throw.
REFUSED = """for (const name of ["localStorage", "sessionStorage", "indexedDB"])
  Object.defineProperty(window, name, {get() { throw new DOMException("insecure", "SecurityError"); }});"""
SILENT = "IDBFactory.prototype.open = () => new EventTarget();"
ANSWERING = "window.answerAgain = () => { IDBFactory.prototype.open = answering; };"
# The disk is full from the first write on, until there is room again.
FULL = """window.full = true;
const add = IDBObjectStore.prototype.add;
IDBObjectStore.prototype.add = function (...row) {
  if (window.full) throw new DOMException("no room", "QuotaExceededError");
  return add.apply(this, row);
};"""
# Nothing is opened the first time, as where another tab has just deleted the database.
ONCE = """const open = IDBFactory.prototype.open;
let failed = false;
IDBFactory.prototype.open = function (...name) {
  if (failed) return open.apply(this, name);
  failed = true;
  throw new DOMException("closing", "UnknownError");
};"""
# Another tab's transaction stands before every write for this many ms.
BUSY = """async (ms) => {
  const opening = indexedDB.open("readroom");
  await new Promise((done) => { opening.onsuccess = done; });
  const lessons = opening.result.transaction(["lessons", "entries"], "readwrite").objectStore("lessons");
  const until = performance.now() + ms;
  const again = () => { if (performance.now() < until) lessons.count().onsuccess = again; };
  again();
}"""
NOT_KEPT = re.compile("not being kept")


def kept_names(page: Page, relay: str, code: str) -> list[str]:
    """Return whose transitions the report of this device has, from its file."""
    page.goto(f"{relay}/lesson#{code}")
    with page.expect_download() as download:
        page.locator(role("export-transitions")).click()
        page.locator(role("with-names")).click()
    lines = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
    return [line.split(",")[1] for line in lines[1:]]


@pytest.mark.parametrize(
    ("trouble", "words"), [(REFUSED, "site data"), (SILENT, "does not answer")], ids=["refused", "silent"]
)
def test_without_storage_every_page_works_and_says_that_nothing_is_kept(
    relay: str, open_page: OpenPage, join: Join, trouble: str, words: str
) -> None:
    page = open_page()
    page.context.add_init_script(trouble)
    room = create_room(relay)
    page.goto(room.teacher_url)
    expect(page.locator(role("connection"))).to_have_attribute("data-state", "online")
    join(relay, room.code, "Ada").report("focused")
    has(page, "Ada", state="focused")
    expect(page.locator(role("keeping"))).to_contain_text(NOT_KEPT)
    # What loads late is there too.
    expect(page.locator(role("open-hint-settings"))).to_be_visible()
    page.goto(relay)
    expect(page.locator(role("lessons-message"))).to_contain_text(words)
    expect(page.locator(role("create-room"))).to_be_enabled()
    page.goto(f"{relay}/lesson#{room.code}")
    expect(page.locator(role("message"))).to_contain_text(words)


def test_what_a_full_disk_did_not_take_is_written_when_there_is_room_again(
    relay: str, open_page: OpenPage, join: Join
) -> None:
    page = open_page()
    page.add_init_script(FULL)
    room = create_room(relay)
    page.goto(room.teacher_url)
    join(relay, room.code, "Ada").report("focused")
    expect(page.locator(role("keeping"))).to_contain_text(NOT_KEPT)
    join(relay, room.code, "Ben").report("away")
    has(page, "Ben", state="away")
    page.evaluate("window.full = false")
    expect(page.locator(role("keeping"))).to_be_hidden()
    assert kept_names(page.context.new_page(), relay, room.code) == ["Ada", "Ben"]


def test_a_single_failure_is_made_good_without_a_word(relay: str, open_page: OpenPage, join: Join) -> None:
    page = open_page()
    page.add_init_script(ONCE)
    room = create_room(relay)
    page.goto(room.teacher_url)
    join(relay, room.code, "Ada").report("focused")
    has(page, "Ada", state="focused")
    wait_until_kept(page, '"focused"')
    expect(page.locator(role("keeping"))).to_be_hidden()
    assert kept_names(page.context.new_page(), relay, room.code) == ["Ada"]


def test_storage_that_answers_late_is_written_to_and_what_it_held_is_a_reload_away(
    relay: str, open_page: OpenPage, join: Join
) -> None:
    page = open_page()
    room = create_room(relay)
    page.goto(room.teacher_url)
    ada = join(relay, room.code, "Ada")
    ada.report("focused")
    wait_until_kept(page, '"focused"')
    ada.leave()
    late = page.context.new_page()
    late.add_init_script(f"const answering = IDBFactory.prototype.open; {SILENT} {ANSWERING}")
    late.goto(room.teacher_url)
    expect(late.locator(role("keeping"))).to_contain_text(NOT_KEPT)
    late.evaluate("window.answerAgain()")
    expect(late.locator(role("keeping"))).to_contain_text("Reload the page")
    join(relay, room.code, "Ben").report("away")
    wait_until_kept(late, '"away"')
    assert kept_names(page, relay, room.code)[:2] == ["Ada", "Ben"]


def test_who_leaves_as_soon_as_the_room_is_over_has_lost_nothing(
    relay: str, open_page: OpenPage, join: Join
) -> None:
    page = open_page()
    page.goto(relay)
    room = create_room(relay)
    page.goto(room.teacher_url)
    join(relay, room.code, "Ada").report("focused")
    has(page, "Ada", state="focused")
    page.locator(role("close-room")).click()
    page.evaluate(BUSY, 1000)
    page.locator(role("confirm-close")).click()
    expect(page.locator(role("connection"))).to_have_attribute("data-state", "ended")
    page.goto(relay)
    expect(page.locator(role("lesson-list"))).to_contain_text(room.code)
    assert kept_names(page, relay, room.code) == ["Ada"]


def test_two_boards_of_one_room_in_one_browser_both_keep(relay: str, open_page: OpenPage, join: Join) -> None:
    first = open_page()
    room = create_room(relay)
    second = first.context.new_page()
    for page in (first, second):
        page.goto(room.teacher_url)
        expect(page.locator(role("connection"))).to_have_attribute("data-state", "online")
    join(relay, room.code, "Ada").report("focused")
    for page, mark in ((first, "quiz"), (second, "break")):
        has(page, "Ada", state="focused")
        page.locator(role("mark")).click()
        page.keyboard.type(mark)
        page.keyboard.press("Enter")
    wait_until_kept(second, '"quiz"', '"break"')
    assert kept_names(first, relay, room.code) == ["Ada"]
    expect(first.locator(f"{role('marks')} li")).to_have_count(2)
