"""Synthetic students: plays scripts before a synthetic camera, with the exact truth of every frame.

A test tool: the product never imports it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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

_HOMES = {
    "Camera": "offline.synthetic.camera",
    "Script": "offline.synthetic.script",
    "ScriptError": "offline.synthetic.script",
    "Span": "offline.synthetic.script",
    "Truth": "offline.synthetic.truth",
    "load_script": "offline.synthetic.script",
    "parse_script": "offline.synthetic.script",
    "play": "offline.synthetic.writer",
    "random_hour": "offline.synthetic.hours",
    "write": "offline.synthetic.writer",
}


def __getattr__(name: str) -> Any:
    # Loaded at first use, so that the command's help needs no numpy.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__} has no attribute {name}")
    return getattr(import_module(_HOMES[name]), name)
