"""The page of the synthetic script: its example is played, and its tables are what the code takes."""

from __future__ import annotations

import json
import re
from pathlib import Path

from offline.synthetic.acts.behaviour import BEHAVIOURS
from offline.synthetic.acts.scene import Scene
from offline.synthetic.script import Script, parse_script
from offline.synthetic.writer import write

PAGE = (Path(__file__).parents[3] / "docs" / "synthetic_scripts.md").read_text(encoding="utf-8")


def rows_of(section: str) -> list[list[str]]:
    """Return the rows of a section's tables, cell by cell."""
    text = PAGE.partition(f"\n## {section}\n")[2].partition("\n## ")[0]
    lines = [line for line in text.splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def names_of(section: str) -> list[str]:
    """Return the names in the first column of a section's tables."""
    return [name for row in rows_of(section) for name in re.findall(r"`(\w+)`", row[0])]


def test_the_example_is_played_with_its_truth(tmp_path: Path) -> None:
    [example] = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    script = parse_script(json.loads(example))
    count = write(script, tmp_path / "rec.jsonl.gz", tmp_path / "truth.jsonl")
    assert 0 < count <= script.seconds * script.fps
    assert len((tmp_path / "truth.jsonl").read_text(encoding="utf-8").splitlines()) == count


def test_every_field_of_a_script_has_a_row() -> None:
    assert sorted(names_of("The whole")) == sorted({"format", "version", *Script.__annotations__})


def test_every_field_of_a_scene_has_a_row() -> None:
    assert sorted(names_of("A scene")) == sorted(Scene.__annotations__)


def test_every_behaviour_has_a_row_with_its_options_and_its_state() -> None:
    rows = {row[0].strip("`"): (set(re.findall(r"\w+", row[1])), row[2]) for row in rows_of("Behaviours")}
    taken = {name: (set(made.options), made.state or "-") for name, made in BEHAVIOURS.items()}
    assert rows == taken


def test_every_default_is_the_codes() -> None:
    made = parse_script(
        {
            "format": "readroom-script",
            "version": 1,
            **dict.fromkeys(("seed", "fps", "subject", "width", "height"), 1),
            "drop_share": 0,
            "scenes": [{"behaviour": "attend", "seconds": 1}],
        }
    )
    for section, part in (("The whole", made), ("A scene", made.scenes[0])):
        for name, _, default, *_ in rows_of(section):
            if default not in ("needed", "the subject's own"):
                assert str(getattr(part, name.strip("`"))).lower().removesuffix(".0") == default.strip("`")
