"""OpenFace's columns: what is measured under whose name, and that what is not measured is not there."""

import csv
import gzip
import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas
import pytest

from offline.openface.columns import COLUMNS, INTENSITIES, PRESENCES, OpenFaceRows, Row, as_text
from offline.openface.command import main
from offline.replay.measured import measured
from offline.synthetic import parse_script, play

EXAMPLE = Path("examples/lesson.jsonl.gz")
# What OpenFace 2.2 writes of action units: each _r with its _c, and 28 as a presence alone.
OPENFACE_UNITS = (1, 2, 4, 5, 6, 7, 9, 10, 12, 14, 15, 17, 20, 23, 25, 26, 45)
REST = {"behaviour": "attend", "seconds": 17}


def rows_of(*scenes: dict[str, Any], **others: str) -> Iterator[Row]:
    """Yield the rows of a synthetic face that rests, and then plays the scenes."""
    whole = {"seed": 3, "fps": 5, "subject": 2, "width": 640, "height": 480, "drop_share": 0}
    lesson = {"format": "readroom-script", "version": 1, **whole, **others, "scenes": [REST, *scenes]}
    rows = OpenFaceRows()
    return (rows.row(moment) for moment in measured((frame for frame, _ in play(parse_script(lesson))), {}))


def last(rows: Iterator[Row], count: int) -> list[Row]:
    return list(rows)[-count:]


def strongest(rows: list[Row], column: str) -> float:
    return max(float(row[column] or 0) for row in rows)


def test_every_column_is_one_of_openfaces_and_those_that_are_not_measured_are_absent() -> None:
    units = {f"AU{unit:02}_{kind}" for unit in OPENFACE_UNITS for kind in "rc"}
    assert {column for column in COLUMNS if column.startswith("AU")} < units
    assert not {"AU06_r", "AU07_r", "AU09_r", "AU10_r", "AU14_r", "AU17_r", "AU23_r"} & set(COLUMNS)
    assert [name[:-2] for name in INTENSITIES] == [name[:-2] for name in PRESENCES]


@pytest.mark.parametrize(
    ("scene", "shown", "others"),
    [
        ({"behaviour": "confused", "seconds": 6, "frown": 1}, ["AU04"], ["AU12", "AU26", "AU01"]),
        ({"behaviour": "smile", "seconds": 6, "amount": 1}, ["AU12"], ["AU04", "AU15"]),
        ({"behaviour": "yawn", "seconds": 6}, ["AU25", "AU26"], ["AU12", "AU04"]),
    ],
)
def test_what_a_face_does_stands_under_openfaces_number(
    scene: dict[str, Any], shown: list[str], others: list[str]
) -> None:
    rows = last(rows_of(scene), 25)
    for unit in shown:
        assert 3 < strongest(rows, f"{unit}_r") <= 5, unit
        assert strongest(rows, f"{unit}_c") == 1, unit
    for unit in others:
        assert strongest(rows, f"{unit}_r") < 1, unit
        assert strongest(rows, f"{unit}_c") == 0, unit


def test_an_intensity_is_five_times_ours_and_there_from_one_on() -> None:
    frames = [frame for frame, _ in play(parse_script(json.loads(Path("examples/lesson.json").read_text())))]
    rows, told = OpenFaceRows(), list(measured(frames, {}))
    seen = [(rows.row(moment), moment.units) for moment in told]
    known = [(row, units) for row, units in seen if units is not None]
    assert len(known) > 20
    for row, units in known:
        intensity = row["AU04_r"]
        assert intensity == 5 * units["au4"]
        assert row["AU04_c"] == int(intensity >= 1)


def test_shut_lids_are_au45() -> None:
    rows = last(rows_of({"behaviour": "sleep", "seconds": 8}), 5)
    assert strongest(rows, "AU45_r") > 4
    assert strongest(rows, "AU45_c") == 1


def test_an_empty_seat_has_no_confidence_no_success_and_no_values() -> None:
    [row] = last(rows_of({"behaviour": "leave", "seconds": 5}), 1)
    assert (row["confidence"], row["success"]) == (0, 0)
    assert {row[name] for name in COLUMNS[5:]} == {None}


def test_a_frame_that_is_unknown_has_no_confidence() -> None:
    rows = list(rows_of())
    assert {(row["confidence"], row["success"]) for row in rows} == {(1, 1)}
    # A camera on its side: the head is measured, and no label can be told.
    [sideways] = last(rows_of({"behaviour": "attend", "seconds": 5}, camera="sideways"), 1)
    assert (sideways["confidence"], sideways["success"]) == (0, 1)
    assert abs(float(sideways["pose_Rz"] or 0)) > math.radians(60)


def test_action_units_are_empty_until_the_face_at_rest_is_known() -> None:
    rows = list(rows_of())
    assert {rows[0][name] for name in INTENSITIES} == {None}
    assert rows[0]["pose_Tz"] is not None
    assert None not in {rows[-1][name] for name in INTENSITIES}


def test_of_two_people_the_student_is_measured() -> None:
    alone, beside = (
        last(rows_of({"behaviour": name, "seconds": 3}), 10) for name in ("attend", "second_person")
    )
    assert [row["success"] for row in beside] == [1] * 10
    assert {row["face_id"] for row in beside} == {0}
    for before, now in zip(alone, beside, strict=True):
        assert now["pose_Tx"] == pytest.approx(before["pose_Tx"], abs=20)


def test_frames_count_from_one_and_cells_have_openfaces_decimals() -> None:
    rows = list(rows_of())
    assert [row["frame"] for row in rows[:3]] == [1, 2, 3]
    cells = [
        ("frame", 3, "3"),
        ("timestamp", 0.2, "0.200"),
        ("pose_Tz", 503.66, "503.7"),
        ("AU04_r", 4.5, "4.50"),
    ]
    for column, value, text in cells:
        assert as_text(column, value) == text
    assert as_text("AU04_r", None) == as_text("AU04_r", math.nan) == ""


def read_as_py_feat(path: Path, features: list[str] | None = None) -> pandas.DataFrame:
    """Read a table by the rules that py-feat documents for its read_openface.

    Comma-separated; spaces around names do not count; with `features` those columns, or a KeyError; without,
    all of OpenFace's where they are there, else what is there.
    """
    table = pandas.read_csv(path, sep=",")
    table.columns = table.columns.str.strip(" ")
    return table if features is None else table[features]


def test_py_feats_rules_read_the_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "lesson.csv"
    assert main([str(EXAMPLE), "-o", str(table)]) == 0
    assert capsys.readouterr().out == f"{table}: 72 rows\n"
    read = read_as_py_feat(table)
    assert list(read.columns) == list(COLUMNS)
    assert len(read) == 72
    seen = read[(read["success"] == 1) & (read["confidence"] >= 0.8)]
    frown = read_as_py_feat(table, ["timestamp", "AU04_r", "AU04_c"])
    assert frown.loc[frown["AU04_c"] == 1, "timestamp"].between(22, 32).all()
    assert seen["pose_Tz"].between(450, 560).all()
    assert read["pose_Tz"].isna().sum() == 72 - len(seen)
    with pytest.raises(KeyError):
        read_as_py_feat(table, ["AU06_r"])


def test_the_table_of_a_broken_recording_ends_where_it_breaks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken, table = tmp_path / "broken.jsonl", tmp_path / "broken.csv"
    lines = gzip.decompress(EXAMPLE.read_bytes()).splitlines()[:4]
    broken.write_bytes(b"\n".join([*lines, b"{"]))
    assert main([str(broken), "-o", str(table)]) == 1
    assert "broken.jsonl: line 5: not valid JSON" in capsys.readouterr().err
    with table.open(encoding="utf-8", newline="") as file:
        assert len(list(csv.reader(file))) == 1 + 3


@pytest.mark.parametrize(
    ("recording", "table", "complaint"),
    [
        ("nothing.jsonl", "a.csv", "nothing.jsonl: there is no such file"),
        (str(EXAMPLE.resolve()), "no/folder/a.csv", "it cannot be written: No such file or directory"),
    ],
)
def test_what_cannot_be_read_or_written_is_named(
    recording: str, table: str, complaint: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / recording), "-o", str(tmp_path / table)]) == 2
    assert complaint in capsys.readouterr().err
