"""Beside a call: lines for its chat, a board that looks on, dock and overlay without names, seldom calls."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Page, WebSocket, expect

from tests.browser.access.screens import Examiner
from tests.browser.boards import Join, OpenPage, count, has, make_room, press_tool, set_hint, tile
from tests.browser.classroom import role, wait_until

PHONE = {"viewport": {"width": 390, "height": 844}}
DOCK = {"viewport": {"width": 320, "height": 480}, "color_scheme": "light"}
NAMES = ("Adalbert", "Benedikta")
# All that whoever looks on may press: it changes what they see, and nothing in the room.
SEES = {
    *("toggle-invite", "copy-student-link", "student-link", "open-hint-settings", "open-help", "open-more"),
    *(
        "open-floating",
        "show-clapper",
        "toggle-finder",
        "search",
        "order",
        "shown",
        "tile-size",
        "class-only",
        "dismiss-hint",
    ),
    *("toggle-strip", "more-hands", "language", "pin", "close-detail", "want-calls", "refuse-calls"),
}
VISIBLE_CONTROLS = """() => [...document.querySelectorAll("main [data-role], .tools [data-role]")]
  .filter((each) => each.matches("button, select, input, a") && each.checkVisibility())
  .map((each) => each.dataset.role)"""
# A desktop that notes what it is told, and a page that can be out of sight.
DESKTOP = """
  window.called = [];
  window.badges = [];
  window.sight = "visible";
  window.Notification = class {
    static permission = "default";
    static async requestPermission() { return (Notification.permission = "granted"); }
    constructor(title, { body }) { called.push(body); }
  };
  navigator.setAppBadge = async (count) => { badges.push(count); };
  Object.defineProperty(document, "visibilityState", { get: () => sight });
"""
TURN = "(to) => { sight = to; document.dispatchEvent(new Event('visibilitychange')); }"


def copied_link(page: Page, handle: str) -> str:
    """Copy a link as a teacher does, and return it."""
    page.locator(role(handle)).click()
    expect(page.locator(role("beside-said"))).not_to_be_empty()
    return str(page.evaluate("navigator.clipboard.readText()"))


def frames_of(page: Page) -> list[str]:
    """Return the list of all that a page's sockets are told from now on."""
    told: list[str] = []

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", lambda text: told.append(str(text)))

    page.on("websocket", listen)
    return told


def test_a_teacher_takes_the_class_along_beside_a_call(relay: str, open_page: OpenPage, join: Join) -> None:
    page, examiner = open_page(permissions=["clipboard-read", "clipboard-write"]), Examiner()
    code = make_room(page, relay)
    students = [join(relay, code, name) for name in NAMES]
    students[0].report("confused", "brow_lowered", ago_s=60)
    students[1].say(hand=True)
    has(page, NAMES[0], state="confused")
    press_tool(page, "open-beside")
    page.locator(role("class-language")).select_option("de")
    page.locator(role("class-size")).fill("3")
    expect(page.locator(role("chat-lines"))).to_have_attribute("lang", "de")
    page.locator(role("copy-chat")).click()
    expect(page.locator(role("chat-come"))).to_contain_text(re.compile("Copied.* 2 of your 3 have come"))
    lines = page.evaluate("navigator.clipboard.readText()").split("\n")
    assert len(lines) == 2
    assert lines[0].endswith(f" {relay}/s#{code}")
    assert "gebt den Code" in lines[1]
    page.locator(role("show-phone")).click()
    # This server can be reached from this device alone.
    expect(page.locator(role("phone-local"))).to_be_visible()
    examiner.look(page, "what goes beside a call")
    dock_link, overlay_link = (copied_link(page, handle) for handle in ("copy-dock", "copy-overlay"))
    page.keyboard.press("Escape")
    expect(page.locator(role("come"))).to_contain_text("2 of your 3 have come")
    with page.expect_popup() as opened:
        press_tool(page, "open-beside")
        page.locator(role("open-dock")).click()
    expect(opened.value).to_have_url(dock_link)
    opened.value.close()
    page.keyboard.press("Escape")
    look_on(open_page(**PHONE), dock_link.partition("&")[0], examiner)
    look_at_dock(open_page(**DOCK), dock_link, examiner)
    overlay = open_page()
    told = frames_of(overlay)
    look_at_overlay(page, overlay, overlay_link)
    # The key that opens the board is in no frame of it, and nobody's name, id or report.
    student = page.locator(role("tile")).first.get_attribute("data-student") or NAMES[0]
    teacher_key = page.url.partition("#")[2]
    for secret in (*NAMES, student, teacher_key, '"reports"', '"presence"', '"statuses"', "brow_lowered"):
        assert not [frame for frame in told if secret in frame]
    overlay.goto(f"{page.url}&view=overlay")
    expect(overlay.locator(role("notice-title"))).to_contain_text("too much for an overlay")
    examiner.has_found_nothing()


def look_on(phone: Page, link: str, examiner: Examiner) -> None:
    """Open a board that looks on: the present state stands there at once, and nothing to act with."""
    phone.goto(link)
    has(phone, NAMES[0], state="confused")
    expect(tile(phone, NAMES[1])).to_be_attached()
    expect(count(phone, "hand").first).to_have_text("1")
    expect(phone.locator(role("room-rule"))).to_contain_text("only looking on")
    expect(phone.locator(role("open-help"))).to_be_attached()
    phone.locator(role("tile")).first.click()
    phone.locator(role("toggle-invite")).click()
    assert set(phone.evaluate(VISIBLE_CONTROLS)) <= SEES
    assert phone.evaluate("indexedDB.databases().then((all) => all.length)") == 0
    examiner.look(phone, "a board that looks on", focus=False)


def look_at_dock(dock: Page, link: str, examiner: Examiner) -> None:
    """Open the dock: counts and no names, dark on a light device."""
    dock.goto(link)
    expect(count(dock.locator(role("dock")).page, "hand").last).to_have_text("1")
    expect(dock.locator(role("dock-here"))).to_contain_text("2 here")
    shown = dock.locator("body").inner_text()
    assert not [name for name in NAMES if name in shown]
    assert "Possibly confused" in shown
    luminance = sum(
        map(int, re.findall(r"\d+", dock.evaluate("getComputedStyle(document.body).backgroundColor")))
    )
    assert luminance < 128
    assert dock.evaluate("document.documentElement.scrollWidth <= innerWidth")
    examiner.look(dock, "the dock", focus=False)


def look_at_overlay(page: Page, overlay: Page, link: str) -> None:
    """Open the overlay: the question over nothing, with counts alone."""
    overlay.goto(link)
    expect(overlay.locator(role("overlay"))).to_be_attached()
    page.locator(role("open-ask")).click()
    page.locator(role("ask-check")).click()
    page.locator(role("send-question")).click()
    expect(overlay.locator(role("overlay-answered"))).to_contain_text("0 of 2")
    for element in ("documentElement", "body"):
        ground = overlay.evaluate(f"getComputedStyle(document.{element}).backgroundColor")
        assert ground == "rgba(0, 0, 0, 0)"


def test_a_board_out_of_sight_calls_for_a_hint_or_a_hand_seldom_and_names_nobody(
    relay: str, open_page: OpenPage, join: Join
) -> None:
    page = open_page()
    page.add_init_script(DESKTOP)
    code = make_room(page, relay)
    question = page.locator(role("calls-question"))
    ada = join(relay, code, NAMES[0])
    ada.say(hand=True)
    has(page, NAMES[0], hand="true")
    expect(question).to_be_hidden()
    ada.report("confused", ago_s=60)
    set_hint(page, "20", "1")
    expect(page.locator(role("hint"))).to_be_visible()
    focused = page.evaluate("document.activeElement.dataset.role ?? document.activeElement.localName")
    page.locator(role("want-calls")).click()
    expect(question).to_be_hidden()
    assert focused != "want-calls"
    page.evaluate(TURN, "hidden")
    ben = join(relay, code, NAMES[1])
    ben.say(hand=True)
    called = wait_for_calls(page)
    assert called == ["2 hands are up"]
    assert page.evaluate("badges").count(1) == 1
    # A second hand within the two minutes: shown, and no second call.
    join(relay, code, "Cem").say(hand=True)
    expect(count(page, "hand").first).to_have_text("3")
    assert page.evaluate("called") == called
    page.evaluate(TURN, "visible")
    assert page.evaluate("badges")[-1] == 0


def wait_for_calls(page: Page) -> Any:
    """Return what was said, as soon as something was."""
    return wait_until(page, lambda: page.evaluate("called"), 20, "a call")
