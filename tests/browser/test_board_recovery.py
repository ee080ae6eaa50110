"""The board after a reload, beside a second one, and after its relay was killed: nothing is missing."""

from __future__ import annotations

import os

from playwright.sync_api import expect

from tests.browser.boards import Join, OpenPage, has, make_room
from tests.browser.classroom import Console, role
from tests.programs import free_port
from tests.serving import serve

# The board is whole again within this time after a reload or a restart of the relay.
WHOLE_WITHIN_MS = 3000


def test_a_reload_misses_no_transition(relay: str, open_page: OpenPage, join: Join) -> None:
    page = open_page()
    code = make_room(page, relay)
    names = ["Ada", "Ben", "Chiara"]
    student_clients = [join(relay, code, name) for name in names]
    for number in range(30):
        for student_client in student_clients:
            student_client.report(("focused", "neutral", "away")[number % 3])
    student_clients[0].say(hand=True)
    page.reload()
    for name in names:
        has(page, name, WHOLE_WITHIN_MS, state="away", transitions=30)
    has(page, "Ada", WHOLE_WITHIN_MS, hand="true")
    expect(page.locator(role("tile"))).to_have_count(3)


def test_a_second_teacher_sees_the_same_class(relay: str, open_page: OpenPage, join: Join) -> None:
    first = open_page()
    code = make_room(first, relay)
    ada = join(relay, code, "Ada")
    ada.report("focused")
    ada.report("confused")
    second = open_page()
    second.goto(first.url)
    has(second, "Ada", WHOLE_WITHIN_MS, state="confused", transitions=2)
    ada.report("focused")
    for page in (first, second):
        has(page, "Ada", state="focused", transitions=3)


def test_a_killed_relay_costs_no_transition(open_page: OpenPage, console: Console, join: Join) -> None:
    options, secret = ("--port", str(free_port())), {"READROOM_SECRET_KEY": os.urandom(16).hex()}
    page = open_page()
    with serve(*options, variables=secret) as server:
        code = make_room(page, server.url)
        student_clients = {name: join(server.url, code, name) for name in ("Ada", "Ben")}
        join(server.url, code, "Chiara, who does not come back")
        for student_client in student_clients.values():
            student_client.report("focused")
        has(page, "Ben", state="focused")
        server.process.kill()
        expect(page.locator(role("connection"))).to_have_attribute("data-state", "offline")
    for student_client in student_clients.values():
        student_client.socket.wait()
        student_client.report("confused")
        student_client.report("away")
    with serve(*options, variables=secret):
        for student_client in student_clients.values():
            student_client.connect()
        for name in student_clients:
            has(page, name, WHOLE_WITHIN_MS, state="away", transitions=3)
        expect(page.locator(role("connection"))).to_have_attribute("data-state", "online")
        has(page, "Chiara, who does not come back", state="offline")
        expect(page.locator(role("tile"))).to_have_count(3)
        page.close()  # before its relay goes for good, which it would note
    # The browser itself notes each attempt that found no relay.
    assert all("ERR_" in complaint for complaint in console.complaints)
    console.complaints.clear()
