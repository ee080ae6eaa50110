"""Runs each of the JavaScript tests, so that one command ends in one verdict for both languages."""

import subprocess
from pathlib import Path

import pytest

from tools.node import find_node
from tools.steps import ROOT

TESTS = sorted((ROOT / "tests").rglob("*.test.js"))


@pytest.mark.parametrize("test", TESTS, ids=lambda test: str(test.relative_to(ROOT)))
def test_javascript(test: Path) -> None:
    # Without --test, which would start a second process for the file.
    ended = subprocess.run([find_node(), test], cwd=ROOT, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stdout + ended.stderr
