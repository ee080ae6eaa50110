"""The replay command: every frame as JSON, a picture, and what is said of broken recordings."""

import json
import re
from pathlib import Path

import cv2
import pytest

from offline.replay import command
from offline.replay.film import Film, spans
from offline.replay.picture import STATE_COLOURS
from tests.offline.recordings import write_recording
from tests.signals.lesson import CALM, PUZZLED, frames
from tools.steps import ROOT

BOARD_COLOUR = {
    state: colour
    for css in [(ROOT / "look/states.css").read_text(encoding="utf-8")]
    for states, name in re.findall(r"((?:\[data-state[^{]+)){\s*--state: var\(--(\w+)\)", css)
    for state in re.findall(r'"(\w+)"', states) or STATE_COLOURS
    for colour in re.findall(rf"--{name}: (#\w+);", css)[:1]
}


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("replay") / "lesson.jsonl.gz"
    write_recording(path, frames([(18, [CALM]), (8, [PUZZLED]), (8, [])], 5))
    return path


def test_json_tells_every_frame_with_its_measures(
    recording: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main([str(recording), "--json", "--proctoring"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["t_s"] for line in lines] == pytest.approx([n / 5 for n in range(34 * 5)])
    assert {tuple(line) for line in lines} == {("t_s", "state", "cues", "alerts", "measures")}
    assert lines[-1]["alerts"] == ["no_face"]
    assert lines[-1]["measures"]["faces"] == 0
    assert lines[100]["measures"]["brow_z"] > 2


def test_json_is_thinned_to_the_rate_asked_for(recording: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main([str(recording), "--json", "--fps", "1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["t_s"] for line in lines] == list(range(34))


def test_a_picture_is_drawn_in_the_colours_of_the_states(
    recording: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    picture = tmp_path / "a.png"
    assert command.main([str(recording), "--plot", str(picture)]) == 0
    assert '"state": "confused"' in capsys.readouterr().out
    drawn = {tuple(map(int, colour)) for colour in cv2.imread(str(picture)).reshape(-1, 3)[::3]}
    for state in ("focused", "confused"):
        red, green, blue = bytes.fromhex(STATE_COLOURS[state][1:])
        assert (blue, green, red) in drawn


def test_the_colours_are_those_of_the_board() -> None:
    assert set(STATE_COLOURS) <= set(BOARD_COLOUR)
    assert {state: BOARD_COLOUR[state] for state in STATE_COLOURS if state != "calibrating"} == {
        state: colour for state, colour in STATE_COLOURS.items() if state != "calibrating"
    }


def test_a_broken_recording_is_drawn_as_far_as_it_goes(
    recording: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken, picture = tmp_path / "broken.gz", tmp_path / "a.png"
    broken.write_bytes(recording.read_bytes()[:-50_000])
    assert command.main([str(broken), "--plot", str(picture)]) == 1
    assert "the file is cut short here\n" in capsys.readouterr().err
    assert picture.stat().st_size > 0


def test_nothing_is_drawn_of_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").write_text("", encoding="utf-8")
    picture = tmp_path / "a.png"
    assert command.main([str(tmp_path / "empty"), "--plot", str(picture)]) == 1
    assert f"{picture}: not drawn, for there is no frame to show\n" in capsys.readouterr().err
    assert not picture.exists()


def test_a_picture_that_cannot_be_written_is_told(
    recording: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main([str(recording), "--plot", str(tmp_path / "no" / "a.png")]) == 2
    assert "a.png: it cannot be drawn: " in capsys.readouterr().err


def test_a_span_ends_where_the_next_begins() -> None:
    assert spans([0, 1, 2, 3], ["a", "a", "b", "a"]) == [(0, 2, "a"), (2, 3, "b"), (3, 3, "a")]


def test_a_film_without_frames_has_no_spans() -> None:
    assert (Film().states(), Film().cues(), Film().alerts()) == ([], {}, {})
