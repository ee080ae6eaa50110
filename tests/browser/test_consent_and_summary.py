"""Before and after: what would be sent, as the message itself, and what it was like, for oneself alone."""

from __future__ import annotations

import json
import math
import re
import time

from playwright.sync_api import Page, expect

from tests.browser.boards import OpenPage
from tests.browser.classroom import Room, create_room, join, role


def read_consent(page: Page, room: Room) -> Page:
    page.goto(room.student_url)
    page.locator(role("join")).click()
    expect(page.locator(role("consent-screen"))).to_be_visible()
    return page


def unfold(page: Page) -> Page:
    expect(page.locator(role("example"))).to_be_hidden()
    page.locator(role("consent-details")).locator("summary").click()
    return page


def example(page: Page, name: str) -> str:
    page.locator(role("example-choice")).select_option(name)
    return page.locator(role("example")).inner_text()


def test_the_example_is_the_message_this_rooms_policy_lets_through(relay: str, open_page: OpenPage) -> None:
    page = unfold(read_consent(open_page(), create_room(relay, "ask")))
    event, message = json.loads(page.locator(role("example")).inner_text())
    assert (event, message["state"], message["cues"]) == ("report", "present", [])
    assert example(page, "puzzled").startswith("Nothing is sent")
    assert '"lost":true' in example(page, "lost")
    page = unfold(read_consent(open_page(), create_room(relay, "labels", proctoring=True)))
    assert '"confused"' in example(page, "puzzled")
    assert '"gaze_away"' in example(page, "away")


def test_a_room_without_camera_shows_what_a_press_sends_and_asks_no_guardian(
    relay: str, open_page: OpenPage
) -> None:
    page = unfold(read_consent(open_page(), create_room(relay, "self")))
    assert '"lost":true' in page.locator(role("example")).inner_text()
    expect(page.locator(role("example-choice")).locator("option")).to_have_count(1)
    expect(page.locator(role("consent-guardian"))).to_be_hidden()
    expect(page.locator(role("consent-screen"))).to_contain_text("uses no camera")


def test_declining_leads_to_the_lesson_with_the_same_buttons(relay: str, open_page: OpenPage) -> None:
    page = read_consent(open_page(), create_room(relay))
    expect(page.locator(role("consent-screen"))).to_contain_text("the same place in the lesson")
    expect(page.locator(role("consent-guardian"))).to_be_visible()
    page.locator(role("consent-self")).click()
    for button in ("lost", "hand", "start-camera", "leave"):
        expect(page.locator(role(button))).to_be_visible()
    expect(page.locator(role("my-state"))).to_have_attribute("data-state", "self")


def test_who_leaves_sees_their_own_lesson_and_a_reload_has_forgotten_it(
    relay: str, open_page: OpenPage
) -> None:
    page = join(open_page(), create_room(relay), consent="consent-self")
    began_s = time.monotonic()
    page.locator(role("lost")).click()
    page.wait_for_timeout(1200)
    page.locator(role("lost")).click()
    most_s = math.ceil(time.monotonic() - began_s)
    page.locator(role("leave")).click()
    rows = page.locator(f"{role('summary-rows')} li")
    expect(rows).to_have_count(2)
    expect(rows.nth(0)).to_contain_text("Without camera")
    expect(rows.nth(1)).to_contain_text(re.compile("I.m lost"))
    shown = re.search(r"(\d+) s", rows.nth(1).inner_text())
    assert shown is not None
    assert 1 <= int(shown[1]) <= most_s
    kept = "JSON.stringify([{...sessionStorage}, {...localStorage}])"
    assert page.evaluate(kept) == "[{},{}]"
    page.reload()
    expect(page.locator(role("summary"))).to_be_hidden()
