"""Episodes: of the true ones in random hours, how many each label finds, and how soon it comes and goes."""

import math
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace

import numpy as np

from benchmarks.evaluation.lessons import Heard, listen, within
from benchmarks.evaluation.table import Row, Table, at_least, at_most, told
from offline.synthetic import random_hour
from offline.synthetic.hours import DOZING, PUZZLED, TIRED
from offline.synthetic.people.seats import BEFORE, CLOSE

S_PER_H = 3600
RECALL_MIN = {"strict": 0.6, "balanced": 0.75, "brow": 0.85}
DROWSY_RECALL_MIN, DROWSY_S, WAKING_S = 0.8, 60.0, 20.0
# Each label needs some seconds to leave; what comes within them belongs to the episode.
AFTER_S = {"confused": 3.0, "drowsy": 30.0}
KINDS = {"confused": ({"confused"}, PUZZLED), "drowsy": (DOZING, TIRED)}
# Of some faces a furrow shows one half of AU4 alone.
HALVES = {"height": "only comes down", "distance": "is only drawn together"}


@dataclass(frozen=True)
class Found:
    """One true episode: when the label came and went, in seconds after its begin and end, or None.

    Whether it goes cannot be told where the next episode begins before it had to. `facing`: the camera stood
    at the screen, where the whole face can be read.
    """

    onset_s: float | None
    cleared_s: float | None
    facing: bool = True


@dataclass(frozen=True)
class Told:
    """What one lesson's labels told: each true episode, and the time of every false onset."""

    episodes: list[Found]
    false_s: list[float]
    measured_s: float


def follow(job: tuple[int, str, str, str]) -> Told:
    """Return what a rule finds of a kind of episode in the hour of a seed, on a face with such a furrow."""
    seed, state, rule, furrow = job
    behaviours, more = KINDS[state]
    script = replace(random_hour(seed, more), furrow=furrow)
    heard = listen(script, rule)
    spans = [(span.start_s, span.end_s) for span in script.spans() if span.scene.behaviour in behaviours]
    episodes, false_s = compare(heard.intervals_s(state), spans, AFTER_S[state])
    facing = script.camera in (BEFORE, CLOSE)
    return Told([replace(each, facing=facing) for each in episodes], false_s, measured_s(heard))


def compare(
    said: Sequence[tuple[float, float]], true: Sequence[tuple[float, float]], after_s: float
) -> tuple[list[Found], list[float]]:
    """Return what was said of each true interval, and when something was said of none."""
    nexts_s = [start_s for start_s, _ in true[1:]] + [math.inf]
    episodes = [_found(said, *span, next_s) for span, next_s in zip(true, nexts_s, strict=True)]
    allowed = [(start_s, end_s + after_s) for start_s, end_s in true]
    return episodes, [span[0] for span in said if not within(span, allowed)]


def _found(said: Sequence[tuple[float, float]], start_s: float, end_s: float, next_s: float) -> Found:
    matches = [span for span in said if span[0] < end_s and start_s < span[1]]
    if len(matches) == 0:
        return Found(None, None)
    onset_s, gone_s = max(matches[0][0] - start_s, 0.0), matches[-1][1]
    if gone_s > next_s and next_s - end_s < WAKING_S:
        return Found(onset_s, None)
    return Found(onset_s, max(min(gone_s, next_s) - end_s, 0.0))


def measured_s(heard: Heard) -> float:
    """Return for how long the face could be measured."""
    return heard.seconds("focused", "neutral", "confused", "away", "down", "drowsy")


def tables(pool: Executor, hours: int, seed: int) -> list[Table]:
    """Return the tables of confusion and of drowsiness, of so many hours each."""
    jobs = [("confused", rule, furrow) for furrow in ("both", *HALVES) for rule in RECALL_MIN]
    jobs.append(("drowsy", "strict", "both"))
    every = [(seed + number, *job) for job in jobs for number in range(hours)]
    found = list(pool.map(follow, every))
    by_job = {job: _sum(found[place * hours : (place + 1) * hours]) for place, job in enumerate(jobs)}
    note = f"{hours} random hours at 10 frames a second, 5% dropped; seed {seed}"
    of = {
        furrow: {rule: by_job["confused", rule, furrow] for rule in RECALL_MIN}
        for furrow in ("both", *HALVES)
    }
    halves = {furrow: of[furrow] for furrow in HALVES}
    tables = [_confused_table(of["both"], note), _halves_table(halves, note)]
    return [*tables, _drowsy_table(by_job["drowsy", "strict", "both"], note)]


def _sum(parts: Sequence[Told]) -> Told:
    return Told(
        [episode for part in parts for episode in part.episodes],
        [t_s for part in parts for t_s in part.false_s],
        sum(part.measured_s for part in parts),
    )


def _confused_table(rules: Mapping[str, Told], note: str) -> Table:
    count = len(rules["strict"].episodes)
    note = f"  {count} episodes of 6 to 15 s (brow, tilt, no smile, centred) in {note}"
    return Table("Confused episodes", note, [row for rule in rules for row in _rule_rows(rule, rules[rule])])


def _halves_table(halves: Mapping[str, Mapping[str, Told]], note: str) -> Table:
    rows = [
        row
        for furrow, rules in halves.items()
        for rule, said in rules.items()
        for row in (
            told(f"recall, {rule}, a brow that {HALVES[furrow]}", _recall(said), 3),
            told(f"false onsets an hour, {rule}, a brow that {HALVES[furrow]}", _false_per_h(said), 3),
        )
    ]
    return Table("Confused episodes of faces that show half a furrow", f"  the same episodes in {note}", rows)


def _recall(said: Told, *, facing: bool = True) -> float | None:
    there = [episode.onset_s is not None for episode in said.episodes if episode.facing == facing]
    return sum(there) / len(there) if there else None


def _false_per_h(said: Told) -> float:
    return S_PER_H * len(said.false_s) / max(said.measured_s, 1.0)


def _rule_rows(rule: str, said: Told) -> list[Row]:
    onsets_s = [episode.onset_s for episode in said.episodes if episode.onset_s is not None]
    return [
        at_least(f"recall, {rule}", _recall(said) or 0.0, RECALL_MIN[rule]),
        told(f"recall, {rule}, cameras below, above, beside, on their side", _recall(said, facing=False), 3),
        told(f"onset after, median s, {rule}", _quantile(onsets_s, 0.5), 1),
        told(f"false onsets an hour, {rule}", _false_per_h(said), 3),
    ]


def _drowsy_table(said: Told, note: str) -> Table:
    in_time = [e.onset_s for e in said.episodes if e.onset_s is not None and e.onset_s <= DROWSY_S]
    cleared_s = [episode.cleared_s for episode in said.episodes if episode.cleared_s is not None]
    late = [t_s for t_s in cleared_s if t_s > WAKING_S]
    return Table(
        "Dozing",
        f"  {len(said.episodes)} times of 20 to 150 s of dozing in {note}",
        [
            at_least("recall within 60 s", len(in_time) / len(said.episodes), DROWSY_RECALL_MIN),
            told("onset after, median s", _quantile(in_time, 0.5), 1),
            told("onset after, 90% within s", _quantile(in_time, 0.9), 1),
            at_most("clear after waking, 95% within s", _quantile(cleared_s, 0.95), WAKING_S, 1),
            told("clear after waking, longest s", max(cleared_s, default=None), 1),
            told("share cleared later than 20 s", len(late) / max(len(cleared_s), 1), 3),
            told("false onsets an hour", _false_per_h(said), 3),
        ],
    )


def _quantile(values: Sequence[float], share: float) -> float | None:
    return None if len(values) == 0 else float(np.quantile(values, share))
