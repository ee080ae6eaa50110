"""The wire view shows what the browser itself says it sent: every frame, to the letter and to the byte."""

from __future__ import annotations

from playwright.sync_api import Page, WebSocket, expect

from tests.browser.boards import OpenPage
from tests.browser.classroom import create_room, join, on_wire, role, wait_until


def listen(page: Page) -> list[str]:
    """Return the list that every frame the page sends is put into."""
    frames: list[str] = []

    def opened(socket: WebSocket) -> None:
        socket.on("framesent", lambda frame: frames.append(str(frame)))

    page.on("websocket", opened)
    return frames


def rows(page: Page) -> list[str]:
    return page.locator(f"{role('wire-rows')} code").all_inner_texts()


def test_every_frame_stands_there_as_sent_with_all_its_bytes(relay: str, open_page: OpenPage) -> None:
    room = create_room(relay, "self")
    open_page().goto(room.teacher_url)
    page = open_page()
    frames = listen(page)
    join(page, room, "Zoë", "consent-self")
    page.locator(role("lost")).click()
    page.locator(role("wire")).locator("summary").click()
    page.locator(role("hand")).click()
    wait_until(page, lambda: any('"hand":true' in frame for frame in frames), 10, "the hand is sent")
    wait_until(page, lambda: rows(page)[::-1] == frames, 10, "every frame is a row")
    assert frames[0].startswith("40{")
    assert any("Zoë" in frame for frame in frames)
    sizes = page.locator(f"{role('wire-rows')} span").all_inner_texts()
    assert sizes[::-1] == [f"{on_wire(frame)} bytes" for frame in frames]
    total = f"{len(frames)} messages, {sum(map(on_wire, frames)):,} bytes"
    expect(page.locator(role("wire-total"))).to_have_text(total)


def test_a_new_line_to_the_relay_is_listened_to_as_well(relay: str, open_page: OpenPage) -> None:
    page = open_page()
    frames = listen(page)
    join(page, create_room(relay, "self"), consent="consent-self")
    page.locator(role("wire")).locator("summary").click()
    connects = [frame for frame in frames if frame.startswith("40")]
    page.context.set_offline(True)
    page.evaluate("window.dispatchEvent(new Event('offline'))")
    page.context.set_offline(False)

    def rejoined() -> bool:
        return len([frame for frame in frames if frame.startswith("40")]) > len(connects)

    wait_until(page, rejoined, 20, "the seat is taken again")
    assert any('"resume"' in row for row in rows(page))
