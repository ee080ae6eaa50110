"""Parameters and settings: every constant by its name, checked when it is read. Twin of parameters.js."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from signals.contract.masks import MASKS


class ParameterError(Exception):
    """Raised when a pipeline is built and a parameter is missing or of the wrong shape."""


class SettingsError(Exception):
    """Raised when a pipeline is built with a setting it does not know, or a value it cannot use."""


class Parameters:
    """The parsed content of parameters.json: a number, points, pairs, coordinates or weights by name."""

    def __init__(self, parsed: Mapping[str, Any]) -> None:
        self._parsed = parsed

    def number(self, name: str) -> float:
        """Return a number, in the unit the file gives."""
        value = self._value(name)
        if not _is_number(value):
            raise ParameterError(f"parameter {name} must be a number")
        return float(value)

    def points(self, name: str) -> list[int]:
        """Return landmark indices."""
        value = self._rows(name)
        if not all(_is_index(point) for point in value):
            raise ParameterError(f"parameter {name} must be a list of landmark indices")
        return value

    def pairs(self, name: str) -> list[list[int]]:
        """Return pairs of landmark indices."""
        value = self._rows(name)
        if not all(_is_row(row, 2) and all(_is_index(point) for point in row) for row in value):
            raise ParameterError(f"parameter {name} must be a list of pairs of landmark indices")
        return value

    def coordinates(self, name: str) -> list[list[float]]:
        """Return [x, y, z] rows, in cm."""
        value = self._rows(name)
        if not all(_is_row(row, 3) and all(_is_number(number) for number in row) for row in value):
            raise ParameterError(f"parameter {name} must be a list of [x, y, z]")
        return value

    def weights(self, name: str) -> dict[str, float]:
        """Return weights by what they weigh."""
        value = self._value(name)
        if not isinstance(value, Mapping) or not all(map(_is_number, value.values())):
            raise ParameterError(f"parameter {name} must be weights by name")
        return dict(value)

    def _value(self, name: str) -> Any:
        entry = self._parsed.get(name) if isinstance(self._parsed, Mapping) else None
        if not isinstance(entry, Mapping) or "value" not in entry:
            raise ParameterError(f"parameter {name} is missing")
        return entry["value"]

    def _rows(self, name: str) -> list[Any]:
        value = self._value(name)
        if not isinstance(value, list):
            raise ParameterError(f"parameter {name} must be a list")
        return value


SENSITIVITIES = ("strict", "balanced", "brow")
DEFAULTS = {"proctoring": False, "sensitivity": "strict", "masked": []}


@dataclass(frozen=True)
class Settings:
    """What a room chooses: alerts only where `proctoring` is true; which rule says `confused`.

    And what a student switches off: the names of masks.py.
    """

    proctoring: bool
    sensitivity: str
    masked: list[str]


def read_settings(settings: Mapping[str, Any]) -> Settings:
    """Return the settings with their defaults filled in, or raise SettingsError."""
    for name in settings:
        if name not in DEFAULTS:
            raise SettingsError(f"there is no setting {name}; there are: {', '.join(DEFAULTS)}")
    chosen = {**DEFAULTS, **settings}
    if not isinstance(chosen["proctoring"], bool):
        raise SettingsError("setting proctoring must be true or false")
    if chosen["sensitivity"] not in SENSITIVITIES:
        raise SettingsError(f"setting sensitivity must be one of {', '.join(SENSITIVITIES)}")
    if not _is_masks(chosen["masked"]):
        raise SettingsError(f"setting masked must be a list out of: {', '.join(MASKS)}")
    return Settings(**chosen)


def _is_masks(masked: object) -> bool:
    return isinstance(masked, list) and all(isinstance(name, str) and name in MASKS for name in masked)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_index(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_row(value: object, length: int) -> bool:
    return isinstance(value, list) and len(value) == length
