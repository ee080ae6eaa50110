"""Tables: what was measured beside what was aimed at, and whether it was met."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Row:
    """One measurement; `met` is None where nothing was aimed at."""

    name: str
    measured: str
    target: str = ""
    met: bool | None = None


def at_most(name: str, value: float | None, limit: float, decimals: int = 2) -> Row:
    """Return the row of a value that must not be larger; a value that could not be had is not met."""
    return _row(name, value, f"<= {limit:.{decimals}f}", decimals, value is not None and value <= limit)


def at_least(name: str, value: float | None, limit: float, decimals: int = 3) -> Row:
    """Return the row of a value that must not be smaller; a value that could not be had is not met."""
    return _row(name, value, f">= {limit:.{decimals}f}", decimals, value is not None and value >= limit)


def none_of(name: str, found: Sequence[str]) -> Row:
    """Return the row of what must not occur, with the first of what did."""
    shown = "0" if len(found) == 0 else f"{len(found)}: {', '.join(found[:3])}"
    return Row(name, shown, "0", len(found) == 0)


def told(name: str, value: float | None, decimals: int = 2) -> Row:
    """Return the row of a value without a target."""
    return Row(name, _written(value, decimals))


def _row(name: str, value: float | None, target: str, decimals: int, met: bool) -> Row:
    return Row(name, _written(value, decimals), target, met)


def _written(value: float | None, decimals: int) -> str:
    return "nothing measured" if value is None else f"{value:.{decimals}f}"


@dataclass(frozen=True)
class Table:
    """A titled list of rows; the note says what was measured on."""

    title: str
    note: str
    rows: list[Row] = field(default_factory=list)

    @property
    def met(self) -> bool:
        """Whether no target was missed."""
        return all(row.met is not False for row in self.rows)

    def __str__(self) -> str:
        head = ("", "measured", "target", "")
        lines = [head, *((row.name, row.measured, row.target, VERDICTS[row.met]) for row in self.rows)]
        widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
        written = [
            "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines
        ]
        return "\n".join([self.title, self.note, *(f"  {line}".rstrip() for line in written)])


VERDICTS = {True: "met", False: "NOT MET", None: ""}
