"""Synthetic students: plays scripts before a synthetic camera, with the exact truth of every frame.

A test tool: the product never imports it.
"""

from offline.synthetic.camera import Camera
from offline.synthetic.hours import random_hour
from offline.synthetic.script import Script, ScriptError, Span, load_script, parse_script
from offline.synthetic.truth import Truth
from offline.synthetic.writer import play, write

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
