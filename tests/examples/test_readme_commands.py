"""README's developers' part: every command it shows runs as it stands, or says what to install."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.examples.commands import PYTHON, commands_of, run

LESSON = "examples/lesson.jsonl.gz"
SIGNALS = f"{PYTHON}-m signals"
TRUTH = "--truth examples/lesson.truth.jsonl"
FIRST_LABEL = '{"t_s": 0.000, "state": "calibrating", "cues": [], "alerts": []}'
JUDGED = "0.010 hours with a truth"
# How the first line of what each command prints begins.
FIRST_LINES = {
    f"{SIGNALS} replay {LESSON}": FIRST_LABEL,
    f"node signals/replay.js {LESSON}": FIRST_LABEL,
    f"{SIGNALS} replay --rule brow --json {LESSON}": '{"t_s": 0.000, "state": "calibrating"',
    f"{SIGNALS} replay --plot /tmp/lesson.png {LESSON}": FIRST_LABEL,
    f"{SIGNALS} evaluate {LESSON} {TRUTH}": JUDGED,
    f"{SIGNALS} evaluate {LESSON} {TRUTH} --json /tmp/lesson.json --png /tmp/scores.png": JUDGED,
    f"{SIGNALS} synth examples/lesson.json -o /tmp/lesson.jsonl.gz --truth /tmp/lesson.truth.jsonl": "",
}
# Python imports this module at its start, before anything else.
BLOCKER = """
import importlib.abc
import sys

class Blocker(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {names!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
        return None

sys.meta_path.insert(0, Blocker())
"""
# What `make run` does not install, and these commands import.
BESIDE_NUMPY = ("isal", "simdjson", "matplotlib")


def without(folder: Path, *names: str) -> str:
    """Return a PYTHONPATH with which these packages cannot be imported."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(BLOCKER.format(names=names), encoding="utf-8")
    return str(folder)


def test_every_command_is_held_to_its_first_line() -> None:
    assert list(commands_of("README.md")) == list(FIRST_LINES)


@pytest.mark.parametrize("command", FIRST_LINES)
def test_a_command_runs_as_it_stands(command: str, tmp_path: Path) -> None:
    ended = run(command, tmp_path)
    assert (ended.returncode, ended.stderr) == (0, "")
    first = FIRST_LINES[command] or f"{tmp_path}/lesson.jsonl.gz: 72 frames"
    assert ended.stdout.splitlines()[0].startswith(first)


@pytest.mark.parametrize("command", [command for command in FIRST_LINES if command.startswith(PYTHON)])
def test_without_numpy_a_command_names_the_one_that_installs_it(command: str, tmp_path: Path) -> None:
    bare = without(tmp_path / "bare", "numpy", *BESIDE_NUMPY)
    ended = run(command, tmp_path, PYTHONPATH=bare)
    name = command.split()[3]
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert ended.stderr.startswith(f"{name} needs numpy: ")
    assert ended.stderr.endswith(" -m pip install numpy==1.26.4\n")
    assert ended.stderr.count("\n") == 1


@pytest.mark.parametrize("name", ["replay", "evaluate"])
def test_numpy_alone_is_enough_for_what_draws_nothing(name: str, tmp_path: Path) -> None:
    command = next(command for command in FIRST_LINES if f" {name} " in command)
    ended = run(command, tmp_path, PYTHONPATH=without(tmp_path / "bare", *BESIDE_NUMPY))
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith(FIRST_LINES[command])


@pytest.mark.parametrize("name", ["replay", "evaluate", "synth", "record", "openface", "import", "train"])
def test_every_help_works_without_numpy(name: str, tmp_path: Path) -> None:
    bare = without(tmp_path / "bare", "numpy", *BESIDE_NUMPY)
    ended = run(f"{SIGNALS} {name} --help", tmp_path, PYTHONPATH=bare)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith(f"usage: python -m signals {name} ")
