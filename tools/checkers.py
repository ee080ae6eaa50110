"""Run every checker, or with `--fix` every formatter, of both languages, to the end, and sum up."""

import subprocess
import sys

from tools.node import find_node
from tools.python_packages import python
from tools.steps import ROOT, say

BIOME = str(ROOT / "node_modules/@biomejs/biome/bin/biome")
TSC = str(ROOT / "node_modules/typescript/bin/tsc")
RUFF = python("-m", "ruff")

Commands = dict[str, list[str]]


def checkers() -> Commands:
    """Return each checker's name and command."""
    node = str(find_node())
    return {
        "ruff check": [*RUFF, "check"],
        "ruff format": [*RUFF, "format", "--check"],
        "mypy": python("-m", "mypy"),
        "biome": [node, BIOME, "ci"],
        "tsc": [node, TSC, "-p", "."],
        "floor": [node, "tools/floor/check.js"],
    }


def formatters() -> Commands:
    """Return the commands that repair by themselves what they can."""
    return {
        "ruff check": [*RUFF, "check", "--fix"],
        "ruff format": [*RUFF, "format"],
        "biome": [str(find_node()), BIOME, "check", "--write"],
    }


def passes(name: str, command: list[str]) -> bool:
    """Run one tool with its output in sight."""
    say(name)
    return subprocess.run(command, cwd=ROOT).returncode == 0


def main(arguments: list[str]) -> int:
    """Run the checkers, or with `--fix` the formatters; return 0 when all of them pass."""
    commands = formatters() if arguments == ["--fix"] else checkers()
    failed = [name for name, command in commands.items() if not passes(name, command)]
    say("all of them pass" if failed == [] else f"failed: {', '.join(failed)}")
    return 0 if failed == [] else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
