"""Quick reading: the frames and the complaints of the plain reading."""

import gzip
import json
from itertools import permutations
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from offline.recordings import unpacking
from offline.recordings.quick import LineReader, read_quickly
from offline.recordings.recording import RecordingError, read_recording
from offline.recordings.writing import write_recording
from tests.offline.recordings import frame_line, header_line
from tests.offline.recordings.test_recording import BAD_HEADERS, BAD_LINES, EMPTY, HEADER
from tests.signals.lesson import CALM, frames

FACE = frame_line({"t_s": 1.5, "faces": [CALM.landmarks()], "luma": 77})


def outcome(read: Any, path: Path) -> tuple[list[Any], str]:
    """Return the frames that were read, with plain lists for faces, and the complaint."""
    found: list[Any] = []
    try:
        found.extend(
            {**frame, "faces": [np.asarray(face).tolist() for face in frame["faces"]]} for frame in read(path)
        )
    except RecordingError as error:
        return found, f"{error} {error.frames} {error.until_s}"
    return found, ""


def assert_alike(path: Path) -> tuple[list[Any], str]:
    assert outcome(read_quickly, path) == outcome(read_recording, path)
    return outcome(read_quickly, path)


def test_a_lesson_is_read_alike(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    write_recording(path, frames([(2, [CALM]), (1, []), (1, [CALM, CALM])], 5), "a test")
    seen, _ = assert_alike(path)
    assert [len(frame["faces"]) for frame in seen] == [1] * 10 + [0] * 5 + [2] * 5


def test_lines_with_faces_are_read_without_json_in_any_order() -> None:
    for order in permutations(json.loads(FACE).items()):
        read = LineReader().read(json.dumps(dict(order)).encode())
        assert read is not None, order
        assert (read["t_s"], read["luma"]) == (1.5, 77)
        assert np.array_equal(read["faces"], json.loads(FACE)["faces"])


TWO = json.loads(FACE)["faces"][0]
ODD_LINES = {
    **{name: line for name, (line, _) in BAD_LINES.items()},
    "another order": json.dumps({"luma": None, "faces": [TWO, TWO], "t_s": 2}),
    "more than asked for": json.dumps({"t_s": 2, "note": "]][[", "faces": [TWO], "luma": None}),
    "digits in a name": json.dumps({"t1_s": 2, "faces": [TWO], "luma": 3}),
    "a name twice": json.dumps({"t_s": 2, "faces": [TWO], "luma": 3}).replace("{", '{"t_s": 1, '),
    "a negative nought": FACE.replace("1.5", "-0"),
    "a time out of bounds": FACE.replace("1.5", "1e99"),
    "a whole time of 30 digits": FACE.replace("1.5", "1" * 30),
    "no luma at all": json.dumps({"t_s": 2, "faces": [TWO]}),
    "no number for a luma": FACE.replace("77", "--"),
    "a luma of text": FACE.replace("77", '"7"'),
    "faces elsewhere": json.dumps({"t_s": 2, "other": [TWO], "luma": None}),
    "faces in a list": json.dumps([{"t_s": 2, "faces": [TWO], "luma": None}]),
    "too many points": json.dumps({"t_s": 2, "faces": [[*TWO, [0, 0, 0]]], "luma": None}),
    "uneven rows": json.dumps({"t_s": 2, "faces": [[[0, 0], [0, 0, 0, 0], *TWO[2:]]], "luma": None}),
    "no number": FACE.replace("[[[", "[[[-", 1).replace("--", "-+"),
    "a number too many": FACE.replace("[[[", "[[[1 ", 1),
    "a leading nought": FACE.replace("[[[", "[[[00", 1),
    "a huge whole number": FACE.replace("[[[", "[[[" + "9" * 400 + ".", 1),
    "a whole number of 30 digits": json.dumps({"t_s": 2, "faces": [[[10**29, 0, 0], *TWO[1:]]], "luma": 1}),
    "a bad luma beside a face": FACE.replace("77", "777"),
    "a bad face beside a good one": json.dumps({"t_s": 2, "faces": [TWO, TWO[1:]], "luma": 1}),
    "no faces twice": '{"t_s": 1, "faces": [], "faces": [], "luma": null}',
    "broken text": FACE.replace('"luma"', '"\udcff"'),
}


@pytest.mark.parametrize("line", ODD_LINES.values(), ids=ODD_LINES.keys())
def test_odd_lines_are_read_or_refused_alike(tmp_path: Path, line: str) -> None:
    path = tmp_path / "odd.jsonl"
    path.write_bytes(
        "".join([HEADER, EMPTY, FACE, line.rstrip("\n"), "\n", FACE]).encode("utf-8", "surrogateescape")
    )
    assert len(assert_alike(path)[0]) >= 2


@pytest.mark.parametrize("header", [header for header, _ in BAD_HEADERS.values()], ids=BAD_HEADERS.keys())
def test_bad_headers_are_refused_alike(tmp_path: Path, header: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_bytes(header.encode())
    assert assert_alike(path)[1] != ""


def test_broken_files_are_read_as_far_and_refused_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = gzip.compress((header_line(640, 480) + FACE * 40).encode())
    random = np.random.default_rng(5)
    for place in random.integers(0, len(whole), 30):
        flipped = bytes([whole[place] ^ 16])
        for broken in (whole[:place], whole[:place] + flipped + whole[place + 1 :]):
            path = tmp_path / "broken.gz"
            path.write_bytes(broken)
            monkeypatch.undo()
            quick = outcome(read_quickly, path)
            monkeypatch.setattr(unpacking, "isal_zlib", None)
            assert quick == outcome(read_recording, path), place


def test_what_was_readable_is_told_with_the_complaint(tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(HEADER + EMPTY + FACE + "{\n", encoding="utf-8")
    with pytest.raises(RecordingError) as told:
        list(read_recording(path))
    assert (told.value.frames, told.value.until_s) == (2, 1.5)
