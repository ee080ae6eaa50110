"""What the board keeps on the teacher's device: whole after a reload, listed, exported, deleted."""

from __future__ import annotations

import codecs
import json
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.boards import Join, OpenPage, has, make_room
from tests.browser.classroom import role
from tests.browser.kept import wait_until_kept

# The board writes every two seconds.
WRITTEN_WITHIN_MS = 4000
PNG = b"\x89PNG\r\n\x1a\n"


# No calendar goes so far.
BEYOND_ALL_TIME_S = 8.9e12


def exported(page: Page, button: str, *answer: str) -> Path:
    """Return the file that a button gives, after the answer to its question."""
    with page.expect_download() as download:
        page.locator(role(button)).click()
        for choice in answer:
            page.locator(role(choice)).click()
    return Path(download.value.path())


def rows(page: Page, button: str, *answer: str) -> list[str]:
    """Return the lines of an exported table, which begins with a byte-order mark."""
    raw = exported(page, button, *answer).read_bytes()
    assert raw.startswith(codecs.BOM_UTF8)
    return raw.decode("utf-8-sig").splitlines()


def test_a_reload_brings_back_who_left_before_it_and_every_mark(
    relay: str, open_page: OpenPage, join: Join
) -> None:
    page = open_page()
    code = make_room(page, relay)
    ada = join(relay, code, "Ada")
    ada.report("focused", ago_s=60)
    ada.report("confused", ago_s=30)
    has(page, "Ada", transitions=2)
    page.locator(role("mark")).click()
    page.keyboard.type("quiz")
    page.keyboard.press("Enter")
    ada.leave()
    has(page, "Ada", state="offline")
    wait_until_kept(page, '"quiz"', '"left"')
    page.reload()
    has(page, "Ada", state="offline", transitions=2)
    expect(page.locator(role("marks"))).to_contain_text("quiz")


def test_a_kept_lesson_is_listed_reopened_exported_and_deleted(
    relay: str, open_page: OpenPage, join: Join
) -> None:
    page = open_page()
    code = make_room(page, relay)
    for name in ("Ada", "=Ben"):
        join(relay, code, name).report("focused", ago_s=120)
        has(page, name, transitions=1)
    wait_until_kept(page, '"Ada"', '"=Ben"')
    page.goto(relay)
    page.locator(f"{role('lesson-list')} a").click()
    expect(page.locator(role("lesson-title"))).to_contain_text(code)
    expect(page.locator(f"{role('minutes')} tr").first).to_be_visible()
    head, *named = rows(page, "export-transitions", "with-names")
    assert head == "time,student,state,cues,alerts,local_time,state_shown,cues_shown,alerts_shown"
    assert {line.split(",")[1] for line in named} == {"Ada", "'=Ben"}
    assert all(",focused," in line and ",Focused," in line for line in named)
    unnamed = rows(page, "export-transitions", "without-names")
    assert len(unnamed) == 3
    assert "Ada" not in "".join(unnamed)
    assert "focused_share" in rows(page, "export-minutes")[0]
    whole = json.loads(exported(page, "export-json", "without-names").read_text())
    assert [row["state"] for row in whole["transitions"]] == ["focused", "focused"]
    expect(page.locator(f"{role('chart')} canvas")).to_be_visible()
    assert exported(page, "export-png").read_bytes().startswith(PNG)
    page.goto(relay)
    page.locator(f"{role('lesson-list')} button").click()
    page.locator(role("undo-delete")).click()
    expect(page.locator(f"{role('lesson-list')} a")).to_contain_text("2 students")
    page.locator(f"{role('lesson-list')} button").click()
    expect(page.locator(role("undo-delete"))).to_be_focused()
    expect(page.locator(role("lessons"))).to_be_hidden()
    page.goto(f"{relay}/lesson#{code}")
    expect(page.locator(role("message"))).to_contain_text("keeps no such lesson")


def test_a_lesson_deleted_by_a_page_that_goes_away_is_deleted(
    relay: str, open_page: OpenPage, join: Join
) -> None:
    page = open_page()
    code = make_room(page, relay)
    join(relay, code, "Ada").report("focused")
    has(page, "Ada", transitions=1)
    wait_until_kept(page, '"focused"')
    page.goto(relay)
    page.locator(f"{role('lesson-list')} button").click()
    expect(page.locator(role("undo-delete"))).to_be_visible()
    page.goto(f"{relay}/lesson#{code}")
    expect(page.locator(role("message"))).to_contain_text("keeps no such lesson")


def test_what_students_said_is_kept_and_no_impossible_time_spoils_it(
    relay: str, open_page: OpenPage, join: Join
) -> None:
    page = open_page()
    code = make_room(page, relay)
    join(relay, code, "Mia").say(hand=True)
    has(page, "Mia", hand="true")
    other = join(relay, code, "Mia")
    other.report("away", ago_s=-BEYOND_ALL_TIME_S)
    other.say(hand=True, lost=True)
    expect(page.locator(f"{role('tile')}[data-lost='true']")).to_have_count(1)
    wait_until_kept(page, '"away"', "true,true")
    page.goto(f"{relay}/lesson#{code}")
    said = [line.split(",")[1:3] for line in rows(page, "export-said", "with-names")[1:]]
    assert said == [["Mia", "hand_up"], ["Mia (2)", "hand_up"], ["Mia (2)", "lost"]]
    (hostile,) = rows(page, "export-transitions", "with-names")[1:]
    assert re.match(r"20\d\d-[^,]+Z,Mia \(2\),away,", hostile)
    whole = json.loads(exported(page, "export-json", "with-names").read_text())
    assert [row["said_shown"] for row in whole["said"]][:2] == ["Hand raised", "Hand raised"]
    expect(page.locator(f"{role('chart')} canvas")).to_be_visible()


def test_a_lesson_without_transitions_has_a_file_with_its_head_line(
    relay: str, open_page: OpenPage, join: Join
) -> None:
    page = open_page()
    code = make_room(page, relay)
    join(relay, code, "Ada")
    expect(page.locator(role("tile"))).to_have_count(1)
    wait_until_kept(page, '"Ada"')
    page.goto(f"{relay}/lesson#{code}")
    assert rows(page, "export-transitions", "with-names")[0].startswith("time,student,state")
