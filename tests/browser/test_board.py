"""The teacher's board in a real browser, with real sockets for its students."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.boards import Join, OpenPage, count, has, has_order, make_room, tile
from tests.browser.classroom import create_room, role


def test_a_room_is_made_by_one_click_and_invites_with_code_link_and_qr(
    relay: str, open_page: OpenPage
) -> None:
    page = open_page()
    code = make_room(page, relay)
    link = page.locator(role("student-link"))
    expect(link).to_have_attribute("href", f"{relay}/s#{code}")
    expect(link).to_have_text(f"{relay}/s#{code}")
    expect(page.locator(f"{role('qr')} svg")).to_be_visible()
    expect(page.get_by_role("img", name="QR code of the student link")).to_be_visible()


SCRIPT_BEFORE_PAINT = """() => {
  const painted = performance.getEntriesByName("first-contentful-paint")[0].startTime;
  const early = performance.getEntriesByType("resource")
    .filter(({name, startTime}) => /\\.m?js$/.test(name) && startTime < painted);
  return early.reduce((sum, {decodedBodySize}) => sum + decodedBodySize, 0);
}"""
MOST_SCRIPT_BYTES = 100_000


def test_the_board_paints_before_it_has_100_kb_of_script(relay: str, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(create_room(relay).teacher_url)
    expect(page.locator(role("open-help"))).to_be_visible()
    # A quick painter has seen little more than the first file.
    assert 0 < page.evaluate(SCRIPT_BEFORE_PAINT) < MOST_SCRIPT_BYTES


def test_the_invitation_is_one_click_away(relay: str, open_page: OpenPage, join: Join) -> None:
    page = open_page()
    code = make_room(page, relay)
    join(relay, code, "Ada")
    page.reload()
    expect(tile(page, "Ada")).to_be_visible()
    expect(page.locator(role("invite"))).to_be_hidden()
    page.locator(role("toggle-invite")).click()
    expect(page.locator(role("room-code"))).to_have_text(code)


def test_copying_gives_the_links_to_the_clipboard(relay: str, open_page: OpenPage) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    code = make_room(page, relay)
    page.locator(role("copy-student-link")).click()
    expect(page.locator(role("copied"))).to_contain_text("Copied: the student link")
    assert page.evaluate("navigator.clipboard.readText()") == f"{relay}/s#{code}"
    page.locator(role("copy-teacher-link")).click()
    expect(page.locator(role("copied"))).to_contain_text("It opens this board")
    assert page.evaluate("navigator.clipboard.readText()") == page.url


NO_CLIPBOARD = """
  Object.defineProperty(navigator, "clipboard", { value: undefined });
  document.execCommand = () => false;
"""


def test_where_copying_is_refused_the_student_link_stands_selected_and_the_board_link_nowhere(
    relay: str, open_page: OpenPage
) -> None:
    page = open_page()
    page.add_init_script(NO_CLIPBOARD)
    code = make_room(page, relay)
    field = page.locator(role("link-to-copy"))
    page.locator(role("copy-student-link")).click()
    expect(field).to_be_focused()
    assert page.evaluate("getSelection().toString()") == f"{relay}/s#{code}"
    expect(page.locator(role("copied"))).not_to_contain_text("address bar")
    page.locator(role("copy-teacher-link")).click()
    expect(field).to_be_hidden()
    expect(page.locator(role("copied"))).to_contain_text("address bar of this page")


def test_an_invitation_to_this_device_alone_says_so_and_names_the_command(
    relay: str, open_page: OpenPage
) -> None:
    page = open_page()
    make_room(page, relay)
    expect(page.locator(role("invite-local"))).to_contain_text("Nobody else can open this address")
    expect(page.locator(role("invite-local"))).to_contain_text("make run LAN=1")


def test_three_students_have_tiles_counts_and_reasons(relay: str, open_page: OpenPage, join: Join) -> None:
    page = open_page()
    code = make_room(page, relay)
    ada, ben, _chiara = (join(relay, code, name) for name in ("Ada", "Ben", "Chiara"))
    has(page, "Chiara", state="unknown", transitions=0)
    expect(tile(page, "Chiara")).to_contain_text("Waiting for the first label")
    ada.report("focused", "gaze_centred", ago_s=125)
    ben.report("confused", "brow_lowered", "head_tilted", "no_smile")
    has(page, "Ada", state="focused", alerts="")
    has(page, "Ben", state="confused")
    expect(tile(page, "Ben")).to_contain_text("brows drawn together, head tilted, no smile")
    expect(tile(page, "Ada")).to_contain_text("2 min")
    expect(count(page, "focused")).to_have_text("1")
    expect(count(page, "confused")).to_have_text("1")
    expect(count(page, "unknown")).to_have_text("1")
    has_order(page, "Ben", "Chiara", "Ada")


def test_why_nothing_can_be_measured_stands_on_tile_and_detail_where_it_is_told(
    relay: str, open_page: OpenPage, join: Join
) -> None:
    page = open_page()
    code = make_room(page, relay)
    for name, cues in {"Ada": ["light"], "Ben": []}.items():
        join(relay, code, name).report("unknown", *cues, ago_s=65)
        has(page, name, state="unknown", transitions=1)
    expect(tile(page, "Ada").locator(role("tile-cues"))).to_have_text("too little light")
    expect(tile(page, "Ben").locator(role("tile-cues"))).to_be_empty()
    tile(page, "Ada").click()
    expect(page.locator(role("detail-why"))).to_have_text("Not measurable for 1 min: too little light")
    tile(page, "Ben").click()
    expect(page.locator(role("detail-why"))).to_have_text("Not measurable for 1 min")


def test_who_calls_for_the_teacher_comes_first_at_once(relay: str, open_page: OpenPage, join: Join) -> None:
    page = open_page()
    code = make_room(page, relay)
    student_clients = {name: join(relay, code, name) for name in ("Ada", "Ben", "Chiara")}
    for student_client in student_clients.values():
        student_client.report("focused")
    has_order(page, "Ada", "Ben", "Chiara")
    student_clients["Ben"].say(lost=True)
    student_clients["Chiara"].say(hand=True)
    has(page, "Chiara", hand="true", lost="false")
    has(page, "Ben", hand="false", lost="true")
    has_order(page, "Chiara", "Ben", "Ada")
    expect(count(page, "hand")).to_have_text("1")
    expect(count(page, "lost")).to_have_text("1")
    student_clients["Chiara"].say()
    has(page, "Chiara", hand="false")
    has_order(page, "Ben", "Ada", "Chiara")


def test_time_goes_on_without_a_message(relay: str, open_page: OpenPage, join: Join) -> None:
    page = open_page()
    code = make_room(page, relay)
    join(relay, code, "Ada").report("focused", ago_s=57)
    # The time of a tile goes on where somebody can see it.
    tile(page, "Ada").scroll_into_view_if_needed()
    expect(tile(page, "Ada").locator("time")).to_have_text("1 min")


def test_alerts_stand_on_the_board_of_a_proctoring_room(relay: str, open_page: OpenPage, join: Join) -> None:
    page = open_page()
    code = make_room(page, relay, "labels", "proctoring")
    expect(page.locator(role("proctoring-note"))).to_be_visible()
    ada, ben = join(relay, code, "Ada"), join(relay, code, "Ben")
    ada.report("focused")
    ben.report("absent", alerts=("no_face",))
    has(page, "Ben", state="absent", alerts="no_face")
    expect(tile(page, "Ben")).to_contain_text("No face in the picture")
    expect(page.locator(role("announcement"))).to_have_text("Ben: No face in the picture.")
    ben.report("focused", alerts=("multiple_faces", "gaze_away"))
    has(page, "Ben", alerts="multiple_faces gaze_away")
    has_order(page, "Ben", "Ada")
    expect(count(page, "alert")).to_have_text("1")
    ben.report("focused")
    has(page, "Ben", alerts="")
    expect(count(page, "alert")).to_have_text("0")


def test_a_student_who_leaves_goes_grey_with_the_time_and_comes_back(
    relay: str, open_page: OpenPage, join: Join
) -> None:
    page = open_page()
    code = make_room(page, relay)
    ada = join(relay, code, "Ada")
    ada.report("confused", ago_s=600)
    has(page, "Ada", state="confused")
    ada.leave()
    has(page, "Ada", state="offline")
    expect(tile(page, "Ada")).to_contain_text("Offline")
    # The time of a tile goes on where somebody can see it, and the first lesson's cards push it far down.
    tile(page, "Ada").scroll_into_view_if_needed()
    expect(tile(page, "Ada").locator("time")).to_have_text(re.compile(r"[1-9]\d* s"))
    expect(count(page, "confused")).to_have_text("0")
    ada.report("focused")
    ada.connect()
    has(page, "Ada", state="focused", transitions=2)


def test_closing_asks_first_and_the_same_link_opens_the_room_again(
    relay: str, open_page: OpenPage, join: Join
) -> None:
    page, other = open_page(), open_page()
    code = make_room(page, relay)
    ada = join(relay, code, "Ada")
    other.goto(page.url)
    expect(tile(other, "Ada")).to_be_visible()
    page.locator(role("close-room")).click()
    page.locator(role("cancel-close")).click()
    assert ada.socket.connected
    page.locator(role("close-room")).click()
    page.locator(role("confirm-close")).dblclick()
    for board in (page, other):
        expect(board.locator(role("connection"))).to_have_attribute("data-state", "ended")
        expect(board.locator(role("notice"))).to_contain_text("The room is closed")
        expect(board.locator(role("stale-note"))).to_contain_text("Closed at")
        has(board, "Ada", state="offline")
    with page.expect_popup() as opened:
        page.locator(role("notice-report")).click()
    expect(opened.value.locator(role("lesson-title"))).to_contain_text(code)
    ada.socket.wait()
    page.locator(role("reopen")).click()
    expect(page.locator(role("connection"))).to_have_attribute("data-state", "online")
    expect(page.locator(role("notice"))).to_be_hidden()
    ada.connect()
    ada.report("focused")
    has(page, "Ada", state="focused")


@pytest.mark.parametrize("fragment", ["", "#", "#nonsense", "#00000-00000"])
def test_half_a_board_link_is_answered_without_asking_the_relay(
    relay: str, open_page: OpenPage, fragment: str
) -> None:
    page = open_page()
    sockets: list[object] = []
    page.on("websocket", lambda opened: sockets.append(opened))
    page.goto(f"{relay}/t{fragment}")
    expect(page.locator(role("notice"))).to_contain_text("not a whole board link")
    expect(page.locator(role("notice")).get_by_role("link", name="Make a new room")).to_be_visible()
    assert sockets == []


def test_a_forged_board_link_is_refused_in_words(relay: str, open_page: OpenPage) -> None:
    room, page = create_room(relay), open_page()
    code, expiry, _signature = room.teacher_url.partition("#")[2].split(".")
    page.goto(f"{relay}/t#{code}.{expiry}.{'A' * 27}")
    expect(page.locator(role("connection"))).to_have_attribute("data-state", "refused")
    expect(page.locator(role("notice"))).to_contain_text("does not open a room here")
    expect(page.locator(role("tile"))).to_have_count(0)
    page.goto(room.teacher_url)
    expect(page.locator(role("connection"))).to_have_attribute("data-state", "online")


def test_an_anonymous_room_shows_pseudonyms_that_survive_a_reload(
    relay: str, open_page: OpenPage, join: Join
) -> None:
    page = open_page()
    code = make_room(page, relay, "labels", "anonymous")
    for name in ("Ada Lovelace", "Ben"):
        join(relay, code, name)
    headings = page.locator(f"{role('tile')} h3")
    expect(headings).to_have_count(2)
    names = headings.all_inner_texts()
    assert len(set(names)) == 2
    assert all(len(name.split()) >= 2 for name in names)
    assert "Ada" not in page.content()
    page.reload()
    expect(headings).to_have_text(names)


def test_a_hostile_name_is_text(relay: str, open_page: OpenPage, join: Join) -> None:
    page = open_page()
    name = "<img src=x onerror=alert(1)>\"'&"
    code = make_room(page, relay)
    join(relay, code, name).report("focused")
    heading = page.locator(f"{role('tile')} h3")
    expect(heading).to_have_text(name)
    assert page.locator(role("tile")).get_attribute("data-name") == name
    expect(page.locator(f"{role('tile')} img")).to_have_count(0)


def test_no_page_of_the_teacher_scrolls_sideways_on_a_phone(
    relay: str, open_page: OpenPage, join: Join
) -> None:
    page = open_page(viewport={"width": 360, "height": 740})
    page.goto(relay)
    wide = "document.documentElement.scrollWidth"
    assert page.evaluate(wide) <= 360
    code = make_room(page, relay, "labels", "proctoring")
    assert page.evaluate(wide) <= 360
    join(relay, code, "W" * 40).report("unknown", "camera", alerts=("no_face", "multiple_faces"))
    has(page, "W" * 40, state="unknown")
    assert page.evaluate(wide) <= 360
