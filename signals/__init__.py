"""Signals: from FaceMesh landmarks to a student's label, the Python reference of the JavaScript beside it."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from signals.parameter_file import load_parameters
    from signals.parameters import ParameterError, SettingsError
    from signals.pipeline import Pipeline
    from signals.recording import RecordingError, read_recording
    from signals.report import CUES, MEASURES, Report

__all__ = [
    "CUES",
    "MEASURES",
    "ParameterError",
    "Pipeline",
    "RecordingError",
    "Report",
    "SettingsError",
    "load_parameters",
    "read_recording",
]

_HOMES = {
    "CUES": "report",
    "MEASURES": "report",
    "ParameterError": "parameters",
    "Pipeline": "pipeline",
    "RecordingError": "recording",
    "Report": "report",
    "SettingsError": "parameters",
    "load_parameters": "parameter_file",
    "read_recording": "recording",
}


def __getattr__(name: str) -> Any:
    # Loaded at first use, so that the command line can say in one line that numpy is missing.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__} has no attribute {name}")
    return getattr(import_module(f".{_HOMES[name]}", __name__), name)
