"""Privacy, proved on the network: what a student's browser sends, and what its worker cannot send."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import fastjsonschema
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Request, WebSocket, expect

from backend.web.static_files import face_mesh_folder
from tests.browser.classroom import create_room, join, launch, on_wire, role, wait_until
from tests.browser.network import foreign_host, requests_in
from tests.browser.ordinary_hour import transitions_in_an_hour
from tests.browser.worker_routes import FROM_A_WORKER, SERVED, assert_confined, try_routes
from tests.serving import REPOSITORY, serve

SCHEMA = json.loads((REPOSITORY / "protocol" / "messages.schema.json").read_text(encoding="utf-8"))
STUDENT_SENDS = ("report", "status", "answer", "history", "handover", "clock")
STATIC = re.compile(r"/s|/favicon\.ico|/(student|capture|look|protocol|signals|vendor)/[a-z0-9_./-]+")
PONG, LEAVE = "3", "41"
CONNECT = re.compile(r"40(\{.*\})")
EVENT = re.compile(r"42\d+(\[.*\])")
MEASURED_WITHIN_S = 120
HOUR_BUDGET_BYTES = 20_000
# Engine.IO asks every client that often whether it is still there.
PING_EVERY_S = 15
# How often a page asks for the time: when it joins, and then.
FIRST_SAMPLES, SAMPLE_EVERY_S = 4, 600


@dataclass
class Traffic:
    """All that a student's browser asks for and sends."""

    requests: list[Request] = field(default_factory=list)
    sockets: list[str] = field(default_factory=list)
    frames: list[str | bytes] = field(default_factory=list)

    def listen(self, context: BrowserContext) -> None:
        """Listen to everything a context does from now on, its workers included."""
        context.on("request", lambda request: self.requests.append(request))
        context.on("page", lambda page: page.on("websocket", self._open))

    def _open(self, socket: WebSocket) -> None:
        self.sockets.append(socket.url)
        socket.on("framesent", lambda frame: self.frames.append(frame))


@pytest.fixture(scope="module")
def whole_lesson(
    hasty_relay: str, playwright: Playwright, face_clip: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Traffic, Path]:
    """What one student sent, with the real FaceMesh: join, labels, self-reports, pause, reload, leave."""
    log = tmp_path_factory.mktemp("net") / "net.json"
    browser = launch(playwright, face_clip, f"--log-net-log={log}", whole=True)
    board = launch(playwright)
    traffic = Traffic()
    room = create_room(hasty_relay, proctoring=True)
    teacher = board.new_page()
    teacher.goto(room.teacher_url)
    context = browser.new_context()
    traffic.listen(context)
    attend(context.new_page(), teacher, room)
    board.close()
    browser.close()
    return traffic, log


@pytest.fixture(scope="module")
def with_routes() -> Iterator[str]:
    """A relay with scripts among the product's own that try every way out."""
    with serve(overrides=SERVED) as server:
        yield server.url


def attend(student: Page, teacher: Page, room: Any) -> None:
    """Do, once, everything a student can do."""
    join(student, room, "Eileen")
    label = teacher.locator('[data-role="tile"][data-state="focused"]')
    expect(label).to_have_count(1, timeout=MEASURED_WITHIN_S * 1000)
    student.locator(role("lost")).click()
    student.locator(role("hand")).click()
    student.locator(role("pause")).click()
    expect(teacher.locator('[data-role="tile"][data-state="paused"]')).to_have_count(1)
    student.locator(role("pause")).click()
    teacher.reload()  # the board asks for the history
    expect(teacher.locator('[data-role="tile"][data-lost="true"]')).to_have_count(1)
    student.reload()
    expect(student.locator(role("my-state"))).to_have_attribute("data-state", "calibrating", timeout=15000)
    student.locator(role("leave")).click()


def test_a_lesson_asks_for_static_files_only(whole_lesson: tuple[Traffic, Path], hasty_relay: str) -> None:
    traffic, _ = whole_lesson
    assert any("face_mesh_solution" in request.url for request in traffic.requests), "workers are listened to"
    for request in traffic.requests:
        assert request.method == "GET", request.url
        assert request.post_data is None
        assert request.url.startswith(hasty_relay)
        path = request.url.removeprefix(hasty_relay).split("#")[0]
        assert STATIC.fullmatch(path), path  # a query string is no static path either


def test_the_browsers_own_log_knows_of_no_other_request_by_the_page(
    whole_lesson: tuple[Traffic, Path], hasty_relay: str
) -> None:
    _, log = whole_lesson
    asked = [each for each in requests_in(log) if each["initiator"] == hasty_relay]
    assert len(asked) > 10
    for each in asked:
        path = urlsplit(each["url"]).path
        assert each["method"] == "GET"
        assert urlsplit(each["url"]).netloc == urlsplit(hasty_relay).netloc
        assert path == "/socket.io/" or STATIC.fullmatch(path), path


def test_every_frame_sent_is_a_valid_message_or_the_protocols_own(whole_lesson: tuple[Traffic, Path]) -> None:
    traffic, _ = whole_lesson
    events = [message(frame) for frame in traffic.frames]
    names = {event[0] for event in events if event is not None}
    assert {"report", "status", "history"} <= names
    for url in traffic.sockets:
        assert set(parse_qs(urlsplit(url).query)) == {"EIO", "transport", "shard"}


def test_an_hour_of_ordinary_behaviour_sends_less_than_20_kb(whole_lesson: tuple[Traffic, Path]) -> None:
    traffic, _ = whole_lesson
    reports = [frame for frame in traffic.frames if '["report"' in str(frame)]
    asked = [frame for frame in traffic.frames if '["clock"' in str(frame)]
    clocks = (FIRST_SAMPLES + 3600 // SAMPLE_EVERY_S) * max(map(on_wire, asked))
    connects = [frame for frame in traffic.frames if str(frame).startswith("40")]
    largest = max(on_wire(frame) for frame in reports)
    transitions = len(transitions_in_an_hour())
    pongs = 3600 // PING_EVERY_S * on_wire(PONG)
    assert transitions * largest + pongs + clocks + sum(map(on_wire, connects)) < HOUR_BUDGET_BYTES


def message(frame: str | bytes) -> tuple[str, Any] | None:
    """Return the event a frame carries, None for the protocol's own; fail on anything else."""
    assert isinstance(frame, str), "a binary frame"
    connect, event = CONNECT.fullmatch(frame), EVENT.fullmatch(frame)
    if connect:
        auth = json.loads(connect[1])
        assert set(auth) in ({"role", "code", "name"}, {"role", "code", "resume"})
        return None
    if event:
        name, payload = json.loads(event[1])
        assert name in STUDENT_SENDS
        fastjsonschema.validate({**SCHEMA, "$ref": f"#/definitions/{name}"}, payload)
        return name, payload
    assert frame in (PONG, LEAVE), frame
    return None


def test_the_worker_has_no_way_onto_the_network_but_its_own_assets(
    with_routes: str, browser: Browser
) -> None:
    page = browser.new_context().new_page()
    join(page, create_room(with_routes))
    worker = wait_until(page, lambda: page.workers, 10, "the worker")[0]
    assert_confined(try_routes(worker.evaluate, with_routes, FROM_A_WORKER))
    own = f"{with_routes}{face_mesh_folder()}/face_mesh.binarypb"
    assert worker.evaluate("(url) => fetch(url).then((answer) => answer.status)", own) == 200
    page.context.close()


def test_no_page_reaches_a_foreign_host_and_no_worker_it_starts_gets_out(
    with_routes: str, browser: Browser
) -> None:
    page = browser.new_context().new_page()
    page.goto(f"{with_routes}/s")
    with foreign_host() as (foreign, reached):
        fetched = page.evaluate("(url) => fetch(url).then(() => 'through', () => 'refused')", foreign)
        assert (fetched, reached) == ("refused", [])
    assert_confined(try_routes(page.evaluate, with_routes))
    page.context.close()
