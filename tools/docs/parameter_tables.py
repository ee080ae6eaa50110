"""Parameter tables: the numbers of signals/parameters.json that a module of signals/ reads."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from tools.docs.blocks import BlockError

SIGNALS = Path(__file__).parents[2] / "signals"

# A name as it is, or one with a part that the module fills in: "away_s", f"eyeball_{way}_cm".
_READ = re.compile(r'"([a-z][a-z0-9_{}]*)"')


def load() -> dict[str, dict[str, Any]]:
    """Return the parameters by name: value, unit, why."""
    parsed: dict[str, dict[str, Any]] = json.loads((SIGNALS / "parameters.json").read_text("utf-8"))
    return parsed


def parameter_table(modules: list[str]) -> str:
    """Return a table of the numbers that these modules of signals/ read, in the order of the file."""
    reads = _reads(modules)
    rows = [
        f"| `{name}` | {_written(entry['value'])} | {entry['unit']} | {entry['why']} |"
        for name, entry in load().items()
        if reads.fullmatch(name) and not isinstance(entry["value"], list)
    ]
    if not rows:
        raise BlockError(f"{' '.join(modules)} reads no number")
    return "\n".join(["| parameter | value | unit | why |", "|---|---|---|---|", *rows])


def _reads(modules: list[str]) -> re.Pattern[str]:
    names = {name for module in modules for name in _READ.findall(_source(module))}
    return re.compile("|".join(re.sub(r"\\{\w*\\}", "[a-z]+", re.escape(name)) for name in sorted(names)))


def _source(module: str) -> str:
    path = SIGNALS / f"{module}.py"
    if not path.is_file():
        raise BlockError(f"signals/ has no module {module}")
    return path.read_text(encoding="utf-8")


def _written(value: float | dict[str, float]) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {_written(weight)}" for name, weight in value.items())
    return f"{value:g}" if isinstance(value, float) else str(value)
