"""Recordings and their replay: the same lines and the same complaints in both languages."""

import gzip
import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from offline.synthetic.people.face import frame
from tests.offline.recordings import frame_line, header_line, write_recording
from tests.signals.lesson import CALM, PUZZLED, frames
from tools.node import find_node
from tools.steps import ROOT

EMPTY = frame_line(frame(0))
HEADER = header_line(640, 480)


def run_python(*arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "signals", "replay", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False)


def run_javascript(*arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    command = [str(find_node()), "signals/replay.js", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False)


def replay_both(*arguments: str | Path) -> tuple[int, str, str]:
    """Return status, output and complaint, which are the same in both languages."""
    ours, theirs = run_python(*arguments), run_javascript(*arguments)
    assert ours.stdout == theirs.stdout
    assert ours.stderr == theirs.stderr
    assert ours.returncode == theirs.returncode
    return ours.returncode, ours.stdout.decode(), ours.stderr.decode()


def write(path: Path, *lines: str) -> Path:
    path.write_bytes("".join(lines).encode())
    return path


def nothing_of(path: Path) -> str:
    return f"{path}: readable before that: 0 frames, up to 0.000 s\n"


def changed(line: str, **changes: object) -> str:
    return json.dumps({**json.loads(line), **changes}) + "\n"


def test_a_lesson_is_replayed_alike_as_one_line_a_change(tmp_path: Path) -> None:
    path = tmp_path / "lesson.jsonl.gz"
    write_recording(path, frames([(18, [CALM]), (8, [PUZZLED]), (8, []), (2, [CALM, CALM])], 5))
    status, output, complaint = replay_both("--proctoring", path)
    lines = [json.loads(line) for line in output.splitlines()]
    assert (status, complaint) == (0, "")
    assert output.startswith('{"t_s": 0.000, "state": "calibrating", "cues": [], "alerts": []}\n')
    assert list(dict.fromkeys(line["state"] for line in lines)) == [
        "calibrating",
        "neutral",
        "focused",
        "confused",
        "absent",
    ]
    assert any(line["alerts"] == ["no_face"] for line in lines)


def test_alerts_are_replayed_only_where_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "nobody.jsonl.gz"
    write_recording(path, frames([(8, [])], 5))
    assert "no_face" in replay_both("--proctoring", path)[1]
    assert "no_face" not in replay_both(path)[1]


@pytest.mark.parametrize(
    "content",
    [
        (HEADER, EMPTY),
        (HEADER.replace("\n", "\r\n"), EMPTY.replace("\n", "\r\n")),
        (HEADER, EMPTY.rstrip("\n")),
        (HEADER, EMPTY, "\n"),
    ],
    ids=["plain", "carriage returns", "no last line break", "a last empty line"],
)
def test_plain_json_lines_are_read_however_they_end(tmp_path: Path, content: tuple[str, ...]) -> None:
    status, output, _ = replay_both(write(tmp_path / "plain.jsonl", *content))
    assert status == 0
    assert output == '{"t_s": 0.000, "state": "calibrating", "cues": [], "alerts": []}\n'


BAD_LINES = {
    "not JSON": ("{", "not valid JSON"),
    "NaN": (EMPTY.replace("120", "NaN"), "not valid JSON"),
    "a list": ("[]", "not a frame; expected an object with t_s, faces and luma"),
    "no time": (changed(EMPTY, t_s=None), "bad t_s; expected a number from 0 to 10000000000"),
    "a time before the start": (changed(EMPTY, t_s=-1), "bad t_s; expected a number from 0 to 10000000000"),
    "a yes for a time": (changed(EMPTY, t_s=True), "bad t_s; expected a number from 0 to 10000000000"),
    "no faces": (changed(EMPTY, faces=None), "bad faces; expected a list"),
    "468 points": (
        changed(EMPTY, faces=[[[0, 0, 0]] * 468]),
        "bad face 1; expected 478 landmarks of three finite numbers",
    ),
    "flat points": (
        changed(EMPTY, faces=[[0, 0, 0] * 478]),
        "bad face 1; expected 478 landmarks of three finite numbers",
    ),
    "text in a face": (
        changed(EMPTY, faces=[[[0, 0, "0"]] * 478]),
        "bad face 1; expected 478 landmarks of three finite numbers",
    ),
    "an overflow": (
        changed(EMPTY, faces=[[[0, 0, 7777]] * 478]).replace("7777", "1e400"),
        "bad face 1; expected 478 landmarks of three finite numbers",
    ),
    "too bright": (changed(EMPTY, luma=256), "bad luma; expected a number from 0 to 255, or null"),
    "no luma": ('{"t_s": 0, "faces": []}', "bad luma; expected a number from 0 to 255, or null"),
}


@pytest.mark.parametrize(("line", "complaint"), BAD_LINES.values(), ids=BAD_LINES.keys())
def test_a_bad_line_is_named_after_what_was_read(tmp_path: Path, line: str, complaint: str) -> None:
    path = write(tmp_path / "bad.jsonl", HEADER, EMPTY, line.rstrip("\n") + "\n")
    status, output, told = replay_both(path)
    assert status == 1
    assert output.count("\n") == 1
    readable = f"{path}: readable before that: 1 frame, up to 0.000 s"
    assert told == f"{path}: line 3: {complaint}\n{readable}\n"


BAD_HEADERS = {
    "nothing": ("", "the recording is empty; expected a header"),
    "a frame": (EMPTY, 'not a recording; expected a header with "format": "readroom-landmarks"'),
    "a number": ("5", 'not a recording; expected a header with "format": "readroom-landmarks"'),
    "another version": (changed(HEADER, version=2), "unknown version; expected 1"),
    "no width": (changed(HEADER, width=0), "bad width; expected a number over 0 and up to 16384"),
    "a text height": (changed(HEADER, height="480"), "bad height; expected a number over 0 and up to 16384"),
    "no source": (changed(HEADER, source=None), "bad source; expected text"),
}


@pytest.mark.parametrize(("header", "complaint"), BAD_HEADERS.values(), ids=BAD_HEADERS.keys())
def test_a_bad_header_is_told(tmp_path: Path, header: str, complaint: str) -> None:
    path = write(tmp_path / "bad.jsonl", header)
    assert replay_both(path) == (1, "", f"{path}: line 1: {complaint}\n{nothing_of(path)}")


def test_a_truncated_recording_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    path = tmp_path / "cut.jsonl.gz"
    write_recording(path, frames([(20, [CALM])], 5))
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    status, output, told = replay_both(path)
    assert status == 1
    assert output.startswith('{"t_s": 0.000')
    complaint, readable = told.splitlines()
    assert complaint.endswith(": the file is cut short here")
    found = re.search(r"(\d+) frames, up to (\S+) s$", readable)
    assert found is not None
    assert int(found[1]) > 10
    assert float(found[2]) == pytest.approx((int(found[1]) - 1) / 5)


def test_a_recording_damaged_at_once_is_told(tmp_path: Path) -> None:
    path = tmp_path / "damaged.jsonl.gz"
    path.write_bytes(gzip.compress(HEADER.encode())[:10] + b"\xff" * 200)
    complaint = f"{path}: line 1: the compressed data is damaged from here on\n"
    assert replay_both(path) == (1, "", complaint + nothing_of(path))


def test_a_line_without_an_end_is_given_up(tmp_path: Path) -> None:
    path = tmp_path / "endless.jsonl.gz"
    path.write_bytes(gzip.compress(HEADER.encode() + b" " * 9_000_000, compresslevel=1))
    expected = f"{path}: line 2: the line is too long; expected up to 4000000 bytes\n"
    assert replay_both(path) == (1, "", expected + nothing_of(path))


def test_recordings_put_together_are_read_through(tmp_path: Path) -> None:
    path = tmp_path / "two.jsonl.gz"
    path.write_bytes(gzip.compress(HEADER.encode()) + gzip.compress(EMPTY.encode()))
    assert replay_both(path)[0] == 0


@pytest.mark.parametrize(("name", "told"), [("none.gz", "there is no such file"), (".", "this is a folder")])
def test_no_file_to_read_is_one_clear_line(tmp_path: Path, name: str, told: str) -> None:
    path = f"{tmp_path}/{name}"
    assert replay_both(path) == (2, "", f"{path}: {told}\n")


def test_a_recording_is_thinned_alike(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = [changed(EMPTY, t_s=n / 10, luma=3 if n % 2 == 0 else 120) for n in range(40)]
    write(path, HEADER, *lines)
    _, every, _ = replay_both(path)
    _, thinned, _ = replay_both("--fps", "5", path)
    # Every other frame is dark; those alone are a dark room.
    assert "light" not in every
    assert "light" in thinned


def test_each_rule_is_replayed_alike(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    level = replace(PUZZLED, roll_deg=CALM.roll_deg)
    write_recording(path, frames([(18, [CALM]), (12, [level])], 5))
    assert "confused" not in replay_both("--rule", "strict", path)[1]
    assert "confused" in replay_both("--rule", "brow", path)[1]


WRONG_ARGUMENTS = [[], ["--nothing"], ["one", "two"], ["a", "--rule", "strong"], ["a", "--fps", "0"]]


@pytest.mark.parametrize("arguments", WRONG_ARGUMENTS)
def test_wrong_arguments_show_the_usage(arguments: list[str]) -> None:
    for run in (run_python, run_javascript):
        ended = run(*arguments)
        assert ended.returncode == 2
        assert ended.stdout == b""
        assert b"usage: " in ended.stderr


def test_the_command_line_says_how_to_get_numpy() -> None:
    hide = "import sys, runpy; sys.modules['numpy'] = None; sys.argv[1:] = ['replay', 'x']; "
    command = [sys.executable, "-c", hide + "runpy.run_module('signals', run_name='__main__')"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert re.fullmatch(r"replay needs numpy: \S+ -m pip install numpy==[\d.]+\n", ended.stderr)


@pytest.mark.parametrize("name", ["evaluate", "record", "replay", "synth"])
def test_every_help_is_printed_without_numpy_and_matplotlib(name: str) -> None:
    hide = "import sys, runpy; sys.modules.update(numpy=None, matplotlib=None); "
    hide += f"sys.argv[1:] = {[name, '--help']}"
    command = [sys.executable, "-c", hide + "; runpy.run_module('signals', run_name='__main__')"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert f"usage: python -m signals {name}" in ended.stdout
