"""Synthetic students: plays scripts before a synthetic camera, with the exact truth of every frame.

A test tool: the product never imports it.
"""

from signals.synthetic.camera import Camera
from signals.synthetic.hours import random_hour
from signals.synthetic.script import Script, ScriptError, Span, load_script, parse_script
from signals.synthetic.truth import Truth
from signals.synthetic.writer import play, write

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
