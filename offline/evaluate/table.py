"""The scores as text, and as what JSON can hold."""

from collections.abc import Iterable, Sequence
from typing import Any

from offline.evaluate.scores import S_PER_HOUR, Scores, StateScore
from offline.evaluate.truth import STATES

PERCENT = 100
S_PER_MINUTE = 60
MISSING = "-"
HEAD = (
    "state",
    "true min",
    "precision",
    "recall",
    "episodes",
    "found",
    "onset median",
    "p90",
    "false onsets",
    "per hour",
    "bound 3/T",
)


def as_json(scores: Scores) -> dict[str, Any]:
    """Return all figures, with None for those that had nothing to divide by."""
    return {
        "hours": scores.labelled_s / S_PER_HOUR,
        "coverage": scores.coverage,
        "agreement": scores.agreement,
        "states": {state: _figures(scores.states[state]) for state in ordered(scores.states)},
        "confusion_s": {true: dict(scores.confusion_s[true]) for true in ordered(scores.confusion_s)},
    }


def as_text(scores: Scores) -> str:
    """Return the summary, the table of states, and the confusion matrix in minutes."""
    summary = (
        f"{scores.labelled_s / S_PER_HOUR:.3f} hours with a truth, {_percent(scores.coverage)} of them "
        f"measurable; after the calibration, what was said is true {_percent(scores.agreement)} of the time"
    )
    rows = [_row(state, scores.states[state]) for state in ordered(scores.states)]
    matrix = "minutes: true (down) and said (across)"
    return (
        "\n\n".join([summary, _aligned([HEAD, *rows]), f"{matrix}\n{_aligned(matrix_rows(scores))}"]) + "\n"
    )


def ordered(states: Iterable[str]) -> list[str]:
    """Return states in their one order, and any others after them."""
    return sorted(states, key=lambda state: (STATES.index(state) if state in STATES else len(STATES), state))


def matrix_rows(scores: Scores) -> list[tuple[str, ...]]:
    """Return the confusion matrix in minutes, with its heads."""
    said = ordered({told for row in scores.confusion_s.values() for told in row})
    rows = [
        (true, *(f"{scores.confusion_s[true].get(told, 0.0) / S_PER_MINUTE:.2f}" for told in said))
        for true in ordered(scores.confusion_s)
    ]
    return [("", *said), *rows]


def _figures(score: StateScore) -> dict[str, Any]:
    return {
        "true_s": score.true_s,
        "said_s": score.said_s,
        "precision": score.precision,
        "recall": score.recall,
        "episodes": score.episodes,
        "episodes_found": score.episodes_found,
        "onset_latency_median_s": score.latency_median_s,
        "onset_latency_p90_s": score.latency_p90_s,
        "false_onsets": score.false_onsets,
        "false_onsets_per_hour": score.false_onsets_per_hour,
        "false_onsets_bound_per_hour": score.bound_per_hour,
    }


def _row(state: str, score: StateScore) -> tuple[str, ...]:
    return (
        state,
        f"{score.true_s / S_PER_MINUTE:.2f}",
        _number(score.precision, 3),
        _number(score.recall, 3),
        str(score.episodes),
        str(score.episodes_found),
        _number(score.latency_median_s, 2, " s"),
        _number(score.latency_p90_s, 2, " s"),
        str(score.false_onsets),
        _number(score.false_onsets_per_hour, 2),
        MISSING if score.bound_per_hour is None else f"< {score.bound_per_hour:.2f}",
    )


def _number(value: float | None, decimals: int, unit: str = "") -> str:
    return MISSING if value is None else f"{value:.{decimals}f}{unit}"


def _percent(share: float | None) -> str:
    return MISSING if share is None else f"{share * PERCENT:.1f}%"


def _aligned(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(_line(row, widths) for row in rows)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = row
    cells = [cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True)]
    return "  ".join([first.ljust(widths[0]), *cells]).rstrip()
