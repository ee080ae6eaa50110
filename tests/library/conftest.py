"""For every test of the library: one of its own, in this process, on a folder of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.library.teacher import Library, make_library


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """Return a library on SQLite that takes uploads."""
    return make_library(tmp_path)
