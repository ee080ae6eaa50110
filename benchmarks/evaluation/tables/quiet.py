"""Hours without confusion: what is said that is not so. Every false label and alert counts."""

import math
from collections import Counter
from collections.abc import Container
from concurrent.futures import Executor
from dataclasses import dataclass

from benchmarks.evaluation.lessons import Heard, listen, runs_s, within
from benchmarks.evaluation.table import Row, Table, at_most, none_of, told
from offline.synthetic import Script, random_hour
from offline.synthetic.hours import DOZING
from offline.synthetic.people.seats import BEFORE, CLOSE

# Each rule, and the one that the brow alone decides where it also has to be drawn together.
BOTH_HALVES = "brow, drawn together too"
RULES = {"strict": "strict", "balanced": "balanced", "brow": "brow", BOTH_HALVES: "brow"}
CHANGED = {BOTH_HALVES: {"brow_height_on": -math.inf}}
FALSE_MAX_PER_H = 0.07
OTHERS_PART = 5
# No onset in T hours bounds the rate by 3/T, with 95% confidence.
RULE_OF_THREE, Z_95 = 3.0, 1.645
S_PER_H = 3600
# Who turns away for so long is called away for sure, and nobody in the picture for so long is called so.
ALERT_LEAST_S = {"no_face": 8.0, "gaze_away": 8.0, "multiple_faces": 5.0}
ASIDE = {"second_screen", "look_aside"}
# A face may be cut by the picture's edge just then, or its gaze be blurred by spectacles in dim light.
MISSED_SHARE_MAX = 0.02
# A label leaves some seconds after its cause, and the lids of who dozed stay heavy for longer.
AFTER_S, AFTER_DOZING_S = 3.0, 30.0
UNMEASURED = {"unknown", "absent", "calibrating"}
STATES = ("focused", "neutral", "confused", "away", "down", "drowsy")


@dataclass
class Alerts:
    """Which alerts came uncalled for, how many were called for, and which of these did not come."""

    uncalled: list[str]
    called: int
    missing: list[str]

    def __add__(self, other: "Alerts") -> "Alerts":
        return Alerts(*(getattr(self, name) + getattr(other, name) for name in self.__annotations__))


@dataclass
class Findings:
    """What one hour, or several, told that was not so.

    `usual` alerts are those of hours that begin at rest before a camera at the screen. Behind another one, or
    begun otherwise, `other`: there eyes cannot be read, or the first look was taken for the screen.
    """

    hours: float
    measured_s: float
    confused: list[str]
    usual: Alerts
    other: Alerts
    drowsy: list[str]

    def __add__(self, other: "Findings") -> "Findings":
        return Findings(*(getattr(self, name) + getattr(other, name) for name in self.__annotations__))


def examine(job: tuple[str, int]) -> Findings:
    """Return what is false in the hour of a seed, under one of RULES."""
    rule, seed = job
    script = random_hour(seed)
    heard = listen(script, RULES[rule], CHANGED.get(rule))
    where = _Places(script, seed)
    alerts, none = (
        Alerts(_uncalled(heard, where), len(_called(heard, where)), _missing(heard, where)),
        Alerts([], 0, []),
    )
    usual = script.camera in (BEFORE, CLOSE) and script.scenes[0].behaviour == "attend"
    return Findings(
        hours=script.seconds / S_PER_H,
        measured_s=heard.seconds(*STATES),
        confused=[where.name(start_s) for start_s in heard.onsets_s("confused")],
        usual=alerts if usual else none,
        other=none if usual else alerts,
        drowsy=[
            where.name(span[0])
            for span in heard.intervals_s("drowsy")
            if not within(span, where.spans(DOZING, AFTER_DOZING_S))
        ],
    )


class _Places:
    """Where in which hour something was said."""

    def __init__(self, script: Script, seed: int) -> None:
        self._spans, self._seed = list(script.spans()), seed

    def name(self, t_s: float) -> str:
        behaviour = next(span.scene.behaviour for span in reversed(self._spans) if span.start_s <= t_s)
        return f"{behaviour} (seed {self._seed}, {t_s:.1f} s)"

    def spans(self, behaviours: Container[str], after_s: float = 0) -> list[tuple[float, float]]:
        return [
            (span.start_s, span.end_s + after_s) for span in self._spans if span.scene.behaviour in behaviours
        ]


def _causes(heard: Heard, where: _Places) -> dict[str, list[tuple[float, float]]]:
    """Return what calls for which alert: nobody or several in the picture, and a look aside."""
    counts = [truth["faces"] for truth in heard.truths]
    return {
        "no_face": runs_s(heard.t_s, [count == 0 for count in counts]),
        "gaze_away": where.spans(ASIDE),
        "multiple_faces": runs_s(heard.t_s, [count > 1 for count in counts]),
    }


def _uncalled(heard: Heard, where: _Places) -> list[str]:
    raised = {alert for said in heard.alerts for alert in said}
    late = {
        alert: [(start_s, end_s + AFTER_S) for start_s, end_s in spans]
        for alert, spans in _causes(heard, where).items()
    }
    return [
        f"{alert} at {where.name(span[0])}"
        for alert in sorted(raised)
        for span in heard.alert_intervals_s(alert)
        if not within(span, late.get(alert, []))
    ]


def _called(heard: Heard, where: _Places) -> list[tuple[str, tuple[float, float]]]:
    return [
        (alert, span)
        for alert, spans in _causes(heard, where).items()
        for span in spans
        if span[1] - span[0] >= ALERT_LEAST_S[alert] and _tellable(heard, alert, span)
    ]


def _tellable(heard: Heard, alert: str, span: tuple[float, float]) -> bool:
    """Return whether the alert could be told: of a look aside, only where the face was measured before it."""
    places = heard.during(*span)
    if alert != "gaze_away" or len(places) == 0:
        return len(places) > 0
    seen = all(heard.truths[place]["faces"] > 0 for place in places)
    return seen and heard.states[places[0]] not in UNMEASURED


def _missing(heard: Heard, where: _Places) -> list[str]:
    return [
        f"{alert} at {where.name(span[0])}"
        for alert, span in _called(heard, where)
        if not within(span, heard.alert_intervals_s(alert))
    ]


def table(pool: Executor, hours: int, seed: int) -> Table:
    """Return the table of so many hours of the default rule, and a fifth of them of the others."""
    jobs = [(rule, seed + number) for rule in RULES for number in range(hours_of(rule, hours))]
    sums: dict[str, Findings] = {}
    for (rule, _), found in zip(jobs, pool.map(examine, jobs), strict=True):
        sums[rule] = sums[rule] + found if rule in sums else found
    rows = [row for rule in RULES for row in _false_confusion(rule, sums[rule])]
    note = f"  {hours} random hours at 10 frames a second, 5% dropped, each another student; seed {seed}"
    return Table("Hours without confusion", note, rows + _other_rows(sums["strict"]))


def hours_of(rule: str, hours: int) -> int:
    """Return how many of the hours are given to a rule."""
    return hours if rule == "strict" else max(hours // OTHERS_PART, 1)


def _false_confusion(rule: str, found: Findings) -> list[Row]:
    # In an hour of which nothing could be measured nothing was said.
    hours = max(found.measured_s, 1.0) / S_PER_H
    rate = len(found.confused) / hours
    name = f"false confused onsets an hour, {rule}, in {found.hours:.0f} h"
    causes = _firsts(found.confused)
    bound = f"{rate:.3f} (true rate below {poisson_bound(len(found.confused)) / hours:.3f}) {_listed(causes)}"
    if rule != "strict":
        return [Row(name, bound)]
    return [Row(name, bound, at_most(name, rate, FALSE_MAX_PER_H).target, rate <= FALSE_MAX_PER_H)]


def poisson_bound(count: int) -> float:
    """Return the 95% upper bound of a Poisson count: 3 for none, and Wilson and Hilferty's for more."""
    if count == 0:
        return RULE_OF_THREE
    more = count + 1
    return float(more * (1 - 1 / (9 * more) + Z_95 / (3 * more**0.5)) ** 3)


def _alert_rows(usual: Alerts, other: Alerts) -> list[Row]:
    target, share = f"<= {MISSED_SHARE_MAX:.0%} of them", len(usual.missing) / max(usual.called, 1)
    missed = "alerts that were called for and did not come"
    return [
        none_of("alerts that nothing called for", usual.uncalled),
        Row(missed, _missed(usual), target, share <= MISSED_SHARE_MAX),
        Row(
            "the same of other cameras and starts: not called for",
            f"{len(other.uncalled)} {_listed(_firsts(other.uncalled))}",
        ),
        Row("the same of other cameras and starts: did not come", _missed(other)),
    ]


def _missed(alerts: Alerts) -> str:
    return f"{len(alerts.missing)} of {alerts.called}: {_listed(_firsts(alerts.missing))}".rstrip(": ")


def _firsts(places: list[str]) -> Counter[str]:
    return Counter(place.partition(" ")[0] for place in places)


def _listed(causes: Counter[str]) -> str:
    return ", ".join(f"{count} {name}" for name, count in causes.most_common(3))


def _other_rows(found: Findings) -> list[Row]:
    return [
        *_alert_rows(found.usual, found.other),
        Row("drowsy with nobody dozing", f"{len(found.drowsy)} {', '.join(found.drowsy[:3])}".strip()),
        told("measurable share of the time", found.measured_s / S_PER_H / found.hours),
    ]
