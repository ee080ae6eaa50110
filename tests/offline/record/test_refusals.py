"""What recording refuses, what it says then, and what an interruption leaves."""

from __future__ import annotations

import itertools
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import cv2
import numpy as np
import pytest

from offline.record import command
from offline.record.faces import FaceMesh
from offline.record.pictures import Shot
from offline.record.plan import Job, StoppedError
from offline.record.task import Task, seen_by, until_stopped
from offline.recordings.missing import how_to_install
from offline.recordings.recording import read_recording
from offline.recordings.writing import write_recording
from tests.browser.clips import face, no_face
from tests.signals.pictures import FPS, grey, recorded, write_pictures, write_video
from tools.steps import ROOT

COMMAND = [sys.executable, "-m", "signals", "record"]


def test_one_bad_input_leaves_the_others_recorded(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    good, bad = write_video(tmp_path / "good.avi", [(no_face(), 1)]), tmp_path / "bad.avi"
    bad.write_text("not a video")
    assert command.main([str(bad), str(good), "-o", str(tmp_path / "new")]) == 1
    assert capfd.readouterr().err == f"{bad}: not a video\n"
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["good.jsonl.gz"]


def test_a_recording_is_replaced_only_where_asked_for(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    video, output = write_video(tmp_path / "a.avi", [(no_face(), 1)]), tmp_path / "a.gz"
    output.write_text("before")
    assert command.main([str(video), "-o", str(output)]) == 2
    assert capfd.readouterr().err == f"{output}: it exists already; --force replaces it\n"
    assert output.read_text() == "before"
    assert len(recorded(video, "--force", output=output)) == FPS


BAD_COMMANDS = {
    "no file": (["{}/none.mp4", "-o", "{}/a.gz"], 2, "{}/none.mp4: there is no such file"),
    "no rate": (
        ["{}/empty", "-o", "{}/a.gz"],
        2,
        "{}/empty: a folder of pictures has no times; give their rate with --fps",
    ),
    "no pictures": (["{}/empty", "--fps", "5", "-o", "{}/a.gz"], 1, "{}/empty: it has no pictures"),
    "a bad picture": (["{}/bad", "--fps", "5", "-o", "{}/a.gz"], 1, "{}/bad/1.png: not a picture"),
    "sizes": (
        ["{}/sizes", "--fps", "5", "-o", "{}/a.gz"],
        1,
        "{}/sizes/2.png: 640 x 480 pixels, unlike the 64 x 48 before it",
    ),
    "not a video": (["{}/text.mp4", "-o", "{}/a.gz"], 1, "{}/text.mp4: not a video"),
    "no camera": (["77", "-o", "{}/a.gz"], 1, "camera 77: it does not open"),
    "two cameras": (["77", "78", "-o", "{}/new"], 2, "camera 77: a camera is recorded alone"),
    "no folder": (["{}/text.mp4", "-o", "{}/b/c/a.gz"], 2, "{}/b/c/a.gz: there is no folder {}/b"),
    "a file for a folder": (
        ["{}/text.mp4", "{}/bad", "--fps", "5", "-o", "{}/text.mp4"],
        2,
        "{}/text.mp4: this is a file; several recordings need a folder",
    ),
    "itself": (
        ["{}/text.mp4", "--force", "-o", "{}/text.mp4"],
        2,
        "{}/text.mp4: the recording would replace its own input",
    ),
    "one name": (
        ["{}/text.mp4", "{}/text.mov", "-o", "{}/new"],
        2,
        "{}/text.mp4 and {}/text.mov would both be written to {}/new/text.jsonl.gz",
    ),
}


@pytest.mark.parametrize(("arguments", "status", "told"), BAD_COMMANDS.values(), ids=BAD_COMMANDS.keys())
def test_what_cannot_be_recorded_is_one_clear_line_and_no_file(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], arguments: list[str], status: int, told: str
) -> None:
    (tmp_path / "empty").mkdir()
    write_pictures(tmp_path / "sizes", {"1.png": grey(9), "2.png": no_face()})
    write_pictures(tmp_path / "bad", {}).joinpath("1.png").write_text("not a picture")
    (tmp_path / "text.mp4").write_text("not a video")
    before = sorted(tmp_path.rglob("*"))
    assert command.main([argument.replace("{}", str(tmp_path)) for argument in arguments]) == status
    assert capfd.readouterr() == ("", told.replace("{}", str(tmp_path)) + "\n")
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["a.mp4"], "the following arguments are required: -o"),
        (["a.mp4", "-o", "a.gz", "--fps", "0"], "argument --fps: expected a number over 0, not 0"),
        (["a.mp4", "-o", "a.gz", "--seconds", "x"], "argument --seconds: expected a number over 0, not x"),
    ],
)
def test_wrong_arguments_are_told(capfd: pytest.CaptureFixture[str], arguments: list[str], told: str) -> None:
    with pytest.raises(SystemExit, match="2"):
        command.main(arguments)
    assert capfd.readouterr().err.endswith(f"record: error: {told}\n")


def test_the_command_says_how_to_get_mediapipe(tmp_path: Path) -> None:
    hide = "import sys, runpy; sys.modules['mediapipe'] = None; sys.argv[1:] = {}; "
    arguments = ["record", str(tmp_path / "a.avi"), "-o", str(tmp_path / "a.gz")]
    write_video(tmp_path / "a.avi", [(no_face(), 1)])
    run = hide.format(arguments) + "runpy.run_module('signals', run_name='__main__')"
    ended = subprocess.run([sys.executable, "-c", run], cwd=ROOT, capture_output=True, text=True, check=False)
    pins = (ROOT / "requirements/dev.in").read_text(encoding="utf-8").splitlines()
    pin = next(line.partition(";")[0] for line in pins if "mediapipe" in line)
    told = f"record needs mediapipe: {how_to_install('mediapipe')} (Python 3.12 or older)\n"
    assert told.partition(" (")[0].endswith(f" -m pip install {pin}")
    assert (ended.returncode, ended.stderr) == (2, told)


def endless(stop: Event) -> Iterator[Shot]:
    picture = np.asarray(cv2.cvtColor(face(), cv2.COLOR_RGB2BGR), np.uint8)
    for number in itertools.count():
        if number == 5:
            stop.set()
        yield Shot(number / FPS, picture, None)


def test_a_stopped_camera_leaves_a_whole_recording(tmp_path: Path) -> None:
    task, stop = Task(Job("0", tmp_path / "a.gz")), Event()
    with FaceMesh() as mesh:
        write_recording(
            task.job.output, seen_by(mesh, until_stopped(endless(stop), task, stop), task), "camera"
        )
    assert [len(frame["faces"]) for frame in read_recording(task.job.output)] == [1] * 5
    assert (task.tally.frames, task.tally.with_face) == (5, 5)
    assert list(tmp_path.iterdir()) == [task.job.output]


def test_a_camera_ends_when_its_time_is_up(tmp_path: Path) -> None:
    task, stop = Task(Job("0", tmp_path / "a.gz"), seconds=0.5), Event()
    assert [shot.t_s for shot in until_stopped(endless(stop), task, stop)] == [0, 0.2, 0.4]


def test_a_stopped_file_is_lost_rather_than_cut(tmp_path: Path) -> None:
    task, stop = Task(Job("lesson.avi", tmp_path / "a.gz")), Event()
    with FaceMesh() as mesh, pytest.raises(StoppedError):
        write_recording(
            task.job.output, seen_by(mesh, until_stopped(endless(stop), task, stop), task), "video"
        )
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def hears_interrupts() -> Iterator[None]:
    """Let programs that are started here hear Ctrl-C, which shells take from those in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("hears_interrupts")
def test_an_interruption_keeps_what_was_there_before(tmp_path: Path) -> None:
    video, output = write_video(tmp_path / "long.avi", [(face(), 60)]), tmp_path / "a.gz"
    output.write_text("before")
    command = [*COMMAND, str(video), "--force", "-o", str(output)]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as running:
        while running.poll() is None and not (tmp_path / "a.gz.part").exists():
            time.sleep(0.05)
        running.send_signal(signal.SIGINT)
        _, told = running.communicate(timeout=60)
    assert (running.returncode, told) == (130, f"{output}: interrupted; nothing of it is kept\n")
    assert output.read_text() == "before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.gz", "long.avi"]
