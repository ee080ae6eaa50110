"""The Python API: its examples run as they stand, and it says what the commands say."""

import doctest
import gzip
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pandas
import pytest

import readroom
from offline.__main__ import main
from readroom import research
from signals.contract.report import MEASURES
from tests.examples.test_readme_commands import without
from tools.steps import ROOT

LESSON = ROOT / "examples" / "lesson.jsonl.gz"
TRUTH = ROOT / "examples" / "lesson.truth.jsonl"
SCRIPT = ROOT / "examples" / "lesson.json"


@pytest.fixture(autouse=True)
def at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    """The examples name files from the repository's root."""
    monkeypatch.chdir(ROOT)


@pytest.fixture
def lesson() -> readroom.Recording:
    return readroom.open(LESSON)


def test_every_example_runs_as_it_stands() -> None:
    ended = doctest.testmod(research)
    assert ended.failed == 0
    assert ended.attempted >= 20
    functions = [getattr(readroom, name) for name in ("open", "evaluate", "synth", "to_openface")]
    for documented in (
        *functions,
        readroom.Recording,
        readroom.Recording.measures,
        readroom.Recording.replay,
    ):
        assert ">>> import readroom" in (documented.__doc__ or ""), documented


def test_the_package_says_that_it_is_typed_and_names_what_it_has() -> None:
    assert (ROOT / "readroom" / "py.typed").is_file()
    assert set(readroom.__all__) == set(research.__all__)
    assert all(hasattr(readroom, name) for name in readroom.__all__)


def test_a_table_says_of_each_frame_what_replay_says(
    lesson: readroom.Recording, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["replay", "--json", "--rule", "balanced", str(LESSON)]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    table = lesson.measures(rule="balanced")
    assert len(table) == len(lines) == 72
    assert list(table["state"]) == [line["state"] for line in lines]
    assert list(table["cues"]) == [" ".join(line["cues"]) for line in lines]
    for name in MEASURES:
        told = [line["measures"][name] for line in lines]
        if name == "reason":
            assert list(table[name]) == told
        else:
            expected = np.array([np.nan if value is None else float(value) for value in told])
            np.testing.assert_array_equal(table[name].to_numpy(), expected, err_msg=name)


def test_a_table_has_numbers_in_columns_of_numbers(lesson: readroom.Recording) -> None:
    table = lesson.measures()
    texts = {name for name in table.columns if table[name].dtype == object}
    assert texts == {"state", "cues", "reason"}
    assert list(table.columns[:3]) == ["t_s", "state", "cues"]
    assert table["au4"].isna().sum() > 0
    assert table["au4"].between(0, 1).sum() > 40


def test_transitions_are_the_lines_of_replay(
    lesson: readroom.Recording, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["replay", str(LESSON)]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    told = [(line["t_s"], line["state"], tuple(line["cues"])) for line in lines]
    assert lesson.replay() == told
    assert len(lesson.replay(fps=0.5)) < len(told)


def test_a_recording_can_be_read_again_and_again(lesson: readroom.Recording) -> None:
    assert lesson.replay() == lesson.replay()
    assert len(list(lesson)) == len(list(lesson)) == 72


def test_scores_are_those_of_evaluate(lesson: readroom.Recording, tmp_path: Path, capsys: Any) -> None:
    figures = tmp_path / "scores.json"
    assert main(["evaluate", str(LESSON), "--truth", str(TRUTH), "--json", str(figures)]) == 0
    scores = readroom.evaluate(lesson, TRUTH)
    assert str(scores) == capsys.readouterr().out
    told = json.loads(figures.read_text(encoding="utf-8"))
    assert {name: getattr(scores, name) for name in told} == told


def test_a_truth_for_several_recordings_is_read_by_this_ones_name(
    lesson: readroom.Recording, tmp_path: Path
) -> None:
    truth = tmp_path / "truth.csv"
    truth.write_text("recording,start_s,end_s,state\nother.gz,1,9,away\nlesson.jsonl.gz,18,21,away\n")
    assert readroom.evaluate(lesson, truth).states["away"]["true_s"] == pytest.approx(3)


def test_a_made_up_recording_is_the_one_that_synth_writes(tmp_path: Path) -> None:
    made = readroom.synth(SCRIPT)
    saved = tmp_path / "made.jsonl.gz"
    assert made.save(saved) == 72
    assert saved.read_bytes() == LESSON.read_bytes()
    pandas.testing.assert_frame_equal(made.measures(), readroom.open(saved).measures())
    assert made.replay() == readroom.synth(json.loads(SCRIPT.read_text(encoding="utf-8"))).replay()
    by_file = readroom.evaluate(made, TRUTH)
    assert readroom.evaluate(made, made.truth) == by_file


def test_an_opened_recording_is_saved_as_it_was(lesson: readroom.Recording, tmp_path: Path) -> None:
    lesson.save(tmp_path / "copy.jsonl.gz")
    assert (tmp_path / "copy.jsonl.gz").read_bytes() == LESSON.read_bytes()


def test_landmarks_from_elsewhere_give_the_same_labels(lesson: readroom.Recording, tmp_path: Path) -> None:
    dump = tmp_path / "dump.npz"
    faces = [frame["faces"][0] if frame["faces"] else np.full((478, 3), np.nan) for frame in lesson]
    np.savez(dump, landmarks=np.array(faces), timestamps=np.array([frame["t_s"] for frame in lesson]))
    taken = readroom.from_mediapipe(dump, 640, 480)
    assert (taken.width, taken.height, taken.source) == (640, 480, "MediaPipe dump dump.npz")
    assert [change.state for change in taken.replay()] == [change.state for change in lesson.replay()]


@pytest.mark.parametrize(
    ("use", "complaint"),
    [
        (lambda path: readroom.open(path), "not valid JSON"),
        (
            lambda path: list(readroom.open(LESSON.parent / "lesson.json")),
            "lesson.json: line 1: not valid JSON",
        ),
        (lambda path: readroom.synth(path), "not valid JSON"),
        (lambda path: readroom.synth({"format": "other"}), "not a script"),
        (lambda path: readroom.evaluate(readroom.open(LESSON), path), "expected JSON lines, or CSV"),
        (lambda path: readroom.evaluate(readroom.open(LESSON), [(1, 2, "happy")]), "line 1: bad state"),
        (lambda path: readroom.evaluate(readroom.open(LESSON), [(2, 1, "away")]), "expected the end to come"),
        (lambda path: readroom.from_mediapipe(path, 640, 480), "unknown kind of file"),
    ],
)
def test_what_cannot_be_used_is_one_kind_of_error(use: Any, complaint: str, tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_text("words", encoding="utf-8")
    with pytest.raises(readroom.DataError, match=complaint):
        use(path)


def test_a_recording_that_breaks_off_says_where(tmp_path: Path) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_bytes(b"\n".join([*gzip.decompress(LESSON.read_bytes()).splitlines()[:3], b"{"]))
    recording = readroom.open(broken)
    for use in (list, readroom.Recording.measures, readroom.Recording.replay):
        with pytest.raises(readroom.DataError, match="line 4: not valid JSON"):
            use(recording)


def test_a_file_that_is_not_there_is_pythons_own_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        readroom.open(tmp_path / "no.jsonl.gz")


def test_without_pandas_a_table_says_what_installs_it(
    lesson: readroom.Recording, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ModuleNotFoundError, match=r"this needs pandas: .+ -m pip install pandas==2\.3\.3"):
        lesson.measures()


def test_without_numpy_a_recording_says_what_installs_it(tmp_path: Path) -> None:
    bare = {**os.environ, "PYTHONPATH": without(tmp_path / "bare", "numpy")}
    code = f"import readroom\nreadroom.open({str(LESSON)!r})"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=bare)
    assert ended.returncode == 1
    last = ended.stderr.splitlines()[-1]
    assert last.startswith("ModuleNotFoundError: this needs numpy: ")
    assert last.endswith(" -m pip install numpy==1.26.4")


def test_the_names_of_the_package_do_not_load_numpy() -> None:
    code = "import readroom, sys; print({'numpy', 'pandas', 'offline'} & set(sys.modules))"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout == "set()\n"
