"""The student's page without a camera: joining, saying, leaving, and each trouble with its way on."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect

from tests.browser.boards import OpenPage
from tests.browser.classroom import attribute, create_room, join, role, wait_until
from tests.serving import serve


def message(page: Page) -> str:
    return page.locator(role("message")).inner_text()


def kinds(page: Page) -> list[str]:
    return attribute(page, "message", "data-kinds").split()


def expect_kind(page: Page, kind: str, within_s: float = 20) -> None:
    wait_until(page, lambda: kind in kinds(page), within_s, f"the message {kind}")


def mistype(code: str) -> str:
    """Return the code with one of its random characters swapped for another."""
    return code[:2] + ("0" if code[2] != "0" else "1") + code[3:]


def test_a_link_fills_in_the_code(relay: str, open_page: OpenPage) -> None:
    room = create_room(relay)
    page = open_page()
    page.goto(room.student_url)
    expect(page.locator(role("code"))).to_have_value(room.code)


def test_a_mistyped_code_is_caught_before_anything_is_sent(relay: str, open_page: OpenPage) -> None:
    page = open_page()
    sockets: list[str] = []
    page.on("websocket", lambda socket: sockets.append(socket.url))
    page.goto(f"{relay}/s")
    page.locator(role("code")).fill(mistype(create_room(relay).code))
    page.locator(role("join")).click()
    assert "mistyped" in message(page)
    assert sockets == []


def test_a_code_typed_in_small_letters_without_its_dash_is_understood(
    relay: str, open_page: OpenPage
) -> None:
    room = create_room(relay, "self")
    page = open_page()
    page.goto(f"{relay}/s")
    page.locator(role("code")).fill(room.code.lower().replace("-", " "))
    page.locator(role("join")).click()
    expect(page.locator(role("consent-self"))).to_be_visible()


def test_a_policy_that_this_server_has_off_is_refused_in_words(open_page: OpenPage) -> None:
    with serve() as open_to_all:
        code = create_room(open_to_all.url, "labels").code
    with serve("--policies", "self,presence") as strict:
        page = open_page()
        page.goto(f"{strict.url}/s#{code}")
        page.locator(role("join")).click()
        expect_kind(page, "code")
        assert message(page) != ""
        expect(page.locator(role("join"))).to_be_visible()


def test_consent_names_what_the_room_sends_and_what_stays(relay: str, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(create_room(relay, "presence", proctoring=True).student_url)
    page.locator(role("join")).click()
    consent = page.locator(role("consent-screen"))
    expect(consent).to_contain_text("only whether you are there")
    expect(consent).to_contain_text("never leaves this device")
    expect(consent).to_contain_text("proctoring room")


def test_a_room_of_self_reports_loads_no_camera_code(relay: str, open_page: OpenPage) -> None:
    page = open_page()
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    join(page, create_room(relay, "self"), consent="consent-self")
    expect(page.locator(role("my-state"))).to_have_attribute("data-state", "self")
    expect(page.locator(role("start-camera"))).to_be_hidden()
    assert [url for url in fetched if "camera" in url or "face_mesh" in url or "/signals/" in url] == []


def test_lost_and_hand_reach_the_board_and_survive_a_reload(relay: str, open_page: OpenPage) -> None:
    room = create_room(relay)
    teacher, student = open_page(), open_page()
    teacher.goto(room.teacher_url)
    join(student, room, "Ada", "consent-self")
    student.locator(role("lost")).click()
    student.locator(role("hand")).click()
    tile = teacher.locator('[data-role="tile"][data-lost="true"][data-hand="true"]')
    expect(tile).to_have_attribute("data-name", "Ada")
    student.reload()
    expect(student.locator(role("lost"))).to_have_attribute("aria-pressed", "true")
    expect(teacher.locator(role("tile"))).to_have_count(1)
    student.locator(role("lost")).click()
    expect(teacher.locator('[data-role="tile"][data-lost="false"][data-hand="true"]')).to_have_count(1)


def test_one_pace_at_a_time_reaches_the_board_and_is_taken_back(relay: str, open_page: OpenPage) -> None:
    room = create_room(relay, "self")
    teacher, student = open_page(), open_page()
    teacher.goto(room.teacher_url)
    join(student, room, "Ada", "consent-self")
    fast, slow = (student.get_by_role("button", name=name) for name in ("Too fast", "Too slow"))
    told = teacher.locator(role("pace"))
    fast.click()
    expect(told).to_have_text("Pace: 1 says too fast")
    student.reload()
    expect(fast).to_have_attribute("aria-pressed", "true")
    slow.click()
    expect(fast).to_have_attribute("aria-pressed", "false")
    expect(told).to_have_text("Pace: 1 says too slow")
    slow.click()
    expect(slow).to_have_attribute("aria-pressed", "false")
    expect(told).to_be_hidden()


def test_an_anonymous_room_asks_no_name(relay: str, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(create_room(relay, anonymous=True).student_url)
    expect(page.locator(role("name"))).to_be_hidden()


def test_a_room_without_its_teacher_says_so_until_the_teacher_comes(relay: str, open_page: OpenPage) -> None:
    room = create_room(relay)
    student = join(open_page(), room, consent="consent-self")
    expect_kind(student, "no-teacher")
    open_page().goto(room.teacher_url)
    wait_until(student, lambda: "no-teacher" not in kinds(student), 20, "the teacher's coming is shown")
    expect(student.locator(role("watching"))).to_have_text("1 teacher is watching")


def test_a_closed_room_becomes_the_students_summary_and_joining_again_asks_anew(
    relay: str, open_page: OpenPage
) -> None:
    room = create_room(relay)
    teacher = open_page()
    teacher.goto(room.teacher_url)
    student = join(open_page(), room, consent="consent-self")
    student.locator(role("hand")).click()
    expect(teacher.locator('[data-role="tile"][data-hand="true"]')).to_have_count(1)
    teacher.locator(role("close-room")).click()
    teacher.locator(role("confirm-close")).click()
    expect(student.locator(role("end-title"))).to_have_text("The lesson is over")
    expect(student.locator(role("summary"))).to_be_visible()
    expect(student.locator(role("lesson-screen"))).to_be_hidden()
    student.locator(role("join-again")).click()
    student.locator(role("consent-self")).click()
    expect_kind(student, "no-teacher")
    expect(student.locator(role("hand"))).to_have_attribute("aria-pressed", "false")


def test_the_same_student_opened_twice_goes_on_in_the_newer_tab(relay: str, open_page: OpenPage) -> None:
    room = create_room(relay)
    older = join(open_page(), room, consent="consent-self")
    kept: str = older.evaluate("JSON.stringify(sessionStorage)")
    newer = older.context.new_page()
    newer.goto(f"{relay}/look/icon.svg")
    newer.evaluate("(kept) => Object.assign(sessionStorage, JSON.parse(kept))", kept)
    newer.goto(room.student_url)
    expect(newer.locator(role("my-state"))).to_have_attribute("data-state", "self")
    expect_kind(older, "replaced")
    assert older.locator(role("hand")).evaluate("(button) => button.closest('[inert]') !== null")
    older.locator('[data-way="rejoin"]').click()
    expect_kind(newer, "replaced")
    older.locator(role("hand")).click()
    expect(older.locator(role("hand"))).to_have_attribute("aria-pressed", "true")


def test_what_is_pressed_while_the_relay_is_away_arrives_when_it_is_back(browser: Browser) -> None:
    secret = {"READROOM_SECRET_KEY": "a secret for this test only"}
    student, teacher = browser.new_page(), browser.new_page()
    with serve(variables=secret) as server:
        room = create_room(server.url)
        teacher.goto(room.teacher_url)
        join(student, room, "Ada", "consent-self")
        expect(teacher.locator(role("tile"))).to_have_count(1)
        server.process.kill()
        server.process.wait()
        expect_kind(student, "relay-away")
        student.locator(role("lost")).click()
        expect(student.locator(role("lost"))).to_have_attribute("aria-pressed", "true")
    with serve("--port", server.url.rsplit(":", 1)[1], variables=secret):
        expect(teacher.locator('[data-role="tile"][data-lost="true"]')).to_have_count(1, timeout=20_000)
        assert "relay-away" not in kinds(student)


def test_leaving_forgets_the_student_and_offers_a_way_back(relay: str, open_page: OpenPage) -> None:
    room = create_room(relay)
    page = join(open_page(), room, "Ada", "consent-self")
    page.locator(role("leave")).click()
    expect(page.locator(role("join-again"))).to_be_visible()
    assert page.evaluate("sessionStorage.length") == 0
    page.locator(role("join-again")).click()
    expect(page.locator(role("join"))).to_be_visible()


def test_a_paused_camera_stays_off_over_a_reload(relay: str, open_page: OpenPage) -> None:
    student = join(open_page(), create_room(relay))
    expect(student.locator(role("my-state"))).to_have_attribute("data-state", "calibrating")
    student.locator(role("pause")).click()
    student.reload()
    expect(student.locator(role("my-state"))).to_have_attribute("data-state", "paused")
    assert not student.evaluate("document.querySelector('video').srcObject")


def test_a_relay_that_came_back_with_another_secret_gets_the_same_name_anew(browser: Browser) -> None:
    student, teacher = browser.new_page(), browser.new_page()
    with serve() as server:
        room = create_room(server.url)
        join(student, room, "Ada", "consent-self")
        expect(student.locator(role("watching"))).to_be_visible()
    with serve("--port", server.url.rsplit(":", 1)[1]):
        teacher.goto(server.url)
        wait_until(student, lambda: kinds(student) == ["no-teacher"], 20, "the seat is taken again")
        assert '"name":"Ada"' in student.evaluate("JSON.stringify({...sessionStorage})").replace("\\", "")
