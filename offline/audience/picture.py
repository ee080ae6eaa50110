"""The picture of a count: heads over time, and those that point to the front, away and down."""

import math
from collections.abc import Sequence
from pathlib import Path

from matplotlib.figure import Figure

from offline.audience.table import Row

INK, GRID = "#22262e", "#e3e6eb"
LINES = {
    "seen": (INK, "-"),
    "towards": ("#2456c8", "--"),
    "away": ("#925d09", "-."),
    "down": ("#175338", ":"),
}
SIZE_IN = (11.0, 4.0)
DOTS_PER_INCH = 110


def draw(rows: Sequence[Row], path: Path, title: str) -> None:
    """Write the picture, in the format its name ends with."""
    figure = Figure(figsize=SIZE_IN, layout="constrained")
    axes = figure.subplots()
    times = [row["time_s"] or 0.0 for row in rows]
    for name, (colour, style) in LINES.items():
        if any(row[name] is not None for row in rows):
            # matplotlib leaves a gap where a value is missing.
            heads = [math.nan if (seen := row[name]) is None else seen for row in rows]
            axes.plot(times, heads, color=colour, linestyle=style, label=name)
    axes.set(xlabel="seconds", ylabel="heads", title=title)
    axes.set_ylim(bottom=0)
    axes.grid(color=GRID)
    if axes.get_legend_handles_labels()[0]:
        axes.legend()
    figure.savefig(path, dpi=DOTS_PER_INCH)
