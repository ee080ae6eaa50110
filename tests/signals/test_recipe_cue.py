"""The recipe for a cue: a made-up one, added to a scratch copy step by step, is told in both languages."""

import json
import sys
from dataclasses import replace

import pytest

from offline.recordings.writing import write_recording
from tests.import_graph import PRODUCT
from tests.scratch_copy import ScratchCopy, files_naming
from tests.signals.lesson import CALIBRATION_S, CALM, frames
from tools.node import find_node

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


# Each line of the recipe, before that of a sibling.
LINES = (
    ("signals/cues/cues.py", '    Cue("yawn"', '    Cue("lips_parted", "mouth", follower=PartedLips),\n'),
    (
        "signals/cues/cues.py",
        "\n\n\nclass Follower",
        "\nfrom signals.cues.parted_lips import PartedLips",
    ),
    (
        "signals/cues/cues.js",
        '  { name: "yawn"',
        '  { name: "lips_parted", mask: "mouth", follower: PartedLips },\n',
    ),
    ("signals/cues/cues.js", "import { GROUPS }", 'import { PartedLips } from "./parted_lips.js";\n'),
    ("protocol/messages.schema.json", '"yawn",', '"lips_parted",\n'),
    ("protocol/messages.js", '"yawn",', '"lips_parted",\n  '),
)


def parameter(value: float) -> dict[str, object]:
    return {"value": value, "unit": "cm", "why": "Half a centimetre is more than speech leaves."}


def add_cue(copy: ScratchCopy) -> None:
    """Take the steps of CONTRIBUTING.md for a cue, but its words, which no pipeline knows."""
    cues, vectors = copy.root / "signals" / "cues", copy.root / "tests" / "vectors" / "signals" / "cues"
    (cues / "parted_lips.py").write_text(PYTHON)
    (cues / "parted_lips.js").write_text(JAVASCRIPT)
    (vectors / "parted_lips.json").write_text(json.dumps(VECTORS))
    numbers = {"parted_on_cm": parameter(0.8), "parted_off_cm": parameter(0.5)}
    copy.edit_json("signals/parameters.json", lambda parameters: parameters.update(numbers))
    for path, sibling, line in LINES:
        copy.edit(path, sibling, f"{line}{sibling}")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> ScratchCopy:
    copy = ScratchCopy(tmp_path_factory.mktemp("cue"))
    add_cue(copy)
    return copy


def test_the_new_cue_is_told_by_both_pipelines(copy: ScratchCopy) -> None:
    agape = replace(CALM, mouth_open=0.5)
    write_recording(copy.root / "r.jsonl.gz", frames([(CALIBRATION_S, [CALM]), (4, [agape])], FPS), "a test")
    replayed = copy.run(sys.executable, "-m", "signals", "replay", "r.jsonl.gz")
    assert copy.run(str(find_node()), "signals/replay.js", "r.jsonl.gz") == replayed
    told = [json.loads(line)["cues"] for line in replayed.splitlines()]
    assert "lips_parted" not in told[0]
    assert "lips_parted" in told[-1]


def test_the_new_halves_are_twins_and_have_vectors(copy: ScratchCopy) -> None:
    copy.test("tests/signals/test_twins.py", "tests/signals/test_vectors.py", "tests/signals/vectors.test.js")


def test_no_other_file_names_a_sibling_of_the_new_cue() -> None:
    assert files_naming("head_tilted", *PRODUCT) == {
        "protocol/messages.js",
        "protocol/messages.schema.json",
        "signals/cues/cues.js",
        "signals/cues/cues.py",
        # Shows what a report looks like.
        "student/panels/consent.js",
        # Plays what a student's page says.
        "teacher/pretend/student.js",
    }


def test_the_lists_and_the_wire_name_the_same_cues_in_the_same_order(copy: ScratchCopy) -> None:
    schema = json.loads((copy.root / "protocol" / "messages.schema.json").read_text(encoding="utf-8"))
    python = copy.run_python("import json, signals; print(json.dumps(signals.CUES))")
    javascript = copy.run_node(
        'import { CUES } from "./signals/cues/cues.js"; console.log(JSON.stringify(CUES))'
    )
    assert json.loads(python) == json.loads(javascript) == schema["definitions"]["cue"]["enum"]
    assert "lips_parted" in python
