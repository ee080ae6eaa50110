"""The shared vectors of the signals, in Python. Twin of vectors.test.js."""

import json
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import fastjsonschema
import numpy as np
import pytest

from signals import Pipeline, load_parameters
from signals.baseline.baseline import Reference
from signals.baseline.hindrances import Hindrances
from signals.contract.masks import Masks
from signals.contract.parameters import Parameters
from signals.cues.cues import Facts
from signals.maths.geometry import Similarity

REPOSITORY = Path(__file__).parents[2]
# The vectors of a module lie in the folder of its name.
FOLDER = REPOSITORY / "tests" / "vectors"
MODULES = {path for path in (REPOSITORY / "signals").rglob("*.js") if path.name != "replay.js"}
# Why a module has none of its own: what it does shows in the vectors of others, or in whole lessons.
NO_VECTORS = {
    "contract/parameter_file": "reads parameters.json; tests/signals/test_twins.py reads the same file",
    "contract/report": "names and orders what pipeline.json checks in full",
    "face/frame": "hands faces to validity, presence and measures; pipeline.json has its reasons",
    "face/measures": "calls head, eyes, gaze, brow and mouth, which have vectors; test_walk.py compares all",
    "baseline/adaptation": "joins calibration, drift and doubt; test_walk.py and test_lessons.py follow it",
    "cues/eyes/lids": "joins eyelids, blinks and drowsiness; test_lids.py follows it",
    "labels/learnt_confusion": "joins two rules and a student's model; test_learnt_confusion.py bounds it",
    "labels/state": "joins the cues; pipeline.json and test_lessons.py tell its states",
    "person": "joins adaptation and state; pipeline.json tells what comes of it",
}
TOLERANCE = 1e-9
FILES = sorted(path for part in ("signals", "offline") for path in (FOLDER / part).rglob("*.json"))


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def cases() -> Iterator[Any]:
    for path in FILES:
        for case in read(path):
            yield pytest.param(module_of(path), case, id=f"{case['call']}: {case['description']}")


def argument(value: Any) -> Any:
    """Return a marked argument as Python takes it."""
    if not isinstance(value, dict):
        return value
    if "similarity" in value:
        pose = value["similarity"]
        return Similarity(*(np.array(pose[name]) for name in ("rotation", "scale", "translation")))
    if "parameters" in value:
        return Parameters(load_parameters())
    if "reference" in value:
        return Reference(**value["reference"])
    if "facts" in value:
        return Facts(**value["facts"])
    if "masks" in value:
        return Masks(value["masks"])
    if "hindrances" in value:
        return Hindrances(Parameters(load_parameters()), Masks(value["hindrances"]))
    rows = value.get("points", value.get("matrix"))
    return value if rows is None else np.array(rows, dtype=float)


def module_of(path: Path) -> str:
    """Return the dotted name of the module that a file of vectors is for."""
    return ".".join(path.relative_to(FOLDER).with_suffix("").parts)


def make(module: str, case: Any) -> Callable[..., Any]:
    """Return the function, or the method of a fresh object, that the case calls."""
    _, *owner, name = case["call"].split(".")
    home = import_module(module)
    if owner == []:
        return getattr(home, name)  # type: ignore[no-any-return]
    return getattr(make_object(getattr(home, owner[0]), case.get("with")), name)  # type: ignore[no-any-return]


def make_object(kind: Any, made_from: list[Any] | None) -> Any:
    if kind is Pipeline:
        return Pipeline(load_parameters(), (made_from or [{}])[0])
    return kind(Parameters(load_parameters())) if made_from is None else kind(*map(argument, made_from))


def is_number(value: Any) -> bool:
    return isinstance(value, int | float | np.ndarray) and not isinstance(value, bool)


def flat(value: Any) -> list[Any]:
    if isinstance(value, np.ndarray):
        value = value.tolist()
    return [part for row in value for part in flat(row)] if isinstance(value, list | tuple) else [value]


def field(value: Any, name: str) -> Any:
    return value[name] if isinstance(value, dict) else getattr(value, name)


def agree(actual: Any, expected: Any) -> bool:
    """Return whether floats are equal to 1e-9 and the rest exactly; only expected keys are compared."""
    if isinstance(expected, dict):
        return actual is not None and all(agree(field(actual, key), value) for key, value in expected.items())
    if isinstance(expected, list):
        parts, wanted = flat(actual), flat(expected)
        return len(parts) == len(wanted) and all(map(agree, parts, wanted))
    if is_number(expected):
        return is_number(actual) and bool(abs(actual - expected) <= TOLERANCE * max(1, abs(expected)))
    return bool(actual == expected)


@pytest.mark.parametrize(("module", "case"), list(cases()))
def test_every_step_returns_what_the_vector_says(module: str, case: Any) -> None:
    call = make(module, case)
    for number, step in enumerate(case["steps"]):
        actual = call(*map(argument, step["args"]))
        if "reads" in case:
            actual = [getattr(call.__self__, name) for name in case["reads"]]  # type: ignore[attr-defined]
        assert agree(actual, step["returns"]), f"step {number}: {actual} for {step['returns']}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_vectors_follow_their_schema(path: Path) -> None:
    fastjsonschema.compile(read(FOLDER / "vectors.schema.json"))(read(path))


def test_a_wrong_expectation_is_noticed() -> None:
    assert not agree(1.00000001, 1)
    assert not agree([1, 2], [1])
    assert not agree({"on": True}, {"on": False})
    assert not agree(None, [0])


def test_every_module_has_vectors_or_a_reason() -> None:
    folder = FOLDER / "signals"
    modules = {path.relative_to(REPOSITORY / "signals").with_suffix("").as_posix() for path in MODULES}
    tested = {path.relative_to(folder).with_suffix("").as_posix() for path in folder.rglob("*.json")}
    assert tested == modules - set(NO_VECTORS)
    assert set(NO_VECTORS) <= modules
