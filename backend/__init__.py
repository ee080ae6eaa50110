"""Relay server: serves the pages, makes rooms, forwards labels. Its API is `create_app(config)`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from backend.app import create_app
    from backend.settings.config import Config

__all__ = ["Config", "create_app"]


def __getattr__(name: str) -> Any:
    """Import on first use: monkey_patch.py has to patch the standard library before Flask is imported."""
    if name not in __all__:
        raise AttributeError(f"module 'backend' has no attribute {name!r}")
    from backend import app

    return getattr(app, name)
