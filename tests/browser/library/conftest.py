"""Fixtures of the library's pages: one library, and one video."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.library.lessons import serve_library, write_video

SECONDS = 12


@pytest.fixture(scope="module")
def video(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lesson of two bins and a half."""
    return write_video(tmp_path_factory.mktemp("lesson") / "lesson.webm", SECONDS)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a library."""
    with serve_library(tmp_path_factory.mktemp("library")) as url:
        yield url
