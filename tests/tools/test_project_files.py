"""The project's own files: what two of them say is the same, and each forge's runner takes the same steps."""

from __future__ import annotations

import json
import os
import re

from coverage import Coverage

from tools.install import NEWEST_FOR_TESTS, OLDEST
from tools.steps import ROOT


def read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def test_contributing_names_the_coverage_below_which_tests_fail() -> None:
    floor = Coverage(config_file=str(ROOT / "pyproject.toml")).get_option("report:fail_under")
    assert re.findall(r"coverage of Python code is (\d+) %", read("CONTRIBUTING.md")) == [f"{floor:.0f}"]


def test_editors_wrap_lines_where_the_formatters_do() -> None:
    [width] = re.findall(r"^max_line_length = (\d+)$", read(".editorconfig"), re.MULTILINE)
    assert f"\nline-length = {width}\n" in read("pyproject.toml")
    assert json.loads(read("biome.json"))["formatter"]["lineWidth"] == int(width)


def test_runners_take_the_steps_of_the_repository_on_the_oldest_and_newest_python() -> None:
    workflow = read(".github/workflows/ci.yml")
    oldest, newest = (f'"{major}.{minor}"' for major, minor in (OLDEST, NEWEST_FOR_TESTS))
    assert f"python: [{oldest}, {newest}]" in workflow
    assert ".ci/run" in workflow
    assert os.access(ROOT / ".ci/run", os.X_OK)


def test_every_action_of_the_workflow_has_its_exact_version() -> None:
    actions = re.findall(r"uses: (\S+)", read(".github/workflows/ci.yml"))
    assert actions != []
    assert [action for action in actions if not re.search(r"@v\d+\.\d+\.\d+$", action)] == []


def test_a_commit_passes_the_checkers_of_make_check() -> None:
    assert "entry: .venv/bin/python -m tools.checkers\n" in read(".pre-commit-config.yaml")
    assert "-m tools.checkers\n" in read("Makefile")
