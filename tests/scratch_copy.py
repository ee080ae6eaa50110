"""Scratch copy: the repository in a folder of a test's own, where a recipe is followed step by step."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tools.node import find_node

REPOSITORY = Path(__file__).parent.parent
# What is large, or made anew by whoever needs it.
LEFT_OUT = ("node_modules", ".venv", ".git", "__pycache__", ".*_cache", ".hypothesis", "build", "dist")
OUTPUT_CHARACTERS = 3000


class ScratchCopy:
    """The repository in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "readroom"
        shutil.copytree(REPOSITORY, self.root, ignore=shutil.ignore_patterns(*LEFT_OUT))
        (self.root / "node_modules").symlink_to(REPOSITORY / "node_modules")

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace a text that stands exactly once in a file."""
        file = self.root / path
        source = file.read_text(encoding="utf-8")
        assert source.count(old) == 1, f"{path} has {old!r} {source.count(old)} times"
        file.write_text(source.replace(old, new), encoding="utf-8")

    def edit_json(self, path: str, change: Callable[[dict[str, Any]], None]) -> None:
        """Change what a JSON file holds."""
        file = self.root / path
        parsed = json.loads(file.read_text(encoding="utf-8"))
        change(parsed)
        file.write_text(json.dumps(parsed, indent=2, ensure_ascii=False), encoding="utf-8")

    def add_words(self, folder: str, words: dict[str, str]) -> None:
        """Add sentences to every language of a page."""
        files = sorted((self.root / folder / "locales").glob("*.json"))
        assert files
        for file in files:
            self.edit_json(f"{folder}/locales/{file.name}", lambda sentences: sentences.update(words))

    def run_python(self, code: str) -> str:
        """Return what a program prints that stands in the copy."""
        return self.run(sys.executable, "-c", code)

    def run_node(self, code: str) -> str:
        """Return what a module prints that stands in the copy."""
        return self.run(str(find_node()), "--input-type=module", "-e", code)

    def test(self, *files: str) -> None:
        """Run tests of the copy: Python's by pytest, JavaScript's by Node."""
        python = [file for file in files if file.endswith(".py")]
        javascript = [file for file in files if file.endswith(".js")]
        if python:
            self.run(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *python)
        if javascript:
            self.run(str(find_node()), "--test", "--test-reporter=dot", *javascript)

    def run(self, *command: str) -> str:
        """Run a program in the copy and return what it prints; fail where it fails."""
        done = subprocess.run(
            command,
            cwd=self.root,
            env={**os.environ, "PYTHONPATH": str(self.root)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout[-OUTPUT_CHARACTERS:] + done.stderr[-OUTPUT_CHARACTERS:]
        return done.stdout


def files_naming(word: str, *folders: str) -> set[str]:
    """Return the sources in these folders that hold a word in quotation marks or as a key, locales aside."""
    found = set()
    for folder in folders:
        for file in sorted((REPOSITORY / folder).rglob("*")):
            if file.suffix in {".py", ".js", ".json", ".css", ".html"} and "locales" not in file.parts:
                source = file.read_text(encoding="utf-8")
                if f'"{word}"' in source or f"\n  {word}: " in source:
                    found.add(file.relative_to(REPOSITORY).as_posix())
    return found
