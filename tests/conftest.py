"""Fixtures for every test: a relay of one's own, and how hard properties are tried."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.serving import serve

# Every run tries the same examples; `make test ARGS="--hypothesis-profile thorough"` tries new ones.
settings.register_profile("repeatable", max_examples=40, derandomize=True, deadline=None)
settings.register_profile("thorough", max_examples=2000, deadline=None, database=None)
settings.load_profile("repeatable")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let faults and hidden tabs last longer than the default run has time for."""
    parser.addoption(
        "--cut-s", type=float, default=30.0, help="seconds for which the tests of faults cut a network"
    )
    parser.addoption(
        "--hidden-s",
        type=float,
        default=20.0,
        help="seconds for which a student's tab is hidden; 600 is meant",
    )


@pytest.fixture(scope="module")
def relay() -> Iterator[str]:
    """Return the base URL of a real `python -m backend` process, one for each test file."""
    with serve() as server:
        yield server.url
