"""The board explains itself: a tour on the first visit, and a tip on every number, by pointer and key."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.boards import Join, OpenPage, has, make_room, set_hint
from tests.browser.classroom import create_room, role

# What a board shows that holds a number and does not explain itself; the invitation counts nothing.
UNEXPLAINED = """() => {
  const quiet = '[data-help], [role="slider"], [data-role="announcement"], [data-role="invite"], ' +
    '[data-role="tiles"], [data-role="hands"], [data-role="version"], header, [data-role="tour"], ' +
    'script, template, dialog';
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (/[0-9]/.test(walker.currentNode.data) && element.closest(quiet) === null && element.checkVisibility())
      found.push(walker.currentNode.data);
  }
  return found;
}"""


def test_the_tour_takes_three_steps_by_keyboard_once_and_comes_back_from_the_help(
    relay: str, open_page: OpenPage
) -> None:
    page = open_page()
    make_room(page, relay)
    tour, step = page.locator(role("tour")), page.locator(role("tour-step"))
    expect(tour).to_be_visible()
    expect(tour.locator(":focus")).to_have_count(0)
    page.locator(role("tour-next")).press("Enter")
    expect(step).to_have_text("2 of 3")
    expect(page.locator(role("tour-title"))).to_be_focused()
    page.locator(role("tour-next")).press("Enter")
    page.locator(role("tour-next")).press("Enter")
    expect(tour).to_be_hidden()
    expect(page.locator(role("open-help"))).to_be_focused()
    page.goto(relay)
    page.goto(create_room(relay).teacher_url)
    expect(page.locator(role("open-help"))).to_be_visible()
    expect(page.locator(role("connection"))).to_have_attribute("data-state", "online")
    expect(tour).to_be_hidden()
    page.keyboard.press("?")
    page.locator(role("show-tour")).click()
    expect(step).to_have_text("1 of 3")
    page.keyboard.press("Escape")
    expect(tour).to_be_hidden()


def test_every_number_explains_itself_to_pointer_and_keyboard(
    relay: str, open_page: OpenPage, join: Join
) -> None:
    page = open_page()
    code = make_room(page, relay, "labels", "proctoring")
    set_hint(page)
    for name in ("Ada", "Ben", "Cem", "Dora", "Eve"):
        student_client = join(relay, code, name)
        student_client.report("confused", alerts=("no_face",), ago_s=120)
        student_client.say(hand=True)
        has(page, name, state="confused", hand="true")
    page.locator(role("open-ask")).click()
    page.locator(role("ask-check")).click()
    page.locator(role("send-question")).click()
    page.locator(role("tile")).first.click()
    expect(page.locator(role("hint"))).to_be_visible()
    expect(page.locator(role("question-count"))).to_be_visible()
    assert page.evaluate(UNEXPLAINED) == []
    tip = page.locator(role("tip"))
    page.locator(role("class-index")).hover()
    expect(tip).to_contain_text("95%: 0%")
    expect(tip).to_contain_text("from 5 measurable students on")
    tip.hover()
    expect(tip).to_be_visible()
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    hands = page.locator('[data-help="hands"]')
    hands.focus()
    expect(tip).to_contain_text("whose hand is up")
    expect(hands).to_have_attribute("aria-describedby", "tip")
    page.locator('[data-help="class"]').focus()
    expect(tip).to_contain_text("whose page is connected")
    expect(hands).not_to_have_attribute("aria-describedby", "tip")
