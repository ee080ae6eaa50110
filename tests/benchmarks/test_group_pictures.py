"""Group pictures of a bench: a folder that does not say which faces it has is refused, with the place."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.bench.audience import main
from benchmarks.bench.audiences.group_pictures import FacesError, read_faces
from tests.offline.audience.montage import Face

HEAD = "picture,left,top,width,height\n"


def faces_file(folder: Path, text: str) -> Path:
    """Write what a folder says of its faces."""
    path = folder / "faces.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_faces_of_a_picture_are_read(tmp_path: Path) -> None:
    path = faces_file(tmp_path, HEAD + "a.jpg,1,2,30,40\nb.jpg,5,6,7,8.5\na.jpg,9,9,9,9\n")
    faces = read_faces(path)
    assert faces == {"a.jpg": [Face(1, 2, 30, 40), Face(9, 9, 9, 9)], "b.jpg": [Face(5, 6, 7, 8.5)]}


@pytest.mark.parametrize("line", ["a.jpg,1,2,3", "a.jpg,1,2,3,high", "a.jpg,1,2,3,4,5"])
def test_a_broken_line_is_told_with_its_number(tmp_path: Path, line: str) -> None:
    path = faces_file(tmp_path, f"{HEAD}a.jpg,1,2,3,4\n{line}\n")
    with pytest.raises(FacesError, match="line 3: not a picture and four numbers"):
        read_faces(path)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (None, "there is no "),
        (HEAD, "names no face"),
        (f"{HEAD}gone.jpg,1,2,3,4\n", "names gone.jpg, which is no picture"),
    ],
)
def test_a_folder_that_is_not_whole_is_refused_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str | None, words: str
) -> None:
    if text is not None:
        faces_file(tmp_path, text)
    assert main(["--pictures", str(tmp_path)]) == 2
    assert words in capsys.readouterr().err
