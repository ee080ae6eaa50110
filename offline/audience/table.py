"""Table: the counts of a recording as CSV, a row a picture; an empty cell is what is not told."""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

COLUMNS = ("time_s", "seen", "towards", "away", "down", "unclear")

Row = Mapping[str, float | None]


def write_table(path: Path, rows: Iterable[Row]) -> None:
    """Write the rows, in their order."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
