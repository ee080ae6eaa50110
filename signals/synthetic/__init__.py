"""Synthetic students: plays scripts before a synthetic camera, with the exact truth of every frame.

A test tool: the product never imports it.
"""

from .camera import Camera, Truth
from .script import Script, ScriptError, load_script, parse_script
from .writer import play, write

__all__ = ["Camera", "Script", "ScriptError", "Truth", "load_script", "parse_script", "play", "write"]
