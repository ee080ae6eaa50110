"""Coverage summary: what the tests run the smallest share of, from the report that coverage.py writes."""

from __future__ import annotations

import json
from pathlib import Path

# Files above it are not worth a line: what they miss is mostly the mending of faults.
LISTED_BELOW_PERCENT = 80.0


def summary(report: Path) -> list[str]:
    """Return the lines that name the least covered files of a JSON report, the total last."""
    covered = json.loads(report.read_text(encoding="utf-8"))
    shares = sorted((file["summary"]["percent_covered"], path) for path, file in covered["files"].items())
    listed = [line(share, path) for share, path in shares if share < LISTED_BELOW_PERCENT]
    return [*listed, line(covered["totals"]["percent_covered"], f"of {len(shares)} files")]


def line(share_percent: float, name: str) -> str:
    """Return one line of the summary."""
    return f"{share_percent:5.1f} %  {name}"
