"""The seven expressions: off until the student asks, shown on that page, and never on the wire."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, WebSocket, expect

from offline.synthetic.people.face import Face
from signals.labels.expressions import EXPRESSIONS, RELIABLE
from tests.browser.classroom import create_room, join, role
from tests.browser.recordings import CALM, recorded
from tests.serving import serve

SMILING = Face(smile=1)
# Long enough to switch on with a face at rest, and to see the smile that follows.
AT_REST_S, SMILING_S = 14.0, 30.0
MOST = re.compile("[6-9][0-9]%")
# `neutral` is a state as well.
UNSENT = (*EXPRESSIONS[:-1], "expression", "probabilit")


@pytest.fixture(scope="module")
def server_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    scenes = [(CALM, AT_REST_S), (SMILING, SMILING_S)]
    with serve(overrides=recorded(tmp_path_factory.mktemp("expressions"), scenes)) as server:
        yield server.url


def open_student(browser: Browser, url: str, sent: list[str]) -> Page:
    """Join with a camera, under a watching board; `sent` gets every message of the student."""
    room = create_room(url)
    context = browser.new_context()
    teacher, student = context.new_page(), context.new_page()
    teacher.goto(room.teacher_url)

    def listen(socket: WebSocket) -> None:
        socket.on("framesent", lambda frame: sent.append(str(frame)))

    student.on("websocket", listen)
    join(student, room)
    expect(student.locator(role("my-state"))).to_have_attribute("data-state", "calibrating")
    return student


def test_a_smile_is_joy_on_the_students_page_and_nothing_on_the_wire(
    browser: Browser, server_url: str
) -> None:
    sent: list[str] = []
    page = open_student(browser, server_url, sent)
    expect(page.locator(role("expressions-panel"))).to_be_hidden()
    page.locator(role("expressions-switch")).click()
    shares = page.locator(f"{role('expression-rows')} .share")
    expect(shares.last).to_have_text("95%", timeout=15_000)
    joy = page.locator('[data-expression="joy"]')
    expect(joy.locator(".share")).to_have_text(MOST, timeout=40_000)
    assert float(joy.locator("meter").evaluate("meter => meter.value")) > 0.6
    assert sum(int(text.rstrip("%")) for text in shares.all_inner_texts()) in range(97, 104)
    expect(page.locator(role("my-state"))).to_have_attribute("data-state", "focused", timeout=20_000)
    assert any('"focused"' in message for message in sent)
    leaks = [message for message in sent for word in UNSENT if word in message]
    assert leaks == []
    page.locator(role("expressions-switch")).click()
    expect(page.locator(role("expressions-panel"))).to_be_hidden()
    page.context.close()


def test_a_smile_taken_for_the_face_at_rest_is_said(browser: Browser, tmp_path: Path) -> None:
    with serve(overrides=recorded(tmp_path, [(SMILING, 60.0)])) as server:
        page = open_student(browser, server.url, [])
        page.locator(role("expressions-switch")).click()
        expect(page.locator(role("expressions-wait"))).to_contain_text("You seemed to smile", timeout=20_000)
        expect(page.locator(f"{role('expression-rows')} .share").last).to_have_text(re.compile("%"))
        page.context.close()


def test_the_two_reliable_expressions_are_marked_and_the_rest_are_not(
    browser: Browser, server_url: str
) -> None:
    page = open_student(browser, server_url, [])
    page.locator(role("expressions-switch")).click()
    for name in EXPRESSIONS:
        mark = page.locator(f'[data-expression="{name}"] .mark')
        expect(mark).to_have_text("reliable" if name in RELIABLE else "")
    page.locator(role("pause")).click()
    expect(page.locator(role("expressions"))).to_be_hidden()
    page.context.close()
