"""Point pictures: where on the canonical face the landmarks of a cue lie, as SVG."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tools.docs.blocks import BlockError
from tools.docs.parameter_tables import SIGNALS, load

CANONICAL = SIGNALS.parent / "offline" / "synthetic" / "people" / "canonical_face.json"
FOLDER = "points"

# Canonical centimetres around the face, with y up; the picture is the unmirrored camera's.
LEFT, TOP, WIDTH, HEIGHT = -8.6, 9.2, 17.2, 19.2
PX_PER_CM = 20
# The mesh has 468 points of the face; an iris centre stands in the middle of its eye's corners.
IRIS_CORNERS = {468: (33, 133), 473: (362, 263)}

_STYLE = (
    ".mesh{stroke:#8a94a6;stroke-width:.16}.mark{fill:#d9480f}"
    ".name{font:.42px sans-serif;fill:#d9480f;stroke:#fff;stroke-width:.09;paint-order:stroke}"
)


def picture_name(names: list[str]) -> str:
    """Return the file name of the picture of these parameters."""
    return "-".join(name.removeprefix("points_") for name in names) + ".svg"


def picture_link(names: list[str]) -> str:
    """Return the picture of these point parameters as a page shows it, and why those points."""
    entries = load()
    reasons = [f"- `{name}`: {_listed(_value(entries, name))}. {entries[name]['why']}" for name in names]
    title = " and ".join(name.removeprefix("points_").replace("_", " ") for name in names)
    return "\n".join([f"![Where the points lie: {title}]({FOLDER}/{picture_name(names)})", "", *reasons])


def draw(names: list[str]) -> str:
    """Return the SVG of the points of these parameters on the canonical face, each with its index."""
    entries = load()
    marked = sorted({index for name in names for index in _indices(_value(entries, name))})
    points = _canonical()
    mesh = "".join(f"M{x:.1f} {-y:.1f}h0" for x, y in points.values())
    marks = "".join(_mark(index, *points[index]) for index in marked)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{LEFT} {-TOP} {WIDTH} {HEIGHT}" '
        f'width="{WIDTH * PX_PER_CM:.0f}" height="{HEIGHT * PX_PER_CM:.0f}">'
        f'<style>{_STYLE}</style><path class="mesh" stroke-linecap="round" d="{mesh}"/>{marks}</svg>\n'
    )


def _canonical() -> dict[int, tuple[float, float]]:
    rows = json.loads(CANONICAL.read_text(encoding="utf-8"))["points"]
    points = {index: (row[0], row[1]) for index, row in enumerate(rows)}
    for iris, (one, other) in IRIS_CORNERS.items():
        points[iris] = ((points[one][0] + points[other][0]) / 2, (points[one][1] + points[other][1]) / 2)
    return points


def _mark(index: int, x: float, y: float) -> str:
    return (
        f'<circle class="mark" cx="{x:.2f}" cy="{-y:.2f}" r=".13"/>'
        f'<text class="name" x="{x + 0.17:.2f}" y="{-y - 0.1:.2f}">{index}</text>'
    )


def _value(entries: dict[str, dict[str, Any]], name: str) -> Any:
    if name not in entries or not name.startswith("points_"):
        raise BlockError(f"{name} is no parameter that holds points")
    return entries[name]["value"]


def _indices(value: Any) -> Iterator[int]:
    if isinstance(value, int):
        yield value
    else:
        for part in value:
            yield from _indices(part)


def _listed(value: list[Any]) -> str:
    return ", ".join("-".join(map(str, part)) if isinstance(part, list) else str(part) for part in value)
