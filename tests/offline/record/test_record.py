"""Recording: real pictures of a face into recordings that both languages read."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from offline.record import command
from offline.record.faces import BLUE_GREEN_RED, OPTIONS, THUMBNAIL_PX
from offline.record.pictures import Clock
from offline.record.progress import Tally, progress_line
from offline.recordings.recording import Thinner, read_recording
from tests.browser.clips import LEFT_CORNER_PX, face, no_face, two_faces, write_clip
from tests.offline.recordings.test_recording import replay_both
from tests.signals.pictures import FPS, grey, recorded, times, write_pictures, write_video
from tools.steps import ROOT

COMMAND = [sys.executable, "-m", "signals", "record"]
# Long enough for a baseline, then nobody for long enough for an alert, then a second person.
SCENES = [(face(), 18.0), (no_face(), 8.0), (two_faces(), 4.0)]
MOUTH_CORNER = 61


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_video(tmp_path_factory.mktemp("clips") / "lesson.avi", SCENES)


@pytest.fixture(scope="module")
def recording(clip: Path) -> Path:
    output = clip.with_name("lesson.jsonl.gz")
    ended = subprocess.run(
        [*COMMAND, clip, "-o", output], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert re.fullmatch(re.escape(str(output)) + r": 150 frames, 29\.8 s, a face in 1[01]\d\n", ended.stdout)
    return output


def test_faces_are_found_where_and_when_they_are(recording: Path) -> None:
    frames = list(read_recording(recording))
    assert {(frame["width"], frame["height"]) for frame in frames} == {(640, 480)}
    counts = {second: len(frames[second * FPS]["faces"]) for second in (0, 9, 17, 20, 25, 28, 29)}
    assert counts == {0: 1, 9: 1, 17: 1, 20: 0, 25: 0, 28: 2, 29: 2}
    x, y, _ = frames[0]["faces"][0][MOUTH_CORNER]
    assert np.hypot(x * 640 - LEFT_CORNER_PX[0], y * 480 - LEFT_CORNER_PX[1]) < 8


def test_times_are_those_of_the_video(recording: Path) -> None:
    assert times(list(read_recording(recording))) == pytest.approx([n / FPS for n in range(150)], abs=1e-6)


def test_a_recording_is_replayed_alike_by_both_languages(recording: Path) -> None:
    status, output, complaint = replay_both("--proctoring", recording)
    lines = [json.loads(line) for line in output.splitlines()]
    assert (status, complaint) == (0, "")
    assert [lines[0]["state"], lines[1]["state"]] == ["calibrating", "neutral"]
    assert any(line["state"] == "absent" and line["alerts"] == ["no_face"] for line in lines)
    assert lines[-1]["alerts"] == ["multiple_faces"]


def test_a_video_with_uneven_steps_keeps_its_times(tmp_path: Path) -> None:
    frames = [Image.fromarray(grey(luma)) for luma in (0, 60, 120, 180)]
    frames[0].save(
        tmp_path / "a.gif", save_all=True, append_images=frames[1:], duration=[100, 400, 50, 100], loop=0
    )
    seen = recorded(tmp_path / "a.gif", output=tmp_path / "a.gz")
    assert times(seen) == pytest.approx([0, 0.1, 0.5, 0.55])


def test_a_stream_without_times_is_stepped_at_its_rate(tmp_path: Path) -> None:
    stream = write_clip(tmp_path / "a.mjpeg", [(no_face(), 0.2)])
    # OpenCV takes 25 a second for the rate of a stream that tells none.
    assert times(recorded(stream, output=tmp_path / "a.gz")) == pytest.approx([n / 25 for n in range(6)])


def test_a_clock_starts_at_zero_and_never_stands_still() -> None:
    clock = Clock(0.1)
    assert [clock.follow(t_s) for t_s in (-0.5, 0.5, 0.5, 0.4, 2)] == pytest.approx([0, 1, 1.1, 1.2, 2.5])


def test_luma_weighs_the_colours_as_the_page_does(tmp_path: Path) -> None:
    colours = {"1.png": (255, 0, 0), "2.png": (0, 255, 0), "3.png": (0, 0, 255), "4.png": (255, 255, 255)}
    pictures = {name: np.full((48, 64, 3), colour, np.uint8) for name, colour in colours.items()}
    frames = recorded(write_pictures(tmp_path / "a", pictures), "--fps", "1", output=tmp_path / "a.gz")
    assert [frame["luma"] for frame in frames] == pytest.approx([76.245, 149.685, 29.07, 255], abs=0.006)


def test_detector_and_light_meter_are_set_as_on_the_page() -> None:
    worker = (ROOT / "capture/worker/face_mesh.js").read_text()
    told = dict(re.findall(r"^  (\w+): ([\w.]+),$", worker, re.MULTILINE))
    ours = {re.sub(r"_(\w)", lambda found: found[1].upper(), name): value for name, value in OPTIONS.items()}
    assert ours.pop("staticImageMode") is False
    names = {"maxNumFaces": "maxNumFaces", "refineLandmarks": "refineLandmarks"}
    names |= {f"min{step}Confidence": f"min{step}Confidence" for step in ("Detection", "Tracking")}
    assert {name: json.loads(told[name]) for name in names} == ours
    meter = dict(
        re.findall(r"^const (\w+) = ([\d.]+);$", (ROOT / "capture/worker/luma.js").read_text(), re.MULTILINE)
    )
    assert [float(meter[name]) for name in ("BLUE", "GREEN", "RED")] == BLUE_GREEN_RED.tolist()
    assert (int(meter["WIDTH_PX"]), int(meter["HEIGHT_PX"])) == THUMBNAIL_PX


def test_fps_thins_a_video(clip: Path, tmp_path: Path) -> None:
    seen = times(recorded(clip, "--fps", "2", "--seconds", "3", output=tmp_path / "a.gz"))
    assert seen == pytest.approx([0, 0.6, 1, 1.6, 2, 2.6])


@pytest.mark.parametrize(("fps", "every"), [(30, 1), (10, 3), (15, 2), (60, 1)])
def test_times_in_whole_milliseconds_are_thinned_evenly(fps: float, every: int) -> None:
    thinner = Thinner(fps)
    kept = [number for number in range(300) if thinner.keeps(round(number / 30, 3))]
    assert kept == list(range(0, 300, every))


def test_a_folder_is_recorded_in_the_order_of_its_numbers(tmp_path: Path) -> None:
    folder = write_pictures(tmp_path / "a", {"10.png": grey(200), "9.PNG": grey(100), "1.png": grey(50)})
    (folder / "notes.txt").write_text("no picture, and none by its name")
    frames = recorded(folder, "--fps", "4", output=tmp_path / "a.gz")
    assert [(frame["t_s"], frame["luma"]) for frame in frames] == [(0, 50), (0.25, 100), (0.5, 200)]


def test_several_inputs_become_the_same_recordings_in_a_folder(clip: Path, tmp_path: Path) -> None:
    other = write_video(tmp_path / "other.avi", [(two_faces(), 1)])
    one = tmp_path / "one.gz"
    recorded(other, output=one)
    assert command.main([str(clip), str(other), "--seconds", "2", "-o", str(tmp_path / "new")]) == 0
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == ["lesson.jsonl.gz", "other.jsonl.gz"]
    assert (tmp_path / "new/other.jsonl.gz").read_bytes() == one.read_bytes()


def drawn_on(terminal: int) -> str:
    """Return all that is drawn until the other end is closed; a terminal holds 4 KiB of it at once."""
    pieces: list[bytes] = []
    # Linux says EIO in place of an end.
    with os.fdopen(terminal, "rb", buffering=0) as drawn, contextlib.suppress(OSError):
        while piece := drawn.read(4096):
            pieces.append(piece)
    return b"".join(pieces).decode()


def test_the_progress_is_drawn_on_a_terminal(clip: Path, tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen([*COMMAND, clip, "-o", tmp_path / "a.gz"], cwd=ROOT, stderr=theirs) as process:
        os.close(theirs)
        drawn = drawn_on(ours)
    assert process.returncode == 0
    assert re.search(r"\r\[[#.]{30}\] +\d+%  \d+ frames", drawn)
    assert drawn.endswith(f"\r{' ' * 72}\r")


def test_the_progress_of_several_is_their_mean() -> None:
    tallies = [Tally(frames=30, share=1.0), Tally(frames=10, share=0.5)]
    assert progress_line(tallies) == "[######################........]  75%  40 frames"


def test_the_progress_of_what_has_no_length_is_its_time() -> None:
    assert progress_line([Tally(frames=30, until_s=6.25, share=None)]) == "6.2 s, 30 frames"
