"""Training from donations: it finds what is there, refuses what is not, and writes only what stays quiet."""

import json
from pathlib import Path

import numpy as np
import pytest
from scipy.optimize import minimize

from offline.train.command import main
from offline.train.donations import quiet_hours
from offline.train.donations.judging import SPREAD, Models, held_back
from offline.train.donations.reading import donations_in, read_donors
from signals.contract.parameter_file import load_parameters
from signals.contract.parameters import Parameters
from signals.maths.linear import Array
from signals.personal.learning import Learning
from tests.offline.train.donations import DONORS, TAGS, write_donations

# Students whose heads tell that they are lost, and whose brows hardly do.
TILTS = [-0.5, 3.4, 0.3, 3.6, -0.2, -5.5]
# Students who are lost most of the time, whatever their faces do.
ALWAYS = [0.4, 0.2, 0.3, 1.0, -0.2, 1.5]


@pytest.fixture(autouse=True)
def short_hours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Play minutes in place of quarters of an hour."""
    monkeypatch.setattr(quiet_hours, "PART_S", 450.0)


@pytest.fixture(scope="module")
def tilts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_donations(tmp_path_factory.mktemp("donations") / "tilts", TILTS)


def test_where_students_differ_from_the_shipped_model_alike_it_is_found_and_written(
    tilts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "weights.json"
    assert main([str(tilts), "-o", str(output), "--hours", "0.125"]) == 0
    printed = capsys.readouterr().out
    assert f"{DONORS} donors, {DONORS * TAGS} answers" in printed
    for words in ("AUC", "Brier gain over donors", "better for", "calibration", "false onsets"):
        assert words in printed
    weights = json.loads(output.read_text(encoding="utf-8"))["personal_prior"]
    assert list(weights) == ["brow_z", "tilt_deg", "unsmiling", "centred", "narrowing", "offset"]
    assert abs(weights["brow_z"] - TILTS[0]) < 0.5
    assert abs(weights["tilt_deg"] - TILTS[1]) < 0.5


def test_where_students_scatter_around_the_shipped_model_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, output = write_donations(tmp_path / "scattered", None), tmp_path / "weights.json"
    assert main([*map(str, folder.iterdir()), "-o", str(output), "--hours", "0.125"]) == 1
    assert "not written: the gain may be none" in capsys.readouterr().err
    assert not output.exists()


def test_weights_that_gain_and_do_not_stay_quiet_are_not_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, output = write_donations(tmp_path / "always", ALWAYS), tmp_path / "weights.json"
    assert main([str(folder), "-o", str(output), "--hours", "0.125"]) == 1
    assert "false onsets an hour; at most 0.07 are allowed" in capsys.readouterr().err
    assert not output.exists()


def test_few_donors_are_refused(tilts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    few, output = sorted(map(str, tilts.iterdir()))[:5], tmp_path / "weights.json"
    assert main([*few, "-o", str(output), "--hours", "0.125"]) == 1
    assert "5 donors; expected 10 or more" in capsys.readouterr().err
    assert not output.exists()


def test_the_weights_are_those_of_another_optimiser_to_a_millionth(tilts: Path) -> None:
    donors = read_donors(donations_in([tilts]))
    rows = np.concatenate([donor.rows for donor in donors])
    targets = np.concatenate([donor.targets for donor in donors])
    parameters = Parameters(load_parameters())
    prior = np.array([*Learning(parameters).common, 0.0])
    spread = np.array([SPREAD] * 6 + [parameters.number("personal_volunteered_tau")])

    def loss(weights: Array) -> tuple[float, Array]:
        scores, away = rows @ weights, (weights - prior) / spread
        slope = rows.T @ (1 / (1 + np.exp(-scores)) - targets) + away / spread
        return float(np.sum(np.logaddexp(0, scores) - targets * scores) + away @ away / 2), slope

    found = minimize(loss, prior, jac=True, method="BFGS", options={"gtol": 1e-8, "maxiter": 1000})
    assert np.allclose(Models().new(donors), found.x, atol=1e-6)


def test_a_donor_is_never_on_both_sides(tilts: Path) -> None:
    donors = read_donors(donations_in([tilts]))
    liar = donors[0]._replace(targets=1 - donors[0].targets)
    [told, *others], [again, *others_again] = held_back(donors), held_back([liar, *donors[1:]])
    assert np.array_equal(told, again)
    assert not np.array_equal(others, others_again)


@pytest.mark.parametrize(
    "content",
    ["", "[]", '{"format": "readroom-tags", "version": 1, "tags": []}', '{"format": "readroom-donation"}'],
)
def test_what_is_no_donation_is_named(
    content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text(content, encoding="utf-8")
    assert main([str(wrong)]) == 1
    assert f"{wrong}: not a donation" in capsys.readouterr().err
