"""Fixtures for every test: a relay of one's own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.serving import serve


@pytest.fixture(scope="module")
def relay() -> Iterator[str]:
    """Return the base URL of a real `python -m backend` process, one for each test file."""
    with serve() as server:
        yield server.url
