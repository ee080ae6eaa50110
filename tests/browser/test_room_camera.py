"""The room camera in a browser: a worker that reaches nothing counts heads, and only numbers leave."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import cv2
import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.browser.access.screens import Examiner
from tests.browser.classroom import Console, create_room, launch, role, wait_until
from tests.browser.kept import wait_until_kept
from tests.browser.worker_routes import FROM_A_WORKER, SERVED, assert_confined, try_routes
from tests.offline.audience.montage import montage
from tests.serving import serve

SIDES = (640, 360)
HEADS = 12
COUNTED_WITHIN_MS = 120_000
ENDED_WITHIN_S = 20.0
EVENT = re.compile(r"42\d+(\[.*\])")
COUNTS = ("seen", "towards", "away", "down", "unclear")


@pytest.fixture(scope="module")
def hall_clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hall of twelve heads, as a camera's clip."""
    hall = montage(5, (30, 45), HEADS, SIDES)
    assert len(hall.faces) == HEADS
    path = tmp_path_factory.mktemp("hall") / "hall.y4m"
    with path.open("wb") as clip:
        clip.write(b"YUV4MPEG2 W%d H%d F5:1 C420jpeg\n" % SIDES)
        for _ in range(2):
            clip.write(b"FRAME\n" + cv2.cvtColor(hall.picture, cv2.COLOR_BGR2YUV_I420).tobytes())
    return path


@pytest.fixture(scope="module")
def counting_relay() -> Iterator[str]:
    """A relay with room cameras, and with scripts among the product's own that try every way out."""
    with serve("--room-camera", "direction", overrides=SERVED) as server:
        yield server.url


def test_heads_are_counted_for_the_board_and_nothing_else_leaves(
    counting_relay: str, playwright: Playwright, hall_clip: Path, console: Console
) -> None:
    browser = launch(playwright, hall_clip)
    context = browser.new_context()
    board = context.new_page()
    console.listen(board)
    board.goto(create_room(counting_relay, "self", room_camera="direction").teacher_url)
    expect(board.locator(role("room-heads"))).to_have_text("No camera counts yet.")
    with context.expect_page() as opened:
        board.locator(role("open-room-camera")).click()
    page = opened.value
    frames: list[str] = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: frames.append(str(frame))))
    console.listen(page)
    page.wait_for_url(f"{counting_relay}/audience*")
    expect(page.locator(role("audience-law"))).to_contain_text("AI Act")
    # The link works again after a reload, and stands in no address bar.
    page.reload()
    assert page.url == f"{counting_relay}/audience"
    count(page, board)
    examiner = Examiner()
    examiner.look(page, "room camera")
    examiner.look(board, "board of a room with a camera")
    examiner.has_found_nothing()
    assert_only_numbers(frames)
    assert_confined(try_routes(page.workers[0].evaluate, counting_relay, FROM_A_WORKER))
    leave_out_half(page)
    wait_until_latest_is_kept(board, page.locator(role("audience-seen")).inner_text())
    page.locator(role("audience-stop")).click()
    expect(page.locator(role("lamp"))).to_have_attribute("data-on", "false")
    wait_until(page, lambda: page.workers == [], ENDED_WITHIN_S, "the worker has ended")
    most = re.compile(r"1[123] heads at most")
    board.reload()  # what this device keeps of the lesson has the counts
    expect(board.locator(role("room-most"))).to_contain_text(most)
    look_back(board, most)
    browser.close()


def wait_until_latest_is_kept(board: Page, told: str) -> None:
    """Wait until the board has the count that the camera's page tells, and has kept it for its report."""
    expect(board.locator(role("room-heads"))).to_have_text(told)
    number = re.match(r"\d+", told)
    wait_until_kept(board, f'"seen":{number[0] if number else "null"}')


def look_back(board: Page, most: re.Pattern[str]) -> None:
    """Open the report: it has the room's own line, and its file a row a count and nothing of anybody."""
    with board.context.expect_page() as opened:
        board.locator(role("report")).click()
    report = opened.value
    expect(report.locator(role("room-most"))).to_contain_text(most)
    with report.expect_download() as saved:
        report.locator(role("export-room")).click()
    rows = Path(saved.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert rows[0] == "time,seen,towards,away,down,unclear,local_time"
    assert len(rows) > 2


def count(page: Page, board: Page) -> None:
    """Start the camera, and wait until the board has heard of its heads."""
    page.locator(role("audience-start")).click()
    expect(page.locator(role("lamp"))).to_have_attribute("data-on", "true")
    heads = re.compile(r"^1[123] heads$")
    expect(page.locator(role("audience-seen"))).to_have_text(heads, timeout=COUNTED_WITHIN_MS)
    expect(page.locator(role("audience-directions"))).to_contain_text("to the front")
    expect(board.locator(role("room-heads"))).to_have_text(heads)
    expect(board.locator(role("room-curve")).locator("path")).to_have_count(2)


def leave_out_half(page: Page) -> None:
    """Draw an area over the left half with the pointer, make another with the keyboard, and take one away."""
    layer = page.locator(role("areas"))
    box = layer.bounding_box()
    assert box is not None
    layer.scroll_into_view_if_needed()
    page.mouse.move(box["x"] + 2, box["y"] + 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] - 2)
    page.mouse.up()
    areas = page.locator(role("area"))
    expect(areas).to_have_count(1)
    page.locator(role("area-add")).press("Enter")
    expect(areas.nth(1)).to_be_focused()
    areas.nth(1).press("ArrowRight")
    areas.nth(1).press("Delete")
    expect(areas).to_have_count(1)
    # Of five pictures the median: it changes once three were taken since.
    fewer = re.compile(r"^([5-9]|10) heads$|^Fewer than five heads$")
    expect(page.locator(role("audience-seen"))).to_have_text(fewer, timeout=COUNTED_WITHIN_MS)


def assert_only_numbers(frames: list[str]) -> None:
    """Assert that what left the page is whole numbers, the way in and the question for the time."""
    events = [json.loads(found[1]) for frame in frames if (found := EVENT.fullmatch(frame))]
    reports = [payload for name, payload in events if name == "room_report"]
    assert {name for name, _ in events} <= {"room_report", "clock"}
    assert len(reports) > 0
    for report in reports:
        assert set(report) == {"seq", "at", *COUNTS}
        assert all(isinstance(value, int) for value in report.values())
        assert report["seen"] == sum(report[name] for name in COUNTS[1:])
    # The one portrait looks at the camera, in the first picture for FaceMesh and in the next.
    assert max(report["towards"] for report in reports) >= HEADS - 1
    others = [frame for frame in frames if not EVENT.fullmatch(frame)]
    for frame in others:
        if frame.startswith("40"):
            assert set(json.loads(frame[2:])) == {"role", "token"}
        else:
            assert frame in ("3", "41"), frame


def test_a_link_that_is_not_whole_is_told_so(counting_relay: str, playwright: Playwright) -> None:
    browser = launch(playwright)
    page = browser.new_page()
    page.goto(f"{counting_relay}/audience#a.nothing")
    expect(page.locator(role("audience-notice-title"))).to_have_text("This page opens from the board")
    wait_until(page, lambda: page.url == f"{counting_relay}/audience", 20, "the address bar is empty")
    browser.close()
