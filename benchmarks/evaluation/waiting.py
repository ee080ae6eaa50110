"""Waiting: how long after a face came into view there is a label, or a reason that there is none."""

from benchmarks.evaluation.lessons import Heard


def told_after_s(heard: Heard, since_s: float = 0.0) -> float | None:
    """Return after how long there is a label or, `unknown`, a reason that can be acted on; None: never."""
    places = heard.during(since_s, heard.t_s[-1] + 1)
    return next((heard.t_s[place] - since_s for place in places if _tells(heard, place)), None)


def measured_after_s(heard: Heard, since_s: float = 0.0) -> float | None:
    """Return after how long there is a label; None: never."""
    places = heard.during(since_s, heard.t_s[-1] + 1)
    labels = (place for place in places if heard.states[place] not in ("calibrating", "unknown"))
    return next((heard.t_s[place] - since_s for place in labels), None)


def _tells(heard: Heard, place: int) -> bool:
    state = heard.states[place]
    return state != "calibrating" and (state != "unknown" or heard.reasons[place] is not None)


def latest_s(waits_s: list[float | None]) -> float | None:
    """Return the longest of some waits; None where one never ended."""
    ended_s = [wait_s for wait_s in waits_s if wait_s is not None]
    return max(ended_s, default=None) if len(ended_s) == len(waits_s) else None


def in_time(waits_s: list[float | None], limit_s: float) -> float:
    """Return the share of the waits that ended in time."""
    return sum(wait_s is not None and wait_s <= limit_s for wait_s in waits_s) / max(len(waits_s), 1)
