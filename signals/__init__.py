"""Signals: from FaceMesh landmarks to a student's label, the Python reference of the JavaScript beside it."""

from .parameter_file import load_parameters
from .parameters import ParameterError, SettingsError
from .pipeline import Pipeline
from .report import CUES, MEASURES, Report

__all__ = [
    "CUES",
    "MEASURES",
    "ParameterError",
    "Pipeline",
    "Report",
    "SettingsError",
    "load_parameters",
]
