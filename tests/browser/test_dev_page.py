"""The developer's page: what it records replays as it was shown, and none of it goes over the network."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from offline.recordings.recording import read_recording
from tests.browser.boards import OpenPage
from tests.browser.classroom import attribute, create_room, join, launch, role, seen, wait_until, watch
from tests.browser.clips import HEIGHT_PX, WIDTH_PX, no_face
from tests.browser.network import foreign_host, requests_in
from tests.browser.recordings import CALM, FRAMES_PER_SECOND, GLANCING, PUZZLED, Scene, write_recording
from tests.browser.worker_routes import FROM_A_WORKER, SERVED, assert_confined, try_routes
from tests.serving import REPOSITORY, Server, serve
from tools.node import find_node

SCENES: Sequence[Scene] = [
    (CALM, 20.0),
    (GLANCING, 7.0),
    (CALM, 4.0),
    (PUZZLED, 8.0),
    (CALM, 4.0),
    (None, 7.0),
    (CALM, 3.0),
]
DURATION_S = sum(seconds for _, seconds in SCENES)
RECORDED_WITHIN_S = 120
FACE_MESH_WITHIN_S = 120
FRAMES_OF_FACE_MESH = 4
# Every answer of a worker to its page, by its keys.
HEAR_WORKERS = """
window.heard = [];
window.Worker = class extends Worker {
  constructor(url) {
    super(url);
    this.addEventListener("message", ({ data }) => window.heard.push(Object.keys(data).sort().join(" ")));
  }
};
"""


@dataclass(frozen=True)
class Session:
    """What was recorded, what the page showed meanwhile, and what the browser asked the network for."""

    file: Path
    shown: list[list[str]]
    asked: list[str]
    asked_while_recording: list[str]
    net_log: Path


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server in developer mode where a recording stands in for what FaceMesh would find."""
    recording = write_recording(tmp_path_factory.mktemp("recordings") / "recording.json", SCENES)
    overrides = {
        "/capture/worker/face_mesh.js": REPOSITORY / "tests" / "browser" / "recorded_face_mesh.js",
        "/vendor/face_mesh/recording.json": recording,
        **SERVED,
    }
    with serve("--dev", overrides=overrides) as running:
        yield running


@pytest.fixture(scope="module")
def video(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A video file as long as the scenes."""
    path = tmp_path_factory.mktemp("videos") / "lesson.webm"
    code = cv2.VideoWriter.fourcc(*"VP80")
    writer = cv2.VideoWriter(str(path), code, FRAMES_PER_SECOND, (WIDTH_PX, HEIGHT_PX))
    for _ in range(round(DURATION_S * FRAMES_PER_SECOND)):
        writer.write(no_face())
    writer.release()
    return path


@pytest.fixture(scope="module")
def session(
    server: Server, video: Path, playwright: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> Session:
    """The whole video through the page, to its end, and saved."""
    folder = tmp_path_factory.mktemp("session")
    browser = launch(playwright, None, f"--log-net-log={folder / 'net.json'}")
    page = browser.new_page()
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(f"{request.method} {request.url}"))
    open_dev(page, server.url)
    page.locator(role("frames-per-second")).select_option(str(FRAMES_PER_SECOND))
    page.locator(role("proctoring")).check()
    watch(page, "live", ["data-state", "data-cues", "data-alerts"])
    page.locator(role("file")).set_input_files(video)
    wait_until(page, lambda: frames(page) > 0, RECORDED_WITHIN_S, "a frame")
    before = len(asked)
    wait_until(page, lambda: attribute(page, "live", "data-running") == "false", RECORDED_WITHIN_S, "the end")
    shown = [values for values in seen(page) if values[1] is not None]
    file = save(page, folder)
    browser.close()
    return Session(file, shown, asked, asked[before:], folder / "net.json")


def open_dev(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/dev")
    expect(page.locator(role("start-camera"))).to_be_visible()


def frames(page: Page) -> int:
    return int(page.locator(role("frames")).text_content() or 0)


def save(page: Page, folder: Path) -> Path:
    with page.expect_download() as download:
        page.locator(role("save")).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def labels(*command: str | Path) -> list[list[Any]]:
    """Return state, cues and alerts of every line that a replay prints."""
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return [[line["state"], " ".join(line["cues"]), " ".join(line["alerts"])] for line in lines]


def test_a_recording_holds_every_picture_of_the_video_at_its_time(session: Session) -> None:
    read = list(read_recording(session.file))
    assert len(read) == round(DURATION_S * FRAMES_PER_SECOND)
    assert [frame["t_s"] for frame in read] == [n / FRAMES_PER_SECOND for n in range(len(read))]
    assert {(frame["width"], frame["height"]) for frame in read} == {(WIDTH_PX, HEIGHT_PX)}
    assert all(frame["luma"] > 0 for frame in read)


def test_the_page_shows_each_behaviour(session: Session) -> None:
    states = [state for state, _, _ in session.shown]
    assert states[0] == "calibrating"
    assert {"focused", "away", "confused", "absent"} <= set(states)
    alerts = {alert for _, _, alerts in session.shown for alert in alerts.split()}
    assert {"gaze_away", "no_face"} <= alerts


@pytest.mark.parametrize(
    "command",
    [[sys.executable, "-m", "signals", "replay"], [find_node(), "signals/replay.js"]],
    ids=["python", "javascript"],
)
def test_a_recording_replays_as_the_page_showed_it(session: Session, command: list[str]) -> None:
    assert labels(*command, "--proctoring", session.file) == session.shown


def test_nothing_is_asked_of_the_network_while_recording(session: Session, server: Server) -> None:
    assert [each for each in session.asked_while_recording if not each.startswith("GET blob:")] == []
    assert f"GET {server.url}/vendor/face_mesh/dev_worker.js" in session.asked
    assert all(each.startswith(("GET blob:", f"GET {server.url}/")) for each in session.asked)


def test_the_browsers_own_log_knows_of_static_files_alone(session: Session, server: Server) -> None:
    asked = [each for each in requests_in(session.net_log) if each["initiator"] == server.url]
    assert len(asked) > 10
    for each in asked:
        assert each["method"] == "GET"
        assert each["url"].startswith(f"{server.url}/")
        assert Path(each["url"]).suffix in (".js", ".css", ".svg", ".json")


def test_page_and_worker_have_no_way_onto_the_network(server: Server, browser: Browser) -> None:
    page = browser.new_context().new_page()
    open_dev(page, server.url)
    page.locator(role("start-camera")).click()
    wait_until(page, lambda: frames(page) > 0, RECORDED_WITHIN_S, "a frame")
    with foreign_host() as (foreign, reached):
        for url in (foreign, f"{server.url}/healthz", f"{server.url}/rooms"):
            answer = page.evaluate("(url) => fetch(url).then(() => 'through', () => 'refused')", url)
            assert answer == "refused", url
        assert reached == []
    assert_confined(try_routes(page.workers[0].evaluate, server.url, FROM_A_WORKER))
    page.context.close()


def test_even_beside_it_the_students_worker_hands_out_labels_alone(server: Server, browser: Browser) -> None:
    page = browser.new_context().new_page()
    page.add_init_script(HEAR_WORKERS)
    join(page, create_room(server.url))
    report, engine = "alerts cost cues progress reason state type", "engine reason renderer times type"
    wait_until(page, lambda: report in page.evaluate("window.heard"), RECORDED_WITHIN_S, "a report")
    assert set(page.evaluate("window.heard")) == {"type", report, engine}
    page.context.close()


def test_the_landmarks_of_the_real_facemesh_are_recorded(open_page: OpenPage, tmp_path: Path) -> None:
    with serve("--dev") as server:
        page = open_page()
        open_dev(page, server.url)
        page.locator(role("start-camera")).click()
        wait_until(page, lambda: frames(page) >= FRAMES_OF_FACE_MESH, FACE_MESH_WITHIN_S, "frames")
        read = list(read_recording(save(page, tmp_path)))
    assert len(read) >= FRAMES_OF_FACE_MESH
    assert all(len(face) == 478 for frame in read for face in frame["faces"])
    [[nose, *_]] = read[-1]["faces"]
    assert 0.2 < nose[0] < 0.8
    times = [frame["t_s"] for frame in read]
    assert times == sorted(set(times))


def test_a_file_that_is_no_video_is_named(server: Server, open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page()
    open_dev(page, server.url)
    (tmp_path / "notes.webm").write_text("no video", encoding="utf-8")
    page.locator(role("file")).set_input_files(tmp_path / "notes.webm")
    expect(page.locator(role("message"))).to_have_text("notes.webm cannot be played by this browser.")
    expect(page.locator(role("save"))).to_be_disabled()
    expect(page.locator(role("start-camera"))).to_be_enabled()
