"""Pages: which files of docs/ hold generated parts, and what they should hold now."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tools.docs.blocks import Maker, fill
from tools.docs.parameter_tables import parameter_table
from tools.docs.point_pictures import FOLDER, draw, picture_link, picture_name

DOCS = Path(__file__).parents[2] / "docs"

EVALUATION = DOCS / "evaluation.txt"


def evaluation(_arguments: list[str]) -> str:
    """Return what `make --silent evaluate > docs/evaluation.txt` printed."""
    return f"```\n{EVALUATION.read_text(encoding='utf-8').strip()}\n```"


MAKERS: dict[str, Maker] = {
    "parameters": parameter_table,
    "points": picture_link,
    "evaluation": evaluation,
}

_PICTURES = re.compile(r"<!-- generated: points ([^\n]+) -->")


def generated() -> Iterator[tuple[Path, str]]:
    """Yield each file with generated parts, and its content as it should be."""
    for path in sorted(DOCS.glob("*.md")):
        page = path.read_text(encoding="utf-8")
        yield path, fill(page, MAKERS)
        for names in map(str.split, _PICTURES.findall(page)):
            yield DOCS / FOLDER / picture_name(names), draw(names)


def drifted() -> Iterator[tuple[Path, str]]:
    """Yield the files that are not as they should be."""
    for path, content in generated():
        if not path.is_file() or path.read_text(encoding="utf-8") != content:
            yield path, content


def unused_pictures() -> list[Path]:
    """Return the pictures that no page shows any more."""
    wanted = {path for path, _ in generated()}
    return [path for path in (DOCS / FOLDER).glob("*.svg") if path not in wanted]
