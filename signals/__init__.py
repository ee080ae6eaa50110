"""Signals: from FaceMesh landmarks to a student's label, the Python reference of the JavaScript beside it."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from signals.contract.parameter_file import load_parameters
    from signals.contract.parameters import ParameterError, SettingsError
    from signals.contract.report import MEASURES, Report
    from signals.cues.cues import CUES
    from signals.pipeline import Pipeline

__all__ = [
    "CUES",
    "MEASURES",
    "ParameterError",
    "Pipeline",
    "Report",
    "SettingsError",
    "load_parameters",
]

_HOMES = {
    "CUES": "signals.cues.cues",
    "MEASURES": "signals.contract.report",
    "ParameterError": "signals.contract.parameters",
    "Pipeline": "signals.pipeline",
    "Report": "signals.contract.report",
    "SettingsError": "signals.contract.parameters",
    "load_parameters": "signals.contract.parameter_file",
}


def __getattr__(name: str) -> Any:
    # Loaded at first use, so that the command line can say in one line that numpy is missing.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__} has no attribute {name}")
    return getattr(import_module(_HOMES[name]), name)
