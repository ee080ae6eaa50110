"""The report: what was read, what can be told by it and what cannot, and which measures carry it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from offline.replay.trained import FEATURES, Model
from offline.train.judging import Figure, Judgement
from offline.train.samples import Sample
from offline.train.splits import persons_known

# Figures over fewer groups than this have intervals that mean little.
GROUPS_MIN = 5
BAR_CELLS = 12
SHOWN = 5
PERCENT = 100


def warnings_of(samples: Sequence[Sample]) -> list[str]:
    """Return what the data itself forbids to conclude."""
    if len({sample.item.person for sample in samples} - {None}) == 1:
        return ["All is of one person: what is learnt is about that person, and nothing about others."]
    if not persons_known(samples):
        return [
            "The data does not say who is who: the split is by blocks of time, and the same face may be on "
            "both sides. Put each person's files into a folder of their own, or give --person."
        ]
    people: defaultdict[str, set[str]] = defaultdict(set)
    for sample in samples:
        people[sample.item.label].add(str(sample.item.person))
    alone = [name for name, known in sorted(people.items()) if len(known) == 1]
    return [
        f"{name} is one person: it cannot be told from that person's face, and is never found by this split."
        for name in alone
    ]


def refusal(samples: Sequence[Sample], honest: Judgement) -> str | None:
    """Return why no model is written, None where one may be."""
    if persons_known(samples) and warnings_of(samples):
        return "a class is one person"
    if honest.gain.low > 0:
        return None
    return f"the gain over chance may be none: {_share(honest.gain)}"


def report(read: Sequence[Sample], honest: Judgement, random: Judgement, model: Model) -> str:
    """Return the whole report."""
    samples = [sample for sample in read if sample.features is not None]
    kind = "by person" if persons_known(samples) else "by blocks of time"
    parts = [
        "\n".join(_what_was_read(read)),
        *(f"WARNING: {warning}" for warning in warnings_of(samples)),
        "\n".join(_how_well(kind, honest, random)),
        "\n".join(_confusion(honest)),
        "\n".join(_weights(model)),
        "What is learnt is which folder a face came from. No label of this model can reach a teacher.",
    ]
    return "\n\n".join(parts) + "\n"


def _what_was_read(read: Sequence[Sample]) -> Iterator[str]:
    yield f"{'class':<20} {'samples':>8} {'unreadable':>11} {'people':>8}"
    for name in sorted({sample.item.label for sample in read}):
        own = [sample for sample in read if sample.item.label == name]
        missed = sum(sample.features is None for sample in own)
        people = {sample.item.person for sample in own}
        who = "?" if None in people else str(len(people))
        yield f"{name:<20} {len(own) - missed:>8} {missed:>11} {who:>8}"


def _how_well(kind: str, honest: Judgement, random: Judgement) -> Iterator[str]:
    yield f"{'held back':<22} {'accuracy':>9}  95% interval    chance"
    for name, judged in ((kind, honest), ("at random", random)):
        figure = judged.accuracy
        yield (
            f"{name:<22} {_percent(figure.value):>9}  {_percent(figure.low)} to {_percent(figure.high):<8}"
            f" {_percent(judged.chance):>6}"
        )
    yield f"The gain over chance, {kind}: {_share(honest.gain)}, over {honest.group_count} groups."
    if honest.group_count < GROUPS_MIN:
        yield f"Fewer than {GROUPS_MIN} groups: the interval means little."
    if random.accuracy.value > honest.accuracy.high:
        yield "Held back at random they do better, for the same face is on both sides: do not cite that."


def _confusion(judged: Judgement) -> Iterator[str]:
    width = max(8, *(len(name) + 1 for name in judged.classes))
    yield f"{'true (down), said':<20}" + "".join(f"{name:>{width}}" for name in judged.classes) + "      F1"
    for place, name in enumerate(judged.classes):
        cells = "".join(f"{int(count):>{width}}" for count in judged.confusion[place])
        figure = judged.f1[name]
        yield f"{name:<20}{cells}    {figure.value:.2f} ({figure.low:.2f} to {figure.high:.2f})"


def _weights(model: Model) -> Iterator[str]:
    yield f"The {SHOWN} heaviest measures of each class, for one standard deviation more:"
    heaviest = float(np.abs(model.weights[:, :-1]).max()) or 1.0
    for name, row in zip(model.classes, model.weights, strict=True):
        yield name
        for place in sorted(range(len(FEATURES)), key=lambda at: -abs(row[at]))[:SHOWN]:
            cells = round(abs(row[place]) / heaviest * BAR_CELLS)
            left, right = ("#" * cells, "") if row[place] < 0 else ("", "#" * cells)
            yield f"  {FEATURES[place]:<20} {left:>{BAR_CELLS}}|{right:<{BAR_CELLS}} {row[place]:+.2f}"


def _share(figure: Figure) -> str:
    return f"{_percent(figure.value)} ({_percent(figure.low)} to {_percent(figure.high)})"


def _percent(share: float) -> str:
    return f"{share * PERCENT:.0f}%"
