"""The archive in a real browser: from a closed board to a page of the library, a press, and a trend."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import requests
from playwright.sync_api import Page, expect

from tests.browser.access.screens import Examiner
from tests.browser.boards import Join, OpenPage, has, make_room
from tests.browser.classroom import Console, role
from tests.browser.kept import wait_until_kept
from tests.library.archive.test_archive import curve, minute
from tests.library.storage.test_database import bytes_of
from tests.serving import serve

NAMES = ("Adamina", "Benvolio", "Cemile", "Danuta", "Evangelina", "Fayruz")
WITHIN_S = 20


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("library")


@pytest.fixture(scope="module")
def library(folder: Path) -> Iterator[str]:
    with serve("--data", str(folder), module="library") as server:
        yield server.url.removesuffix("/library")


@pytest.fixture(scope="module")
def relay_with_library(library: str) -> Iterator[str]:
    with serve("--library-url", library) as server:
        yield server.url


def make_course(library: str) -> dict[str, Any]:
    wanted = {"title": "Algorithms", "policy": "self"}
    answer = requests.post(f"{library}/library/api/courses", json=wanted, timeout=WITHIN_S)
    return dict(answer.json())


def lesson(weeks_ago: int, lost: int) -> dict[str, Any]:
    """Return a lesson of forty minutes, of which some are lost."""
    minutes = [minute(lost_or_slower=30 if at % 10 < lost else 5) for at in range(40)]
    day = date.today() - timedelta(weeks=weeks_ago)
    return curve(day=day.isoformat(), title=f"Week {weeks_ago}", minutes=minutes, marks=[[3, "stacks"]])


def download(page: Page, handle: str) -> bytes:
    with page.expect_download() as given:
        page.locator(role(handle)).click()
    return Path(given.value.path()).read_bytes()


def test_a_class_curve_is_shown_kept_and_seen_in_the_trend(
    folder: Path,
    library: str,
    relay_with_library: str,
    open_page: OpenPage,
    join: Join,
    console: Console,
) -> None:
    course, examiner, board = make_course(library), Examiner(), open_page()
    board.goto(f"{library}/library/manage#{course['token']}")
    expect(board.locator(role("to-trend"))).to_have_attribute("href", f"/library/trend#{course['token']}")
    code = make_room(board, relay_with_library)
    for name in NAMES:
        student = join(relay_with_library, code, name)
        student.report("focused", ago_s=900)
        student.say(lost=name in NAMES[:2])
        has(board, name, transitions=1)
    board.locator(role("mark")).click()
    board.keyboard.type("Stacks")
    board.keyboard.press("Enter")
    wait_until_kept(board, '"Stacks"', *(f'"{name}"' for name in NAMES))
    board.locator(role("close-room")).click()
    board.locator(role("confirm-close")).click()
    expect(board.locator(role("notice-keep-about"))).to_contain_text("Nothing is sent before")
    with board.expect_popup() as opened:
        board.locator(role("notice-keep")).click()
    keep = opened.value
    console.listen(keep)
    asked: list[tuple[str, str]] = []
    keep.on("request", lambda request: asked.append((request.method, request.url)))
    words = keep.locator(role("words"))
    expect(words).to_contain_text('"minutes"')
    expect(keep.locator(role("retention"))).to_contain_text("190 days")
    examiner.look(keep, "keeping a lesson")
    shown = json.loads(words.inner_text())
    assert (shown["title"], shown["here"], shown["marks"]) == ("", "5-9", [])
    told = [each for each in shown["minutes"] if each is not None]
    assert len(told) >= 10
    assert told[-1]["lost"] == 35
    for secret in (*NAMES, code, "Stacks", course["token"]):
        assert secret not in words.inner_text()
    keep.locator(role("keep")).click()
    expect(keep.locator(role("trouble"))).to_contain_text("title")
    keep.keyboard.type("Week 0")
    keep.locator(role("marks")).locator("input").check()
    expect(words).to_contain_text("Stacks")
    assert {method for method, _ in asked} <= {"GET"}
    posted = json.loads(words.inner_text())
    keep.locator(role("keep")).press("Enter")
    expect(keep.locator(role("done-title"))).to_be_focused()
    assert "#" not in keep.url
    examiner.look(keep, "a lesson that is kept")
    where = f"{library}/library/api/courses/{course['code']}/sessions"
    teacher = {"Authorization": f"Readroom {course['token']}"}
    (kept,) = requests.get(where, headers=teacher, timeout=WITHIN_S).json()["sessions"]
    assert {name: value for name, value in kept.items() if name != "id"} == posted

    # The very bytes on the disk: the lesson, and nobody and no room in it.
    written = bytes_of(folder)
    assert b"Week 0" in written
    assert not [name for name in (*NAMES, code) if name.encode() in written]

    for weeks_ago in (5, 4, 3, 2):
        requests.post(where, json=lesson(weeks_ago, 1), headers=teacher, timeout=WITHIN_S).raise_for_status()
    requests.post(where, json=lesson(1, 8), headers=teacher, timeout=WITHIN_S).raise_for_status()
    keep.locator(role("to-trend")).click()
    rows = keep.locator(role("lesson-rows")).locator("tr")
    expect(rows).to_have_count(6)
    more = keep.locator(role("more")).locator("li")
    expect(more).to_have_count(1)
    expect(more).to_contain_text("Week 1: more lost than usual. 80%")
    expect(keep.locator(role("multiples")).locator("svg")).to_have_count(3)
    examiner.look(keep, "the trend")
    expect(keep.locator(role("compare-rows")).locator("tr").first).to_contain_text("Minute 1")
    keep.locator(role("by")).select_option("chapter")
    expect(keep.locator(role("compare-rows")).locator("tr")).to_have_count(1)
    expect(keep.locator(role("compare-rows"))).to_contain_text("78% lost, of 37 minutes")
    examiner.look(keep, "two lessons by chapter")
    lessons = download(keep, "lessons-csv").decode("utf-8-sig").splitlines()
    assert [line.split(",")[1] for line in lessons] == [
        "title",
        *(f"Week {week}" for week in (5, 4, 3, 2, 1, 0)),
    ]
    assert len(download(keep, "minutes-csv").splitlines()) == 1 + 5 * 40 + len(told)
    keep.locator(role("keep-days")).fill("900")
    keep.locator(role("keep-days")).press("Enter")
    expect(keep.locator(role("retention-said"))).to_contain_text("1 to 800")
    keep.locator(role("keep-days")).fill("30")
    keep.locator(role("keep-days")).press("Enter")
    expect(keep.locator(role("retention-said"))).to_have_text("Done.")
    rows.first.locator("button").press("Enter")
    keep.locator(role("confirm-yes")).press("Enter")
    expect(rows).to_have_count(5)
    keep.locator(role("delete-all")).click()
    keep.locator(role("confirm-yes")).click()
    expect(keep.locator(role("none"))).to_be_visible()
    examiner.look(keep, "a trend without lessons")

    # A report connects nowhere, so it gives a file, which another browser opens.
    board.goto(f"{relay_with_library}/lesson#{code}")
    file = download(board, "export-curve")
    assert code not in file.decode()
    other = open_page()
    other.goto(f"{library}/library/keep")
    given = other.locator(role("curve-file"))
    given.set_input_files({"name": "a.json", "mimeType": "application/json", "buffer": b'{"students": []}'})
    expect(other.locator(role("trouble"))).to_contain_text("no class curve")
    examiner.look(other, "a file that is no curve")
    given.set_input_files({"name": "b.json", "mimeType": "application/json", "buffer": file})
    expect(other.locator(role("words"))).to_contain_text('"minutes"')
    expect(other.locator(role("course-link"))).to_be_visible()
    other.locator(role("leave")).click()
    expect(other.locator(role("done-title"))).to_have_text("Nothing was kept.")
    examiner.has_found_nothing()


def test_a_short_lesson_is_not_offered_and_a_server_without_a_library_offers_nothing(
    relay: str, relay_with_library: str, open_page: OpenPage, join: Join
) -> None:
    page = open_page()
    for server, about in ((relay_with_library, "ten minutes"), (relay, None)):
        code = make_room(page, server)
        join(server, code, "Ada").report("focused")
        has(page, "Ada", transitions=1)
        wait_until_kept(page, '"Ada"')
        page.locator(role("close-room")).click()
        page.locator(role("confirm-close")).click()
        expect(page.locator(role("notice-report"))).to_be_visible()
        if about is not None:
            expect(page.locator(role("notice-keep-about"))).to_contain_text(about)
        expect(page.locator(role("notice-keep"))).to_be_hidden()
