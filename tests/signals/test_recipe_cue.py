"""The recipe for a cue: a made-up one, added to a scratch copy step by step, is told in both languages."""

import json
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from offline.recordings.writing import write_recording
from tests.signals.lesson import CALIBRATION_S, CALM, frames
from tools.node import find_node

REPOSITORY = Path(__file__).parents[2]
COPIED = ("signals", "offline", "protocol", "tests/signals", "tests/vectors", "tools")
FPS = 5

PYTHON = '''"""Parted lips: a mouth that stays open. Twin of parted_lips.js."""

from collections.abc import Mapping

from signals.baseline.baseline import Reference
from signals.contract.parameters import Parameters
from signals.maths.smoothing import Hysteresis


class PartedLips:
    """Whether the mouth is open against its baseline."""

    def __init__(self, parameters: Parameters) -> None:
        self._open = Hysteresis(parameters.number("parted_on_cm"), parameters.number("parted_off_cm"))

    def update(self, measures: Mapping[str, float], reference: Reference, dt_s: float) -> bool:
        """Return whether the lips are parted."""
        return self._open.update(reference.change("mouth_open_cm", measures["mouth_open_cm"]))

    def reset(self) -> None:
        """Forget the mouth seen."""
        self._open.reset()
'''

JAVASCRIPT = """/** @file Parted lips: a mouth that stays open. Twin of parted_lips.py. */

import { Hysteresis } from "../maths/smoothing.js";

/** Whether the mouth is open against its baseline. */
export class PartedLips {
  #open;

  constructor(parameters) {
    this.#open = new Hysteresis(parameters.number("parted_on_cm"), parameters.number("parted_off_cm"));
  }

  update(measures, reference) {
    return this.#open.update(reference.change("mouth_open_cm", measures.mouth_open_cm));
  }

  reset() {
    this.#open.reset();
  }
}
"""

REFERENCE = {"usual": {"mouth_open_cm": 0.5}, "spread": {}, "open_ear": 0.3, "upright_deg": 0}
VECTORS = [
    {
        "call": "parted_lips.PartedLips.update",
        "description": "parted from .8 cm on, until they are closer than .5",
        "why": "Against the usual .5: 1 is .5 more, 1.4 is .9, 1.1 is .6 and .9 is .4.",
        "steps": [
            {"args": [{"mouth_open_cm": cm}, {"reference": REFERENCE}, 0.1], "returns": on}
            for cm, on in ((1, False), (1.4, True), (1.1, True), (0.9, False))
        ],
    }
]


def parameter(value: float) -> dict[str, object]:
    return {"value": value, "unit": "cm", "why": "Half a centimetre is more than speech leaves."}


def after(path: Path, sibling: str, line: str) -> None:
    """Insert a line behind the one line that names the sibling so."""
    text, count = re.subn(f"^(.*{re.escape(sibling)}.*\n)", rf"\g<1>{line}\n", path.read_text(), flags=re.M)
    assert count == 1, f"{path} names {sibling} {count} times"
    path.write_text(text)


def add_cue(root: Path) -> None:
    """Take the steps of CONTRIBUTING.md for a cue, but its words, which no pipeline knows."""
    cues, vectors = root / "signals" / "cues", root / "tests" / "vectors" / "signals" / "cues"
    (cues / "parted_lips.py").write_text(PYTHON)
    (cues / "parted_lips.js").write_text(JAVASCRIPT)
    (vectors / "parted_lips.json").write_text(json.dumps(VECTORS))
    path = root / "signals" / "parameters.json"
    numbers = {"parted_on_cm": parameter(0.8), "parted_off_cm": parameter(0.5)}
    path.write_text(json.dumps(json.loads(path.read_text()) | numbers))
    after(cues / "cues.py", 'Cue("yawn"', '    Cue("lips_parted", "mouth", follower=PartedLips),')
    after(cues / "cues.py", "import GROUPS", "from signals.cues.parted_lips import PartedLips")
    after(cues / "cues.js", 'name: "yawn"', '  { name: "lips_parted", mask: "mouth", follower: PartedLips },')
    after(cues / "cues.js", "import { GROUPS }", 'import { PartedLips } from "./parted_lips.js";')
    after(root / "protocol" / "messages.schema.json", '"yawn",', '"lips_parted",')
    after(root / "protocol" / "messages.js", '"yawn",', '  "lips_parted",')


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("recipe")
    for part in COPIED:
        shutil.copytree(REPOSITORY / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("package.json", "pyproject.toml", "tests/__init__.py"):
        shutil.copy(REPOSITORY / name, root / name)
    add_cue(root)
    return root


def run(root: Path, *command: str | Path) -> str:
    return subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout


def test_the_new_cue_is_told_by_both_pipelines(copy: Path) -> None:
    agape = replace(CALM, mouth_open=0.5)
    write_recording(copy / "r.jsonl.gz", frames([(CALIBRATION_S, [CALM]), (4, [agape])], FPS), "a test")
    replayed = run(copy, sys.executable, "-m", "signals", "replay", "r.jsonl.gz")
    assert run(copy, find_node(), "signals/replay.js", "r.jsonl.gz") == replayed
    told = [json.loads(line)["cues"] for line in replayed.splitlines()]
    assert "lips_parted" not in told[0]
    assert "lips_parted" in told[-1]


def test_the_new_halves_are_twins_and_have_vectors(copy: Path) -> None:
    checks = ("tests/signals/test_twins.py", "tests/signals/test_vectors.py")
    run(copy, sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *checks)
    run(copy, find_node(), "--test", "--test-name-pattern=parted_lips", "tests/signals/vectors.test.js")


def test_no_other_file_names_a_sibling_of_the_new_cue() -> None:
    parts = (
        "backend",
        "capture",
        "classroom",
        "look",
        "offline",
        "protocol",
        "signals",
        "student",
        "teacher",
    )
    files = [path for part in parts for path in (REPOSITORY / part).rglob("*.*") if path.is_file()]
    texts = [path for path in files if path.suffix in {".py", ".js", ".json", ".html"}]
    named = {path.relative_to(REPOSITORY) for path in texts if "head_tilted" in path.read_text("utf-8")}
    outside = {path.as_posix() for path in named if path.parent.name != "locales"}
    assert outside == {
        "protocol/messages.js",
        "protocol/messages.schema.json",
        "signals/cues/cues.js",
        "signals/cues/cues.py",
        # Shows what a report looks like.
        "student/panels/consent.js",
    }


def test_the_list_and_the_wire_name_the_same_cues_in_the_same_order() -> None:
    schema = json.loads((REPOSITORY / "protocol" / "messages.schema.json").read_text("utf-8"))
    script = 'import("./signals/cues/cues.js").then(({ CUES }) => console.log(JSON.stringify(CUES)))'
    ours = run(REPOSITORY, sys.executable, "-c", "import json, signals; print(json.dumps(signals.CUES))")
    assert json.loads(ours) == schema["definitions"]["cue"]["enum"]
    assert run(REPOSITORY, find_node(), "-e", script).split() == ours.replace(" ", "").split()
