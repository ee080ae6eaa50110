"""Dumps: the shapes that MediaPipe's landmarks are stored in become recordings; others are told why not."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from offline.imports.command import main
from offline.imports.dump import DumpError, read_dump
from offline.recordings.header import read_header
from offline.recordings.recording import read_recording
from tests.offline.imports import FPS, HEIGHT, WIDTH, film

SIZE = (WIDTH, HEIGHT)
NOBODY = [float("nan")] * 3
Write = Callable[[Path], Path]


def points(face: Any) -> list[dict[str, float]]:
    return [dict(zip("xyz", landmark, strict=True)) for landmark in face.tolist()]


def json_of_the_face_landmarker(folder: Path) -> Path:
    results = [
        {"faceLandmarks": [points(face) for face in faces], "faceBlendshapes": [], "timestampMs": t_s * 1000}
        for t_s, faces in film()
    ]
    return written(folder / "tasks.json", json.dumps(results))


def json_lines_of_face_mesh(folder: Path) -> Path:
    results = [
        {"timestamp": t_s, "multiFaceLandmarks": [points(face) for face in faces]} for t_s, faces in film()
    ]
    return written(folder / "mesh.jsonl", "\n".join(map(json.dumps, results)) + "\n\n")


def json_of_python_protocol_buffers(folder: Path) -> Path:
    frames = [
        {"multi_face_landmarks": [{"landmark": points(face)} for face in faces] or None}
        for _, faces in film()
    ]
    return written(folder / "python.json", json.dumps({"frames": frames}))


def json_of_bare_lists(folder: Path) -> Path:
    frames = [{"t_s": t_s, "face_landmarks": [face.tolist() for face in faces]} for t_s, faces in film()]
    return written(folder / "lists.json", json.dumps({"results": frames}))


def wide_csv(folder: Path) -> Path:
    names = [f"{axis}_{point}" for axis in "xyz" for point in range(478)]
    rows = [
        ["" if not faces else repr(v) for v in (faces[0].T.ravel() if faces else range(1434))]
        for _, faces in film()
    ]
    table = [
        ["frame", "timestamp", *names],
        *([str(n), str(film()[n][0]), *row] for n, row in enumerate(rows)),
    ]
    return csv_of(folder / "wide.csv", table)


def wide_csv_by_landmark(folder: Path) -> Path:
    names = [f"landmark_{point}_{axis}" for point in range(1, 479) for axis in "xyz"]
    rows = [["nan"] * 1434 if not faces else list(map(str, faces[0].ravel())) for _, faces in film()]
    return csv_of(folder / "points.csv", [names, *rows])


def bare_data_frame(folder: Path) -> Path:
    rows = [[""] * 1434 if not faces else list(map(str, faces[0].ravel())) for _, faces in film()]
    return csv_of(folder / "bare.csv", [list(map(str, range(1434))), *rows])


def long_csv(folder: Path) -> Path:
    # Frames without a face have no row in such a table.
    table = [["frame", "timestamp", "landmark_id", "x", "y", "z"]]
    for number, (t_s, faces) in enumerate(film()):
        for face in faces:
            table += [[str(number), str(t_s), str(point), *map(str, at)] for point, at in enumerate(face)]
    return csv_of(folder / "long.csv", table)


def npy(folder: Path) -> Path:
    path = folder / "landmarks.npy"
    np.save(path, np.array([faces[0] if faces else np.full((478, 3), np.nan) for _, faces in film()]))
    return path


def npz(folder: Path) -> Path:
    path = folder / "landmarks.npz"
    faces = np.array([[faces[0]] if faces else np.full((1, 478, 3), np.nan) for _, faces in film()])
    np.savez(path, landmarks=faces, timestamp_ms=np.array([t_s * 1000 for t_s, _ in film()]))
    return path


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def csv_of(path: Path, table: list[list[str]]) -> Path:
    text = io.StringIO()
    csv.writer(text).writerows(table)
    return written(path, text.getvalue())


WITH_EMPTY_FRAMES = [
    json_of_the_face_landmarker,
    json_lines_of_face_mesh,
    json_of_python_protocol_buffers,
    json_of_bare_lists,
    wide_csv,
    wide_csv_by_landmark,
    bare_data_frame,
    npy,
    npz,
]


@pytest.mark.parametrize("write", [*WITH_EMPTY_FRAMES, long_csv])
def test_each_shape_gives_the_same_frames(write: Write, tmp_path: Path) -> None:
    expected = [one for one in film() if one[1] or write is not long_csv]
    frames = list(read_dump(write(tmp_path), SIZE, FPS))
    assert [len(frame["faces"]) for frame in frames] == [len(faces) for _, faces in expected]
    assert {0, 1} >= {len(frame["faces"]) for frame in frames}
    for frame, (t_s, faces) in zip(frames, expected, strict=True):
        assert frame["t_s"] == pytest.approx(t_s, abs=1e-6)
        assert (frame["width"], frame["height"], frame["luma"]) == (WIDTH, HEIGHT, None)
        np.testing.assert_allclose(np.array(frame["faces"]), np.array(faces), atol=1e-9)


def test_the_film_has_frames_with_and_without_a_face() -> None:
    assert {len(faces) for _, faces in film()} == {0, 1}


def test_the_command_writes_a_recording_that_is_read_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dump, recording = json_of_the_face_landmarker(tmp_path), tmp_path / "made.jsonl.gz"
    assert main([str(dump), "-o", str(recording), "--size", f"{WIDTH}x{HEIGHT}"]) == 0
    assert capsys.readouterr().out == f"{recording}: {len(film())} frames\n"
    assert read_header(recording) == (WIDTH, HEIGHT, "MediaPipe dump tasks.json")
    assert [frame["t_s"] for frame in read_recording(recording)] == pytest.approx([t_s for t_s, _ in film()])


FACE = film()[0][1][0]


def result(**others: Any) -> str:
    return json.dumps([{"faceLandmarks": [FACE.tolist()], **others}])


def faces_of(rows: Any) -> str:
    return json.dumps([{"faceLandmarks": [rows]}])


PROBLEMS = {
    "a.txt": ("", "unknown kind of file; expected one of .json, .jsonl"),
    "empty.json": ("[]", "there is no frame in it"),
    "torn.json": ('[{"faceLandmarks": [', "line 1: not valid JSON"),
    "other.json": ('[{"poseLandmarks": []}]', "frame 1: no faces; expected one of faceLandmarks"),
    "untimed.json": (result(), "there are no times in it; give the frames a second"),
    "word.json": (result(timestamp="now"), "frame 1: timestamp is 'now'; expected a number"),
    "unrefined.json": (faces_of(FACE[:468].tolist()), "468 landmarks; expected 478: the irises are missing"),
    "openface.json": (faces_of(FACE[:68].tolist()), "68 landmarks; expected 478: these look like OpenFace's"),
    "few.json": (faces_of(FACE[:5].tolist()), "frame 1: 5 landmarks; expected 478"),
    "flat.json": (
        faces_of(FACE[:, :2].tolist()),
        "landmarks of 2 numbers; expected x, y and z: without depth",
    ),
    "pixels.json": (faces_of((FACE * 640).tolist()), "if these are pixels, divide x and z by its width"),
    "hole.json": (faces_of([[1, 2], *FACE[1:].tolist()]), "a landmark is not x, y and z"),
    "back.jsonl": (
        "\n".join(json.dumps({"faceLandmarks": [], "t": t}) for t in (1, 2, 2)),
        "frame 3: its time is 2 s; expected one after 2 s",
    ),
    "units.jsonl": (
        "\n".join(json.dumps({"faceLandmarks": [], "timestamp": 33 * n}) for n in range(4)),
        "the frames are 33 s apart; if these are milliseconds, call the times timestamp_ms",
    ),
    "nothing.csv": ("", "the file is empty"),
    "words.csv": ("a,b,c\n1,2,3\n", "no landmarks in its columns; expected x_0, y_0, z_0 and on"),
    "short.csv": ("1,2,3,4\n", "line 1: 4 numbers; expected x, y and z of 478 landmarks"),
    "loose.csv": (
        "frame,x,y,z\n1,0,0,0\n",
        "a row for each landmark; expected beside x, y and z one column of",
    ),
    "part.csv": ("frame,landmark,x,y,z\n1,0,0,0,0\n", "line 2: 1 landmarks; expected 478"),
    "twice.csv": (
        "frame,id,x,y,z\n1,0,0,0,0\n1,0,0,0,0\n",
        "line 3: landmark 0 again; expected a column face",
    ),
    "two.csv": (
        "frame," + ",".join(f"x_{n},y_{n}" for n in range(478)) + "\n",
        "a landmark is not whole; expected x, y and z",
    ),
    "of.csv": (
        "frame, face_id, pose_Rx, " + ", ".join(f"x_{n}" for n in range(68)) + "\n",
        "this is a table of OpenFace's; its 68 points in the picture's plane suffice for no label",
    ),
    "ragged.csv": ("frame,landmark,x,y,z\n1,0,0\n", "line 2: 3 fields; expected 5"),
    "not.npy": ("words", "this is no NumPy file of numbers"),
}


@pytest.mark.parametrize("name", PROBLEMS)
def test_what_cannot_be_taken_over_is_told_with_its_file(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, complaint = PROBLEMS[name]
    path, recording = written(tmp_path / name, text), tmp_path / "made.jsonl.gz"
    assert main([str(path), "-o", str(recording), "--size", "640x480"]) == 1
    told = capsys.readouterr().err
    assert told.startswith(f"{path}: ")
    assert complaint in told
    assert told.count("\n") == 1
    assert not recording.exists()


@pytest.mark.parametrize(
    ("arrays", "complaint"),
    [
        ({"a": np.zeros((2, 468, 3))}, "468 landmarks; expected 478: the irises"),
        ({"a": np.zeros(3)}, "0 arrays that may be landmarks"),
        ({"a": np.zeros((2, 478, 3)), "b": np.zeros((2, 478, 3))}, "2 arrays that may be landmarks"),
        ({"a": np.zeros((2, 478, 3)), "t": np.zeros(3)}, "2 frames and times of shape (3,)"),
        ({"a": np.full((2, 478, 3), "x")}, "expected numbers"),
        ({"a": np.full((2, 478, 3), [np.nan, 0, 0])}, "frame 1: a landmark is not a finite number"),
    ],
)
def test_arrays_of_other_shapes_are_told(arrays: dict[str, Any], complaint: str, tmp_path: Path) -> None:
    path = tmp_path / "a.npz"
    np.savez(path, **arrays)
    with pytest.raises(DumpError) as error:
        list(read_dump(path, SIZE, FPS))
    assert complaint in str(error.value)


def test_objects_in_a_numpy_file_are_never_run(tmp_path: Path) -> None:
    path = tmp_path / "a.npy"
    np.save(path, np.array([{"not": "numbers"}], dtype=object), allow_pickle=True)
    with pytest.raises(DumpError, match="no NumPy file of numbers"):
        list(read_dump(path, SIZE, FPS))


@pytest.mark.parametrize("size", ["640", "0x480", "640x", "axb", "640x480x3"])
def test_a_size_is_two_numbers(size: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["a.json", "-o", "b.jsonl.gz", "--size", size])
    assert "expected a size such as 1280x720" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "no.json"), "-o", str(tmp_path / "a.gz"), "--size", "640x480"]) == 2
    assert capsys.readouterr().err == f"{tmp_path / 'no.json'}: No such file or directory\n"
