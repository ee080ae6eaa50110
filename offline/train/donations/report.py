"""The report of donations: what was given, what it is worth to others, and a verdict."""

from collections.abc import Iterator, Sequence

from offline.train.donations.judging import Judgement
from signals.maths.linear import Array
from signals.personal.cue_means import CUE_NAMES

# Fewer have intervals that mean little, and leave a donor to be recognised by what they gave.
DONORS_MIN = 10
FALSE_ONSETS_MAX = 0.07
PERCENT = 100
BAR_CELLS = 12


def refusal(judgement: Judgement, onsets_per_hour: float) -> str | None:
    """Return why no weights are written, None where they may be."""
    if judgement.donors < DONORS_MIN:
        return f"{judgement.donors} donors; expected {DONORS_MIN} or more"
    if judgement.gain.low <= 0:
        return f"the gain may be none: {_gain(judgement)}"
    if onsets_per_hour > FALSE_ONSETS_MAX:
        return f"{onsets_per_hour:.2f} false onsets an hour; at most {FALSE_ONSETS_MAX} are allowed"
    return None


def report(judgement: Judgement, shipped: Array, new: Array, onsets_per_hour: float, hours: float) -> str:
    """Return the whole report."""
    parts = [
        f"{judgement.donors} donors, {judgement.tags} answers to learn from",
        "\n".join(_scores(judgement)),
        f"Brier gain over donors: {_gain(judgement)}\n"
        f"better for {judgement.wins * PERCENT:.0f}% of donors, each held back while it was fitted",
        "\n".join(_calibration(judgement)),
        f"false onsets on {hours:g} synthetic hours without confusion: {onsets_per_hour:.2f} an hour "
        f"(at most {FALSE_ONSETS_MAX})",
        "\n".join(_weights(shipped, new)),
    ]
    return "\n\n".join(parts) + "\n"


def _scores(judgement: Judgement) -> Iterator[str]:
    yield f"{'held back donors':<18}{'shipped':>9}{'new':>9}"
    yield f"{'AUC':<18}{_number(judgement.auc[0]):>9}{_number(judgement.auc[1]):>9}"
    yield f"{'Brier score':<18}{judgement.brier[0]:>9.4f}{judgement.brier[1]:>9.4f}"


def _calibration(judgement: Judgement) -> Iterator[str]:
    yield "calibration of the new model (how likely it said, how many were)"
    for told, lost, count in judgement.calibration:
        yield f"  {told * PERCENT:3.0f}% {lost * PERCENT:3.0f}%  of {count}"


def _weights(shipped: Array, new: Array) -> Iterator[str]:
    yield f"{'weights':<12}{'shipped':>9}{'new':>9}"
    longest = max(abs(new).max(), 1.0)
    for name, before, after in zip((*CUE_NAMES, "offset"), shipped, new, strict=False):
        yield f"{name:<12}{before:>9.2f}{after:>9.2f}  {'#' * round(abs(after) / longest * BAR_CELLS)}"


def _gain(judgement: Judgement) -> str:
    gain = judgement.gain
    return f"{gain.value:.4f} ({gain.low:.4f} to {gain.high:.4f})"


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def as_parameter(new: Array) -> dict[str, dict[str, float]]:
    """Return what `signals/parameters.json` would hold as `personal_prior`, for a person to review."""
    rounded: Sequence[float] = [round(float(weight), 2) for weight in new]
    return {"personal_prior": dict(zip((*CUE_NAMES, "offset"), rounded, strict=False))}
