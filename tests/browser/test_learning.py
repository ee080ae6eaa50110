"""What students say of themselves: shown beside the label, learnt of on that device, kept, given, deleted."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Request, WebSocket, expect

from offline.synthetic.people.face import Face
from tests.browser.boards import OpenPage
from tests.browser.classroom import create_room, join, role, wait_until
from tests.browser.recordings import CALIBRATION, CALM, recorded
from tests.serving import serve

FROWNING = Face(brow_lowered=1)
# A frown that lasts is how a face rests; these come and go.
SCENES = [CALIBRATION, *[(FROWNING, 14.0), (CALM, 10.0)] * 20]
LABEL_WITHIN_MS = 90_000
# A student who is lost with a lowered brow and an upright head, and follows with a face at rest.
LOST, FOLLOWS = [6.0, 1.0, 1.0, 1.0, 0.1], [0.0, 1.0, 1.0, 1.0, 0.1]
UNSENT = ("bored", "following", "means", "tilt_deg", "brow_z", "own words", "donation", "readroom-tags")
# Of waits of minutes, that nobody has to sit through: the probe's.
HASTEN = """
  const wait = window.setTimeout;
  window.setTimeout = (work, ms, ...rest) => wait(work, ms >= 480_000 ? ms / 1000 : ms, ...rest);
"""
KEPT = "async () => (await indexedDB.databases()).map(({ name }) => name)"


@pytest.fixture(scope="module")
def server_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serve(overrides=recorded(tmp_path_factory.mktemp("learning"), SCENES)) as server:
        yield server.url


def tag_file(folder: Path) -> Path:
    """Write twenty-four answers of a probe, as the page saves them."""
    tags = [
        {"said": said, "device": "focused", "at": 1_790_000_000_000 + at * 60_000, "means": means}
        for at, (said, means) in enumerate([("following_no", LOST), ("following_yes", FOLLOWS)] * 12)
    ]
    path = folder / "own-words.json"
    path.write_text(json.dumps({"format": "readroom-tags", "version": 1, "tags": tags}), encoding="utf-8")
    return path


def listened(page: Page) -> list[str]:
    """Return what will hold every frame that the page sends."""
    sent: list[str] = []
    page.on("websocket", lambda socket: listen(socket, sent))
    return sent


def listen(socket: WebSocket, sent: list[str]) -> None:
    socket.on("framesent", lambda frame: sent.append(str(frame)))


def requested(page: Page) -> list[Request]:
    """Return what will hold everything that the page asks for."""
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))
    return asked


def open_panels(page: Page) -> None:
    for name in ("moods-panel", "learnt-panel"):
        expect(page.locator(role(name))).to_be_visible()
        page.locator(f"{role(name)} > summary").click()


def learns_of_mood(page: Page) -> bool:
    """Return whether the device learns of an answer that is given now."""
    page.locator('[data-mood="engaged"]').click()
    beside = page.locator(role("mood-beside"))
    expect(beside).to_contain_text("Interested")
    expect(beside).to_have_text(re.compile("(not measured|learns from it)"))
    return "learns from it" in beside.inner_text()


def answers(page: Page) -> int:
    """Return how many answers there are to learn from."""
    return int(page.locator(role("learnt-count")).inner_text().split()[0])


def donation_of(page: Page) -> Any:
    """Return what the page saves for a study, which is what it showed."""
    page.locator(role("donate")).click()
    shown = page.locator(role("donation")).inner_text()
    with page.expect_download() as saved:
        page.locator(role("donate-save")).click()
    assert Path(saved.value.path()).read_text(encoding="utf-8") == shown
    return json.loads(shown)


def test_a_student_teaches_the_device_and_keeps_gives_and_deletes_it_while_nothing_is_sent(
    server_url: str, open_page: OpenPage, tmp_path: Path
) -> None:
    room = create_room(server_url, "labels")
    teacher, page = open_page(), open_page()
    page.add_init_script(HASTEN)
    sent = listened(page)
    teacher.goto(room.teacher_url)
    join(page, room)
    state = page.locator(role("my-state"))
    expect(state).to_have_attribute("data-state", "focused", timeout=LABEL_WITHIN_MS)

    # Said beside what the device says, and nothing to learn from.
    open_panels(page)
    page.locator('[data-mood="bored"]').click()
    expect(page.locator(role("mood-beside"))).to_have_text(
        re.compile("You say: Bored. This device says: .+ No label here claims to see that in a face.")
    )
    panel = page.locator(role("learnt-panel"))
    expect(panel).to_have_attribute("data-runs", "common")
    expect(page.locator(role("learnt-tags")).locator("li")).to_have_count(1)

    # Once some seconds are measured, what tells of being lost teaches.
    wait_until(page, lambda: learns_of_mood(page), 30, "there is something to learn from")
    before = answers(page)

    # The probe, where it is switched on: its answers teach, with the means of that moment.
    page.locator(role("probe-switch")).check()
    expect(page.locator(role("probe"))).to_be_visible(timeout=LABEL_WITHIN_MS)
    page.locator('[data-follows="following_yes"]').click()
    expect(page.locator(role("probe"))).to_be_hidden()
    wait_until(page, lambda: answers(page) == before + 1, 10, "the answer is one to learn from")
    page.locator(role("probe-switch")).uncheck()

    # Twenty-four more from a file: the student's own model runs, and a frown without a tilt is told now.
    page.locator(role("learnt-import")).set_input_files(tag_file(tmp_path))
    expect(page.locator(role("learnt-told"))).to_have_text("24 answers loaded.")
    expect(panel).to_have_attribute("data-runs", "own")
    expect(panel.locator('[data-cue="brow_z"]')).to_have_attribute("data-change", "more")
    expect(state).to_have_attribute("data-state", "confused", timeout=LABEL_WITHIN_MS)
    page.locator(role("learn-switch")).uncheck()
    expect(panel).to_have_attribute("data-runs", "common")
    page.locator(role("learn-switch")).check()

    # Kept on this device where the student says so, and there again after a reload.
    assert page.evaluate(KEPT) == []
    page.locator(role("keep-switch")).check()
    wait_until(page, lambda: page.evaluate(KEPT), 10, "the tags are kept")
    page.reload()
    expect(panel).to_have_attribute("data-runs", "own")
    expect(page.locator(role("keep-switch"))).to_be_checked()

    # A donation holds words and numbers alone.
    open_panels(page)
    donation = donation_of(page)
    assert set(donation) == {"format", "version", "cues", "tags"}
    assert {tuple(tag) for tag in donation["tags"]} == {("said", "means")}
    assert len(donation["tags"]) >= before + 25

    page.locator(role("learnt-delete")).click()
    expect(page.locator(role("learnt-told"))).to_have_text("All of it is deleted, here and on this device.")
    expect(page.locator(role("learnt-tags")).locator("li")).to_have_count(0)
    expect(panel).to_have_attribute("data-runs", "common")
    assert page.evaluate(KEPT) == []
    assert any('"focused"' in frame for frame in sent)
    assert [frame for frame in sent for word in UNSENT if word in frame] == []


def test_a_room_that_guesses_at_nothing_neither_shows_nor_fetches_it(
    server_url: str, open_page: OpenPage
) -> None:
    for policy, consent in (("presence", "consent-camera"), ("self", "consent-self")):
        page = open_page()
        asked = requested(page)
        join(page, create_room(server_url, policy), consent=consent)
        expect(page.locator(role("leave"))).to_be_visible()
        expect(page.locator(role("moods-panel"))).to_be_hidden()
        expect(page.locator(role("learnt-panel"))).to_be_hidden()
        urls = [request.url for request in asked]
        assert any("/student/lesson.js" in url for url in urls)
        assert not [url for url in urls if "/student/learning/" in url and url.endswith(".js")]
