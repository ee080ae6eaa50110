"""Examples: what their page says of them is so, and synth writes them again byte for byte."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.examples.commands import PYTHON, ROOT, commands_of, run

EXAMPLES = ROOT / "examples"
SIGNALS = f"{PYTHON}-m signals"
LESSON_MAX_BYTES = 310_000


def labels_of(name: str, outputs: Path) -> list[str]:
    """Return the states of an example as replay prints them, each once where it begins."""
    ended = run(f"{SIGNALS} replay examples/{name}.jsonl.gz", outputs)
    states = [str(json.loads(line)["state"]) for line in ended.stdout.splitlines()]
    return [state for state, before in zip(states, [None, *states], strict=False) if state != before]


@pytest.mark.parametrize("name", ["lesson", "ten_seconds"])
def test_an_example_is_what_synth_writes_of_its_script(name: str, tmp_path: Path) -> None:
    written = f"-o /tmp/{name}.jsonl.gz --truth /tmp/{name}.truth.jsonl"
    assert run(f"{SIGNALS} synth examples/{name}.json {written}", tmp_path).returncode == 0
    for ending in (".jsonl.gz", ".truth.jsonl"):
        assert (tmp_path / f"{name}{ending}").read_bytes() == (EXAMPLES / f"{name}{ending}").read_bytes()


def test_the_lesson_shows_every_label_that_its_page_names(tmp_path: Path) -> None:
    states = ["calibrating", "focused", "away", "focused", "confused", "absent"]
    assert labels_of("lesson", tmp_path) == states


def test_ten_seconds_end_before_the_calibration(tmp_path: Path) -> None:
    assert labels_of("ten_seconds", tmp_path) == ["calibrating", "absent"]


def test_both_languages_print_the_same_bytes(tmp_path: Path) -> None:
    python = run(f"{SIGNALS} replay examples/lesson.jsonl.gz", tmp_path)
    assert run("node signals/replay.js examples/lesson.jsonl.gz", tmp_path).stdout == python.stdout


def test_every_command_of_the_examples_page_runs(tmp_path: Path) -> None:
    commands = list(commands_of("examples/README.md"))
    assert len(commands) == 3
    for command in commands:
        assert run(command, tmp_path).returncode == 0, command


def test_the_lesson_is_small() -> None:
    assert sum(path.stat().st_size for path in EXAMPLES.glob("lesson.*")) < LESSON_MAX_BYTES
