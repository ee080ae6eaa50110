"""The evaluate command: a synthetic recording against its own truth, and what is refused."""

import json
from pathlib import Path

import pytest

from offline.evaluate import command
from offline.synthetic import parse_script, write
from tests.signals.scripts import scene, script

SCENES = [scene("attend", 30), scene("leave", 10), scene("attend", 10), scene("second_screen", 10)]


@pytest.fixture(scope="module")
def lesson(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """Return a recording and the truth of its frames."""
    folder = tmp_path_factory.mktemp("lesson")
    paths = folder / "a.jsonl.gz", folder / "a.truth"
    write(parse_script(script(*SCENES, fps=5)), *paths)
    return str(paths[0]), str(paths[1])


def test_a_lesson_is_held_against_the_truth_of_its_frames(
    lesson: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    figures, picture = tmp_path / "a.json", tmp_path / "a.png"
    options = ["--json", str(figures), "--png", str(picture)]
    assert command.main([lesson[0], "--truth", lesson[1], *options]) == 0
    found = json.loads(figures.read_text())
    assert found["states"]["absent"]["episodes"] == found["states"]["absent"]["episodes_found"] == 1
    assert 0.9 <= found["states"]["absent"]["onset_latency_median_s"] <= 1.5
    assert found["states"]["away"]["false_onsets"] == 0
    assert 0.6 < found["coverage"] < 0.8
    assert picture.read_bytes().startswith(b"\x89PNG")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("0.017 hours with a truth, ")
    assert [line.split()[0] for line in lines[3:7]] == ["focused", "neutral", "away", "absent"]


def test_two_recordings_add_up_to_twice_the_time(lesson: tuple[str, str], tmp_path: Path) -> None:
    figures = tmp_path / "a.json"
    one, two = [lesson[0], "--truth", lesson[1]], [lesson[0]] * 2 + ["--truth", lesson[1]] * 2
    alike = [lesson[0], lesson[0], "--truth", lesson[1]]
    seconds = []
    for arguments in (one, two, alike):
        assert command.main([*arguments, "--json", str(figures)]) == 0
        seconds.append(json.loads(figures.read_text())["states"]["away"]["true_s"])
    assert seconds[1:] == pytest.approx([2 * seconds[0]] * 2)


def test_time_without_an_interval_can_be_given_a_state(lesson: tuple[str, str], tmp_path: Path) -> None:
    truth, figures = tmp_path / "truth.csv", tmp_path / "a.json"
    truth.write_text("start_s,end_s,state\n30,40,absent\n", encoding="utf-8")
    arguments = [lesson[0], "--truth", str(truth), "--json", str(figures)]
    assert command.main(arguments) == 0
    assert list(json.loads(figures.read_text())["confusion_s"]) == ["absent"]
    assert command.main([*arguments, "--rest", "focused"]) == 0
    assert list(json.loads(figures.read_text())["confusion_s"]) == ["focused", "absent"]


def test_a_broken_recording_is_evaluated_as_far_as_it_goes(
    lesson: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.gz"
    broken.write_bytes(Path(lesson[0]).read_bytes()[:-200_000])
    assert command.main([str(broken), "--truth", lesson[1]]) == 1
    told = capsys.readouterr()
    assert "the file is cut short here" in told.err
    assert "readable before that: " in told.err
    assert "focused" in told.out


def test_a_bad_truth_ends_in_one_line(
    lesson: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    truth = tmp_path / "truth.csv"
    truth.write_text("start_s,end_s,state\n3,2,away\n", encoding="utf-8")
    assert command.main([lesson[0], "--truth", str(truth)]) == 1
    assert capsys.readouterr().err.startswith(f"{truth}: line 2: it ends at 2.0 s")


def test_each_recording_needs_its_truth(lesson: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        command.main([lesson[0]] * 3 + ["--truth", lesson[1]] * 2)
    assert ended.value.code == 2
    assert capsys.readouterr().err.endswith("error: 3 recordings and 2 truth files\n")


def test_no_file_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["none.gz", "--truth", f"{tmp_path}/none"]) == 2
    assert capsys.readouterr().err == f"{tmp_path}/none: it cannot be read: No such file or directory\n"
