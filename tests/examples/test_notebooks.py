"""Notebooks: each runs as a script from the repository's root, and prints what it says it shows."""

import re
import runpy
from collections.abc import Iterator
from pathlib import Path

import matplotlib.pyplot as plt
import pytest
from nltk.metrics.agreement import AnnotationTask

from offline.openface.columns import UNITS
from tests.examples.commands import ROOT

NOTEBOOKS = ROOT / "docs" / "notebooks"
# What each must print, in this order.
SHOWN = {
    "first_recording": [
        "synthetic face, 640 x 480 pixels",
        r" 20\.5 s  away         gaze_left",
        r" 29\.5 s  confused     brow_lowered, head_tilted, no_smile, gaze_centred",
        r"away +-?\d+\.\d+",
        "72 rows",
    ],
    "comparing_rules": [
        r"strict     confused from 29\.5 s",
        r"brow       confused from \d\d\.\d s",
        r"strict +6 +\d +0 ",
        r"brow +6 +6 +[1-9]",
    ],
    "agreement_with_coders": [
        r"\d+ half seconds judged by all, of 71",
        r"Cohen's kappa, coder 1 and coder 2:  0\.\d\d",
        r"Cohen's kappa, coder 2 and Readroom: 0\.\d\d",
        r"Krippendorff's alpha, all three:     0\.\d\d",
        r"confused  coder 1 and Readroom: 0\.\d\d",
    ],
}


@pytest.fixture(autouse=True)
def at_the_root_without_a_screen(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(ROOT)
    plt.switch_backend("Agg")
    yield
    plt.close("all")


def test_every_notebook_is_held_to_what_it_shows() -> None:
    assert {path.stem for path in NOTEBOOKS.glob("*.py")} == set(SHOWN)


@pytest.mark.parametrize("name", SHOWN)
def test_a_notebook_runs(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    # What it writes to /tmp goes elsewhere: two runs at once would meet there.
    source = (NOTEBOOKS / f"{name}.py").read_text(encoding="utf-8").replace('"/tmp/', f'"{tmp_path}/')
    script = tmp_path / f"{name}.py"
    script.write_text(source, encoding="utf-8")
    runpy.run_path(str(script))
    printed = capsys.readouterr().out
    at = 0
    for line in SHOWN[name]:
        found = re.compile(line).search(printed, at)
        assert found is not None, f"{line}\n{printed}"
        at = found.end()


@pytest.mark.parametrize("name", SHOWN)
def test_a_notebook_is_cells_with_words_before_them(name: str) -> None:
    source = (NOTEBOOKS / f"{name}.py").read_text(encoding="utf-8")
    assert source.startswith("# %% [markdown]\n# # ")
    assert source.count("\n# %%\n") >= 3
    assert source.count("# %% [markdown]\n") >= 4


def test_the_page_for_researchers_shows_code_that_runs(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "researchers.md").read_text(encoding="utf-8")
    [code] = re.findall(r"^```python\n(.+?)^```", page, re.DOTALL | re.MULTILINE)
    script = tmp_path / "page.py"
    script.write_text(code.replace('"/tmp/', f'"{tmp_path}/'), encoding="utf-8")
    found = runpy.run_path(str(script))
    assert len(found["table"]) == len(list(found["lesson"])) == 72
    assert found["changes"][-1].state == "absent"
    assert found["scores"].states["confused"]["recall"] is not None
    assert found["again"] == found["scores"]
    assert {path.name for path in tmp_path.iterdir()} >= {"lesson.csv", "lesson.jsonl.gz"}


def test_the_page_names_every_column_of_openfaces_that_is_written() -> None:
    page = (ROOT / "docs" / "researchers.md").read_text(encoding="utf-8")
    table = page.partition("## OpenFace's columns")[2].partition("## Notebooks")[0]
    for name in UNITS:
        assert name in table or f"`{name[2:]}`" in table, name
    for column in (
        "frame",
        "face_id",
        "timestamp",
        "confidence",
        "success",
        "gaze_angle_x",
        "pose_Tx",
        "pose_Rx",
    ):
        assert f"`{column}`" in table, column


def test_the_library_agrees_with_krippendorffs_own_example() -> None:
    """Four observers, twelve units, missing values: alpha .743 for nominal data (Krippendorff 2011)."""
    observers = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."]
    ratings = [
        (str(who), unit, value)
        for who, row in enumerate(observers)
        for unit, value in enumerate(row)
        if value != "."
    ]
    assert AnnotationTask(ratings).alpha() == pytest.approx(0.743, abs=0.001)
