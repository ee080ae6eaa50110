"""Training: it finds what is there, refuses what is not, and says what the data forbids to conclude."""

import json
import re
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from offline.replay.command import main as replay
from offline.replay.trained import FEATURES, Model, ModelError, load_model
from offline.train.command import main
from offline.train.fitting import RIDGE, fit
from tests.browser.clips import face
from tests.offline.train import ATTEND, CONFUSED, SMILE, write_person
from tests.signals.pictures import write_video

PEOPLE = range(1, 7)


@pytest.fixture(scope="module")
def expressions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which every person shows each of three classes."""
    folder = tmp_path_factory.mktemp("expressions")
    scenes: dict[str, dict[str, Any]] = {"calm": ATTEND, "puzzled": CONFUSED, "smiling": SMILE}
    for name, scene in scenes.items():
        for person in PEOPLE:
            write_person(folder / name, person, scene)
    return folder


@pytest.fixture(scope="module")
def strangers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which all do the same, and each class is one person with two films."""
    folder = tmp_path_factory.mktemp("strangers")
    for person in (1, 2, 3):
        for seed in (0, 1):
            write_person(folder / f"class_{person}", person, ATTEND, 20, seed)
    return folder


def accuracy(report: str, split: str) -> int:
    [found] = re.findall(rf"^{split} +(\d+)%", report, re.MULTILINE)
    return int(found)


def test_expressions_of_people_who_were_held_back_are_found(
    expressions: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    model = tmp_path / "model.json"
    assert main([str(expressions), "-o", str(model)]) == 0
    told = capsys.readouterr()
    assert accuracy(told.out, "by person") >= 90
    assert "WARNING" not in told.out
    assert "over 6 groups" in told.out
    assert re.search(r"^calm +36 +0 +6$", told.out, re.MULTILINE)
    assert f"{model}: 3 classes" in told.out
    weights = load_model(model)
    puzzled, smiling = (dict(zip(FEATURES, weights.weights[at], strict=False)) for at in (1, 2))
    assert puzzled["brow_height_cm"] < 0 < puzzled["roll_deg"]
    assert smiling["corner_lift_cm"] > 0
    # And what the model says of somebody it has never seen.
    stranger = write_person(tmp_path / "new", 40, SMILE)
    assert replay(["--model", str(model), str(stranger)]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["t_s"] for line in lines] == [0, 2, 4, 6, 8, 10]
    assert {line["class"] for line in lines[1:]} == {"smiling"}


def test_where_each_class_is_one_person_it_warns_and_writes_nothing(
    strangers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    model = tmp_path / "model.json"
    assert main([str(strangers), "-o", str(model)]) == 1
    told = capsys.readouterr()
    assert told.out.count("is one person: it cannot be told from that person's face") == 3
    # Whose face it is, is learnt at once: that is what a random split would have printed.
    assert accuracy(told.out, "at random") >= 95
    assert accuracy(told.out, "by person") == 0
    assert "do not cite that" in told.out
    assert told.err == f"{model}: not written: a class is one person\n"
    assert not model.exists()


def test_of_one_person_alone_nothing_is_said_about_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, scene in (("calm", ATTEND), ("smiling", SMILE)):
        write_person(tmp_path / name, 1, scene, 24)
    assert main([str(tmp_path)]) == 0
    told = capsys.readouterr().out
    assert "WARNING: All is of one person" in told
    assert accuracy(told, "by blocks of time") >= 90


def test_classes_that_are_not_there_are_not_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for person in PEOPLE:
        write_person(tmp_path / "data" / ("odd" if person % 2 else "even"), person, ATTEND, 16)
    model = tmp_path / "model.json"
    assert main([str(tmp_path / "data"), "-o", str(model)]) == 1
    told = capsys.readouterr()
    assert "WARNING" not in told.out
    assert accuracy(told.out, "at random") > accuracy(told.out, "by person")
    assert "not written: the gain over chance may be none" in told.err
    assert not model.exists()


def test_a_pattern_says_who_is_who_and_without_either_it_warns(
    expressions: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    flat = tmp_path / "flat"
    for path in expressions.rglob("*.gz"):
        name, person = path.parts[-3:-1]
        (flat / name).mkdir(parents=True, exist_ok=True)
        (flat / name / f"{person}.jsonl.gz").write_bytes(path.read_bytes())
    assert main([str(flat), "--person", r"(person_\d+)"]) == 0
    by_pattern = capsys.readouterr().out
    assert "WARNING" not in by_pattern
    assert main([str(flat)]) == 0
    unknown = capsys.readouterr().out
    assert "WARNING: The data does not say who is who: the split is by blocks of time" in unknown
    assert accuracy(unknown, "by blocks of time") >= 90
    assert re.search(r"^calm +36 +0 +\?$", unknown, re.MULTILINE)
    assert main([str(flat), "--person", r"(nobody)"]) == 1
    assert "--person finds nobody in person_1.jsonl.gz" in capsys.readouterr().err


def test_pictures_are_seen_by_the_projects_own_recorder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, mouth in (("up", "as it is"), ("down", "corners down")):
        (tmp_path / name).mkdir()
        for number in range(12):
            picture = face(number - 6, mouth)  # type: ignore[arg-type]
            cv2.imwrite(str(tmp_path / name / f"{number:02}.png"), cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))
    cv2.imwrite(str(tmp_path / "up" / "nobody.png"), np.full((480, 640, 3), 128, np.uint8))
    assert main([str(tmp_path)]) == 0
    told = capsys.readouterr().out
    assert re.search(r"^up +12 +1 +\?$", told, re.MULTILINE)
    assert accuracy(told, "by blocks of time") >= 90


def test_films_are_seen_two_seconds_at_a_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, mouth in (("up", "as it is"), ("down", "corners down")):
        (tmp_path / name).mkdir()
        shown = [(face(number % 5, mouth), 1.0) for number in range(24)]  # type: ignore[arg-type]
        write_video(tmp_path / name / "film.avi", shown, fps=1)
    assert main([str(tmp_path), "--fps", "1"]) == 0
    told = capsys.readouterr().out
    assert re.search(r"^down +12 +0 +\?$", told, re.MULTILINE)
    assert accuracy(told, "by blocks of time") >= 90


def test_chance_is_what_the_commonest_class_alone_scores(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for person in (1, 2, 3, 4):
        write_person(tmp_path / "calm", person, ATTEND, 24)
        write_person(tmp_path / "smiling", person, SMILE, 8)
    assert main([str(tmp_path)]) == 0
    told = capsys.readouterr().out
    assert re.search(r"^by person .+ 75%$", told, re.MULTILINE)
    assert "Fewer than 5 groups: the interval means little." in told


def test_the_fit_is_the_one_optimum() -> None:
    random = np.random.default_rng(1)
    features = random.normal(0, 1, (80, len(FEATURES)))
    labels = ["a" if row[0] + random.normal(0, 0.5) > 0 else "b" for row in features]
    model = fit(features, labels, ["a", "b"])
    standard = np.column_stack([(features - model.mean) / model.spread, np.ones(80)])
    truth = np.array([[label == name for name in "ab"] for label in labels], dtype=float)
    slope = (model.probabilities(features) - truth).T @ standard
    np.testing.assert_allclose(slope[:, :-1] + RIDGE * model.weights[:, :-1], 0, atol=1e-6)
    # Of two classes one's weights are the other's with the opposite sign: they sum to nothing.
    np.testing.assert_allclose(model.weights.sum(axis=0), 0, atol=1e-6)
    assert model.weights[0, 0] == max(model.weights[0, :-1])


def test_a_model_is_the_same_once_it_was_written_and_read(tmp_path: Path) -> None:
    random = np.random.default_rng(2)
    count = len(FEATURES)
    model = Model(("a", "ü"), random.normal(size=count), np.ones(count), random.normal(size=(2, count + 1)))
    model.save(tmp_path / "model.json")
    read = load_model(tmp_path / "model.json")
    features = random.normal(size=(5, count))
    assert read.classes == model.classes
    np.testing.assert_array_equal(read.probabilities(features), model.probabilities(features))


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": "readroom-model", "version": 2}'])
def test_what_is_no_model_is_told(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "model.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ModelError, match="not a model; expected what `train -o` writes"):
        load_model(path)
    assert replay(["--model", str(path), "examples/lesson.jsonl.gz"]) == 1
    assert "not a model" in capsys.readouterr().err


def test_folders_that_cannot_be_trained_on_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for place, complaint in (
        (tmp_path / "none", "No such file or directory"),
        (tmp_path, "0 folders; expected one for each of two classes or more"),
    ):
        assert main([str(place)]) != 0
        assert complaint in capsys.readouterr().err
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert main([str(tmp_path)]) == 1
    assert "no recording, film or picture in it" in capsys.readouterr().err
    for name in "ab":
        write_person(tmp_path / name, 1, ATTEND, 4)
    assert main([str(tmp_path)]) == 1
    assert "a: 2 samples with a readable face; expected 10 or more" in capsys.readouterr().err


@pytest.mark.parametrize("pattern", ["(", "person", "(a)(b)"])
def test_a_pattern_has_one_group(pattern: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([".", "--person", pattern])
    assert "argument --person: " in capsys.readouterr().err
