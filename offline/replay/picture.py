"""The picture of a replay: states as a coloured band, cues and alerts as rows, measures over time."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from matplotlib.figure import Figure

from offline.replay.film import Film, Span

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_LOOK: Mapping[str, Any] = json.loads(
    (Path(__file__).parents[2] / "protocol" / "states.json").read_text(encoding="utf-8")
)
INKS = {name: ink["light"] for name, ink in _LOOK["inks"].items()}
STATE_COLOURS = {state: INKS[facts["ink"]] for state, facts in _LOOK["states"].items()}
# States that share a colour on the board differ here by its strength.
STRENGTH = {state: facts["strength"] for state, facts in _LOOK["states"].items()}
ALERT_COLOUR = INKS["alert"]
INK, PALE, GRID = "#22262e", "#606879", "#e3e6eb"
LINE_COLOURS = ("#2456c8", "#925d09", "#175338")
WIDTH_IN, ROW_IN, BAND_IN, PANEL_IN, MARGIN_IN = 13.0, 0.24, 0.5, 1.05, 1.1
DOTS_PER_INCH = 110
# White words are read from here on.
READABLE_STRENGTH = 0.6
# What a letter takes of the whole width.
LETTER_SHARE = 0.008


class Panel(NamedTuple):
    """Measures that share an axis."""

    title: str
    unit: str
    measures: dict[str, str]


PANELS = (
    Panel("head", "degrees", {"yaw_deg": "yaw", "pitch_deg": "pitch", "roll_deg": "roll"}),
    Panel("gaze", "degrees", {"gaze_yaw_deg": "yaw", "gaze_pitch_deg": "pitch"}),
    Panel("lowered brow", "sigmas", {"brow_z": "z"}),
    Panel("mouth", "cm", {"mouth_open_cm": "open", "corner_lift_cm": "corner lift"}),
    Panel("eyes", "share", {"closure": "closure", "ear": "EAR"}),
    Panel("faces", "count", {"faces": "faces"}),
)


def draw(film: Film, path: Path, title: str) -> None:
    """Write the picture of a film that has frames, in the format its name ends with."""
    rows = {**film.cues(), **film.alerts()}
    heights = [BAND_IN, max(1, len(rows)) * ROW_IN, *[PANEL_IN] * len(PANELS)]
    figure = Figure(figsize=(WIDTH_IN, sum(heights) + MARGIN_IN), layout="constrained")
    axes = figure.subplots(len(heights), 1, sharex=True, height_ratios=heights)
    _draw_band(axes[0], film.states())
    _draw_rows(axes[1], rows, set(film.alerts()))
    for panel, each in zip(PANELS, axes[2:], strict=True):
        _draw_panel(each, film, panel)
    axes[0].set_title(title, loc="left", color=INK, fontweight="bold")
    axes[-1].set_xlabel("seconds", color=PALE)
    axes[-1].set_xlim(film.times_s[0], max(film.times_s[-1], film.times_s[0] + 1))
    figure.align_ylabels(axes)
    figure.savefig(path, dpi=DOTS_PER_INCH)


def _draw_band(axes: "Axes", states: Sequence[Span]) -> None:
    total_s = states[-1][1] - states[0][0]
    for start_s, end_s, state in states:
        colour = STATE_COLOURS.get(state, PALE)
        strength = STRENGTH.get(state, 1.0)
        axes.axvspan(start_s, end_s, color=colour, alpha=strength, linewidth=0)
        if end_s - start_s > LETTER_SHARE * len(state) * total_s:
            middle_s = (start_s + end_s) / 2
            ink = INK if strength < READABLE_STRENGTH else "white"
            axes.text(middle_s, 0.5, state, ha="center", va="center", color=ink, clip_on=True)
    axes.set_ylim(0, 1)
    _plain(axes, "state")
    axes.set_yticks([])


def _draw_rows(axes: "Axes", rows: dict[str, list[Span]], alerts: set[str]) -> None:
    for place, (name, spans) in enumerate(rows.items()):
        bars = [(start_s, end_s - start_s) for start_s, end_s, _ in spans]
        colour = ALERT_COLOUR if name in alerts else PALE
        axes.broken_barh(bars, (place - 0.36, 0.72), color=colour, linewidth=0)
    axes.set_yticks(range(len(rows)), [name.replace("_", " ") for name in rows])
    axes.set_ylim(max(1, len(rows)) - 0.5, -0.5)
    _plain(axes, "")


def _draw_panel(axes: "Axes", film: Film, panel: Panel) -> None:
    for (name, word), colour in zip(panel.measures.items(), LINE_COLOURS, strict=False):
        axes.plot(film.times_s, film.measure(name), color=colour, linewidth=0.9, label=word)
    axes.legend(loc="center left", bbox_to_anchor=(1, 0.5), frameon=False, labelcolor=INK, fontsize="small")
    axes.grid(axis="y", color=GRID, linewidth=0.8)
    _plain(axes, f"{panel.title}\n{panel.unit}")


def _plain(axes: "Axes", word: str) -> None:
    axes.set_ylabel(word, rotation=0, ha="right", va="center", color=INK, fontsize="small")
    axes.tick_params(colors=PALE, labelsize="small", length=0)
    axes.set_axisbelow(True)
    for side in axes.spines.values():
        side.set_visible(False)
