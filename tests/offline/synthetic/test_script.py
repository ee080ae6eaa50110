"""Scripts of the synthetic face: what is refused and in which words, and the command that plays them."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from offline.recordings.recording import read_recording
from offline.synthetic.command import main
from tests.signals.scripts import scene, script


def one_scene(**changes: Any) -> dict[str, Any]:
    return script({**scene("smile", 3), **changes})


REFUSED = [
    ([], 'not a script; expected "format": "readroom-script"'),
    (script(version=2), "unknown version; expected 1"),
    (script(), "bad scenes; expected a list of at least one"),
    (script(scene("attend", 1), seed=-1), "bad seed; expected a whole number from 0 to 4294967295"),
    (script(scene("attend", 1), width=0.5), "bad width; expected a whole number from 1 to 16384"),
    (script(scene("attend", 1), fps=0), "bad fps; expected a number from 0.1 to 240"),
    (script(scene("attend", 1), fps=10**400), "bad fps; expected a number from 0.1 to 240"),
    (script(scene("attend", 1), drop_share=True), "bad drop_share; expected a number from 0 to 0.95"),
    (script(scene("attend", 1), noise_cm=float("nan")), "bad noise_cm; expected a number from 0 to 5"),
    (
        script(scene("attend", 1), furrow="deep"),
        "bad furrow; expected one of both, height, distance",
    ),
    (
        script(scene("attend", 1), camera="behind"),
        "bad camera; expected one of before, below, above, beside, sideways, close",
    ),
    (script(scene("attend", 1), brow_follows=1), "bad brow_follows; expected true or false"),
    (one_scene(side_light=True), "scene 1 (smile): bad side_light; expected a number from 0 to 1"),
    (
        script(scene("attend", 1), frames=1),
        "there is no frames; there are: brow_follows, camera, drop_share, format, ",
    ),
    (
        script(scenes=[scene("attend", 1), 7]),
        "scene 2: not a scene; expected an object with behaviour and seconds",
    ),
    (script(scene("attend", 1), scene("sing", 1)), "scene 2: bad behaviour; expected one of attend, study, "),
    (script(scene("attend", 0)), "scene 1 (attend): bad seconds; expected a number from 0.1 to 86400"),
    (script(scene("yawn", 2)), "scene 1 (yawn): bad seconds; expected a number from 3 to 86400"),
    (one_scene(amount=2), "scene 1 (smile): bad amount; expected a number from 0 to 1"),
    (one_scene(side="left"), "scene 1 (smile): there is no side; there are: amount, behaviour, fringe, "),
    (one_scene(glasses=1), "scene 1 (smile): bad glasses; expected true or false"),
    (script(scene("tilt", 2, side="up")), "scene 1 (tilt): bad side; expected one of left, right"),
    (
        script(scene("hand_on_face", 2, region=[])),
        "scene 1 (hand_on_face): bad region; expected one of mouth, brow, left, right",
    ),
]


@pytest.mark.parametrize(("wrong", "words"), REFUSED, ids=[words[:50] for _, words in REFUSED])
def test_a_bad_script_is_refused_in_words(
    wrong: Any, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "script.json"
    path.write_text(json.dumps(wrong), encoding="utf-8")
    assert main([str(path), "-o", str(tmp_path / "a.gz")]) == 1
    assert capsys.readouterr().err.startswith(f"{path}: {words}")
    assert not (tmp_path / "a.gz").exists()


@pytest.mark.parametrize("text", [b"{", b"\xff", b"[" * 100_000], ids=["cut", "not text", "too deep"])
def test_a_script_that_is_no_json_is_refused(
    text: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "script.json").write_bytes(text)
    assert main([str(tmp_path / "script.json"), "-o", str(tmp_path / "a.gz")]) == 1
    assert capsys.readouterr().err.endswith("not valid JSON\n")


def test_a_missing_script_and_an_unwritable_recording_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "none.json"), "-o", str(tmp_path / "a.gz")]) == 2
    assert capsys.readouterr().err == f"{tmp_path / 'none.json'}: No such file or directory\n"
    (tmp_path / "script.json").write_text(json.dumps(script(scene("attend", 1))), encoding="utf-8")
    assert main([str(tmp_path / "script.json"), "-o", str(tmp_path)]) == 2
    assert capsys.readouterr().err == f"{tmp_path}: Is a directory\n"


def test_the_synth_command_writes_a_recording_and_its_truth(tmp_path: Path) -> None:
    (tmp_path / "script.json").write_text(json.dumps(script(scene("read", 2))), encoding="utf-8")
    files = [str(tmp_path / name) for name in ("script.json", "a.gz", "a.jsonl")]
    command = [sys.executable, "-m", "signals", "synth", files[0], "-o", files[1], "--truth", files[2]]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    assert ended.stdout == f"{files[1]}: 20 frames\n"
    assert len(list(read_recording(files[1]))) == 20
    truths = [json.loads(line) for line in Path(files[2]).read_text(encoding="utf-8").splitlines()]
    assert {(truth["behaviour"], truth["state"]) for truth in truths} == {("read", "focused")}
