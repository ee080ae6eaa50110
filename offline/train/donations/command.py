"""Train from donations: prints the report, and writes weights where they are better and stay quiet."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from offline.train.donations.judging import Models, judge
from offline.train.donations.quiet_hours import false_onsets_per_hour
from offline.train.donations.reading import DonationError, read_donors
from offline.train.donations.report import as_parameter, refusal, report

FAILED = 1
USAGE_ERROR = 2
# Fewer leave nobody to hold back.
DONORS_LEAST = 2


def train(paths: Sequence[Path], output: Path | None, hours: float) -> int:
    """Train on donations, a donor a file; return the exit status."""
    try:
        donors = read_donors(paths)
    except DonationError as error:
        print(error, file=sys.stderr)
        return FAILED
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return USAGE_ERROR
    if len(donors) < DONORS_LEAST:
        print(f"{len(donors)} donors whose answers teach something; expected more", file=sys.stderr)
        return FAILED
    models, judgement = Models(), judge(donors)
    shipped, new = models.shipped(donors)[:-1], models.new(donors)[:-1]
    onsets_per_hour = false_onsets_per_hour(new.tolist(), hours)
    print(report(judgement, shipped, new, onsets_per_hour, hours), end="")
    why = refusal(judgement, onsets_per_hour)
    if output is None:
        return 0
    if why is not None:
        print(f"{output}: not written: {why}", file=sys.stderr)
        return FAILED
    try:
        output.write_text(json.dumps(as_parameter(new), indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        print(f"{output}: it cannot be written: {error.strerror}", file=sys.stderr)
        return USAGE_ERROR
    print(f"{output}: weights for a person to review")
    return 0
