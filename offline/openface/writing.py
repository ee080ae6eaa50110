"""Writes the table: comma-separated, a header and a row for each frame."""

import csv
from collections.abc import Iterable
from pathlib import Path

from offline.openface.columns import COLUMNS, OpenFaceRows, as_text
from offline.replay.measured import Moment


def write_table(path: str | Path, moments: Iterable[Moment]) -> int:
    """Write OpenFace's table of a recording; return the count of its rows.

    Where the moments fail, the rows before are kept. Raises what they raise, and OSError.
    """
    rows, count = OpenFaceRows(), 0
    with Path(path).open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(COLUMNS)
        for moment in moments:
            row = rows.row(moment)
            table.writerow([as_text(column, row[column]) for column in COLUMNS])
            count += 1
    return count
