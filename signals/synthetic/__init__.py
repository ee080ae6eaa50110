"""Synthetic students: plays scripts before a synthetic camera, with the exact truth of every frame.

A test tool: the product never imports it.
"""

from .camera import Camera
from .hours import random_hour
from .script import Script, ScriptError, Span, load_script, parse_script
from .truth import Truth
from .writer import play, write

__all__ = [
    "Camera",
    "Script",
    "ScriptError",
    "Span",
    "Truth",
    "load_script",
    "parse_script",
    "play",
    "random_hour",
    "write",
]
