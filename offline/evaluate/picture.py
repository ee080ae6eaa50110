"""The picture of an evaluation: the confusion matrix, and truth over what was said for each recording."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.figure import Figure

from offline.evaluate.intervals import Interval
from offline.evaluate.scores import Scores
from offline.evaluate.table import ordered
from offline.replay.picture import GRID, INK, PALE, STATE_COLOURS, STRENGTH

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Band = tuple[str, Sequence[Interval], Sequence[Interval]]

WIDTH_IN, MATRIX_IN, BAND_IN = 13.0, 5.0, 0.8
DOTS_PER_INCH = 110
# Dark cells want a light figure.
DARK_SHARE = 0.5
BAR = 0.4


def draw(scores: Scores, bands: Sequence[Band], path: Path) -> None:
    """Write the picture, in the format its name ends with."""
    heights = [MATRIX_IN, *[BAND_IN] * len(bands)]
    figure = Figure(figsize=(WIDTH_IN, sum(heights)), layout="constrained")
    grid = figure.add_gridspec(len(heights), 2, height_ratios=heights)
    _draw_matrix(figure.add_subplot(grid[0, 0]), scores)
    _draw_shares(figure.add_subplot(grid[0, 1]), scores)
    for place, band in enumerate(bands, start=1):
        _draw_band(figure.add_subplot(grid[place, :]), *band)
    figure.savefig(path, dpi=DOTS_PER_INCH)


def _draw_matrix(axes: "Axes", scores: Scores) -> None:
    true = ordered(scores.confusion_s)
    said = ordered({told for row in scores.confusion_s.values() for told in row})
    seconds = np.array([[scores.confusion_s[row].get(told, 0.0) for told in said] for row in true])
    shares = seconds / seconds.sum(axis=1, keepdims=True) if len(true) > 0 else np.zeros((1, 1))
    axes.imshow(shares, cmap="Greens", vmin=0, vmax=1, aspect="auto")
    for row, column in np.argwhere(shares > 0):
        colour = "white" if shares[row, column] > DARK_SHARE else INK
        axes.text(column, row, f"{shares[row, column]:.0%}", ha="center", va="center", color=colour)
    axes.set_xticks(range(len(said)), said, rotation=30, ha="right")
    axes.set_yticks(range(len(true)), true)
    axes.set_xlabel("said", color=PALE)
    axes.set_ylabel("true", color=PALE)
    _plain(axes, "share of each true state's time, by what was said")


def _draw_shares(axes: "Axes", scores: Scores) -> None:
    states = ordered(scores.states)
    for place, state in enumerate(states):
        colour = STATE_COLOURS.get(state, PALE)
        pair = (scores.states[state].precision, scores.states[state].recall)
        for share, at, strength in zip(pair, (place - BAR / 2, place + BAR / 2), (1.0, 0.55), strict=True):
            axes.barh(at, share or 0.0, BAR, color=colour, alpha=strength)
            axes.text((share or 0.0) + 0.01, at, "none" if share is None else f"{share:.2f}", va="center")
    axes.set_yticks(range(len(states)), states)
    axes.set_ylim(max(1, len(states)) - 0.5, -0.5)
    axes.set_xlim(0, 1.1)
    axes.grid(axis="x", color=GRID)
    _plain(axes, "precision (dark) and recall (pale)")


def _draw_band(axes: "Axes", name: str, truth: Sequence[Interval], said: Sequence[Interval]) -> None:
    for row, intervals in enumerate((truth, said)):
        for start_s, end_s, state in intervals:
            colour, strength = STATE_COLOURS.get(state, PALE), STRENGTH.get(state, 1.0)
            axes.broken_barh([(start_s, end_s - start_s)], (row - BAR, 2 * BAR), color=colour, alpha=strength)
    axes.set_yticks([0, 1], ["true", "said"])
    axes.set_ylim(1.5, -0.5)
    axes.margins(x=0)
    _plain(axes, f"{name}, in seconds")


def _plain(axes: "Axes", title: str) -> None:
    axes.set_title(title, loc="left", color=INK, fontsize="medium")
    axes.tick_params(colors=PALE, length=0)
    axes.set_axisbelow(True)
    for side in axes.spines.values():
        side.set_visible(False)
